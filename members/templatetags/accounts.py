"""What the pages to sign up, in and out are made of."""

from django import template
from django.utils.translation import gettext as _

from members import accounts
from members.middleware import WANTED_PAGE

register = template.Library()

# Chrome names itself Safari too, and Edge names itself Chrome.
BROWSERS = [
    ("SamsungBrowser", "Samsung Internet"),
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("Chrome", "Chrome"),
    ("CriOS", "Chrome"),
    ("Safari", "Safari"),
]
SYSTEMS = [
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
]


@register.filter
def typed(field, mode=""):
    """A field of django-allauth in the portal's looks; `mode` "numeric" brings up the keys for numbers."""
    attrs = {"class": "input", "placeholder": False}
    if mode:
        attrs |= {"inputmode": mode, "maxlength": 12}
    return field.as_widget(attrs=attrs)


@register.simple_tag
def google_is_on():
    return accounts.google_is_on()


@register.simple_tag(takes_context=True)
def page_after_second_step(context):
    """Where a person of the team wanted to go when they were led to set up their second step; None otherwise."""
    return context["request"].session.get(WANTED_PAGE)


@register.filter
def browser_name(user_agent):
    """ "Chrome, Android" for what browsers call themselves."""
    names = [next((name for sign, name in signs if sign in user_agent), "") for signs in (BROWSERS, SYSTEMS)]
    return ", ".join(filter(None, names)) or _("unknown browser")

"""Whose pages these are."""

from django import template
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from members import current
from members.models import Business
from members.whatsapp import chat_link

register = template.Library()


@register.simple_tag(takes_context=True)
def current_business(context):
    return current.current_business(context["request"])


@register.simple_tag(takes_context=True)
def helped_business(context):
    """The business that a moderator works on for its owner, or None."""
    request = context["request"]
    if current.SESSION_KEY not in request.session:
        return None
    business = current.current_business(request)
    return business if business and current.is_helping(request.user, business) else None


@register.simple_tag(takes_context=True)
def other_businesses(context, business):
    """The user's own businesses but for `business`."""
    own = Business.objects.owned_by(context["request"].user).exclude(status=Business.Status.SUSPENDED)
    return own.exclude(pk=business.pk if business else None)


@register.filter
def greeting_link(business, product=None):
    """A WhatsApp chat of the team with the owner, begun with who writes and about what."""
    with translation.override("id"):
        words = {"thing": f"“{product}”" if product else business.name}
        text = _("Hello, we are the team of UMKM Naik Kelas Lampung. 🙏 We write about %(thing)s.") % words
    return chat_link(business.whatsapp, text)


@register.simple_tag
def waiting_words(at):
    """Since how many days something waits."""
    days = (timezone.localdate() - timezone.localdate(at)).days
    return ngettext("waiting for %d day", "waiting for %d days", days) % days if days > 0 else _("new today")

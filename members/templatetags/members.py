"""Whose pages these are."""

from django import template

from members import current
from members.models import Business

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

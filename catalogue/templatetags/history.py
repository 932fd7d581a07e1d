"""What happened to a business."""

from django import template

from catalogue.trail import Trail
from unk_portal.pages import page_of

register = template.Library()


@register.inclusion_tag("catalogue/_trail.html", takes_context=True)
def trail(context, business, per_page=20):
    """Who changed what of `business` and all that is its, in pages."""
    page, notes = page_of(Trail(business), context["request"], per_page=per_page)
    return {"events": page, "notes": notes, "request": context["request"]}

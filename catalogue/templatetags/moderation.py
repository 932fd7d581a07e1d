"""What the team's pages show of products and of what happened."""

from django import template

from catalogue.trail import Trail
from catalogue.waiting import waiting_count as count_waiting
from unk_portal.pages import page_of

register = template.Library()

LATEST = 5
EVENTS = 20


@register.simple_tag
def waiting_count():
    """How many decisions wait for a moderator."""
    return count_waiting()


@register.inclusion_tag("catalogue/_team_products.html")
def newest_products(business):
    """The newest products of a business for the team: three queries."""
    products = business.products.prefetch_related("photos").order_by("-created_at", "-pk")
    return {"business": business, "products": products[:LATEST], "count": products.count()}


@register.inclusion_tag("catalogue/_trail.html", takes_context=True)
def trail(context, business):
    """What happened to a business, in pages."""
    page, notes = page_of(Trail(business), context["request"], per_page=EVENTS)
    return {"events": page, "notes": notes, "request": context["request"]}

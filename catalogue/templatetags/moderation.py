"""What the team's pages show of products and of what waits."""

from django import template

from catalogue.waiting import waiting_count as count_waiting

register = template.Library()

LATEST = 5


@register.simple_tag
def waiting_count():
    """How many decisions wait for a moderator."""
    return count_waiting()


@register.inclusion_tag("catalogue/_team_products.html")
def newest_products(business):
    """The newest products of a business for the team: three queries."""
    products = business.products.prefetch_related("photos").order_by("-created_at", "-pk")
    return {"business": business, "products": products[:LATEST], "count": products.count()}

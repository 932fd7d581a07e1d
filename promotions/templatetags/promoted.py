"""What the lower apps' pages show of the promotions."""

from django import template

from catalogue.models.product import load_for_cards
from promotions.on_show import products_on_show

register = template.Library()


@register.inclusion_tag("promotions/_promoted_row.html")
def promoted_row():
    """The products on show as a row of cards; three queries, or one when there is none."""
    promoted = products_on_show()
    load_for_cards(promoted)
    return {"promoted": promoted}

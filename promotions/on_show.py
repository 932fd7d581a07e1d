"""The products that the portal itself promotes now. They come and go by the clock, without any write."""

from catalogue.models import Product
from promotions.models import Slot

# Twice the places of the portal: as many as can be on show when a new week's begin before the old ones end.
AT_MOST = 12


def products_on_show(now=None):
    """Products with `with_place()` that stand in a portal slot now, in the order of their places; one query."""
    slots = (
        Slot.objects.on_show(now)
        .filter(product__in=Product.objects.published())
        .select_related("product__business__regency")
        .order_by("-starts_at", "place")
    )
    return list(dict.fromkeys(slot.product for slot in slots[:AT_MOST]))

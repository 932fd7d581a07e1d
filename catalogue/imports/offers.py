"""What a lower price means for the offers of a product."""

from django.db.models import F
from django.utils import timezone

from catalogue.models import Offer


def end_offers_not_below_price(products):
    """End the offers of `products` that are no longer below the price; those yet to begin are deleted.

    Returns these offers. The caller's transaction has locked the products.
    """
    now = timezone.now()
    void = list(Offer.objects.filter(product__in=products, ends_at__gt=now, price__gte=F("product__price")))
    for offer in void:
        if offer.starts_at < now:
            offer.ends_at = now
            offer.save(update_fields=["ends_at"])
        else:
            offer.delete()
    return void

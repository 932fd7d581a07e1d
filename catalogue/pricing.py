"""What a product's price means for its offers. An offer is below the price, and there is never one that is not."""

from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from catalogue.models import Offer
from unk_portal.templatetags.site import rupiah


def save_priced(product, update_fields=None):
    """Save a product whose price may have changed. Returns the offers that ended by it, for `ended_in_words`.

    The caller's transaction has locked the product.
    """
    product.save(update_fields=update_fields)
    return end_offers_not_below_price([product])


def end_offers_not_below_price(products):
    """End the offers of saved `products` that are no longer below the price; those yet to begin are deleted.

    Returns these offers. The caller's transaction has locked the products.
    """
    not_below = Q(price__gte=F("product__price")) | Q(product__price=None)
    void = list(Offer.objects.not_over().filter(not_below, product__in=products).select_related("product"))
    for offer in void:
        end(offer)
    return void


def end(offer):
    """End a running offer now; one that has not begun is deleted. Its history stays."""
    now = timezone.now()
    if offer.starts_at < now:
        offer.ends_at = now
        offer.save(update_fields=["ends_at"])
    else:
        offer.delete()


def ended_in_words(offers):
    """A sentence for each offer that a price has ended."""
    for offer in offers:
        words = {"offer": rupiah(offer.price), "product": offer.product}
        if offer.product.price is None:
            yield _("The offer of %(offer)s for %(product)s has ended, for the product has no price now.") % words
        else:
            yield _("The offer of %(offer)s for %(product)s has ended: it is not below the new price.") % words

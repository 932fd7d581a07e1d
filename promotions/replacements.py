"""What may stand in a slot instead of what stands there."""

from dataclasses import dataclass, field

from django.db.models import Q
from django.utils.translation import gettext as _

from catalogue.models import Product
from promotions.guidelines import Guidelines, promotable, unpaused
from promotions.models import Slot
from promotions.slot_life import lacking

AT_MOST = 20
NEXT_BUSINESSES = 8


@dataclass
class Candidate:
    """A product, and what keeps it from standing there, in sentences."""

    product: Product
    lacks: list[str] = field(default_factory=list)


class Replacements:
    """Products to choose from for `slot`: of its own business, and by `query` or else by the queue, of others."""

    def __init__(self, slot, query=""):
        self.slot = slot
        self.query = query.strip()
        self.rules = Guidelines().rules(slot.channel)
        published = Product.objects.published().exclude(pk=slot.product_id).for_cards()
        own = list(published.filter(business=slot.business_id)[:AT_MOST]) if slot.business_id else []
        others = published.exclude(business=slot.business_id) if slot.business_id else published
        found = self.search(others) if self.query else self.next_in_turn(others)
        lacks = lacking([*own, *found], self.rules)
        beside = self.beside()
        self.own, self.others = (
            sorted(
                (Candidate(product, lacks.get(product.pk, []) + beside.get(product.pk, [])) for product in products),
                key=lambda candidate: bool(candidate.lacks),
            )
            for products in (own, found)
        )

    def search(self, products):
        """Products whose name, or whose business's name, has every word asked for."""
        for word in self.query.split()[:8]:
            products = products.filter(Q(name__icontains=word) | Q(business__name__icontains=word))
        return list(products[:AT_MOST])

    def next_in_turn(self, products):
        """One ready product of each of the businesses that are next in the channel's queue."""
        ready = unpaused(promotable(self.rules, products), self.slot.channel_id, self.slot.local_day)
        waiting = ready.filter(business__tickets__channel=self.slot.channel_id)
        first = {}
        for product in waiting.order_by("business__tickets__number", "pk")[: NEXT_BUSINESSES * 5]:
            first.setdefault(product.business_id, product)
        return list(first.values())[:NEXT_BUSINESSES]

    def beside(self):
        """The products that stand on the channel at the same time already."""
        slots = Slot.objects.standing().filter(channel=self.slot.channel_id, starts_at=self.slot.starts_at)
        ids = slots.exclude(pk=self.slot.pk).filter(product__isnull=False).values_list("product", flat=True)
        return {pk: [_("It stands there at the same time already.")] for pk in ids}

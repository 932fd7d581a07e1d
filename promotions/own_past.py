"""The past turns of one business: done, missed and skipped ones."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch, Q

from catalogue.models import Product
from promotions.models import Skip, Slot
from promotions.turn_results import Result, results
from promotions.turn_words import kind_reason


@dataclass(frozen=True)
class PastTurn:
    """`slot` tells when and where; another business may stand there now if this one's turn was skipped."""

    slot: Slot
    product: Product | None
    skip: Skip | None = None
    result: Result | None = None

    @property
    def is_own(self):
        """Whether the slot is still this business's, so that it has a page."""
        return self.skip is None or (self.slot.status == Slot.Status.SKIPPED and self.slot.product_id is not None)

    @property
    def reason(self):
        return kind_reason(self.skip.reason if self.skip else self.slot.remark)


def past_slots(business):
    """The slots of all settled turns of `business`, the latest first; those that it was passed over at, too."""
    skipped = Skip.objects.filter(slot=OuterRef("pk"), business=business)
    own = Q(business=business, status__in=[Slot.Status.DONE, Slot.Status.MISSED, Slot.Status.SKIPPED])
    of_own_skips = Skip.objects.filter(business=business).select_related("product")
    return (
        Slot.objects.standing()
        .filter(own | ~Q(business=business) & Exists(skipped))
        .select_related("channel", "product")
        .prefetch_related(
            Prefetch("skips", of_own_skips, to_attr="own_skips"), "product__photos", "own_skips__product__photos"
        )
        .order_by("-starts_at", "-pk")
    )


def past_turns(business, slots, today):
    """A `PastTurn` for each of `slots` from `past_slots()`; one query."""
    found = results([slot for slot in slots if slot.business_id == business.pk], today)
    for slot in slots:
        skip = next(iter(slot.own_skips), None)
        if slot.business_id == business.pk and slot.status != Slot.Status.SKIPPED:
            yield PastTurn(slot, slot.product, None, found.get(slot.pk))
        else:
            yield PastTurn(slot, skip.product if skip else slot.product, skip)

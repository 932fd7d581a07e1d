"""Who gets a campaign's slots: each that takes part once before any twice, and whoever waits longest first.

Counted are the campaign's slots on all channels that are done or promised. A turn that was missed or skipped is not,
so its business comes first again. "Waits longest" is by the ticket on the slot's channel, which a done campaign slot
redraws as any other. A business has at most one place at a time on a channel.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from catalogue.models import Product
from promotions import campaign_reasons
from promotions.guidelines import Guidelines, promotable
from promotions.models import Campaign, Channel, Participation, Slot, Ticket

LAST = float("inf")


def fill(now):
    """Give the free slots of invited campaigns to those who take part; return how many slots changed."""
    campaigns = list(Campaign.objects.not_over(now).filter(slots__kind=Slot.Kind.CAMPAIGN).distinct())
    if not campaigns:
        return 0
    ready = ReadyProducts(campaigns)
    return sum(save(turns(campaign, ready, now)) for campaign in campaigns)


class ReadyProducts:
    """The products that take part and may be promoted, by channel, and the tickets of their businesses."""

    def __init__(self, campaigns):
        rows = Participation.objects.shown().filter(campaign__in=campaigns)
        self.participations = defaultdict(dict)
        for row in rows:
            self.participations[row.campaign_id][row.business_id] = row.product_id
        products = {product for chosen in self.participations.values() for product in chosen.values()}
        guidelines = Guidelines()
        by_rules = defaultdict(list)
        for channel in Channel.objects.active():
            by_rules[guidelines.rules(channel)].append(channel.pk)
        self.on = {}
        for rules, channels in by_rules.items():
            found = set(promotable(rules, Product.objects.filter(pk__in=products)).values_list("pk", flat=True))
            self.on.update(dict.fromkeys(channels, found))
        businesses = {business for chosen in self.participations.values() for business in chosen}
        self.tickets = {
            (channel, business): (number, drawn_on)
            for channel, business, number, drawn_on in Ticket.objects.filter(business__in=businesses).values_list(
                "channel", "business", "number", "drawn_on"
            )
        }

    def of(self, campaign, channel):
        """Map the businesses that may stand on `channel` to their products."""
        ready = self.on.get(channel, frozenset())
        return {business: product for business, product in self.participations[campaign.pk].items() if product in ready}


@dataclass(frozen=True)
class Turn:
    """Who stands in `slot`: nobody when `business` is None."""

    slot: Slot
    business: int | None
    product: int | None
    reason: dict

    @property
    def is_change(self):
        return (self.slot.business_id, self.slot.product_id, self.slot.reason) != (
            self.business,
            self.product,
            self.reason,
        )


def turns(campaign, ready, now):
    """Yield a `Turn` for each slot of the campaign that is still free, in the order of time."""
    slots = list(campaign.slots.standing().prefetch_related("skips").order_by("starts_at", "channel", "place"))
    free = [slot for slot in slots if is_free(slot, now)]
    settled = [slot for slot in slots if slot not in free and slot.business_id and counts(slot)]
    had = Counter(slot.business_id for slot in settled)
    beside = defaultdict(set)
    for slot in settled:
        beside[slot.channel_id, slot.starts_at].add(slot.business_id)
    for slot in free:
        there = beside[slot.channel_id, slot.starts_at]
        skipped = {skip.business_id for skip in slot.skips.all()}
        choice = {
            business: product
            for business, product in ready.of(campaign, slot.channel_id).items()
            if business not in there and business not in skipped
        }
        if not choice:
            yield Turn(slot, None, None, {})
            continue
        business = min(
            choice, key=lambda each: (had[each], ready.tickets.get((slot.channel_id, each), (LAST, None))[0], each)
        )
        drawn_on = ready.tickets.get((slot.channel_id, business), (LAST, None))[1]
        yield Turn(slot, business, choice[business], campaign_reasons.as_json(had[business], drawn_on))
        had[business] += 1
        there.add(business)


def is_free(slot, now):
    return slot.kind == Slot.Kind.CAMPAIGN and slot.status == Slot.Status.PLANNED and slot.starts_at > now


def counts(slot):
    return slot.status not in (Slot.Status.MISSED, Slot.Status.SKIPPED)


def save(planned):
    """Write the turns that changed, except to slots that somebody settled in the meantime."""
    changed = {turn.slot.pk: turn for turn in planned if turn.is_change}
    if not changed:
        return 0
    with transaction.atomic():
        slots = list(
            Slot.objects.select_for_update()
            .standing()
            .filter(pk__in=changed, status=Slot.Status.PLANNED, kind=Slot.Kind.CAMPAIGN)
        )
        now = timezone.now()
        for slot in slots:
            turn = changed[slot.pk]
            if slot.product_id != turn.product:
                slot.caption = slot.remark = ""
            slot.business_id, slot.product_id, slot.reason = turn.business, turn.product, turn.reason
            slot.updated_at = now
        fields = ["business", "product", "reason", "caption", "remark", "updated_at"]
        Slot.objects.bulk_update(slots, fields, batch_size=500)
    return len(slots)

"""Who waits for a turn on a channel and about how long, and whom the guidelines still keep out."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import OuterRef, Q, Subquery, prefetch_related_objects
from django.utils import timezone

from catalogue.models import Product
from members.models import Business
from members.whatsapp import chat_link
from promotions import rotation
from promotions.guidelines import Guidelines, eligible_businesses
from promotions.models import Slot, Ticket, TurnRequest, WeeklySlot
from promotions.planning import MISSED_MEMORY
from promotions.preparation import letter, nearest, prepared


@dataclass(frozen=True)
class Place:
    """A business in the queue: its `slot` is the turn planned for it; `expected_on` a guess while there is none."""

    position: int
    ticket: Ticket
    reason: str
    slot: Slot | None = None
    expected_on: date | None = None


@dataclass(frozen=True)
class Outsider:
    """A business that cannot be promoted yet; `product` is its nearest one, or None.

    One with `paused_until` is kept out by its own wish until that day.
    """

    business: Business
    product: Product | None
    chat_link: str
    paused_until: date | None = None


def weekly_places(channel, lines):
    """How many turns a week there are on `channel` with so many `lines` in the weekly plan."""
    return channel.places * lines


def expected_day(planned_until, turns_before, weekly):
    """About when a turn comes that the calendar does not reach yet; None without a plan.

    The calendar is filled up to the moment `planned_until`; after it the turn is the `turns_before`-th, and there are
    `weekly` turns a week.
    """
    if not weekly:
        return None
    return timezone.localdate(planned_until) + timedelta(days=-(-7 * turns_before // weekly))


class Waiting:
    """The queue of one channel as it stands now: a handful of queries for any number of members."""

    def __init__(self, channel, now=None):
        self.channel = channel
        self.now = now or timezone.now()
        guidelines = Guidelines()
        self.rules = guidelines.rules(channel)
        self.eligible = eligible_businesses(guidelines, [channel], timezone.localdate(self.now))[channel.pk]
        self.names = dict(Business.objects.active().order_by("name", "pk").values_list("pk", "name"))
        tickets = Ticket.objects.filter(channel=channel).order_by("number").values_list("business", flat=True)
        self.queue = [business for business in tickets if business in self.eligible]
        self.outside = [business for business in self.names if business not in self.eligible]
        self.position = {business: number for number, business in enumerate(self.queue, start=1)}
        self.awaited = list(self.awaited_slots())
        self.turns = {slot.business_id: slot for slot in reversed(self.awaited)}
        self.without_turn = {
            business: number
            for number, business in enumerate((one for one in self.queue if one not in self.turns), start=1)
        }

    @property
    def undrawn(self):
        """How many became eligible so lately that the next run of the rotation draws their first number."""
        return len(self.eligible) - len(self.queue)

    def awaited_slots(self):
        """Those to come, and those whose time has come but whose post is not out."""
        slots = Slot.objects.to_do().filter(channel=self.channel)
        return slots.only("business", "starts_at", "status", "kind", "reason", "channel").order_by("starts_at", "place")

    def named(self, businesses, words):
        """Those of `businesses` whose name has every word of `words`."""
        words = words.casefold().split()
        return [one for one in businesses if all(word in self.names[one].casefold() for word in words)]

    def places(self, businesses):
        """A `Place` for each id, in this order."""
        rows = Ticket.objects.filter(channel=self.channel, business__in=businesses)
        tickets = {ticket.business_id: ticket for ticket in rows.select_related("business__regency")}
        missed, weekly = self.missed_turns(businesses), self.weekly_places()
        for business in businesses:
            ticket, slot = tickets[business], self.turns.get(business)
            yield Place(
                self.position[business],
                ticket,
                slot.reason_in_words if slot and slot.reason else self.reason(ticket, missed.get(business)),
                slot,
                None if slot else self.expected_on(business, weekly),
            )

    def reason(self, ticket, missed_on):
        """Why it stands where it stands, as of today."""
        code = rotation.Why.MISSED if missed_on else rotation.Why.TURN
        days = (timezone.localdate(self.now) - ticket.drawn_on).days
        return rotation.in_words(rotation.Reason(code, max(0, days), ticket.is_new, missed_on, ticket.passed))

    def missed_turns(self, businesses):
        """The day of the last settled turn of those of `businesses` that missed it."""
        settled = Slot.objects.standing().filter(
            channel=self.channel,
            business__in=businesses,
            status__in=[Slot.Status.DONE, Slot.Status.MISSED],
            starts_at__gte=self.now - MISSED_MEMORY,
        )
        last = {
            business: (status, starts_at)
            for business, status, starts_at in settled.order_by("starts_at").values_list(
                "business", "status", "starts_at"
            )
        }
        return {one: timezone.localdate(at) for one, (status, at) in last.items() if status == Slot.Status.MISSED}

    def weekly_places(self):
        return weekly_places(self.channel, WeeklySlot.objects.filter(channel=self.channel).count())

    def expected_on(self, business, weekly):
        planned_until = max([self.now, *(slot.starts_at for slot in self.awaited)])
        return expected_day(planned_until, self.without_turn[business], weekly)

    def outsiders(self, businesses):
        """An `Outsider` for each id, in this order."""
        held = TurnRequest.objects.in_force(timezone.localdate(self.now)).filter(business=OuterRef("pk"))
        held = held.filter(Q(channel=None) | Q(channel=self.channel)).order_by("-until")
        paused = Business.objects.annotate(paused_until=Subquery(held.values("until")[:1]))
        rows = paused.select_related("regency").in_bulk(businesses)
        products = defaultdict(list)
        published = Product.objects.published().filter(business__in=businesses)
        for product in prepared(published, self.rules):
            product.business = rows[product.business_id]
            products[product.business_id].append(product)
        chosen = {business: nearest(products[business]) for business in businesses}
        prefetch_related_objects([product for product in chosen.values() if product], "photos")
        for business in businesses:
            row, product = rows[business], chosen[business]
            link = chat_link(row.whatsapp, letter(row, self.channel, product)) if row.whatsapp else ""
            yield Outsider(row, product, link, row.paused_until)

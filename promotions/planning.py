"""Keeps the coming weeks laid out and filled: what `run_due` does with the calendar, step by step.

Each step is a short transaction of its own and may be repeated at any time. One run at a time holds the lease.
"""

from collections import defaultdict
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Max, OuterRef, Q, Subquery
from django.utils import timezone

from catalogue.models import Product
from catalogue.readiness import measured
from members.models import Business
from promotions import (
    campaign_turns,
    occasions,
    reserving,
    rotation,
    slot_clock,
    standings,
)
from promotions.assignees import Assignees, relieve_leavers
from promotions.guidelines import Guidelines, eligible_businesses, promotable
from promotions.lease import lease
from promotions.models import Channel, Slot, Ticket, WeeklySlot
from promotions.models.slot import grace
from promotions.queue import RULES, lock, next_number

BATCH = 2000
# A turn missed longer ago than this no longer goes first; its ticket has long come to the head of the queue.
MISSED_MEMORY = timedelta(days=365)


def lay_out(now, weeks):
    """Make the slots of the weekly plan for the next `weeks` weeks; those that stand already are left alone."""
    today = timezone.localdate(now)
    slots = []
    plan = WeeklySlot.objects.filter(channel__is_active=True).select_related("channel")
    assignees = Assignees()
    for line in plan:
        first = today + timedelta(days=(line.weekday - today.weekday()) % 7)
        for week in range(weeks + 1):
            starts_at = timezone.make_aware(datetime.combine(first + timedelta(weeks=week), line.time))
            if now < starts_at <= now + timedelta(weeks=weeks):
                slots += slots_of(line, starts_at, assignees)
    freed = freed_places(now)
    Slot.objects.bulk_create(
        [slot for slot in slots if (slot.channel_id, slot.starts_at, slot.place) not in freed], ignore_conflicts=True
    )


def freed_places(now):
    """What a person moved away or removed does not come back."""
    freed = Slot.objects.filter(is_kept_free=True, starts_at__gt=now)
    return set(freed.order_by().values_list("channel", "starts_at", "place"))


def slots_of(line, starts_at, assignees):
    channel = line.channel
    ends_at = starts_at + channel.duration if channel.duration else None
    for place in range(1, channel.places + 1):
        yield Slot(
            channel=channel,
            starts_at=starts_at,
            ends_at=ends_at,
            due_at=starts_at + grace(),
            place=place,
            kind=line.kind,
            assignee_id=None if channel.is_automatic else assignees.on(starts_at, channel.pk),
        )


class Calendar:
    """What the rotation needs to know of the database, read once."""

    def __init__(self, now):
        self.now = now
        self.today = timezone.localdate(now)
        self.channels = list(Channel.objects.active())
        self.guidelines = Guidelines()
        self.eligible = eligible_businesses(self.guidelines, self.channels, self.today)
        self.sectors = dict(Business.objects.active().values_list("pk", "sector"))
        self.slots = self.read_slots()

    def read_slots(self):
        """Slots that are still to come or awaited, those done lately, and the last done one of each channel."""
        since = self.now - timedelta(days=RULES.cooldown)
        done = Slot.objects.standing().filter(status=Slot.Status.DONE)
        in_time = done.filter(channel=OuterRef("pk")).order_by("-starts_at", "-place", "-pk")
        last = Channel.objects.active().values_list(Subquery(in_time.values("pk")[:1]), flat=True)
        done_lately = Q(status=Slot.Status.DONE) & (Q(starts_at__gte=since) | Q(pk__in=[pk for pk in last if pk]))
        awaited = Q(status__in=[Slot.Status.PLANNED, Slot.Status.APPROVED])
        slots = Slot.objects.standing().filter(done_lately | awaited, channel__in=self.channels)
        return list(slots.prefetch_related("skips"))

    def is_free(self, slot):
        return slot.status == Slot.Status.PLANNED and slot.is_rotated and slot.starts_at > self.now

    def for_rotation(self):
        for slot in self.slots:
            if self.is_free(slot) or slot.business_id:
                yield self.as_fact(slot)

    def as_fact(self, slot):
        kind = rotation.Kind(slot.kind)
        is_free = self.is_free(slot)
        if not is_free and slot.is_rotated:
            kind = rotation.Kind.OPEN if slot.is_open else rotation.Kind.WELCOME
        return rotation.Slot(
            id=slot.pk,
            channel=slot.channel_id,
            at=timezone.localtime(slot.starts_at),
            place=slot.place,
            kind=kind,
            business=None if is_free else slot.business_id,
            product=slot.product_id if slot.is_chosen or not is_free else None,
            is_done=slot.status == Slot.Status.DONE,
            skipped=frozenset(skip.business_id for skip in slot.skips.all()),
        )

    def queues(self):
        """Those of channels out of use too, for whoever was promoted there is new nowhere."""
        tickets = {channel.pk: [] for channel in self.channels}
        for row in Ticket.objects.values_list("channel", "business", "number", "drawn_on", "passed", "is_new"):
            tickets.setdefault(row[0], []).append(rotation.Ticket(*row[1:]))
        missed = self.missed_turns()
        for channel, drawn in tickets.items():
            yield rotation.Channel(channel, drawn, self.eligible.get(channel, ()), missed.get(channel, {}))

    def missed_turns(self):
        """By channel: the businesses whose last settled slot there was missed, and its day."""
        settled = Slot.objects.standing().filter(
            channel__in=self.channels,
            business__isnull=False,
            status__in=[Slot.Status.DONE, Slot.Status.MISSED],
            starts_at__gte=self.now - MISSED_MEMORY,
        )
        latest = {}
        for channel, business, status, starts_at in settled.order_by("starts_at").values_list(
            "channel", "business", "status", "starts_at"
        ):
            latest[channel, business] = (status, starts_at)
        missed = defaultdict(dict)
        for (channel, business), (status, starts_at) in latest.items():
            if status == Slot.Status.MISSED:
                missed[channel][business] = timezone.localdate(starts_at)
        return missed

    def products_for(self, turns):
        """By channel and business: the products that may stand there, only for businesses in `turns`."""
        businesses = {turn.business for turn in turns if turn.business}
        shown = dict(
            Slot.objects.standing()
            .filter(business__in=businesses, status__in=[Slot.Status.DONE, Slot.Status.APPROVED])
            .order_by()
            .values_list("product")
            .annotate(Max("starts_at"))
        )
        choice = defaultdict(list)
        for channel in self.channels:
            rules = self.guidelines.rules(channel)
            products = promotable(rules, Product.objects.published().filter(business__in=businesses))
            for product in measured(products).values("pk", "business", "published_at", "photo_number"):
                last = shown.get(product["pk"]) or product["published_at"]
                choice[channel.pk, product["business"]].append(
                    rotation.Product(product["pk"], timezone.localdate(last), product["photo_number"])
                )
        return choice


def draw_tickets(calendar):
    """Give a number to every business that is eligible on a channel for the first time."""
    for place, channel in enumerate(calendar.channels):
        holders = set(Ticket.objects.filter(channel=channel).values_list("business", flat=True))
        newcomers = calendar.eligible[channel.pk] - holders
        if not newcomers:
            continue
        joined = Business.objects.filter(pk__in=newcomers).order_by("activated_at", "pk").values_list("pk", flat=True)
        in_order = rotation.drawing_order(list(joined), place, len(calendar.channels))
        with transaction.atomic():
            lock(channel.pk)
            number = next_number(channel.pk)
            Ticket.objects.bulk_create(
                [
                    Ticket(channel=channel, business_id=business, number=number + index, drawn_on=calendar.today)
                    for index, business in enumerate(in_order)
                ],
                ignore_conflicts=True,
                batch_size=BATCH,
            )


def fill(calendar):
    """Give every free slot to whose turn it is. Only slots whose turn changed are written; returns how many."""
    facts = list(calendar.for_rotation())
    turns = rotation.plan(calendar.queues(), facts, calendar.sectors, RULES)
    products = rotation.pick_products(facts, turns, calendar.products_for(turns))
    slots = {slot.pk: slot for slot in calendar.slots}
    changed = {}
    for turn in turns:
        slot = slots[turn.slot]
        product = products.get(turn.slot)
        planned = {
            "business_id": turn.business if product else None,
            "product_id": product,
            "is_open": turn.is_open,
            "reason": turn.reason.as_json(),
        }
        if any(getattr(slot, name) != value for name, value in planned.items()):
            if slot.product_id != product:
                planned |= {"caption": "", "is_chosen": False}
            changed[turn.slot] = planned
    return save_turns(changed)


def save_turns(changed):
    """Write the planned turns, except to slots that somebody settled in the meantime."""
    with transaction.atomic():
        slots = list(
            Slot.objects.select_for_update()
            .standing()
            .filter(pk__in=changed, status=Slot.Status.PLANNED, kind__in=[Slot.Kind.OPEN, Slot.Kind.WELCOME])
        )
        now = timezone.now()
        for slot in slots:
            slot.updated_at = now
            for name, value in changed[slot.pk].items():
                setattr(slot, name, value)
        fields = ["business", "product", "is_chosen", "is_open", "reason", "caption", "updated_at"]
        Slot.objects.bulk_update(slots, fields, batch_size=500)
    return len(slots)


def replan(now=None):
    """Draw, fill: after something changed that the rotation looks at. The caller holds the lease."""
    now = now or timezone.now()
    campaign_turns.fill(now)
    calendar = Calendar(now)
    draw_tickets(calendar)
    fill(calendar)
    return calendar


def refill(now=None):
    """Fill what a tap set free, and approve what is due soon; when a run is under way, that one does it."""
    now = now or timezone.now()
    with lease("promotions") as held:
        if held:
            calendar = replan(now)
            slot_clock.approve_by_itself(now, calendar.guidelines)
    return held


def run_due(now=None, weeks=None):
    """Everything periodic, in order. Safe to repeat; returns False when another run is under way."""
    now = now or timezone.now()
    with lease("promotions") as held:
        if not held:
            return False
        reserving.release(now)
        slot_clock.settle(now)
        occasions.keep_present(now)
        lay_out(now, weeks or settings.PROMOTION_HORIZON_WEEKS)
        reserving.reserve(now)
        relieve_leavers(now)
        slot_clock.take_back_void_approvals(now)
        calendar = replan(now)
        slot_clock.approve_by_itself(now, calendar.guidelines)
        standings.record(now, calendar)
    return True

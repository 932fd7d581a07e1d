"""The turns of one business on every channel: its last, its next, and its place in the queue.

`promotions.waiting` tells the same of a whole channel; here nothing is read of other members but how many stand ahead.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Count, Exists, Max, OuterRef, Q, Subquery
from django.utils import timezone

from catalogue.models import Product
from promotions.guidelines import Guidelines, promotable
from promotions.models import Channel, Slot, Ticket, TurnRequest, WeeklySlot
from promotions.preparation import Task, nearest, prepared, tasks
from promotions.step_words import days_away
from promotions.waiting import expected_day, weekly_places

TURNS_SHOWN = 6
FAR = timedelta(days=180)


@dataclass(frozen=True)
class OwnTurn:
    """How a business stands on `channel`.

    `position` is None while it has no place in the queue: it is not eligible and `missing` says why, or it draws its
    number at the next run of the rotation. `expected_on` is a guess while there is no `next` turn. Until the
    day `paused_until` its owner asked for no turns there.
    """

    channel: Channel
    is_eligible: bool
    last: Slot | None = None
    next: Slot | None = None
    position: int | None = None
    expected_on: date | None = None
    has_plan: bool = False
    missing: list[Task] = field(default_factory=list)
    paused_until: date | None = None

    @property
    def is_far(self):
        """Whether its day needs its year to be understood."""
        return bool(self.expected_on and self.expected_on - timezone.localdate() > FAR)

    @property
    def is_on_show(self):
        return bool(self.last and self.last.ends_at and self.last.ends_at > timezone.now())

    @property
    def is_worth_showing(self):
        return bool(self.has_plan or self.last or self.next)


@dataclass(frozen=True)
class Coming:
    """A turn to come: what its product lacks, and how many days it is away, 0 for today or when its time has come."""

    slot: Slot
    missing: list[Task]
    days: int
    has_come: bool

    @property
    def is_on_show(self):
        return self.has_come and bool(self.slot.ends_at)

    @property
    def when(self):
        """How far its day is: "today", "in 5 days"."""
        return days_away(self.days)


class OwnTurns:
    """`products` are all of `business`, from `prepared()` by every channel's rules."""

    def __init__(self, business, products, guidelines, now=None):
        self.business = business
        self.now = now or timezone.now()
        self.products = {product.pk: product for product in products}
        self.public = [product for product in products if product.is_public]
        self.channels = list(self.with_last_turn())
        self.rules = {channel.pk: guidelines.rules(channel) for channel in self.channels}
        last = Slot.objects.in_bulk([channel.last_slot for channel in self.channels if channel.last_slot])
        self.last = {slot.channel_id: slot for slot in last.values()}
        self.awaited = list(self.awaited_slots())
        self.requests = list(self.standing_requests())

    @classmethod
    def of(cls, business, now=None):
        """All turns of `business`, its products read as needed."""
        guidelines = Guidelines()
        products = Product.objects.filter(business=business).exclude(status=Product.Status.ARCHIVED)
        listed = prepared(products.defer("description", "options").order_by("pk"), guidelines.every_rule())
        for product in listed:
            product.business = business
        return cls(business, listed, guidelines, now)

    def with_last_turn(self):
        done = Slot.objects.standing().filter(
            channel=OuterRef("pk"), business=self.business, status=Slot.Status.DONE, product__isnull=False
        )
        return Channel.objects.active().annotate(last_slot=Subquery(done.order_by("-starts_at").values("pk")[:1]))

    def awaited_slots(self):
        """Those to come, and those whose time has come but whose post is not out."""
        return (
            Slot.objects.to_do()
            .filter(business=self.business, channel__is_active=True, product__isnull=False)
            .select_related("channel")
            .order_by("starts_at", "channel__position", "place")
        )

    # What the owner asked for

    def standing_requests(self):
        """Pauses and swaps in force, and a pause that the team has not answered."""
        today = timezone.localdate(self.now)
        own = TurnRequest.objects.filter(business=self.business)
        asked = own.asked().filter(kind=TurnRequest.Kind.PAUSE, until__gt=today)
        return (own.in_force(today) | asked).order_by("-until")

    @property
    def pause(self):
        """The accepted pause that ends last, or None."""
        return next((one for one in self.requests if one.is_pause and one.is_accepted), None)

    @property
    def asked_pause(self):
        return next((one for one in self.requests if one.is_asked), None)

    def paused_until(self, channel):
        held = [one.until for one in self.requests if one.is_accepted and one.channel_id in (None, channel.pk)]
        return max(held, default=None)

    # The coming turns

    def coming(self, most=TURNS_SHOWN):
        """A `Coming` for each of the next few turns, in order; for all of them with None."""
        slots = [slot for slot in self.awaited if slot.product_id in self.products]
        return [self.as_coming(slot) for slot in slots[:most]]

    def as_coming(self, slot):
        slot.product = self.products[slot.product_id]
        preparation = slot.product.preparation.only(self.rules[slot.channel_id])
        days = (slot.local_day - timezone.localdate(self.now)).days
        return Coming(slot, tasks(slot.product, preparation.missing), max(0, days), slot.starts_at <= self.now)

    # The channels

    def by_channel(self):
        """An `OwnTurn` for each channel in use; five queries for any number of channels with the same rules."""
        tickets = dict(Ticket.objects.filter(business=self.business).values_list("channel", "number"))
        eligible = {channel.pk for channel in self.channels if self.is_eligible(channel)}
        places = self.places({pk: number for pk, number in tickets.items() if pk in eligible})
        lines = dict(WeeklySlot.objects.order_by().values_list("channel").annotate(Count("pk")))
        until = dict(Slot.objects.to_do().order_by().values_list("channel").annotate(Max("starts_at")))
        turns = {slot.channel_id: slot for slot in reversed(self.awaited)}
        for channel in self.channels:
            paused_until = self.paused_until(channel)
            position, turns_before = places.get(channel.pk, (None, None))
            turn, weekly = turns.get(channel.pk), weekly_places(channel, lines.get(channel.pk, 0))
            is_guessed = position is not None and turn is None
            planned_until = max(self.now, until.get(channel.pk, self.now))
            yield OwnTurn(
                channel,
                channel.pk in eligible,
                self.last.get(channel.pk),
                turn,
                position,
                expected_day(planned_until, turns_before, weekly) if is_guessed else None,
                bool(weekly),
                [] if channel.pk in eligible or paused_until else self.missing(channel),
                paused_until,
            )

    def is_eligible(self, channel):
        if self.paused_until(channel):
            return False
        rules = self.rules[channel.pk]
        return any(product.preparation.only(rules).is_complete for product in self.public)

    def missing(self, channel):
        """What the nearest product that visitors see lacks on `channel`; nothing when there is none."""
        product = nearest(self.public)
        return tasks(product, product.preparation.only(self.rules[channel.pk]).missing) if product else []

    def places(self, numbers):
        """Map the channels of `numbers` (channel: the business's own) to how many eligible members stand there up to
        this business: (all, those without a turn in the calendar)."""
        by_rules = {}
        for channel in self.channels:
            if channel.pk in numbers:
                by_rules.setdefault(self.rules[channel.pk], []).append(channel.pk)
        places = {}
        for rules, channels in by_rules.items():
            ahead = Q()
            for channel in channels:
                ahead |= Q(channel=channel, number__lte=numbers[channel])
            listed = promotable(rules, Product.objects.published().filter(business=OuterRef("business")))
            awaited = Slot.objects.to_do().filter(channel=OuterRef("channel"), business=OuterRef("business"))
            held = TurnRequest.objects.in_force(timezone.localdate(self.now)).filter(business=OuterRef("business"))
            held = held.filter(Q(channel=None) | Q(channel=OuterRef("channel")))
            counted = Ticket.objects.filter(ahead, Exists(listed), ~Exists(held)).order_by().values("channel")
            for channel, everyone, free in counted.annotate(
                everyone=Count("pk"), free=Count("pk", filter=~Exists(awaited))
            ).values_list("channel", "everyone", "free"):
                places[channel] = (everyone, free)
        return places

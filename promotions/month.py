"""The calendar as the team sees it: what stands on each day of a period, and the occasions laid over it."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import cached_property
from itertools import groupby

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from promotions.agenda import is_late
from promotions.models import Campaign, Occasion, Slot
from promotions.plan_changes import COUNTED
from promotions.slot_life import OPEN_STATES

# Words and pictures of a post that no tile shows.
UNSEEN = ["caption", "reason", "undo", "remark", "product__description", "business__story"]


class State(StrEnum):
    """What a tile tells, the most urgent first."""

    EMPTY = "empty"
    MISSED = "missed"
    LATE = "late"
    PLANNED = "planned"
    APPROVED = "approved"
    SKIPPED = "skipped"
    DONE = "done"

    @property
    def label(self):
        return {
            State.EMPTY: _("empty"),
            State.MISSED: _("missed"),
            State.LATE: _("late"),
            State.PLANNED: _("planned"),
            State.APPROVED: _("approved"),
            State.SKIPPED: _("skipped"),
            State.DONE: _("done"),
        }[self]


class Tile:
    """One slot on its day, as it stands at `now`."""

    def __init__(self, slot, now):
        self.slot = slot
        self.channel = slot.channel
        self.product = slot.product
        self.business = slot.business
        self.day = slot.local_day
        self.is_open = slot.status in OPEN_STATES
        self.is_pinned = slot.kind == Slot.Kind.PINNED
        self.state = state_of(slot, now)
        # Moved away now, its time would still count as due.
        self.counts = slot.starts_at - now <= COUNTED and not (slot.business_id is None and slot.is_rotated)
        self.is_approved = self.state == State.APPROVED

    @property
    def can_be_pinned(self):
        return self.slot.is_rotated and self.product is not None

    @property
    def seen(self):
        return self.slot.starts_at.isoformat()

    @property
    def can_be_moved(self):
        return self.is_open and self.channel.is_active


def state_of(slot, now):
    if slot.status in OPEN_STATES and slot.product_id is None:
        return State.EMPTY
    if slot.status in OPEN_STATES and not slot.channel.is_automatic:
        # Until the periodic job has settled it, the clock tells.
        if slot.due_at <= now:
            return State.MISSED
        if is_late(slot, now):
            return State.LATE
    return State(slot.status)


@dataclass
class Group:
    """The slots of one channel at one time, where it has several places; `state` is its most urgent one."""

    tiles: list[Tile]

    @property
    def first(self):
        return self.tiles[0]

    @cached_property
    def state(self):
        return min((tile.state for tile in self.tiles), key=list(State).index)

    @property
    def in_words(self):
        filled = sum(tile.product is not None for tile in self.tiles)
        if filled < len(self.tiles):
            return _("%(filled)d of %(places)d filled") % {"filled": filled, "places": len(self.tiles)}
        return ngettext("%(count)d product", "%(count)d products", filled) % {"count": filled}


@dataclass
class Day:
    date: date
    is_now: bool
    is_past: bool
    is_outside: bool
    groups: list[Group] = field(default_factory=list)
    occasions: list[Occasion] = field(default_factory=list)

    @property
    def is_off(self):
        return any(occasion.is_day_off for occasion in self.occasions)

    @property
    def is_bare(self):
        return not self.groups and not self.occasions


@dataclass(frozen=True)
class Span:
    """An occasion or campaign of several days over one week: from one of its columns to another, 1 to 7."""

    what: Occasion | Campaign
    start: int
    end: int

    @property
    def is_campaign(self):
        return isinstance(self.what, Campaign)

    @property
    def is_season(self):
        return not self.is_campaign and self.what.kind == Occasion.Kind.RELIGIOUS_SEASON

    @property
    def is_guess(self):
        return not self.is_campaign and not self.what.is_certain


@dataclass
class Week:
    days: list[Day]
    spans: list[Span]
    is_past: bool


class Month:
    """A period of the calendar, be it a month, a week or a day. A handful of queries for any number of slots."""

    def __init__(self, period, filters, now=None):
        self.period = period
        self.now = now or timezone.now()
        self.today = timezone.localdate(self.now)
        rows = period.shown
        self.first, self.last = rows[0][0], rows[-1][-1]
        self.tiles = [Tile(slot, self.now) for slot in filters.narrow(self.slots())]
        self.campaigns = list(Campaign.objects.filter(starts_at__lt=self.end, ends_at__gt=self.start))
        self.occasions = list(Occasion.objects.kept().between(self.first, self.last))
        self.weeks = [self.week(days) for days in rows]

    @property
    def start(self):
        return midnight(self.first)

    @property
    def end(self):
        return midnight(self.last + timedelta(days=1))

    def slots(self):
        standing = Slot.objects.standing().filter(starts_at__gte=self.start, starts_at__lt=self.end)
        return (
            standing.select_related("channel", "product", "business")
            .defer(*UNSEEN)
            .order_by("starts_at", "channel__position", "channel", "place")
        )

    @cached_property
    def by_day(self):
        days = defaultdict(list)
        for (day, _channel, _at), tiles in groupby(
            self.tiles, key=lambda tile: (tile.day, tile.channel.pk, tile.slot.starts_at)
        ):
            days[day].append(Group(list(tiles)))
        return days

    def week(self, dates):
        days = [self.day(one) for one in dates]
        is_past = dates[-1] < self.today and self.today in self.period
        return Week(days, list(self.spans(dates)), is_past)

    def day(self, one):
        return Day(
            one,
            is_now=one == self.today,
            is_past=one < self.today,
            is_outside=one not in self.period,
            groups=self.by_day.get(one, []),
            occasions=[row for row in self.occasions if not row.is_long and row.starts_on == one],
        )

    def spans(self, dates):
        for row in self.campaigns:
            first, last = timezone.localdate(row.starts_at), timezone.localdate(row.ends_at - timedelta(microseconds=1))
            yield from span_over(dates, row, first, last)
        for row in self.occasions:
            if row.is_long:
                yield from span_over(dates, row, row.starts_on, row.ends_on)

    @cached_property
    def counts(self):
        """How many slots of the period are in each state."""
        return Counter(tile.state for tile in self.tiles if tile.day in self.period)

    @property
    def totals(self):
        """What needs somebody, as (number, word), the rest left out."""
        urgent = [State.EMPTY, State.LATE, State.MISSED]
        return [(self.counts[state], state.label) for state in urgent if self.counts[state]]

    @cached_property
    def switched_off(self):
        """Channels that are not in use, and have slots that are still awaited."""
        return {tile.channel for tile in self.tiles if tile.is_open and not tile.channel.is_active}


def span_over(dates, what, first, last):
    days = [number for number, day in enumerate(dates, start=1) if first <= day <= last]
    if days:
        yield Span(what, days[0], days[-1])


def midnight(day):
    return timezone.make_aware(datetime.combine(day, time.min))

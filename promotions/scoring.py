"""How regularly and how fairly the plan is kept: one exact number and its parts, from facts alone.

**The score** of a period and a channel is taken at t, the end of the period or now, whichever is earlier.

- *On time*, 40 %: slots done within grace ÷ slots due, in the period.
- *Coverage*, 30 %, 60 days to t: members with a done slot ÷ min(n, due).
- *Fairness*, 20 %, 90 days to t: Jain's index of the members' done slots ÷ the best index so many slots allow.
- *Lead*, 10 %: slots approved or done ÷ slots laid out, in the 14 days after t.

n are the businesses eligible on at least 80 % of the window's days. A part with nothing to measure is absent and the
others weigh more; without any part there is no score. Over several channels the figures of on time and lead are summed,
coverage and fairness averaged by due slots. A total is the score of `in_total(channels)`: automatic ones left out.

The words are meant so:

- A slot is *due* from the moment after its grace, missed, skipped or deleted all the same, unless it was deleted more
  than 7 days before its time; what was posted stays posted. It belongs to the period and windows in which it falls due,
  so to one month only. One that was moved was deleted where it stood before.
- All fillings of one channel, time and place are one slot; it is done on time if any of them is.
- Everything is as it was at t: what was approved, skipped or posted late after t changes no earlier score.
- A window of 60 days is the last day before t and the 59 calendar days before it, recorded or not; as a day of
  eligibility counts only a recorded one. Coverage and fairness have each their own n.
- A done slot counts in the windows from the moment when it is both due and done (`Slot.counts_from`), so that done
  slots are always measured against themselves: a perfect team has 100 at any hour, and a post made early hides no miss.
  A slot missed before the window and posted in it counts, but brings no part above 1.
- Who does not count in n is no member to cover or to be fair to. But the slot of a new member is not lost: where the
  due slots are too few for all, a new member with a done slot counts as covered in place of one it left no slot for.
- Without members, or with nothing due in 90 days, there is no fairness to measure.
- Averages weigh each channel by the slots due in that part's own window.
- A skipped slot nobody refilled is still laid out, and not approved; a deleted one is no longer laid out.
- Weeks and the days of the year go by the day a slot stands on in the calendar.
- The running week breaks a streak at once, and extends it when its last slot has fallen due.

**What the facts are.** All slots that fall due since the earliest day asked for, and those of the 14 days after t,
deleted ones too; and one `Standing` for each business and channel, over the days of `window(t, 60)` and
`window(t, 90)`. Its done slots are those whose `counts_from` lies in the window, before t.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from math import ceil, floor
from typing import NamedTuple

GRACE = timedelta(hours=24)
DELETED_IN_TIME = timedelta(days=7)
COVERAGE_DAYS = 60
FAIRNESS_DAYS = 90
LEAD_DAYS = 14
COVERAGE_MINIMUM = ceil(COVERAGE_DAYS * Fraction(80, 100))
FAIRNESS_MINIMUM = ceil(FAIRNESS_DAYS * Fraction(80, 100))


class PartName(StrEnum):
    ON_TIME = "on_time"
    COVERAGE = "coverage"
    FAIRNESS = "fairness"
    LEAD = "lead"


WEIGHTS = {
    PartName.ON_TIME: Fraction(40, 100),
    PartName.COVERAGE: Fraction(30, 100),
    PartName.FAIRNESS: Fraction(20, 100),
    PartName.LEAD: Fraction(10, 100),
}


# The facts


@dataclass(frozen=True, slots=True)
class Slot:
    """One filling of a time and place, and when what happened to it; a missed slot is one to which nothing happened.

    Times are aware and in the time zone that people read. `business` is None for a gap, `approved_at` None too when an
    approval was taken back.
    """

    id: int
    at: datetime
    place: int = 1
    business: int | None = None
    approved_at: datetime | None = None
    done_at: datetime | None = None
    skipped_at: datetime | None = None
    deleted_at: datetime | None = None
    grace: timedelta = GRACE

    @property
    def due_at(self) -> datetime:
        return self.at + self.grace

    @property
    def counts_from(self) -> datetime | None:
        """When a done slot enters the windows of coverage and fairness, and the daily standing of its business."""
        return self.done_at and max(self.done_at, self.due_at)

    @property
    def is_on_time(self) -> bool:
        return self.done_at is not None and self.done_at <= self.due_at

    @property
    def was_deleted_in_time(self) -> bool:
        return self.deleted_at is not None and self.deleted_at < self.at - DELETED_IN_TIME and self.done_at is None

    def is_done(self, t: datetime) -> bool:
        return _by(self.done_at, t)

    def stands(self, t: datetime) -> bool:
        """Whether it was neither skipped nor deleted by t."""
        return not _by(self.skipped_at, t) and not _by(self.deleted_at, t)

    def is_ready(self, t: datetime) -> bool:
        return self.is_done(t) or (_by(self.approved_at, t) and self.stands(t))


def _by(happened_at: datetime | None, t: datetime) -> bool:
    return happened_at is not None and happened_at <= t


class Standing(NamedTuple):
    """One business on one channel: on how many days of the windows it was eligible, and its done slots in them."""

    business: int
    eligible_60: int
    done_60: int
    eligible_90: int
    done_90: int

    @property
    def counts_for_coverage(self) -> bool:
        return self.eligible_60 >= COVERAGE_MINIMUM

    @property
    def counts_for_fairness(self) -> bool:
        return self.eligible_90 >= FAIRNESS_MINIMUM


@dataclass(frozen=True)
class Channel:
    """What is known of one channel. A business without a standing was never eligible and never done."""

    id: int
    slots: Sequence[Slot]
    standings: Sequence[Standing] = ()
    is_automatic: bool = False
    _figures: dict[tuple[datetime, datetime], "Figures"] = field(default_factory=dict, init=False, compare=False)

    def figures(self, t: datetime, start: datetime) -> "Figures":
        """What the score of a period from `start` to t is made of; counted once."""
        if (t, start) not in self._figures:
            self._figures[t, start] = Figures.of(self, t, start)
        return self._figures[t, start]

    @cached_property
    def places(self) -> list["Place"]:
        """Every time and place of its plan, in order."""
        fillings = defaultdict(list)
        for slot in self.slots:
            fillings[slot.at, slot.place].append(slot)
        return [Place(tuple(fillings[key])) for key in sorted(fillings)]


@dataclass(frozen=True, slots=True)
class Period:
    """From `start` until just before `end`, both midnight in the time zone that people read."""

    start: datetime
    end: datetime

    def at(self, now: datetime) -> datetime:
        return min(self.end, now)


def in_total(channels: Iterable[Channel]) -> list[Channel]:
    return [channel for channel in channels if not channel.is_automatic]


def window(t: datetime, days: int) -> tuple[date, date]:
    """Return the first and the last of the calendar days that end at t; t at midnight belongs to the day before."""
    last = (t - timedelta(microseconds=1)).date()
    return last - timedelta(days=days - 1), last


# The score


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the score. `value` is numerator ÷ denominator, from 0 to 1, or None when the part is absent.

    Numerator and denominator are slots, members or Jain's indices; None where channels were averaged. `weight` is the
    weight used, 0 when absent. `members` is n, for coverage and fairness.
    """

    name: PartName
    value: Fraction | None
    numerator: int | Fraction | None = None
    denominator: int | Fraction | None = None
    members: int | None = None
    weight: Fraction = Fraction(0)

    @property
    def points(self) -> Fraction:
        """What the part brings of the 100 points."""
        return 100 * self.weight * (self.value or 0)


@dataclass(frozen=True, slots=True)
class Score:
    """`value` from 0 to 1, or None when all four parts are absent; `due` are the slots due in the period."""

    value: Fraction | None
    parts: tuple[Part, ...]
    due: int

    @property
    def points(self) -> Fraction | None:
        return None if self.value is None else 100 * self.value

    def part(self, name: PartName) -> Part:
        return next(part for part in self.parts if part.name == name)


def score(channels: Iterable[Channel], period: Period, now: datetime) -> Score:
    """Return the score of these channels together; of one alone, also an automatic one, by passing just that."""
    return score_of([channel.figures(period.at(now), period.start) for channel in channels])


def shown(value: Fraction | None) -> int | None:
    """The whole points of a value from 0 to 1, rounded half up, but 100 only for exactly 1."""
    if value is None:
        return None
    return 100 if value == 1 else min(99, floor(100 * value + Fraction(1, 2)))


def jain(done: int, squares: int, members: int) -> Fraction:
    """Jain's index of `members` counts with this sum and sum of squares: 1 when all are equal, 1 / members at worst."""
    return Fraction(done * done, members * squares)


def best_jain(done: int, members: int) -> Fraction:
    """The highest index `done` slots allow: everyone has q of them, and r one more."""
    each, more = divmod(done, members)
    return jain(done, (members - more) * each**2 + more * (each + 1) ** 2, members)


@dataclass(frozen=True, slots=True)
class Place:
    """One time and place of the plan with all its fillings."""

    fillings: tuple[Slot, ...]

    @property
    def at(self) -> datetime:
        return self.fillings[0].at

    @property
    def due_at(self) -> datetime:
        return max(slot.due_at for slot in self.fillings)

    @property
    def is_on_time(self) -> bool:
        return any(slot.is_on_time for slot in self.fillings)

    def is_due(self, t: datetime) -> bool:
        return self.due_at < t and self._remained

    def is_pending(self, t: datetime) -> bool:
        return self.due_at >= t and self._remained

    def is_done(self, t: datetime) -> bool:
        return any(slot.is_done(t) for slot in self.fillings)

    def is_laid_out(self, t: datetime) -> bool:
        return not all(_by(slot.deleted_at, t) for slot in self.fillings)

    def is_ready(self, t: datetime) -> bool:
        return any(slot.is_ready(t) for slot in self.fillings)

    def still_to_do(self, t: datetime) -> Slot | None:
        """The filling that can be approved and posted, if any."""
        if self.is_done(t):
            return None
        return next((slot for slot in self.fillings if slot.stands(t) and slot.business is not None), None)

    @property
    def _remained(self) -> bool:
        return not all(slot.was_deleted_in_time for slot in self.fillings)


def _due(places: Iterable[Place], start: datetime, t: datetime) -> list[Place]:
    return [place for place in places if start <= place.due_at and place.is_due(t)]


def coming(places: Iterable[Place], t: datetime) -> list[Place]:
    """The places laid out for the days after t that lead is measured on."""
    end = t + timedelta(days=LEAD_DAYS)
    return [place for place in places if t <= place.at < end and place.is_laid_out(t)]


@dataclass(frozen=True, slots=True)
class Coverage:
    """`covered` of the members have a done slot, and so have `others` that are none."""

    due: int
    members: Collection[int]
    covered: int
    others: int

    @classmethod
    def of(cls, standings: Iterable[Standing], due: int) -> "Coverage":
        members, covered, others = set(), 0, 0
        for standing in standings:
            if standing.counts_for_coverage:
                members.add(standing.business)
                covered += standing.done_60 > 0
            else:
                others += standing.done_60 > 0
        return cls(due, members, covered, others)

    def part(self) -> Part:
        possible = min(len(self.members), self.due)
        left_without = max(0, len(self.members) - (self.due - self.others))
        return _part(
            PartName.COVERAGE,
            min(self.covered + min(self.others, left_without), possible),
            possible,
            len(self.members),
        )


@dataclass(frozen=True, slots=True)
class Fairness:
    """The sum of the members' done slots, and the sum of their squares."""

    due: int
    members: Collection[int]
    done: int
    squares: int

    @classmethod
    def of(cls, standings: Iterable[Standing], due: int) -> "Fairness":
        done = {standing.business: standing.done_90 for standing in standings if standing.counts_for_fairness}
        return cls(due, done.keys(), sum(done.values()), sum(count * count for count in done.values()))

    def part(self) -> Part:
        members = len(self.members)
        if not members or not self.due:
            return _part(PartName.FAIRNESS, 0, 0, members)
        if not self.done:
            return _part(PartName.FAIRNESS, 0, 1, members)
        return _part(PartName.FAIRNESS, jain(self.done, self.squares, members), best_jain(self.done, members), members)


@dataclass(frozen=True, slots=True)
class Figures:
    """All that the score of one channel is made of."""

    on_time: int
    due: int
    coverage: Coverage
    fairness: Fairness
    ready: int
    laid_out: int

    @classmethod
    def of(cls, channel: Channel, t: datetime, start: datetime) -> "Figures":
        due, ahead = _due(channel.places, start, t), coming(channel.places, t)
        return cls(
            on_time=sum(place.is_on_time for place in due),
            due=len(due),
            coverage=Coverage.of(channel.standings, _due_in_window(channel.places, t, COVERAGE_DAYS)),
            fairness=Fairness.of(channel.standings, _due_in_window(channel.places, t, FAIRNESS_DAYS)),
            ready=sum(place.is_ready(t) for place in ahead),
            laid_out=len(ahead),
        )

    def with_due(self, count: int) -> "Figures":
        """The same after `count` more slots fell due."""
        return replace(
            self,
            due=self.due + count,
            coverage=replace(self.coverage, due=self.coverage.due + count),
            fairness=replace(self.fairness, due=self.fairness.due + count),
        )


def _due_in_window(places: Iterable[Place], t: datetime, days: int) -> int:
    first, _last = window(t, days)
    return len(_due(places, datetime.combine(first, time(), t.tzinfo), t))


def score_of(channels: Sequence[Figures]) -> Score:
    due = sum(channel.due for channel in channels)
    parts = [
        _part(PartName.ON_TIME, sum(channel.on_time for channel in channels), due),
        _averaged(PartName.COVERAGE, [channel.coverage for channel in channels]),
        _averaged(PartName.FAIRNESS, [channel.fairness for channel in channels]),
        _part(PartName.LEAD, sum(channel.ready for channel in channels), sum(channel.laid_out for channel in channels)),
    ]
    present = sum((WEIGHTS[part.name] for part in parts if part.value is not None), Fraction(0))
    weighed = tuple(
        part if part.value is None else replace(part, weight=WEIGHTS[part.name] / present) for part in parts
    )
    return Score(sum((part.points for part in weighed), Fraction(0)) / 100 if present else None, weighed, due)


def _part(name: PartName, numerator: int | Fraction, denominator: int | Fraction, members: int | None = None) -> Part:
    return Part(name, Fraction(numerator) / denominator if denominator else None, numerator, denominator, members)


def _averaged(name: PartName, channels: Sequence[Coverage] | Sequence[Fairness]) -> Part:
    members = len(set().union(*(channel.members for channel in channels)))
    present = [(part, channel.due) for channel in channels if (part := channel.part()).value is not None]
    if not present:
        return Part(name, None, 0, 0, members)
    if len(present) == 1:
        return replace(present[0][0], members=members)
    value = sum(((part.value or 0) * Fraction(due) for part, due in present), Fraction(0))
    return Part(name, value / sum(due for _part, due in present), members=members)

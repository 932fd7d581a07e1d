"""How the days and weeks of the calendar were kept: the year's picture and the streak."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import IntEnum

from promotions.scoring import Channel


class Level(IntEnum):
    """How a day of the calendar was kept."""

    NOTHING_DUE = 0
    MISSED = 1
    PARTLY = 2
    COMPLETE = 3


@dataclass(frozen=True, slots=True)
class Day:
    """The slots of a day of the calendar; `pending` are not due yet, `missed` were forgotten, skipped or deleted."""

    due: int = 0
    on_time: int = 0
    late: int = 0
    pending: int = 0

    def __add__(self, other: "Day") -> "Day":
        return Day(
            self.due + other.due, self.on_time + other.on_time, self.late + other.late, self.pending + other.pending
        )

    @property
    def missed(self) -> int:
        return self.due - self.on_time - self.late

    @property
    def level(self) -> Level:
        if not self.due:
            return Level.NOTHING_DUE
        if self.on_time == self.due:
            return Level.COMPLETE
        return Level.MISSED if self.missed == self.due else Level.PARTLY


def by_day(channels: Iterable[Channel], t: datetime) -> dict[date, Day]:
    """Return the days that have slots, in order, as they stood at t."""
    days: defaultdict[date, Day] = defaultdict(Day)
    for channel in channels:
        for place in channel.places:
            if place.is_due(t):
                late = place.is_done(t) and not place.is_on_time
                days[place.at.date()] += Day(due=1, on_time=place.is_on_time, late=late)
            elif place.is_pending(t):
                days[place.at.date()] += Day(pending=1)
    return dict(sorted(days.items()))


def by_month(days: Mapping[date, Day]) -> dict[date, Day]:
    """Sum days to months, by their first day: the table behind the picture of the year."""
    months: defaultdict[date, Day] = defaultdict(Day)
    for day, what in days.items():
        months[day.replace(day=1)] += what
    return dict(sorted(months.items()))


@dataclass(frozen=True, slots=True)
class Week:
    """`is_kept` is None for a week that had nothing due, or is running and without a fault so far."""

    monday: date
    is_kept: bool | None


@dataclass(frozen=True, slots=True)
class Streak:
    """Numbers of weeks kept one after the other: up to the last one, and at best."""

    current: int
    longest: int


def by_week(days: Mapping[date, Day], today: date) -> list[Week]:
    """Return every week from the first of these days to the running one, whose coming days are to be among them."""
    weeks: defaultdict[date, Day] = defaultdict(Day)
    for day, what in days.items():
        weeks[monday_of(day)] += what
    first = min(weeks, default=monday_of(today))
    mondays = [first + timedelta(weeks=number) for number in range((monday_of(today) - first).days // 7 + 1)]
    return [Week(monday, _is_kept(weeks[monday])) for monday in mondays]


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _is_kept(week: Day) -> bool | None:
    if week.on_time < week.due:
        return False
    return None if week.pending or not week.due else True


def streak(weeks: Iterable[Week]) -> Streak:
    """Count kept weeks; those with nothing due neither break a streak nor extend it."""
    current = longest = 0
    for week in weeks:
        if week.is_kept is not None:
            current = current + 1 if week.is_kept else 0
            longest = max(longest, current)
    return Streak(current, longest)

"""A year of a made-up community: who could be promoted on which day, and which posts the team forgets.

It is the first year of the calendar, or the second: then nobody joins, leaves or is suspended in the first one. Days
are numbered from the first Monday. Nothing here knows how the next one is chosen: every way of choosing meets the same
year.
"""

import json
import random
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, timezone
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

REFERENCE = Path(__file__).parents[2] / "promotions" / "reference" / "channels.json"
JAKARTA = timezone(timedelta(hours=7))
MONDAY = date(2026, 1, 5)
YEAR = 364

Week = list[tuple[str, list[int], time, list[int]]]
# channel, weekdays, time, weekdays kept for new members: the plan that the portal offers to a new team
WEEK: Week = [
    ("instagram", [0, 2, 4], time(19), [4]),
    ("instagram-story", [1, 3, 5], time(12), [3]),
    ("tiktok", [1, 5], time(19), [5]),
    ("whatsapp", [0, 1, 2, 3, 4, 5, 6], time(8), [2, 6]),
    ("portal", [0], time(0), []),
]

AT_START, AT_END, LEAVING, SUSPENDED = 180, 300, 20, 8
SECTORS = [30, 18, 14, 10, 8, 6, 5, 4, 3, 2]  # how common each is: food first, as in most communities
READY_AT_ONCE, NEVER_READY = 0.8, 0.08
PREPARING_DAYS = 14  # on average, for those who are not ready at once
LOSING_PER_DAY = 0.05 / 30  # photo taken down, price missing, sold out
LOST_DAYS = (7, 60)
SUSPENDED_DAYS = (20, 60)
FORGOTTEN = 0.15


class Slot(NamedTuple):
    """One dated exposure; `luck`, from 0 to 1, decides whether the team forgets it."""

    id: int
    channel: int
    at: datetime
    place: int
    is_welcome: bool
    is_automatic: bool
    luck: float

    @property
    def day(self) -> int:
        return (self.at.date() - MONDAY).days


@dataclass(frozen=True)
class Member:
    """A business, numbered in the order of joining; `days` are those on which it could be promoted, in order.

    `fame` is how well known it is, 1 for the best known, and `photos` from 1 to 3 how well prepared.
    """

    id: int
    joined: int
    sector: int
    fame: int
    photos: int
    days: tuple[int, ...]

    @property
    def is_newcomer(self) -> bool:
        return self.joined > 0

    def ready_days(self, first: int, end: int) -> int:
        """On how many days from `first` to before `end` it could be promoted."""
        return bisect_left(self.days, end) - bisect_left(self.days, first)


@dataclass(frozen=True)
class World:
    """What is the same for every way of choosing. The year looked at begins on the day `since`."""

    members: list[Member]
    slots: list[Slot]
    since: int
    days: int
    forgotten: float = FORGOTTEN

    @cached_property
    def ready(self) -> list[frozenset[int]]:
        """By day: the members that can be promoted, on every channel alike."""
        ready: list[set[int]] = [set() for _day in range(self.days)]
        for member in self.members:
            for day in member.days:
                ready[day].add(member.id)
        return [frozenset(businesses) for businesses in ready]

    @cached_property
    def slots_of(self) -> list[list[Slot]]:
        """The slots of each day, in order."""
        days: list[list[Slot]] = [[] for _day in range(self.days)]
        for slot in self.slots:
            days[slot.day].append(slot)
        return days

    @cached_property
    def channels(self) -> dict[int, bool]:
        """Whether each channel is automatic."""
        return {slot.channel: slot.is_automatic for slot in self.slots}

    def is_forgotten(self, slot: Slot) -> bool:
        return not slot.is_automatic and slot.luck < self.forgotten

    def with_less_forgotten(self, forgotten: float) -> "World":
        """The same year with a part of the same posts forgotten."""
        return replace(self, forgotten=forgotten)


def make_world(seed: int, is_second_year: bool = False, week: Week = WEEK) -> World:
    """The same seed gives the same members and the same luck, whatever the week keeps for new members."""
    since = YEAR if is_second_year else 0
    days = since + YEAR
    members = _members(random.Random(f"members {seed}"), since, days)
    slots = laid_out(random.Random(f"slots {seed}"), days, week)
    return World(list(members), list(slots), since, days)


def laid_out(rng: random.Random, days: int, plan: Week) -> Iterator[Slot]:
    channels = {row["slug"]: row for row in json.loads(REFERENCE.read_text(encoding="utf-8"))}
    places = [
        (datetime.combine(MONDAY + timedelta(days=7 * week + weekday), at, JAKARTA), slug, place, weekday in newcomers)
        for week in range(days // 7)
        for slug, weekdays, at, newcomers in plan
        for weekday in weekdays
        for place in range(1, channels[slug]["places"] + 1)
    ]
    for number, (at, slug, place, is_welcome) in enumerate(sorted(places)):
        channel = channels[slug]
        is_automatic = channel["proof"] == "automatic"
        yield Slot(number, channel["position"], at, place, is_welcome, is_automatic, rng.random())


def _members(rng: random.Random, since: int, end: int) -> Iterator[Member]:
    later = sorted(rng.randrange(since + 1, end) for _ in range(AT_END - AT_START + LEAVING))
    joined = [0] * AT_START + later
    leaving = set(rng.sample(range(len(joined)), LEAVING))
    suspended = set(rng.sample(sorted(set(range(len(joined))) - leaving), SUSPENDED))
    fame = rng.sample(range(1, len(joined) + 1), len(joined))
    for number, day in enumerate(joined):
        days = set(_ready_days(rng, day, end))
        if number in leaving:
            days -= set(range(rng.randrange(max(day, since), end), end))
        if number in suspended:
            first = rng.randrange(max(day, since), end)
            days -= set(range(first, first + rng.randint(*SUSPENDED_DAYS)))
        sector = rng.choices(range(len(SECTORS)), SECTORS)[0]
        yield Member(number, day, sector, fame[number], rng.randint(1, 3), tuple(sorted(days)))


def _ready_days(rng: random.Random, joined: int, end: int) -> Iterator[int]:
    luck = rng.random()
    if luck < NEVER_READY:
        return
    day = joined if luck < NEVER_READY + READY_AT_ONCE else joined + 1 + round(rng.expovariate(1 / PREPARING_DAYS))
    while day < end:
        if rng.random() < LOSING_PER_DAY:
            day += rng.randint(*LOST_DAYS)
        else:
            yield day
            day += 1

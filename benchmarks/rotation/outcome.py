"""What a year of posts meant for the members. The parts of the score are computed by `promotions.scoring` itself."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import pairwise
from math import ceil
from statistics import fmean
from typing import Any, NamedTuple

from benchmarks.rotation.by_hand import Post
from benchmarks.rotation.world import JAKARTA, MONDAY, YEAR, Member, World
from promotions import scoring

FORTNIGHT = 14
# The score is taken every four weeks, as soon as a whole window of fairness lies behind.
SCORED = range(13 * 7, YEAR + 1, 28)
# Members count for the year's coverage when they could be promoted on so many of its days, and newcomers when they
# were ready so long before its end: nobody can be expected to be promoted within a week.
COVERED_AFTER = 60
FOLLOWED = 90


@dataclass(frozen=True)
class Outcome:
    """Shares are from 0 to 1. Waits are days on which the member could have been promoted and was not, on any channel.

    A wait that the end of the year or the member's leaving cut off counts for as long as it lasted.
    """

    never: int
    coverage_year: float
    coverage_60: float
    fairness_90: float
    fairness_year: float
    most_slots: int
    on_time: float
    longest_first: int
    longest_between: int
    newcomers_median: int
    newcomers_90: int
    newcomers_longest: int
    forgotten_median: int
    forgotten_longest: int
    cooldown: float
    same_channel: float
    most_in_a_fortnight: int


def outcome_of(world: World, posts: Sequence[Post]) -> Outcome:
    done = _done_days(posts)
    in_year = {business: [day for day in days if day >= world.since] for business, days in done.items()}
    waits = {member.id: _waits(world, member, done[member.id]) for member in world.members if member.days}
    newcomers = [
        waits[member.id].first
        for member in world.members
        if member.is_newcomer and member.days and member.days[0] <= world.days - FOLLOWED
    ]
    counted = [member for member in world.members if member.ready_days(world.since, world.days) >= COVERED_AFTER]
    never = sum(not in_year.get(member.id) for member in counted)
    scores = [_score(world, posts, world.since + day) for day in SCORED]
    after_forgotten = list(_waits_after_forgotten(world, posts))
    return Outcome(
        never=never,
        coverage_year=1 - never / len(counted),
        coverage_60=_mean(scores, scoring.PartName.COVERAGE),
        fairness_90=_mean(scores, scoring.PartName.FAIRNESS),
        fairness_year=_fairness_of_year(world, in_year),
        most_slots=max(map(len, in_year.values())),
        on_time=_mean([_score(world, posts, world.days + 1)], scoring.PartName.ON_TIME),
        longest_first=max((wait.first for wait in waits.values() if wait.first is not None), default=0),
        longest_between=max((days for wait in waits.values() for days in wait.later), default=0),
        newcomers_median=_within(newcomers, 0.5),
        newcomers_90=_within(newcomers, 0.9),
        newcomers_longest=max(newcomers, default=0),
        forgotten_median=_within(after_forgotten, 0.5),
        forgotten_longest=max(after_forgotten, default=0),
        cooldown=_share_too_soon(done, world.since),
        same_channel=_share_too_soon(_done_days(posts, by_channel=True), world.since),
        most_in_a_fortnight=max(map(_most_in_a_fortnight, in_year.values())),
    )


def _done_days(posts: Sequence[Post], by_channel: bool = False) -> defaultdict:
    """By business: the days of its done slots, in order, one entry a slot."""
    days = defaultdict(list)
    for post in posts:
        if post.is_done:
            days[(post.slot.channel, post.business) if by_channel else post.business].append(post.slot.day)
    return days


class Waits(NamedTuple):
    """Those that end in the year: before the first done slot, if it was not done earlier, and after each one."""

    first: int | None
    later: list[int]


def _waits(world: World, member: Member, done: Sequence[int]) -> Waits:
    ends = [-1, *sorted(set(done)), world.days]
    first, *later = [
        None if after < world.since else member.ready_days(before + 1, after) for before, after in pairwise(ends)
    ]
    return Waits(first, [days for days in later if days is not None])


def _waits_after_forgotten(world: World, posts: Sequence[Post]) -> Iterator[int]:
    """The ready days from each forgotten post to the next done slot of its business, on any channel, or to the end."""
    next_done: dict[int, int] = {}
    for post in reversed(posts):
        if post.slot.day < world.since or post.business is None:
            continue
        if post.is_done:
            next_done[post.business] = post.slot.day
        else:
            member = world.members[post.business]
            yield member.ready_days(post.slot.day + 1, next_done.get(post.business, world.days))


def _within(waits: Sequence[int], share: float) -> int:
    """The days within which the wait of this share of them is over."""
    return sorted(waits)[ceil(share * len(waits)) - 1] if waits else 0


def _share_too_soon(done: Mapping[Any, Sequence[int]], since: int) -> float:
    """The share of the year's done slots that came within a fortnight of the last one of the same business."""
    gaps = [later - sooner for days in done.values() for sooner, later in pairwise(days) if later >= since]
    return sum(gap < FORTNIGHT for gap in gaps) / sum(day >= since for days in done.values() for day in days)


def _most_in_a_fortnight(days: Sequence[int]) -> int:
    return max((sum(first <= day < first + FORTNIGHT for day in days) for first in days), default=0)


# The score


def _mean(scores: Sequence[scoring.Score], name: scoring.PartName) -> float:
    """The mean of a part where it is present; 0 where it never is."""
    values = [value for score in scores if (value := score.part(name).value) is not None]
    return fmean(values) if values else 0.0


def _score(world: World, posts: Sequence[Post], day: int) -> scoring.Score:
    """The score of the year up to midnight of `day`, in total: without the automatic channels."""
    start, t = _midnight(world.since), _midnight(day)
    channels = [_facts(world, posts, channel, t) for channel in world.channels]
    return scoring.score(scoring.in_total(channels), scoring.Period(start, t), t)


def _facts(world: World, posts: Sequence[Post], channel: int, t: datetime) -> scoring.Channel:
    slots = [_as_fact(post) for post in posts if post.slot.channel == channel]
    first, last = ((day - MONDAY).days for day in scoring.window(t, scoring.COVERAGE_DAYS))
    long_first = last - scoring.FAIRNESS_DAYS + 1
    done_60, done_90 = Counter(), Counter()
    for slot in slots:
        if slot.counts_from and slot.counts_from < t:
            day = (slot.counts_from.date() - MONDAY).days
            done_60[slot.business] += day >= first
            done_90[slot.business] += day >= long_first
    standings = [
        scoring.Standing(
            member.id,
            member.ready_days(first, last + 1),
            done_60[member.id],
            member.ready_days(long_first, last + 1),
            done_90[member.id],
        )
        for member in world.members
    ]
    return scoring.Channel(channel, slots, standings, is_automatic=world.channels[channel])


def _as_fact(post: Post) -> scoring.Slot:
    slot = post.slot
    done_at = slot.at if post.is_done else None
    return scoring.Slot(slot.id, slot.at, slot.place, post.business, approved_at=None, done_at=done_at)


def _fairness_of_year(world: World, done: Mapping[int, Sequence[int]]) -> float:
    """Fairness as in the score, but of all channels together and of those ready on 80 % of the year's days."""
    standings = [
        scoring.Standing(member.id, 0, 0, scoring.FAIRNESS_MINIMUM, len(done.get(member.id, ())))
        for member in world.members
        if member.ready_days(world.since, world.days) >= 0.8 * YEAR
    ]
    return float(scoring.Fairness.of(standings, due=len(world.slots)).part().value or 0)


def _midnight(day: int) -> datetime:
    return datetime.combine(MONDAY + timedelta(days=day), time(), JAKARTA)

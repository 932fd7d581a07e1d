"""What the team can do now to raise the score, weighed by the score itself."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from fractions import Fraction
from heapq import nsmallest

from promotions.scoring import (
    Channel,
    Coverage,
    Fairness,
    Figures,
    PartName,
    Period,
    Slot,
    Standing,
    coming,
    score_of,
)

SMALLEST_GAIN = Fraction(1, 20)  # of a point: less is shown as 0.0


class ActionKind(StrEnum):
    POST = "post"
    APPROVE = "approve"
    PROMOTE = "promote"


@dataclass(frozen=True, slots=True)
class Action:
    """Something that raises the score by `gain` points, and `part` above all, from `before` to `after`.

    POST has the overdue slots and `until`, the end of the first grace; APPROVE the coming slots; PROMOTE the channel
    and the businesses.
    """

    kind: ActionKind
    gain: Fraction
    part: PartName
    before: Fraction | None
    after: Fraction | None
    slots: tuple[int, ...] = ()
    businesses: tuple[int, ...] = ()
    channel: int | None = None
    until: datetime | None = None

    @property
    def count(self) -> int:
        return len(self.slots) or len(self.businesses)


def what_raises_it(channels: Iterable[Channel], period: Period, now: datetime) -> list[Action]:
    """Return what the team can do now for the score of these channels, the highest gain first; nothing in the past.

    A gain is the exact difference of two scores, taken as though the slots concerned fell due in this period.

    - POST the slots that are overdue but within grace: the gain is what missing them would cost, for one of the two
      will happen. It includes what the posts do for coverage and fairness.
    - APPROVE the slots of the next 14 days that have a business.
    - PROMOTE on one channel as many members without a slot in 60 days as it has slots to be done in the next 14 days,
      the least promoted first. What that does for fairness depends on who would have had the slots; it is left out.
    """
    channels = list(channels)
    if now > period.end:
        return []
    figures = [channel.figures(now, period.start) for channel in channels]
    actions = [_post(channels, figures, now), _approve(channels, figures, now)]
    actions += [_promote(channel, figures, index, now) for index, channel in enumerate(channels)]
    worthwhile = [action for action in actions if action and action.gain >= SMALLEST_GAIN]
    return sorted(worthwhile, key=lambda action: -action.gain)


def _post(channels: list[Channel], figures: list[Figures], now: datetime) -> Action | None:
    waiting = [_overdue(channel, now) for channel in channels]
    missed = [before.with_due(len(slots)) for before, slots in zip(figures, waiting, strict=True)]
    posted = [
        _posted(before, channel.standings, slots)
        for before, channel, slots in zip(missed, channels, waiting, strict=True)
    ]
    slots = sorted((slot for some in waiting for slot in some), key=lambda slot: (slot.due_at, slot.id))
    if not slots:
        return None
    ids = tuple(slot.id for slot in slots)
    return _action(ActionKind.POST, PartName.ON_TIME, missed, posted, slots=ids, until=slots[0].due_at)


def _overdue(channel: Channel, now: datetime) -> list[Slot]:
    """The slots whose time has come and whose grace is not over; an automatic channel needs nobody to post."""
    if channel.is_automatic:
        return []
    running = [place for place in channel.places if place.at < now <= place.due_at]
    return [slot for place in running if (slot := place.still_to_do(now))]


def _posted(figures: Figures, standings: Sequence[Standing], slots: list[Slot]) -> Figures:
    """What these slots, counted as due already, make of the figures when they are posted in time."""
    if not slots:
        return figures
    more = Counter(slot.business for slot in slots if slot.business is not None)
    unknown = more.keys() - {standing.business for standing in standings}
    after = [
        standing._replace(done_60=standing.done_60 + count, done_90=standing.done_90 + count)
        if (count := more[standing.business])
        else standing
        for standing in [*standings, *(Standing(business, 0, 0, 0, 0) for business in unknown)]
    ]
    return replace(
        figures,
        on_time=figures.on_time + len(slots),
        coverage=Coverage.of(after, figures.coverage.due),
        fairness=Fairness.of(after, figures.fairness.due),
    )


def _approve(channels: list[Channel], figures: list[Figures], now: datetime) -> Action | None:
    waiting = [_unapproved(channel, now) for channel in channels]
    approved = [
        replace(before, ready=before.ready + len(slots)) for before, slots in zip(figures, waiting, strict=True)
    ]
    slots = sorted((slot for some in waiting for slot in some), key=lambda slot: (slot.at, slot.id))
    if not slots:
        return None
    return _action(ActionKind.APPROVE, PartName.LEAD, figures, approved, slots=tuple(slot.id for slot in slots))


def _unapproved(channel: Channel, now: datetime) -> list[Slot]:
    waiting = [place for place in coming(channel.places, now) if not place.is_ready(now)]
    return [slot for place in waiting if (slot := place.still_to_do(now))]


def _promote(channel: Channel, figures: list[Figures], index: int, now: datetime) -> Action | None:
    uncovered = [one for one in channel.standings if one.counts_for_coverage and not one.done_60]
    room = sum(place.still_to_do(now) is not None for place in coming(channel.places, now))
    chosen = nsmallest(room, uncovered, key=lambda standing: (standing.done_90, standing.business))
    if not chosen:
        return None
    before = figures[index].coverage
    coverage = replace(before, due=before.due + len(chosen), covered=before.covered + len(chosen))
    promoted = [*figures[:index], replace(figures[index], coverage=coverage), *figures[index + 1 :]]
    businesses = tuple(standing.business for standing in chosen)
    return _action(ActionKind.PROMOTE, PartName.COVERAGE, figures, promoted, businesses=businesses, channel=channel.id)


def _action(kind: ActionKind, name: PartName, before: list[Figures], after: list[Figures], **what) -> Action:
    without, done = score_of(before), score_of(after)
    gain = 100 * ((done.value or Fraction(0)) - (without.value or 0))
    return Action(kind, gain, name, without.part(name).value, done.part(name).value, **what)

"""The score, its parts and what raises it, in the reader's language."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import floor

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from promotions.raising import Action, ActionKind
from promotions.scoring import COVERAGE_DAYS, FAIRNESS_DAYS, LEAD_DAYS, Part, PartName


def in_tenths(points: Fraction) -> str:
    """Points with one decimal where they have one: "36,4" and "100"; rounded half up, but 100 only for exactly 100."""
    tenths = floor(10 * points + Fraction(1, 2))
    if tenths >= 1000 > 10 * points:
        tenths = 999
    return number_format(tenths // 10 if tenths % 10 == 0 else tenths / 10)


@dataclass(frozen=True)
class PartLine:
    """One part as it is read: `value` × `weight` = `points`, what it measures, and how many members count in it."""

    name: PartName
    label: str
    words: str
    value: str = ""
    weight: str = ""
    points: str = ""
    members: str = ""


def part_line(part: Part, active: int) -> PartLine:
    """The line of a part of the score; `active` businesses are there in all."""
    label, words = part_label(part.name), part_in_words(part)
    if part.value is None:
        return PartLine(part.name, label, words)
    return PartLine(
        part.name,
        label,
        words,
        value=in_tenths(100 * part.value),
        weight=in_tenths(100 * part.weight),
        points=in_tenths(part.points),
        members="" if part.members is None else members_in_words(part.members, max(part.members, active)),
    )


def change_in_words(points: int, before: str) -> str:
    """How many points the score went up or down since the period called `before`."""
    if not points:
        return _("same as %(before)s") % {"before": before}
    words = _("up %(points)s from %(before)s") if points > 0 else _("down %(points)s from %(before)s")
    return words % {"points": abs(points), "before": before}


def part_label(name: PartName) -> str:
    return {
        PartName.ON_TIME: _("On time"),
        PartName.COVERAGE: _("Coverage"),
        PartName.FAIRNESS: _("Fairness"),
        PartName.LEAD: _("Lead"),
    }[name]


def part_in_words(part: Part) -> str:
    """What the part measures, with its figures."""
    if part.value is None:
        return _("no data yet")
    if part.numerator is None or part.denominator is None:
        return _averaged_in_words(part.name)
    if part.name == PartName.FAIRNESS:
        return _("evenness over %(days)s days: %(index)s of %(best)s possible") % {
            "days": FAIRNESS_DAYS,
            "index": number_format(round(float(part.numerator), 2), 2),
            "best": number_format(round(float(part.denominator), 2), 2),
        }
    done, possible = int(part.numerator), int(part.denominator)
    return _figures_in_words(part.name, possible) % {
        "done": number_format(done),
        "possible": number_format(possible),
        "days": LEAD_DAYS if part.name == PartName.LEAD else COVERAGE_DAYS,
    }


def _averaged_in_words(name: PartName) -> str:
    if name == PartName.FAIRNESS:
        return _("how evenly the turns of %(days)s days were shared out") % {"days": FAIRNESS_DAYS}
    return _("members promoted within %(days)s days, averaged over the channels") % {"days": COVERAGE_DAYS}


def _figures_in_words(name: PartName, possible: int) -> str:
    if name == PartName.ON_TIME:
        return ngettext(
            "%(done)s of %(possible)s slot posted in time",
            "%(done)s of %(possible)s slots posted in time",
            possible,
        )
    if name == PartName.LEAD:
        return ngettext(
            "%(done)s of %(possible)s slot of the next %(days)s days approved",
            "%(done)s of %(possible)s slots of the next %(days)s days approved",
            possible,
        )
    return ngettext(
        "%(done)s of %(possible)s possible member promoted within %(days)s days",
        "%(done)s of %(possible)s possible members promoted within %(days)s days",
        possible,
    )


def members_in_words(members: int, active: int) -> str:
    """How many of the active businesses count in a part."""
    return ngettext(
        "%(members)s of %(active)s active member counts",
        "%(members)s of %(active)s active members count",
        active,
    ) % {"members": number_format(members), "active": number_format(active)}


def action_in_words(action: Action, channels: Mapping[int, str]) -> str:
    """What to do; `channels` are the names of the channels by id."""
    if action.until is not None:
        words = ngettext(
            "Post %(count)s overdue slot before %(until)s",
            "Post %(count)s overdue slots, the first before %(until)s",
            action.count,
        )
        until = f"{date_format(action.until, 'l')} {date_format(action.until, 'TIME_FORMAT')}"
        return words % {"count": action.count, "until": until}
    if action.channel is not None:
        words = ngettext(
            "%(channel)s: promote %(count)s member that had no slot in %(days)s days",
            "%(channel)s: promote %(count)s members that had no slot in %(days)s days",
            action.count,
        )
        return words % {"count": action.count, "days": COVERAGE_DAYS, "channel": channels[action.channel]}
    words = ngettext("Approve the next %(count)s slot", "Approve the next %(count)s slots", action.count)
    return words % {"count": action.count}


def effect_in_words(action: Action) -> str:
    """What the action does to its part."""
    label, before, after = part_label(action.part), _share(action.before), _share(action.after)
    if before is None:
        return _("%(part)s becomes %(after)s") % {"part": label, "after": after}
    if action.kind == ActionKind.POST:
        return _("%(part)s %(after)s instead of %(before)s") % {"part": label, "after": after, "before": before}
    return _("%(part)s from %(before)s to %(after)s") % {"part": label, "after": after, "before": before}


def _share(value: Fraction | None) -> str | None:
    return None if value is None else in_tenths(100 * value)

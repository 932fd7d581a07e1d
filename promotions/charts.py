"""Where the shapes of the charts stand, for templates to draw as SVG.

Rectangles and labels carry class names instead of styles. All numbers are whole and below 1000, so that no language
writes a comma or a point into an attribute.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from promotions.scoring import PartName, Score
from promotions.streaks import Day, Level, monday_of

WEEKS = 53
STEP = 12  # from one stitch to the next
STITCH = 10
MONTHS_HEIGHT = 14

PART_CLASSES = {PartName.ON_TIME: "p1", PartName.COVERAGE: "p2", PartName.FAIRNESS: "p3", PartName.LEAD: "p4"}


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle with its class name; `title` is read out and shown by the pointer."""

    x: int
    y: int
    width: int
    height: int
    css: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Label:
    """A text whose left end stands on this point."""

    x: int
    y: int
    text: str


@dataclass(frozen=True, slots=True)
class Chart:
    """One SVG of this size; `view_box` is its attribute."""

    width: int
    height: int
    rects: tuple[Rect, ...]
    labels: tuple[Label, ...] = ()

    @property
    def view_box(self) -> str:
        return f"0 0 {self.width} {self.height}"


# The year


def first_day(today: date) -> date:
    """The Monday that the year's picture begins with."""
    return monday_of(today) - timedelta(weeks=WEEKS - 1)


def year(days: Mapping[date, Day], today: date, columns: int = 27) -> list[Chart]:
    """Return 53 weeks up to the one of `today`, a column each from Monday down to Sunday, in charts of equal size.

    A narrow screen puts the charts below each other, a wide one side by side without a gap. A complete day is a whole
    stitch (`d3`), one kept in part half a stitch (`d2`), a missed one an outline (`d1`), one with nothing due a plain
    ground (`d0`): the shapes differ, not only the colours. Days after `today` are left out.
    """
    first = first_day(today)
    mondays = [first + timedelta(weeks=number) for number in range(WEEKS)]
    return [_cloth(days, mondays[start : start + columns], today, columns) for start in range(0, WEEKS, columns)]


def year_in_words(days: Mapping[date, Day], today: date) -> str:
    """What the year's picture says as a whole: its accessible name."""
    levels = Counter(day.level for on, day in days.items() if first_day(today) <= on <= today)
    return _("Days of the last year: %(complete)s complete, %(partly)s in part, %(missed)s missed") % {
        "complete": levels[Level.COMPLETE],
        "partly": levels[Level.PARTLY],
        "missed": levels[Level.MISSED],
    }


def day_in_words(on: date, day: Day) -> str:
    """The date with what was due, in the reader's language."""
    return f"{date_format(on, 'l, j F Y')}: {', '.join(_day_clauses(day))}"


def _cloth(days: Mapping[date, Day], mondays: Sequence[date], today: date, columns: int) -> Chart:
    stitches = [
        _stitch(days.get(on, Day()), on, column)
        for column, monday in enumerate(mondays)
        for on in (monday + timedelta(days=weekday) for weekday in range(7))
        if on <= today
    ]
    return Chart(columns * STEP, MONTHS_HEIGHT + 7 * STEP, tuple(stitches), tuple(_months(mondays, columns)))


def _stitch(day: Day, on: date, column: int) -> Rect:
    x, y = column * STEP, MONTHS_HEIGHT + on.weekday() * STEP
    title, css = day_in_words(on, day), f"d{day.level.value}"
    if day.level == Level.PARTLY:
        return Rect(x, y + STITCH // 2, STITCH, STITCH // 2, css, title)
    if day.level == Level.MISSED:  # its line is drawn around it
        return Rect(x + 1, y + 1, STITCH - 2, STITCH - 2, css, title)
    return Rect(x, y, STITCH, STITCH, css, title)


def _months(mondays: Sequence[date], columns: int) -> Iterable[Label]:
    """Name each month above the week of its first day; a name is two columns wide."""
    for column, monday in enumerate(mondays):
        sunday = monday + timedelta(days=6)
        if sunday.day <= 7:
            yield Label(min(column, columns - 2) * STEP, MONTHS_HEIGHT - 6, date_format(sunday, "M"))


def _day_clauses(day: Day) -> Iterable[str]:
    if not day.due:
        yield _("nothing due yet") if day.pending else _("no slot")
        return
    yield _("%(on_time)s of %(due)s in time") % {"on_time": day.on_time, "due": day.due}
    if day.late:
        yield _("%(count)s late") % {"count": day.late}
    if day.missed:
        yield _("%(count)s missed") % {"count": day.missed}


# The score


def score_bar(score: Score, width: int = 800, height: int = 16) -> Chart:
    """Return the points of the four parts side by side on a line of 100; absent parts and what is lost stay empty."""
    rects, points = [], Fraction(0)
    for part in score.parts:
        x = _scaled(points / 100, width)
        points += part.points
        if (length := _scaled(points / 100, width) - x) > 0:
            rects.append(Rect(x, 0, length, height, PART_CLASSES[part.name]))
    return Chart(width, height, tuple(rects))


def _scaled(value: Fraction, length: int) -> int:
    return round(value * length)


# Days side by side

COLUMN, COLUMN_STEP, COLUMN_HEIGHT = 14, 20, 64


def columns(days: Sequence[tuple[str, int]]) -> Chart:
    """Return a column for each (title, number), the highest number as high as the chart, the last one `now`.

    A day without anything is a line of one unit, so that it is seen to be a day. At most 49 days.
    """
    most = max((number for _title, number in days), default=0)
    rects = []
    for index, (title, number) in enumerate(days):
        height = max(1, _scaled(Fraction(number, most), COLUMN_HEIGHT)) if most else 1
        css = "now" if index == len(days) - 1 else "day"
        rects.append(Rect(index * COLUMN_STEP, COLUMN_HEIGHT - height, COLUMN, height, css, title))
    return Chart(len(days) * COLUMN_STEP - COLUMN_STEP + COLUMN, COLUMN_HEIGHT, tuple(rects))

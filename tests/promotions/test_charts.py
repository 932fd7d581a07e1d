"""Where the shapes of the charts stand."""

from dataclasses import astuple
from datetime import date, timedelta
from fractions import Fraction

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from promotions.charts import Chart, Label, Rect, day_in_words, score_bar, year, year_in_words
from promotions.scoring import WEIGHTS, Part, PartName, Score
from promotions.streaks import Day

TODAY = date(2026, 3, 18)  # a Wednesday
MONDAY = date(2026, 3, 16)


@pytest.fixture(autouse=True)
def english(indonesian):
    translation.activate("en")


def make_score(*values):
    parts = tuple(
        Part(name, value, weight=WEIGHTS[name] if value is not None else Fraction(0))
        for name, value in zip(PartName, values, strict=True)
    )
    return Score(sum(part.points for part in parts) / 100, parts, due=1)


def stitch(days, on):
    titles = day_in_words(on, days.get(on, Day()))
    (found,) = [rect for chart in year(days, TODAY) for rect in chart.rects if rect.title == titles]
    return found


def test_the_year_has_53_weeks_up_to_today():
    left, right = year({}, TODAY)

    assert (left.view_box, right.view_box) == ("0 0 324 98", "0 0 324 98")
    assert len(left.rects) == 27 * 7
    assert len(right.rects) == 25 * 7 + 3
    assert left.rects[0] == Rect(0, 14, 10, 10, "d0", "Monday, 17 March 2025: no slot")
    assert right.rects[-1] == Rect(25 * 12, 14 + 2 * 12, 10, 10, "d0", "Wednesday, 18 March 2026: no slot")
    assert len(year({}, TODAY, columns=53)) == 1


def test_each_level_has_its_own_shape():
    days = {
        MONDAY: Day(2, 2),
        MONDAY - timedelta(days=1): Day(3, 1, 1),
        MONDAY - timedelta(days=2): Day(1),
        TODAY: Day(pending=1),
    }

    assert stitch(days, MONDAY) == Rect(300, 14, 10, 10, "d3", "Monday, 16 March 2026: 2 of 2 in time")
    assert stitch(days, MONDAY - timedelta(days=1)) == Rect(
        288, 91, 10, 5, "d2", "Sunday, 15 March 2026: 1 of 3 in time, 1 late, 1 missed"
    )
    assert stitch(days, MONDAY - timedelta(days=2)) == Rect(
        289, 75, 8, 8, "d1", "Saturday, 14 March 2026: 0 of 1 in time, 1 missed"
    )
    assert stitch(days, TODAY).title == "Wednesday, 18 March 2026: nothing due yet"
    assert year_in_words(days, TODAY) == "Days of the last year: 1 complete, 1 in part, 1 missed"


def test_every_month_is_named_above_its_first_week():
    left, right = year({}, TODAY)

    assert left.labels[0] == Label(24, 8, "Apr")  # Tuesday, 1 April, stands in the third column
    assert [label.text for label in left.labels] == ["Apr", "May", "Jun", "Jul", "Aug", "Sep"]
    assert [label.text for label in right.labels] == ["Oct", "Nov", "Dec", "Jan", "Feb", "Mar"]


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.sampled_from([14, 18, 27, 53]))
@settings(deadline=None, max_examples=30)
def test_no_shape_leaves_its_chart(today, columns):
    charts = year({today - timedelta(days=3): Day(3, 1)}, today, columns)

    assert sum(len(chart.rects) for chart in charts) == 52 * 7 + today.weekday() + 1
    assert sum(len(chart.labels) for chart in charts) in {12, 13}
    for chart in charts:
        check_geometry(chart)
        assert all(0 <= label.x <= chart.width - 24 for label in chart.labels)
        assert len({label.x for label in chart.labels}) == len(chart.labels)


def check_geometry(chart: Chart):
    for rect in chart.rects:
        assert rect.x >= 0
        assert rect.y >= 0
        assert rect.x + rect.width <= chart.width
        assert rect.y + rect.height <= chart.height
        assert all(isinstance(number, int) and number < 1000 for number in astuple(rect)[:4])


def test_the_score_bar_lays_the_points_side_by_side():
    chart = score_bar(make_score(Fraction(91, 100), Fraction(84, 100), None, Fraction(0)))

    # 36.4 and 25.2 points at 8 to the point
    assert chart.rects == (Rect(0, 0, 291, 16, "p1"), Rect(291, 0, 202, 16, "p2"))


shares = st.none() | st.fractions(0, 1, max_denominator=50)


@given(st.tuples(shares, shares, shares, shares))
def test_the_score_bar_is_as_long_as_the_score(values):
    found = make_score(*values)
    chart = score_bar(found)

    check_geometry(chart)
    assert sum(rect.width for rect in chart.rects) == round(found.value * 800)

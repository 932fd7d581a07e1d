"""Days and weeks, kept or not."""

from datetime import date, timedelta

import pytest

from promotions.streaks import Day, Level, Streak, Week, by_day, by_month, by_week, streak
from tests.promotions.facts import NOON, TIKTOK, at, make_channel, make_done, make_missed, make_slot


def test_days_as_they_stood():
    slots = [
        *make_done(2),
        make_slot(3, 8, done_at=at(3, 9)),
        make_slot(3, 19, done_at=at(6)),
        *make_missed(4),
        make_slot(5, deleted_at=at(5)),
        *make_done(15),
    ]

    days = by_day([make_channel(slots), make_channel(make_done(2), channel=TIKTOK)], NOON)

    assert days == {
        date(2026, 3, 2): Day(due=2, on_time=2),
        date(2026, 3, 3): Day(due=2, on_time=1, late=1),
        date(2026, 3, 4): Day(due=1),
        date(2026, 3, 5): Day(due=1),
        date(2026, 3, 15): Day(pending=1),
    }
    assert [day.level for day in days.values()] == [
        Level.COMPLETE,
        Level.PARTLY,
        Level.MISSED,
        Level.MISSED,
        Level.NOTHING_DUE,
    ]
    assert by_day([make_channel(slots)], at(5))[date(2026, 3, 3)].late == 0
    assert by_month(days) == {date(2026, 3, 1): Day(due=6, on_time=3, late=1, pending=1)}


def weeks_of(*what):
    """Weeks from Monday, 2 March, one day with slots in each."""
    return {date(2026, 3, 2) + timedelta(days=7 * number): day for number, day in enumerate(what)}


def test_a_kept_week_has_every_due_slot_on_time():
    kept, late, none, running = Day(2, 2), Day(2, 1, 1), Day(), Day(1, 1, pending=1)

    weeks = by_week(weeks_of(kept, late, none, running, kept), today=date(2026, 3, 25))

    assert [week.is_kept for week in weeks] == [True, False, None, None]
    assert weeks[3].monday == date(2026, 3, 23)
    assert by_week({}, today=date(2026, 3, 25)) == [Week(date(2026, 3, 23), None)]


def test_weeks_without_slots_are_listed_too():
    weeks = by_week({date(2026, 3, 4): Day(1, 1), date(2026, 3, 22): Day(1, 0)}, today=date(2026, 3, 31))

    assert [week.is_kept for week in weeks] == [True, None, False, None, None]


@pytest.mark.parametrize(
    ("kept", "current", "longest"),
    [
        ([], 0, 0),
        ([None, None], 0, 0),
        ([True, True, None, True], 3, 3),
        ([True, True, False, True, None], 1, 2),
        ([True, False], 0, 1),
    ],
)
def test_streak(kept, current, longest):
    weeks = [Week(date(2026, 3, 2) + timedelta(weeks=number), is_kept) for number, is_kept in enumerate(kept)]

    assert streak(weeks) == Streak(current, longest)

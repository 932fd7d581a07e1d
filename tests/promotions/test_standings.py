"""The daily record: written once a day, corrected while it may change, never made up afterwards."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest

from promotions.models import Channel, DailyStanding, Slot
from promotions.standings import BATCH, record
from tests.factories import make_business
from tests.promotions.factories import channel, make_slot

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 3, 2)


def at(day, hour=19):
    """An hour of the day so many days after Monday, as it is in Lampung."""
    return datetime(2026, 3, 2, tzinfo=UTC) + timedelta(days=day, hours=hour - 7)


def run(day, *businesses, hour=23, slug="instagram"):
    """The end of a periodic run at which only these businesses could be promoted on the channel."""
    eligible = {channel(slug).pk: frozenset(business.pk for business in businesses)}
    record(at(day, hour), SimpleNamespace(channels=[channel(slug)], eligible=eligible))


def rows(business, slug="instagram"):
    """Day, eligible, done, and their totals, from the first day on."""
    standings = DailyStanding.objects.filter(business=business, channel__slug=slug).order_by("day")
    return [
        ((row.day - MONDAY).days, row.is_eligible, row.done, row.eligible_total, row.done_total) for row in standings
    ]


def make_done(business, day, **fields):
    """A slot of that day's evening, posted in time: it counts from the next evening on."""
    fields.setdefault("done_at", at(day, 20))
    return make_slot(product=False, business=business, starts_at=at(day), status=Slot.Status.DONE, **fields)


def test_a_row_a_day_with_running_totals():
    business, other = make_business(), make_business()
    make_done(business, 0)

    run(0, business)
    run(1, business, other)
    run(2, other)

    assert rows(business) == [(0, True, 0, 1, 0), (1, True, 1, 2, 1), (2, False, 0, 2, 1)]
    assert rows(other) == [(1, True, 0, 1, 0), (2, True, 0, 2, 0)]


def test_running_twice_writes_nothing_new(django_assert_num_queries):
    business = make_business()
    make_done(business, 0)
    run(1, business)
    before = list(DailyStanding.objects.values())

    # channel twice for the test, last day, rows to carry, channels, who could be promoted on each of five,
    # first day, rows with done slots, done slots
    with django_assert_num_queries(13):
        run(1, business)

    assert list(DailyStanding.objects.values()) == before


def test_who_can_be_promoted_is_as_last_seen_that_day():
    business, back = make_business(), make_business()

    run(0, business, back, hour=8)
    run(0, business, hour=9)
    run(0, business, back, hour=10)
    run(0, back, hour=11)

    assert rows(business) == [(0, False, 0, 0, 0)]
    assert rows(back) == [(0, True, 0, 1, 0)]


def test_silent_days_are_like_the_one_before():
    business, newcomer = make_business(), make_business()
    make_done(business, 0)
    make_done(business, 2)

    run(0, business)
    run(4, newcomer)

    assert rows(business) == [
        (0, True, 0, 1, 0),
        (1, True, 1, 2, 1),
        (2, True, 0, 3, 1),
        (3, True, 1, 4, 2),
        (4, False, 0, 4, 2),
    ]
    assert rows(newcomer) == [(4, True, 0, 1, 0)]


def test_a_done_slot_counts_on_the_local_day_on_which_it_is_due_and_done():
    business = make_business()
    make_done(business, 0, place=1, done_at=at(-1, 20))  # early: due on Tuesday
    make_done(business, 0, place=2, done_at=at(3, 23.9))  # late: Thursday, five minutes to midnight
    make_done(business, 0, place=3, withdrawn_at=at(1))  # taken out of the calendar after it was posted
    make_slot(product=False, business=business, starts_at=at(0), place=4, status=Slot.Status.MISSED)
    make_done(None, 0, place=5)

    for day in range(5):
        run(day, business)

    assert [(day, done) for day, _eligible, done, *_totals in rows(business)] == [
        (0, 0),
        (1, 2),
        (2, 0),
        (3, 1),
        (4, 0),
    ]


def test_a_change_after_the_day_corrects_it_and_the_totals_since():
    business, other = make_business(), make_business()
    slot = make_done(business, 0)
    make_done(other, 0, place=2)
    for day in range(4):
        run(day, business, other)

    Slot.objects.filter(pk=slot.pk).update(status=Slot.Status.MISSED, done_at=None)
    make_done(business, 1)
    run(3, business, other)

    assert [row[2] for row in rows(business)] == [0, 0, 1, 0]
    assert [row[4] for row in rows(business)] == [0, 0, 1, 1]
    assert [row[4] for row in rows(other)] == [0, 1, 1, 1]


def test_what_is_done_after_the_last_run_of_a_day_is_not_lost():
    business = make_business()
    run(0, business)
    run(1, business, hour=12)
    make_done(business, 0)

    run(2, business, hour=0)

    assert rows(business)[1:] == [(1, True, 1, 2, 1), (2, True, 0, 3, 1)]


def test_a_business_promoted_by_hand_has_rows_without_ever_being_eligible():
    business, other = make_business(), make_business()
    run(0, other)
    run(1, other)
    make_done(business, 0)

    run(2, other)

    assert rows(business) == [(1, False, 1, 0, 1), (2, False, 0, 0, 1)]
    run(3, other, business)
    assert rows(business)[2:] == [(3, True, 0, 1, 1)]


def test_a_channel_out_of_use_keeps_its_totals():
    business = make_business()
    run(0, business, slug="tiktok")
    Channel.objects.filter(slug="tiktok").update(is_active=False)

    run(1, business)
    run(2, business, slug="tiktok")

    assert rows(business, "tiktok") == [(0, True, 0, 1, 0), (1, False, 0, 1, 0), (2, True, 0, 2, 0)]


def test_a_run_that_broke_off_is_completed():
    businesses = [make_business() for _ in range(3)]
    run(0, *businesses)
    run(1, *businesses)
    DailyStanding.objects.filter(day=MONDAY + timedelta(days=1), business=businesses[0]).delete()

    run(2, *businesses)

    assert rows(businesses[0]) == rows(businesses[1]) == [(0, True, 0, 1, 0), (1, True, 0, 2, 0), (2, True, 0, 3, 0)]


def test_rows_are_written_in_batches(monkeypatch):
    businesses = [make_business(owner=False) for _ in range(5)]
    monkeypatch.setattr("promotions.standings.batches", lambda rows, size=BATCH: [rows[:2], rows[2:4], rows[4:]])

    run(0, *businesses)
    run(1, *businesses)
    run(2)

    assert all(rows(business)[-1] == (2, False, 0, 2, 0) for business in businesses)


@pytest.mark.parametrize("count", [1, 3])
def test_the_queries_do_not_grow_with_the_members(count, django_assert_num_queries):
    businesses = [make_business() for _ in range(count)]
    for place, business in enumerate(businesses, start=1):
        make_done(business, 0, place=place)
    run(0, *businesses)

    # the thirteen of a run without changes, the rows of yesterday to carry and the new ones; then their correction: a
    # savepoint, rows, another for the changed ones, one update
    with django_assert_num_queries(19):
        run(1, *businesses)

"""The score: each part by hand, then what always holds."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from promotions.raising import ActionKind, what_raises_it
from promotions.scoring import PartName, Period, Standing, best_jain, in_total, jain, score, shown, window
from tests.promotions.facts import (
    GRACE,
    MARCH,
    NOON,
    PORTAL,
    TIKTOK,
    at,
    communities,
    make_channel,
    make_done,
    make_missed,
    make_mixed_channel,
    make_slot,
    make_standings,
    plans,
)


def part(name, *channels, now=MARCH.end):
    return score(channels, MARCH, now).part(name)


def on_time(*slots, now=MARCH.end):
    found = part(PartName.ON_TIME, make_channel(slots), now=now)
    return found.numerator, found.denominator


# On time


def test_on_time_is_done_within_grace_of_due():
    late = make_slot(4, done_at=at(6))
    skipped = make_slot(5, skipped_at=at(4))
    at_the_last_moment = make_slot(6, done_at=at(7))
    before_its_time = make_slot(7, done_at=at(6))

    assert on_time(*make_done(1, 2), *make_missed(3), late, skipped, at_the_last_moment, before_its_time) == (4, 7)


def test_a_slot_is_due_when_its_grace_is_over():
    slots = make_done(1) + make_missed(2)

    assert on_time(*slots, now=at(2)) == (0, 0)
    assert on_time(*slots, now=at(2) + timedelta(seconds=1)) == (1, 1)
    assert on_time(*slots, now=at(3) + timedelta(seconds=1)) == (1, 2)
    assert on_time(make_slot(1, grace=timedelta(hours=2)), now=at(1, 22)) == (0, 1)


def test_a_slot_belongs_to_the_period_it_falls_due_in():
    slots = make_done(0, 30) + make_missed(31)
    april = Period(MARCH.end, MARCH.end + timedelta(days=30))
    later = april.start + timedelta(days=20)

    assert on_time(*slots, now=later) == (2, 2)
    assert score([make_channel(slots)], april, later).part(PartName.ON_TIME).denominator == 1


def test_deleted_slots_are_due_unless_deleted_a_week_before():
    week_before = at(20) - timedelta(days=7)

    assert on_time(make_slot(20, deleted_at=week_before - timedelta(seconds=1))) == (0, 0)
    assert on_time(make_slot(20, deleted_at=week_before)) == (0, 1)
    assert on_time(make_slot(20, deleted_at=at(25))) == (0, 1)
    assert on_time(make_slot(20, done_at=at(20), deleted_at=at(21))) == (1, 1)


def test_a_refilled_slot_counts_once():
    skipped = make_slot(3, id=1, skipped_at=at(2))
    refilled = make_slot(3, id=2, done_at=at(3))
    beside = make_slot(3, id=3, place=2)

    assert on_time(skipped, refilled) == (1, 1)
    assert on_time(replace(skipped, deleted_at=at(2)), replace(refilled, done_at=None)) == (0, 1)
    assert on_time(skipped, refilled, beside) == (1, 2)


# Coverage


def test_coverage_is_members_with_a_done_slot_of_all_members():
    channel = make_channel(make_done(*range(1, 11)), make_standings(4, 3, 2, 1, 0))

    found = part(PartName.COVERAGE, channel)

    assert (found.numerator, found.denominator, found.members, found.value) == (4, 5, 5, Fraction(4, 5))


def test_coverage_asks_no_more_than_the_slots_allow():
    channel = make_channel(make_done(1, 2) + make_missed(3), make_standings(1, 1, *[0] * 20))

    assert part(PartName.COVERAGE, channel).value == Fraction(2, 3)


def test_members_are_eligible_on_four_fifths_of_the_window():
    standings = [Standing(1, 48, 1, 71, 1), Standing(2, 47, 1, 72, 1), Standing(3, 60, 0, 90, 0)]
    channel = make_channel(make_done(*range(1, 8)), standings)

    coverage, fairness = part(PartName.COVERAGE, channel), part(PartName.FAIRNESS, channel)

    assert (coverage.members, coverage.value) == (2, Fraction(1, 2))
    assert (fairness.members, fairness.numerator) == (2, jain(1, 1, 2))


def test_the_windows_end_at_t():
    slots = [make_slot(day - 89) for day in range(91)]  # from 90 days before the first of March

    assert window(MARCH.end, 60) == (date(2026, 1, 31), date(2026, 3, 31))
    assert window(NOON, 90) == (date(2025, 12, 16), date(2026, 3, 15))
    # All but the slot of the last evening fell due by then; 60 and 90 days hold as many daily slots.
    found = score([make_channel(slots, make_standings(*[0] * 100))], MARCH, at(2, 0))
    assert found.part(PartName.COVERAGE).denominator == 60
    assert found.part(PartName.FAIRNESS).value == 0


def test_welcoming_new_members_costs_no_coverage():
    """With slots for all members a new one changes nothing; with fewer, its slot covers somebody all the same."""
    new = make_standings(1, 1, eligible=20, first=90)

    def covered(due, *done):
        return part(PartName.COVERAGE, make_channel(make_done(*range(1, due + 1)), [*make_standings(*done), *new]))

    assert covered(9, 1, 1, 0).value == Fraction(2, 3)  # enough for three members and two new ones
    assert covered(5, 1, 1, 1).value == 1
    assert covered(4, 1, 1, 0).value == 1  # four slots, two of them for new members: one is left without
    assert covered(4, 1, 0, 0).value == Fraction(2, 3)
    assert covered(2, 0, 0, 0).value == 1


# Fairness


@pytest.mark.parametrize(
    ("done", "index", "best"),
    [
        ([2, 2, 2], Fraction(1), Fraction(1)),
        ([6, 0, 0], Fraction(1, 3), Fraction(1)),
        ([3, 1, 0, 1], Fraction(25, 44), Fraction(25, 28)),  # five slots: 2, 1, 1, 1 would be 25 / (4 · 7)
        ([1, 0, 0], Fraction(1, 3), Fraction(1, 3)),
    ],
)
def test_fairness_is_jain_of_the_best_jain(done, index, best):
    channel = make_channel(make_done(*range(1, 9)), make_standings(*done))

    found = part(PartName.FAIRNESS, channel)

    assert (found.numerator, found.denominator, found.value) == (index, best, index / best)


def test_no_fairness_without_a_done_slot_though_slots_were_due():
    assert part(PartName.FAIRNESS, make_channel(make_missed(3), make_standings(0, 0))).value == 0
    assert part(PartName.FAIRNESS, make_channel([], make_standings(0, 0))).value is None


# Lead


def test_lead_is_what_is_ready_of_the_next_fourteen_days():
    slots = [
        make_slot(14, approved_at=at(1)),  # its time has come
        make_slot(15, approved_at=at(1)),
        make_slot(16, done_at=at(15, 9)),
        make_slot(17),
        make_slot(18, approved_at=at(1), skipped_at=at(2)),
        make_slot(19, approved_at=at(1), deleted_at=at(14)),
        make_slot(28, approved_at=at(16)),  # after now
        make_slot(29, 13, approved_at=at(1)),  # the fifteenth day
    ]

    found = part(PartName.LEAD, make_channel(slots), now=NOON)

    assert (found.numerator, found.denominator) == (2, 5)


def test_lead_of_the_past_is_as_it_was():
    slots = [make_slot(35, approved_at=at(31), done_at=at(35)), make_slot(36, approved_at=at(34), done_at=at(36))]

    assert part(PartName.LEAD, make_channel(slots), now=at(60)).value == Fraction(1, 2)


# The whole


def test_the_score_weighs_four_parts():
    found = score([make_mixed_channel()], MARCH, NOON)

    assert [part.value for part in found.parts] == [Fraction(3, 4), Fraction(3, 4), Fraction(7, 11), Fraction(1, 2)]
    assert [part.weight * 100 for part in found.parts] == [40, 30, 20, 10]
    # 30 + 22.5 + 12.727… + 5
    assert found.value * 100 == Fraction(115, 2) + Fraction(140, 11) == sum(part.points for part in found.parts)
    assert (shown(found.value), found.due) == (70, 4)


def test_absent_parts_leave_their_weight_to_the_others():
    found = score([make_channel(make_done(1, 2, 3) + make_missed(4))], MARCH, MARCH.end)

    assert [part.weight for part in found.parts] == [1, 0, 0, 0]
    assert found.value == Fraction(3, 4)

    with_lead = score([make_channel([*make_done(1), *make_missed(4), make_slot(33)])], MARCH, MARCH.end)
    assert [part.weight for part in with_lead.parts] == [Fraction(4, 5), 0, 0, Fraction(1, 5)]
    assert with_lead.value == Fraction(2, 5)


def test_channels_together():
    instagram = make_mixed_channel()
    tiktok = make_channel(make_done(*range(1, 13)), make_standings(6, 6), channel=TIKTOK)

    found = score([instagram, tiktok], MARCH, NOON)

    # Sums: 15 of 16, 1 of 2. Averages of 4 slots to 12: (4 · 3/4 + 12) / 16, (4 · 7/11 + 12) / 16.
    assert [part.value for part in found.parts] == [
        Fraction(15, 16),
        Fraction(15, 16),
        Fraction(160, 176),
        Fraction(1, 2),
    ]
    assert found.part(PartName.COVERAGE).numerator is None
    assert found.part(PartName.COVERAGE).members == 4


def test_a_channel_with_nothing_due_changes_no_average():
    idle = make_channel([], make_standings(0, 0), channel=TIKTOK)

    assert score([make_mixed_channel(), idle], MARCH, NOON) == score([make_mixed_channel()], MARCH, NOON)


def test_automatic_channels_have_a_score_but_are_not_in_the_total():
    portal = make_channel(make_done(1, 2), make_standings(1, 1), channel=PORTAL, is_automatic=True)
    instagram = make_mixed_channel()

    assert score([portal], MARCH, NOON).value == 1
    assert in_total([portal, instagram]) == [instagram]
    assert score(in_total([portal]), MARCH, NOON).value is None


@pytest.mark.parametrize(
    ("value", "points"),
    [
        (None, None),
        (Fraction(0), 0),
        (Fraction(4, 1000), 0),
        (Fraction(5, 1000), 1),
        (Fraction(864, 1000), 86),
        (Fraction(865, 1000), 87),
        (Fraction(99999, 100000), 99),
        (Fraction(1), 100),
    ],
)
def test_shown_is_rounded_half_up_but_100_is_exact(value, points):
    assert shown(value) == points


# Degenerate cases


def test_no_channel_and_no_slot():
    for channels in ([], [make_channel()], [make_channel([], make_standings(0, 0))]):
        found = score(channels, MARCH, NOON)
        assert found.value is None
        assert all(part.value is None and part.points == 0 for part in found.parts)
        assert found.due == 0


def test_no_member():
    found = score([make_channel(make_done(1) + make_missed(2))], MARCH, NOON)

    assert [part.value for part in found.parts] == [Fraction(1, 2), None, None, None]


def test_only_new_members():
    channel = make_channel(make_done(1, 2), make_standings(1, 1, eligible=20))

    assert [part.value for part in score([channel], MARCH, NOON).parts] == [1, None, None, None]


def test_one_member():
    perfect = make_channel(make_done(1, 2, 3), make_standings(3))
    forgotten = make_channel(make_missed(1, 2, 3), make_standings(0))

    assert score([perfect], MARCH, NOON).value == 1
    assert score([forgotten], MARCH, NOON).value == 0


def test_all_missed():
    channel = make_channel(make_missed(*range(1, 13)), make_standings(*[0] * 8))

    found = score([channel], MARCH, NOON)

    assert [part.value for part in found.parts] == [0, 0, 0, None]
    assert shown(found.value) == 0


# What always holds


@given(communities())
@settings(deadline=None)
def test_every_value_is_between_0_and_1(channels):
    found = score(channels, MARCH, NOON)

    assert all(part.value is None or 0 <= part.value <= 1 for part in found.parts)
    if found.value is None:
        assert all(part.value is None for part in found.parts)
    else:
        assert 0 <= found.value <= 1
        assert sum(part.weight for part in found.parts) == 1


@given(plans(), st.data())
@settings(deadline=None)
def test_one_more_done_never_lowers_on_time(plan, data):
    slots, _standings = plan
    undone = [index for index, slot in enumerate(slots) if slot.done_at is None and slot.deleted_at is None]
    before = part(PartName.ON_TIME, make_channel(slots), now=NOON)
    if undone:
        index = data.draw(st.sampled_from(undone))
        slots[index] = replace(slots[index], done_at=slots[index].at + data.draw(st.sampled_from([-1, 1, 2])) * GRACE)

    after = part(PartName.ON_TIME, make_channel(slots), now=NOON)

    assert after.denominator == before.denominator
    assert after.numerator >= before.numerator


@given(plans())
@settings(deadline=None)
def test_done_late_counts_everywhere_but_on_time(plan):
    """Posting a missed slot late changes neither the due slots nor those on time, only what the standings deliver."""
    slots, standings = plan
    late = [
        replace(slot, done_at=slot.due_at + timedelta(minutes=1))
        if slot.done_at is None and slot.deleted_at is None and slot.at < NOON - 3 * GRACE
        else slot
        for slot in slots
    ]

    before, after = (score([make_channel(some, standings)], MARCH, NOON) for some in (slots, late))

    assert after.part(PartName.ON_TIME) == before.part(PartName.ON_TIME)
    assert after.part(PartName.COVERAGE) == before.part(PartName.COVERAGE)
    more = [standing._replace(done_60=standing.done_60 + 1) for standing in standings]
    with_done = score([make_channel(late, more)], MARCH, NOON).part(PartName.COVERAGE)
    assert (with_done.value or 0) >= (before.part(PartName.COVERAGE).value or 0)


@given(plans(), st.data())
@settings(deadline=None)
def test_a_refill_never_counts_twice(plan, data):
    slots, standings = plan
    if not slots:
        return
    first = data.draw(st.sampled_from(slots))
    again = replace(first, id=99, business=data.draw(st.integers(1, 6)))

    once, twice = (score([make_channel(some, standings)], MARCH, NOON) for some in (slots, [*slots, again]))

    assert once == twice


@given(plans(), st.integers(0, 71), st.integers(0, 47))
@settings(deadline=None)
def test_new_members_do_not_count(plan, eligible_90, eligible_60):
    """Without a slot they change nothing; with one they cost nothing and do not touch fairness."""
    slots, standings = plan
    without = score([make_channel(slots, standings)], MARCH, NOON)

    for done in (0, 3):
        new = Standing(99, eligible_60, done, eligible_90, done)
        found = score([make_channel(slots, [*standings, new])], MARCH, NOON)
        assert found.part(PartName.FAIRNESS) == without.part(PartName.FAIRNESS)
        assert found.part(PartName.COVERAGE).members == without.part(PartName.COVERAGE).members
        assert (found.part(PartName.COVERAGE).value or 0) >= (without.part(PartName.COVERAGE).value or 0)
        if not done:
            assert found == without


@given(st.lists(st.integers(0, 9), min_size=1, max_size=12).filter(any))
def test_no_distribution_is_fairer_than_the_best(done):
    total, members = sum(done), len(done)
    index, best = jain(total, sum(count * count for count in done), members), best_jain(total, members)

    assert Fraction(1, members) <= index <= best <= 1
    assert (index == best) == (max(done) - min(done) <= 1)


def standings_of(slots, businesses, t):
    """What daily records deliver, for businesses eligible on the number of days given with each."""

    def done(days):
        first, _last = window(t, days)
        return Counter(slot.business for slot in slots if slot.counts_from < t and slot.counts_from.date() >= first)

    done_60, done_90 = done(60), done(90)
    return [
        Standing(pk, min(eligible, 60), done_60[pk], min(eligible, 90), done_90[pk])
        for pk, eligible in businesses.items()
    ]


@given(
    st.integers(1, 80),
    st.integers(1, 3),
    st.integers(0, 24 * 60),
    st.booleans(),
    st.integers(0, 5),
    st.integers(1, 23 * 60),
)
@settings(deadline=None, max_examples=60)
def test_a_perfect_team_has_exactly_100(members, every_days, minute, is_over, newcomers, delay):
    """Turns go round, all posted in time, all approved ahead; new members get the slots of the last days."""
    now = NOON.replace(hour=0) + timedelta(minutes=minute)
    t = MARCH.end if is_over else now
    days = range(-130, 50, every_days)
    businesses = dict.fromkeys(range(members), 100) | dict.fromkeys(range(1000, 1000 + newcomers), 30)
    to_newcomers = [day for day in days if at(day) + GRACE < t][-newcomers:] if newcomers else []
    slots, turn = [], 0
    for day in days:
        if day in to_newcomers:
            business = 1000 + to_newcomers.index(day)
        else:
            business, turn = turn % members, turn + 1
        slots.append(
            make_slot(day, business=business, approved_at=at(day - 21), done_at=at(day) + timedelta(minutes=delay))
        )

    channel = make_channel(slots, standings_of(slots, businesses, t))
    found = score([channel, replace(channel, id=TIKTOK)], MARCH, MARCH.end + GRACE if is_over else now)

    assert found.value == 1
    assert shown(found.value) == 100
    assert {action.kind for action in what_raises_it([channel], MARCH, t)} <= {ActionKind.POST}

"""What raises the score, and by how much."""

from fractions import Fraction

import pytest
from django.utils import translation
from hypothesis import given, settings

from promotions.raising import ActionKind, what_raises_it
from promotions.score_words import action_in_words, effect_in_words
from promotions.scoring import Standing
from tests.promotions.facts import (
    GRACE,
    INSTAGRAM,
    MARCH,
    NOON,
    at,
    communities,
    make_channel,
    make_done,
    make_mixed_channel,
    make_slot,
    make_standings,
)

NAMES = {0: "Portal", INSTAGRAM: "Instagram", 2: "TikTok"}


@pytest.fixture(autouse=True)
def english(indonesian):
    translation.activate("en")


def test_approving_raises_lead():
    promote, action = what_raises_it([make_mixed_channel()], MARCH, NOON)

    # One of two more: half of 10 points. The third of four members would be a quarter of 30.
    assert (promote.kind, promote.gain) == (ActionKind.PROMOTE, Fraction(15, 2))
    assert (action.kind, action.gain, action.slots, action.count) == (ActionKind.APPROVE, 5, (1719,), 1)
    assert (action.before, action.after) == (Fraction(1, 2), 1)
    assert action_in_words(action, NAMES) == "Approve the next 1 slot"
    assert effect_in_words(action) == "Lead from 50 to 100"


def test_posting_is_weighed_against_missing():
    waiting = make_slot(14, business=1)
    channel = make_channel([*make_done(1, 2, 3), waiting], make_standings(3))

    (action,) = what_raises_it([channel], MARCH, NOON)

    # On time 4/4 instead of 3/4; the member is covered already. Lead is absent: 40 of 90.
    assert (action.kind, action.slots, action.until) == (ActionKind.POST, (1419,), at(15))
    assert action.gain == Fraction(100 * 40, 4 * 90)
    assert action_in_words(action, NAMES) == "Post 1 overdue slot before Sunday 7 p.m."
    assert effect_in_words(action) == "On time 100 instead of 75"


def test_posting_for_a_member_without_a_slot_raises_coverage_and_fairness_too():
    slots = make_done(1, 2, 3)
    covered = make_channel([*slots, make_slot(14, business=1)], make_standings(3, 0))
    uncovered = make_channel([*slots, make_slot(14, business=2)], make_standings(3, 0))
    unknown = make_channel([*slots, make_slot(14, business=77)], make_standings(3, 0))

    gains = [what_raises_it([channel], MARCH, NOON)[0].gain for channel in (covered, uncovered, unknown)]

    assert gains[1] > gains[2] > gains[0]


def test_only_what_can_still_be_posted_is_asked_for():
    slots = [
        make_slot(13, business=1),  # missed
        make_slot(14, 13),  # a gap
        make_slot(14, 14, business=1, skipped_at=at(14, 13)),
        make_slot(14, 15, business=1, deleted_at=at(14, 13)),
        make_slot(14, 16, business=1, done_at=at(14, 17)),
        make_slot(15, 12, business=1),  # now
    ]

    assert [action.kind for action in what_raises_it([make_channel(slots)], MARCH, NOON)] == [ActionKind.APPROVE]
    waiting = make_channel([*slots, make_slot(14, business=1)], is_automatic=True)
    assert ActionKind.POST not in {action.kind for action in what_raises_it([waiting], MARCH, NOON)}


def test_promoting_members_without_a_slot_raises_coverage():
    ahead = [make_slot(day, business=1, approved_at=at(1)) for day in (16, 18)]
    standings = [*make_standings(5, 4), Standing(3, 60, 0, 90, 2), Standing(4, 60, 0, 90, 0), Standing(5, 60, 0, 90, 1)]
    channel = make_channel(make_done(*range(1, 10)) + ahead, standings)

    (action,) = what_raises_it([channel], MARCH, NOON)

    # Two slots to come, for those with fewest slots in 90 days: coverage 2/5 to 4/5.
    assert (action.kind, action.channel, action.businesses) == (ActionKind.PROMOTE, INSTAGRAM, (4, 5))
    assert action.gain == 30 * Fraction(2, 5)
    assert action_in_words(action, NAMES) == "Instagram: promote 2 members that had no slot in 60 days"
    assert effect_in_words(action) == "Coverage from 40 to 80"


def test_nothing_raises_the_past_or_an_empty_score():
    assert what_raises_it([make_mixed_channel()], MARCH, MARCH.end + GRACE) == []
    assert what_raises_it([], MARCH, NOON) == []
    (action,) = what_raises_it([make_channel([make_slot(14, business=1)])], MARCH, NOON)
    assert (action.before, action.after, action.gain) == (0, 1, 100)


@given(communities())
@settings(deadline=None)
def test_every_action_raises_the_score_of_its_part(channels):
    actions = what_raises_it(channels, MARCH, NOON)

    assert [action.gain for action in actions] == sorted((action.gain for action in actions), reverse=True)
    for action in actions:
        assert 0 < action.gain <= 100
        assert action.count
        assert action_in_words(action, NAMES)
        assert effect_in_words(action)

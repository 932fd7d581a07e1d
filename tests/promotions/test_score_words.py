"""The parts of the score in words."""

from fractions import Fraction

import pytest
from django.utils import translation

from promotions.score_words import in_tenths, members_in_words, part_in_words, part_label
from promotions.scoring import score
from tests.promotions.facts import MARCH, NOON, TIKTOK, make_mixed_channel


@pytest.fixture(autouse=True)
def english(indonesian):
    translation.activate("en")


def test_parts_in_words():
    mixed = score([make_mixed_channel()], MARCH, NOON)
    both = score([make_mixed_channel(), make_mixed_channel(channel=TIKTOK)], MARCH, NOON)

    assert [part_label(part.name) for part in mixed.parts] == ["On time", "Coverage", "Fairness", "Lead"]
    assert [part_in_words(part) for part in mixed.parts] == [
        "3 of 4 slots posted in time",
        "3 of 4 possible members promoted within 60 days",
        "evenness over 90 days: 0.57 of 0.89 possible",
        "1 of 2 slots of the next 14 days approved",
    ]
    assert part_in_words(both.parts[1]) == "members promoted within 60 days, averaged over the channels"
    assert part_in_words(both.parts[2]) == "how evenly the turns of 90 days were shared out"
    assert part_in_words(score([], MARCH, NOON).parts[1]) == "no data yet"
    assert members_in_words(3, 4) == "3 of 4 active members count"


def test_tenths_are_rounded_half_up_but_100_is_exact():
    points = [Fraction(0), Fraction(91), Fraction(1811, 20), Fraction(9999, 100), Fraction(100)]

    assert [in_tenths(some) for some in points] == ["0", "91", "90.6", "99.9", "100"]

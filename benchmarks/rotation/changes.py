"""What the portal's tickets would do for members if they were changed, one change after the other, each kept.

Run from the project's root: python -m benchmarks.rotation.changes [years]
"""

from functools import partial

from benchmarks.rotation.outcome import Outcome, outcome_of
from benchmarks.rotation.report import print_tables
from benchmarks.rotation.tickets import Variant, tickets
from benchmarks.rotation.world import WEEK, make_world
from promotions.rotation import Rules

# Weekdays kept for new members: five slots a week in place of two.
WELCOME = {"instagram": [4], "instagram-story": [3], "tiktok": [5], "whatsapp": [2, 6]}
WELCOMING_WEEK = [(slug, weekdays, at, WELCOME.get(slug, [])) for slug, weekdays, at, _newcomers in WEEK]


def changed(seed: int, is_second_year: bool) -> dict[str, Outcome]:
    world = make_world(seed, is_second_year)
    welcoming = make_world(seed, is_second_year, WELCOMING_WEEK)
    variants = {
        "1 five welcome slots": Variant(),
        "2 new is new anywhere": Variant(is_new_anywhere=True),
        "3 first numbers spread": Variant(is_new_anywhere=True, is_spread=True),
        "4 k = 10": Variant(Rules(passes=10), is_new_anywhere=True, is_spread=True),
    }
    outcomes = {words: outcome_of(welcoming, tickets(welcoming, variant)) for words, variant in variants.items()}
    return {"as it is": outcome_of(world, tickets(world))} | outcomes


if __name__ == "__main__":
    print_tables(
        {
            "Tickets changed, first year": partial(changed, is_second_year=False),
            "Tickets changed, second year": partial(changed, is_second_year=True),
        }
    )

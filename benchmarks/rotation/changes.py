"""What the portal's tickets would do for members with other settings: fewer welcome slots, a wider window of choice.

Run from the project's root: python -m benchmarks.rotation.changes [years]
"""

from functools import partial

from benchmarks.rotation.outcome import Outcome, outcome_of
from benchmarks.rotation.report import print_tables
from benchmarks.rotation.tickets import tickets
from benchmarks.rotation.world import WEEK, Week, make_world
from promotions.rotation import Rules


def welcoming(kept: dict[str, list[int]]) -> Week:
    """The same week with these weekdays kept for new members, by channel."""
    return [(slug, weekdays, at, kept.get(slug, [])) for slug, weekdays, at, _newcomers in WEEK]


def changed(seed: int, is_second_year: bool) -> dict[str, Outcome]:
    world = make_world(seed, is_second_year)
    none = make_world(seed, is_second_year, welcoming({}))
    two = make_world(seed, is_second_year, welcoming({"tiktok": [5], "whatsapp": [6]}))
    return {
        "as it is": outcome_of(world, tickets(world)),
        "no welcome slot": outcome_of(none, tickets(none)),
        "2 welcome slots": outcome_of(two, tickets(two)),
        "k = 10": outcome_of(world, tickets(world, Rules(passes=10))),
    }


if __name__ == "__main__":
    print_tables(
        {
            "Tickets with other settings, first year": partial(changed, is_second_year=False),
            "Tickets with other settings, second year": partial(changed, is_second_year=True),
        }
    )

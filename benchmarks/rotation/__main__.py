"""What it changes for the members of a community how the next one is chosen; docs/rotation-proof.md tells the tale.

Run from the project's root: python -m benchmarks.rotation [years]
"""

from benchmarks.rotation.by_hand import Post, favourites, list_per_channel, one_list
from benchmarks.rotation.outcome import Outcome, outcome_of
from benchmarks.rotation.report import outcomes_of, print_tables
from benchmarks.rotation.tickets import tickets
from benchmarks.rotation.world import World, make_world

REMINDED = 0.05  # forgotten by a team that is reminded: an assumption, nothing measured
ZIPF = (0, 0.4, 0.8, 1.2)


def ways(world: World, seed: int) -> dict[str, list[Post]]:
    return {
        "favourites": favourites(world, seed=seed),
        "one list": one_list(world),
        "list per channel": list_per_channel(world),
        "tickets": tickets(world),
    }


def first_year(seed: int) -> dict[str, Outcome]:
    world = make_world(seed)
    reminded = world.with_less_forgotten(REMINDED)
    outcomes = outcomes_of(world, ways(world, seed))
    return outcomes | {"tickets, 5 % forgotten (assumed)": outcome_of(reminded, tickets(reminded))}


def second_year(seed: int) -> dict[str, Outcome]:
    world = make_world(seed, is_second_year=True)
    return outcomes_of(world, ways(world, seed))


def favoured_less_or_more(seed: int) -> dict[str, Outcome]:
    world = make_world(seed)
    return outcomes_of(world, {f"exponent {zipf}": favourites(world, zipf, seed) for zipf in ZIPF})


if __name__ == "__main__":
    print_tables(
        {
            "First year": first_year,
            "Second year": second_year,
            "Favourites, first year": favoured_less_or_more,
        }
    )

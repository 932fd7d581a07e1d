"""The figures of several years as Markdown tables: the middle one, and the worst where it differs."""

import sys
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from statistics import median

from benchmarks.rotation.by_hand import Post
from benchmarks.rotation.outcome import Outcome, outcome_of
from benchmarks.rotation.world import World

SEEDS = 5

# name of the figure, words, how it is written, whichever is the worst of several years
ROWS: list[tuple[str, str, str, Callable]] = [
    ("never", "members never promoted", "{:.0f}", max),
    ("coverage_year", "coverage, the year", "{:.0%}", min),
    ("coverage_60", "coverage, 60 days, as in the score", "{:.0%}", min),
    ("fairness_90", "fairness J ÷ J*, 90 days, as in the score", "{:.2f}", min),
    ("fairness_year", "fairness J ÷ J*, the year, all channels", "{:.2f}", min),
    ("most_slots", "most slots of one member", "{:.0f}", max),
    ("on_time", "on time", "{:.0%}", min),
    ("longest_first", "longest wait for the first slot, days", "{:.0f}", max),
    ("longest_between", "longest wait between two slots, days", "{:.0f}", max),
    ("newcomers_median", "newcomers' wait, median, days", "{:.0f}", max),
    ("newcomers_90", "newcomers' wait, 90 % within, days", "{:.0f}", max),
    ("newcomers_longest", "newcomers' wait, longest, days", "{:.0f}", max),
    ("forgotten_median", "from a forgotten post to the next, median, days", "{:.0f}", max),
    ("forgotten_longest", "from a forgotten post to the next, longest, days", "{:.0f}", max),
    ("cooldown", "slots within 14 days of the last, any channel", "{:.0%}", max),
    ("same_channel", "slots within 14 days of the last, same channel", "{:.0%}", max),
    ("most_in_a_fortnight", "most slots of one member in 14 days", "{:.0f}", max),
]


def print_tables(tables: Mapping[str, Callable[[int], dict[str, Outcome]]]):
    """Compare the same years in each table: seeds 1 to as many as the first argument says."""
    seeds = range(1, (int(sys.argv[1]) if len(sys.argv) > 1 else SEEDS) + 1)
    with ProcessPoolExecutor() as pool:
        for title, compare in tables.items():
            print(f"\n{title}; {len(seeds)} years, median (worst):\n")
            print_table(list(pool.map(compare, seeds)))


def outcomes_of(world: World, posts: Mapping[str, Sequence[Post]]) -> dict[str, Outcome]:
    return {way: outcome_of(world, theirs) for way, theirs in posts.items()}


def print_table(years: Sequence[Mapping[str, Outcome]]):
    print("| |", " | ".join(years[0]), "|")
    print("|---|" + "---|" * len(years[0]))
    for name, words, form, worst in ROWS:
        cells = []
        for way in years[0]:
            figures = [getattr(year[way], name) for year in years]
            middle, extreme = form.format(median(figures)), form.format(worst(figures))
            cells.append(middle if middle == extreme else f"{middle} ({extreme})")
        print(f"| {words} |", " | ".join(cells), "|")

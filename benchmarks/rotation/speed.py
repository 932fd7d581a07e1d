"""How long a year of turns takes to plan for 10,000 businesses on 5 channels, queues included.

Run from the project's root: python -m benchmarks.rotation.speed [runs]
"""

import random
import statistics
import sys
import time
from datetime import date, datetime, timedelta, timezone

from promotions.rotation import Channel, Kind, Slot, Ticket, plan

BUSINESSES = 10_000
DAYS = 365
MONDAY = datetime(2026, 1, 5, tzinfo=timezone(timedelta(hours=7)))

# channel: (weekdays, hours, places at a time)
USUAL_WEEK = {
    1: ((0, 2, 4), (19,), 1),  # Instagram feed
    2: ((0, 1, 2, 3, 4), (12,), 1),  # Instagram story
    3: ((1, 5), (16,), 1),  # TikTok
    4: (range(7), (8,), 1),  # WhatsApp status
    5: ((0,), (6,), 6),  # portal
}
HEAVY_WEEK = {channel: (range(7), (7, 10, 13, 16, 19, 21), 1) for channel in range(1, 6)}


def laid_out(week):
    """The slots of a year, the first one of each week on each channel kept for new members."""
    slots = []
    for day in range(DAYS):
        for channel, (weekdays, hours, places) in week.items():
            if day % 7 not in weekdays:
                continue
            for hour in hours:
                for place in range(1, places + 1):
                    is_first = (day % 7, hour, place) == (min(weekdays), hours[0], 1)
                    kind = Kind.WELCOME if is_first else Kind.OPEN
                    at = MONDAY + timedelta(days=day, hours=hour)
                    slots.append(Slot(len(slots), channel, at, place, kind))
    return slots


def community(rng):
    """Tickets as rows would give them (unordered), one business in ten not eligible."""
    facts = []
    for channel in range(1, 6):
        numbers = rng.sample(range(1, 5 * BUSINESSES), BUSINESSES)
        tickets = [
            (business, number, date(2025, 12, 1), rng.randrange(4), rng.random() < 0.2)
            for business, number in enumerate(numbers)
        ]
        eligible = {business for business in range(BUSINESSES) if rng.random() < 0.9}
        facts.append((channel, tickets, eligible))
    return facts


def seconds_to_plan(facts, slots, sectors):
    start = time.perf_counter()
    channels = [Channel(pk, [Ticket(*row) for row in tickets], eligible) for pk, tickets, eligible in facts]
    turns = plan(channels, slots, sectors)
    seconds = time.perf_counter() - start
    assert len(turns) == len(slots)
    assert all(turn.business is not None for turn in turns)
    return seconds


def main():
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    rng = random.Random(1)
    facts = community(rng)
    sectors = {business: rng.randrange(12) for business in range(BUSINESSES)}
    for name, week in [("usual plan", USUAL_WEEK), ("heavy plan", HEAVY_WEEK)]:
        slots = laid_out(week)
        seconds = [seconds_to_plan(facts, slots, sectors) for _ in range(runs)]
        print(
            f"{name}: {len(slots):,} slots, {BUSINESSES:,} businesses, {len(week)} channels: "
            f"min {min(seconds):.2f} s, median {statistics.median(seconds):.2f} s of {runs} runs"
        )


if __name__ == "__main__":
    main()

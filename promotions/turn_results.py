"""What a turn brought: how often its product was seen, asked about and shared in the week after, and before."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q
from django.utils import timezone

from catalogue.models import DailyCount
from catalogue.reach import FIGURES

WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Result:
    """The sums of the seven days from the day of the post, and of the seven before it, by the names of FIGURES."""

    first_day: date
    week: dict[str, int]
    before: dict[str, int]
    is_over: bool

    @property
    def lines(self):
        """(name, in the week from the post, in the week before)."""
        return [(name, self.week[name], self.before[name]) for name in FIGURES]


def results(slots, today):
    """Map the ids of those of `slots` that are done and have a product to their `Result`; one query for any number."""
    done = [slot for slot in slots if slot.done_at and slot.product_id]
    if not done:
        return {}
    first_days = {slot.pk: timezone.localdate(slot.done_at) for slot in done}
    wanted = Q()
    for slot in done:
        first = first_days[slot.pk]
        wanted |= Q(product=slot.product_id, day__gte=first - WEEK, day__lt=first + WEEK)
    counts = {
        (row["product"], row["day"]): row
        for row in DailyCount.objects.filter(wanted).values("product", "day", *FIGURES)
    }
    return {slot.pk: result_of(slot.product_id, first_days[slot.pk], counts, today) for slot in done}


def result_of(product, first, counts, today):
    return Result(first, sums(product, first, counts), sums(product, first - WEEK, counts), today >= first + WEEK)


def sums(product, first, counts):
    rows = [counts.get((product, first + timedelta(days=number))) for number in range(WEEK.days)]
    return {name: sum(row[name] for row in rows if row) for name in FIGURES}

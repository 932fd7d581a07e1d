"""How often a business and its products were seen, asked about by WhatsApp and shared, against the period before."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, Sum
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from catalogue.models import DailyCount

PERIODS = (7, 28)
FIGURES = ("views", "taps", "shares")
# From so many on a change is said in percent: below, one more is a tenth.
IN_PERCENT_FROM = 50


@dataclass(frozen=True)
class Figure:
    """The sums of the period and of the one before it; of both how much belongs to the last day, today and then."""

    now: int
    before: int
    today: int = 0
    last_day_before: int = 0

    @property
    def change(self):
        """The change in words: "up 18%", "down 5", "same"; "so far" for a fall that today may still make good.

        A fall is measured without the two last days, since today is not over.
        """
        if self.now == self.before:
            return _("same")
        if self.now > self.before:
            return _("up %(size)s") % {"size": size_of(self.now - self.before, self.before)}
        whole, whole_before = self.now - self.today, self.before - self.last_day_before
        if whole >= whole_before:
            return _("so far")
        return _("down %(size)s") % {"size": size_of(whole_before - whole, whole_before)}

    @property
    def is_up(self):
        return self.now > self.before


def size_of(difference, before):
    """In percent where there is enough to measure by, else as a number."""
    percent = (200 * difference + before) // (2 * before) if before >= IN_PERCENT_FROM else 0
    number = number_format(percent or difference, force_grouping=True)
    return f"{number}%" if percent else number


@dataclass(frozen=True)
class Reach:
    """The `days` up to today: a `Figure` by name, and each day's sums in order."""

    days: int
    figures: dict[str, Figure]
    by_day: list[tuple[date, dict[str, int]]]

    @property
    def is_empty(self):
        return not any(figure.now or figure.before for figure in self.figures.values())


def reach(business, product_keys, days, today=None):
    """The `Reach` of a business and of its products with these keys; one query.

    What visitors did in the last seconds may not be written yet; see `catalogue.counting`.
    """
    today = today or timezone.localdate()
    first, before = today - timedelta(days=days - 1), today - timedelta(days=2 * days - 1)
    rows = DailyCount.objects.filter(
        Q(business=business) | Q(product__in=product_keys), day__gte=before, day__lte=today
    )
    sums = defaultdict(lambda: dict.fromkeys(FIGURES, 0))
    for row in rows.order_by().values("day").annotate(**{f"{name}_sum": Sum(name) for name in FIGURES}):
        sums[row["day"]] = {name: row[f"{name}_sum"] for name in FIGURES}
    last_day_before = sums[first - timedelta(days=1)]
    by_day = [(day, sums[day]) for day in (first + timedelta(days=number) for number in range(days))]
    figures = {
        name: Figure(
            sum(counts[name] for _day, counts in by_day),
            sum(counts[name] for day, counts in sums.items() if day < first),
            sums[today][name],
            last_day_before[name],
        )
        for name in FIGURES
    }
    return Reach(days, figures, by_day)

"""The promotion calendar that everyone sees: campaigns, and what was and will surely be promoted, day by day."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from django.db.models import Max, Min
from django.utils import timezone
from django.utils.translation import gettext as _

from catalogue.models import Product
from promotions.models import Campaign, Channel, Slot
from promotions.reserving import midnight

SLOTS_A_MONTH = 400


@dataclass(frozen=True, order=True)
class Month:
    """A month of the calendar in Lampung."""

    year: int
    number: int

    @classmethod
    def of(cls, day):
        return cls(day.year, day.month)

    @property
    def first_day(self):
        return date(self.year, self.number, 1)

    @property
    def next(self):
        return Month(self.year + self.number // 12, self.number % 12 + 1)

    @property
    def previous(self):
        return Month.of(self.first_day - timedelta(days=1))

    @property
    def begin(self):
        return midnight(self.first_day)

    @property
    def end(self):
        return midnight(self.next.first_day)

    @property
    def parts(self):
        """The parts of its address."""
        return f"{self.year:04}", f"{self.number:02}"


def slots_shown():
    """Slots that everyone may see, of products that visitors can open."""
    return Slot.objects.public().filter(product__in=Product.objects.published())


def months_shown(today):
    """The first and the last month with something to see; this month is always one. Two queries."""
    slots = slots_shown().order_by().aggregate(first=Min("starts_at"), last=Max("starts_at"))
    themes = Campaign.objects.invited().order_by().aggregate(first=Min("starts_at"), last=Max("ends_at"))
    firsts = [timezone.localdate(row["first"]) for row in (slots, themes) if row["first"]]
    lasts = [timezone.localdate(row["last"] - timedelta.resolution) for row in (slots, themes) if row["last"]]
    return Month.of(min([today, *firsts])), Month.of(max([today, *lasts]))


@dataclass(frozen=True)
class Line:
    """What is promoted at one time on one channel: its `slots`, one but for channels with several places."""

    channel: Channel
    slots: list[Slot]

    @property
    def starts_at(self):
        return self.slots[0].starts_at

    @property
    def last_day(self):
        """The last day on show, for what stands longer than its day; else None."""
        ends_at = self.slots[0].ends_at
        return timezone.localdate(ends_at - timedelta.resolution) if ends_at else None


def lines_of(slots):
    """`slots` in order of time as lines."""
    for _key, group in groupby(slots, key=lambda slot: (slot.starts_at, slot.channel_id)):
        same = list(group)
        yield Line(same[0].channel, same)


def days_of(month):
    """(day, its lines) for each day of the month with something to see; two queries."""
    slots = slots_shown().filter(starts_at__gte=month.begin, starts_at__lt=month.end)
    slots = slots.select_related("channel", "product__business").prefetch_related("product__photos")
    in_order = slots.order_by("starts_at", "channel__position", "channel", "place")[:SLOTS_A_MONTH]
    return [(day, list(lines)) for day, lines in groupby(lines_of(in_order), key=lambda line: line.slots[0].local_day)]


def summary_of(line):
    """What is promoted in a few words: "Instagram: Keripik Pisang", "Portal: 6 products"."""
    if len(line.slots) == 1:
        return f"{line.channel}: {line.slots[0].product}"
    return _("%(channel)s: %(count)d products") % {"channel": line.channel, "count": len(line.slots)}

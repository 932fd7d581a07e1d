"""The months, weeks and days that the calendar shows, and their words in addresses."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.utils.formats import date_format
from django.utils.translation import gettext as _

DAY = timedelta(days=1)
YEARS = range(2000, 2101)


class View(StrEnum):
    """How much the calendar shows at once; the value is the word in its address."""

    MONTH = "bulan"
    WEEK = "pekan"
    DAY = "hari"

    @property
    def label(self):
        return {View.MONTH: _("Month"), View.WEEK: _("Week"), View.DAY: _("Day")}[self]


@dataclass(frozen=True)
class Period:
    """The month, week or day that has `day` in it."""

    view: View
    day: date

    @property
    def first(self):
        if self.view == View.MONTH:
            return self.day.replace(day=1)
        return monday_of(self.day) if self.view == View.WEEK else self.day

    @property
    def last(self):
        if self.view == View.MONTH:
            return self.day.replace(day=calendar.monthrange(self.day.year, self.day.month)[1])
        return self.first + 6 * DAY if self.view == View.WEEK else self.day

    @property
    def shown(self):
        """Its days as rows: whole weeks, but for a day alone."""
        if self.view == View.DAY:
            return [[self.day]]
        mondays = range(0, (self.last - monday_of(self.first)).days + 1, 7)
        return [[monday_of(self.first) + (start + number) * DAY for number in range(7)] for start in mondays]

    @property
    def word(self):
        return self.first.strftime("%Y-%m") if self.view == View.MONTH else self.first.isoformat()

    @property
    def title(self):
        if self.view == View.MONTH:
            return date_format(self.first, "F Y")
        return span_in_words(self.first, self.last) if self.view == View.WEEK else date_format(self.day, "l, j F Y")

    @property
    def previous(self):
        return Period(self.view, self.first - DAY)

    @property
    def next(self):
        return Period(self.view, self.last + DAY)

    def seen_as(self, view, today):
        """The same days in another view: today where it is among them, else the first of them."""
        return Period(view, today if self.first <= today <= self.last else self.first)

    def __contains__(self, day):
        return self.first <= day <= self.last


def monday_of(day):
    return day - timedelta(days=day.weekday())


def span_in_words(first, last):
    """Like “15–21 March 2027”."""
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{date_format(last, 'j F Y')}"
    start = date_format(first, "j F" if first.year == last.year else "j F Y")
    return f"{start} – {date_format(last, 'j F Y')}"


def asked_for(words, today):
    """The `Period` that the words of an address ask for, and whether they could be read; this month otherwise."""
    for view in (View.DAY, View.WEEK, View.MONTH):
        if written := words.get(view):
            day = read_day(f"{written}-01" if view == View.MONTH else written)
            return (Period(view, day), True) if day else (Period(View.MONTH, today), False)
    return Period(View.MONTH, today), True


def read_day(words):
    try:
        day = date.fromisoformat(words)
    except ValueError:
        return None
    return day if day.year in YEARS else None

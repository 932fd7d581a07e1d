"""A campaign's days and its countdown in words. static/js/countdown.js says the same as time goes on."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from promotions.models import Campaign

State = Campaign.State


def period(campaign):
    """Its days as one writes them: "12 December 2026", "10 – 12 December 2026", "28 December 2026 – 3 January 2027"."""
    first, last = campaign.first_day, campaign.last_day
    if first == last:
        return date_format(first, "j F Y")
    short = "j" if (first.year, first.month) == (last.year, last.month) else "j F"
    return f"{date_format(first, short if first.year == last.year else 'j F Y')} – {date_format(last, 'j F Y')}"


def countdown(campaign, now=None):
    """How long until it begins or ends, by the days of the calendar."""
    now = now or timezone.now()
    today, state = timezone.localdate(now), campaign.state_at(now)
    if state == State.COMING:
        days = (campaign.first_day - today).days
        return until_start(days)
    if state == State.RUNNING:
        return left((campaign.last_day - today).days)
    return _("This campaign is over.") if state == State.OVER else ""


def until_start(days):
    if days <= 0:
        return _("Begins today")
    if days == 1:
        return _("Begins tomorrow")
    return ngettext("Begins in %(days)d day", "Begins in %(days)d days", days) % {"days": days}


def left(days):
    if days <= 0:
        return _("Last day")
    return ngettext("%(days)d day left", "%(days)d days left", days) % {"days": days}


def refreshed_words():
    """The sentences of the countdown for the browser, "{days}" in place of the number."""
    many = {"days": 9}
    return {
        "tomorrow": until_start(1),
        "coming": (ngettext("Begins in %(days)d day", "Begins in %(days)d days", 9) % many).replace("9", "{days}"),
        "last": left(0),
        "one": left(1),
        "left": (ngettext("%(days)d day left", "%(days)d days left", 9) % many).replace("9", "{days}"),
        "over": _("This campaign is over."),
    }

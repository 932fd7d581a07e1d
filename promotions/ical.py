"""Calendars as RFC 5545 wants them, by the `icalendar` library: lines, folding and escaping are its work."""

from datetime import UTC, date, datetime, timedelta
from functools import cache
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from django.utils.text import Truncator
from icalendar import Calendar, Event, Timezone

TENTATIVE, CONFIRMED, CANCELLED = "TENTATIVE", "CONFIRMED", "CANCELLED"
MEDIA_TYPE = "text/calendar; charset=utf-8"
SUMMARY_LENGTH = 120
# Sequences count the seconds from here: they grow with every change, and fit in 31 bits until 2093.
SEQUENCES_SINCE = datetime(2025, 1, 1, tzinfo=UTC)


def calendar(name, events):
    """The bytes of a calendar called `name`; readers ask for it again every hour."""
    found = Calendar()
    found.add("prodid", "-//UMKM Naik Kelas Lampung//Portal//ID")
    found.add("version", "2.0")
    found.add("calscale", "GREGORIAN")
    found.add("method", "PUBLISH")
    found.add("x-wr-calname", name)
    found.add("x-wr-timezone", settings.TIME_ZONE)
    found.add("refresh-interval", timedelta(hours=1), parameters={"VALUE": "DURATION"})
    found.add("x-published-ttl", "PT1H")
    found.add_component(local_zone())
    for event in events:
        found.add_component(event)
    return found.to_ical()


@cache
def local_zone():
    zone = Timezone.from_tzid(settings.TIME_ZONE, first_date=date(2020, 1, 1), last_date=date(2038, 1, 1))
    zone.pop("COMMENT", None)
    return zone


def event(*, uid, starts_at, ends_at, summary, description, url, changed_at, status=CONFIRMED):
    """One event, from `starts_at` to before `ends_at`: aware times, or dates for whole days.

    A reader knows it again by `uid`, and by `changed_at` that it moved or was called off.
    """
    found = Event()
    found.add("uid", uid)
    found.add("dtstamp", changed_at.astimezone(UTC))
    found.add("last-modified", changed_at.astimezone(UTC))
    found.add("sequence", max(0, int((changed_at - SEQUENCES_SINCE).total_seconds())))
    found.add("dtstart", in_zone(starts_at))
    found.add("dtend", in_zone(ends_at))
    found.add("summary", Truncator(summary).chars(SUMMARY_LENGTH))
    if description:
        found.add("description", description)
    found.add("url", url)
    found.add("status", status)
    found.add("transp", "TRANSPARENT")
    return found


def in_zone(moment):
    """A time in the community's zone; a date stays one."""
    return timezone.localtime(moment) if isinstance(moment, datetime) else moment


def host():
    return urlsplit(settings.SITE_URL).hostname

"""Calendars that phones subscribe to: RFC 5545 through the icalendar library."""

from datetime import UTC, date, datetime, timedelta

from django.http import HttpResponse
from django.utils import timezone
from icalendar import Calendar, Event

HOST = "unk-lampung"
REFRESH = timedelta(hours=6)
SUMMARY_LENGTH = 120


def calendar_of(name, events, description=""):
    """A calendar of `events` with the zone that their times are in, as bytes."""
    calendar = Calendar()
    calendar.add("prodid", "-//UMKM Naik Kelas Lampung//Portal UNK//ID")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", str(timezone.get_default_timezone()))
    if description:
        calendar.add("x-wr-caldesc", description)
    calendar.add("x-published-ttl", f"PT{REFRESH.seconds // 3600}H")
    for event in events:
        calendar.add_component(event)
    calendar.add_missing_timezones(first_date=date(2020, 1, 1))
    return calendar.to_ical()


def event(uid, summary, changed_at, starts, ends, description="", address=""):
    """An event with a lasting `uid` from `starts` to before `ends`: dates for whole days, aware times otherwise."""
    entry = Event()
    entry.add("uid", f"{uid}@{HOST}")
    entry.add("dtstamp", changed_at.astimezone(UTC))
    entry.add("last-modified", changed_at.astimezone(UTC))
    entry.add("summary", summary if len(summary) <= SUMMARY_LENGTH else f"{summary[: SUMMARY_LENGTH - 1]}…")
    entry.add("dtstart", in_zone(starts))
    entry.add("dtend", in_zone(ends))
    if description:
        entry.add("description", description)
    if address:
        entry.add("url", address)
    if not isinstance(starts, datetime):
        entry.add("transp", "TRANSPARENT")
    return entry


def in_zone(moment):
    """A time in Lampung's zone; a date stays one."""
    return timezone.localtime(moment) if isinstance(moment, datetime) else moment


def calendar_response(content, filename):
    """`content` from `calendar_of`, to subscribe to or to save as `filename`."""
    return HttpResponse(
        content,
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'inline; filename="{filename}"'},
    )

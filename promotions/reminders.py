"""Who of the team gets which mail when: the morning's digest and Monday's summary, each once."""

from datetime import time, timedelta

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from promotions import outbox
from promotions.access import team_members
from promotions.agenda import Agenda
from promotions.digest import Digest
from promotions.models import Absence
from promotions.standings import midnight
from promotions.weekly_summary import WeeklySummary

# Between these hours of Jakarta: in the night nobody wants a mail, and in the evening the morning's comes too late.
BEGINS, ENDS = time(6), time(20)
# The summary comes on Monday, or when the job was silent then, until Wednesday.
SUMMARY_DAYS = 3
DAY = timedelta(days=1)


def queue(now):
    """Put into the outbox what is to be sent at `now`; repeated on the same day it adds nothing."""
    local = timezone.localtime(now)
    if not BEGINS <= local.time() < ENDS:
        return
    people = [person for person in team_members() if person.email]
    queue_digests([person for person in people if person.wants_digest], now)
    if local.weekday() < SUMMARY_DAYS:
        queue_summaries([person for person in people if person.wants_summary], now)


def queue_digests(people, now):
    today = timezone.localdate(now)
    fresh = not_settled({f"digest:{today}:user{person.pk}": person for person in people})
    if not fresh:
        return
    agenda = Agenda(AnonymousUser(), now)
    away = set(Absence.objects.on(today).values_list("user", flat=True))
    for key, person in fresh.items():
        digest = Digest(agenda, person)
        if digest.is_empty or person.pk in away:
            outbox.leave_out(key, person)
        else:
            outbox.queue(key, person, "mail/digest", {"digest": digest}, expires_at=midnight(today + DAY))


def queue_summaries(people, now):
    today = timezone.localdate(now)
    monday = today - today.weekday() * DAY
    fresh = not_settled({f"summary:{monday}:user{person.pk}": person for person in people})
    if not fresh:
        return
    summary = WeeklySummary(monday, now)
    for key, person in fresh.items():
        if summary.is_empty:
            outbox.leave_out(key, person)
        else:
            context = {"summary": summary, "own": summary.own(person)}
            outbox.queue(key, person, "mail/summary", context, expires_at=midnight(monday + SUMMARY_DAYS * DAY))


def not_settled(by_key):
    known = outbox.known(by_key)
    return {key: person for key, person in by_key.items() if key not in known}

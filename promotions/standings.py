"""The daily record that scores are read from: who could be promoted on a channel, and who was.

A business gets a row a day on a channel, from the first day on which it could be promoted there or was. Each row
carries the totals up to its day, so that two days tell all that lies between them. A day's row may change until a later
day is recorded: who could be promoted is as last seen that day, and `done` are the slots whose `counts_from` falls on
it; see `promotions.scoring`.
"""

from collections import Counter, defaultdict
from datetime import datetime, time, timedelta

from django.db import transaction
from django.db.models import Exists, F, Max, Min, OuterRef
from django.db.models.functions import Greatest
from django.utils import timezone

from promotions.models import Channel, DailyStanding, Slot

BATCH = 2000  # rows a transaction: far below two seconds
LOOK_BACK = timedelta(days=7)  # a slot changed after its day corrects that day for so long


def record(now, calendar):
    """Write who can be promoted today, and what was done lately; days on which nothing ran are like the one before."""
    today = timezone.localdate(now)
    last = last_recorded_day() or today
    for day in days_between(last, today):
        carry_over(day)
    for channel in Channel.objects.values_list("pk", flat=True):
        record_eligible(today, channel, calendar.eligible.get(channel, frozenset()))
    record_done(min(last, today - LOOK_BACK), today)


def last_recorded_day():
    return DailyStanding.objects.aggregate(Max("day"))["day__max"]


def carry_over(day):
    """Give every business of the day before a row on `day`, where it has none, as though nothing had changed."""
    same = DailyStanding.objects.filter(day=day, channel=OuterRef("channel"), business=OuterRef("business"))
    before = DailyStanding.objects.filter(~Exists(same), day=day - timedelta(days=1))
    rows = before.order_by().values_list("channel", "business", "is_eligible", "eligible_total", "done_total")
    for batch in batches(list(rows)):
        DailyStanding.objects.bulk_create(
            DailyStanding(
                day=day,
                channel_id=channel,
                business_id=business,
                is_eligible=is_eligible,
                eligible_total=eligible_total + is_eligible,
                done_total=done_total,
            )
            for channel, business, is_eligible, eligible_total, done_total in batch
        )


# Who could be promoted


def record_eligible(day, channel, eligible):
    standings = DailyStanding.objects.filter(day=day, channel=channel)
    recorded = set(standings.filter(is_eligible=True).order_by().values_list("business", flat=True))
    for batch in batches(sorted(eligible - recorded)):
        begin(day, channel, batch)
    for batch in batches(sorted(recorded - eligible)):
        standings.filter(business__in=batch).update(is_eligible=False, eligible_total=F("eligible_total") - 1)


@transaction.atomic
def begin(day, channel, businesses):
    standings = DailyStanding.objects.filter(day=day, channel=channel, business__in=businesses)
    known = set(standings.order_by().values_list("business", flat=True))
    standings.update(is_eligible=True, eligible_total=F("eligible_total") + 1)
    DailyStanding.objects.bulk_create(
        DailyStanding(day=day, channel_id=channel, business_id=business, is_eligible=True, eligible_total=1)
        for business in businesses
        if business not in known
    )


# Who was promoted


def record_done(since, until):
    """Correct the done slots of these days where they differ from the slots, and all totals from there on."""
    since = max(since, DailyStanding.objects.aggregate(Min("day"))["day__min"] or until)
    done = done_by_day(since, until)
    recorded = Counter(
        {
            row[:3]: row[3]
            for row in DailyStanding.objects.filter(day__gte=since, done__gt=0).values_list(
                "channel", "business", "day", "done"
            )
        }
    )
    wrong = {key[:2] for key in done.keys() | recorded.keys() if done[key] != recorded[key]}
    for batch in batches(sorted(wrong), BATCH // 10):
        correct(batch, done, days_between(since, until))


def done_by_day(since, until):
    """Count done slots by channel, business and the local day on which they began to count."""
    slots = (
        Slot.objects.filter(status=Slot.Status.DONE, business__isnull=False)
        .annotate(counts_from=Greatest("due_at", "done_at"))
        .filter(counts_from__gte=midnight(since), counts_from__lt=midnight(until + timedelta(days=1)))
    )
    rows = slots.order_by().values_list("channel", "business", "counts_from")
    return Counter((channel, business, timezone.localdate(counts_from)) for channel, business, counts_from in rows)


@transaction.atomic
def correct(pairs, done, days):
    """Bring the rows of these pairs of channel and business in line with `done` on all of `days`."""
    rows = defaultdict(dict)
    standings = DailyStanding.objects.filter(
        channel__in={channel for channel, _business in pairs},
        business__in={business for _channel, business in pairs},
        day__gte=days[0],
    )
    for row in standings.order_by("day"):
        rows[row.channel_id, row.business_id][row.day] = row
    changed = [row for pair in pairs for row in corrected(pair, rows[pair], done, days)]
    DailyStanding.objects.bulk_update([row for row in changed if row.pk], ["done", "done_total"], batch_size=500)
    DailyStanding.objects.bulk_create(row for row in changed if not row.pk)


def corrected(pair, rows, done, days):
    """Yield the rows that must be written; a business done before it could ever be promoted gets its first ones."""
    first = next(iter(rows.values()), None)
    total = first.done_total - first.done if first else 0
    for day in days:
        count = done[*pair, day]
        total += count
        row = rows.get(day) or DailyStanding(day=day, channel_id=pair[0], business_id=pair[1])
        if (row.done, row.done_total) != (count, total):
            row.done, row.done_total = count, total
            yield row


def batches(rows, size=BATCH):
    return [rows[start : start + size] for start in range(0, len(rows), size)]


def days_between(first, last):
    """Every day from `first` to `last`, both included."""
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def midnight(day):
    return timezone.make_aware(datetime.combine(day, time()))

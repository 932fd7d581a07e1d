"""The facts for `promotions.scoring`, read from the database."""

from collections import Counter, defaultdict
from datetime import date, datetime, timedelta

from django.db import connection
from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone

from promotions import scoring
from promotions.models import Channel, Skip, Slot
from promotions.scoring import COVERAGE_DAYS, FAIRNESS_DAYS, LEAD_DAYS
from promotions.standings import last_recorded_day, midnight

DAY = timedelta(days=1)

# Every business's row of one day beside its rows of three earlier ones, which may not exist yet. In SQL, since the
# query builder has no such join, and what it has instead takes five times as long with 10,000 businesses.
RECORDED = """
SELECT seen.channel_id, seen.business_id,
       seen.eligible_total - COALESCE(before_60.eligible_total, 0),
       COALESCE(final.done_total, 0) - COALESCE(before_60.done_total, 0),
       seen.eligible_total - COALESCE(before_90.eligible_total, 0),
       COALESCE(final.done_total, 0) - COALESCE(before_90.done_total, 0)
FROM promotions_dailystanding seen
LEFT JOIN promotions_dailystanding final
    ON final.day = %s AND final.channel_id = seen.channel_id AND final.business_id = seen.business_id
LEFT JOIN promotions_dailystanding before_60
    ON before_60.day = %s AND before_60.channel_id = seen.channel_id AND before_60.business_id = seen.business_id
LEFT JOIN promotions_dailystanding before_90
    ON before_90.day = %s AND before_90.channel_id = seen.channel_id AND before_90.business_id = seen.business_id
WHERE seen.day = %s
"""


class Facts:
    """The slots that fell due since `first_day` and those of the days to come, read once; standings for any t."""

    def __init__(self, now, first_day):
        self.now = now
        self.first_day = first_day
        self.slots = self.read_slots()
        self.channels = list(Channel.objects.filter(Q(is_active=True) | Q(pk__in=self.slots.keys())))
        self.last_recorded = last_recorded_day()

    def at(self, t):
        """The channels in use, or used since `first_day`, as they stood at t."""
        standings = self.standings(t)
        return [
            scoring.Channel(channel.pk, self.slots[channel.pk], standings[channel.pk], channel.is_automatic)
            for channel in self.channels
        ]

    def read_slots(self):
        """By channel. Places that the rotation could give to nobody count no more once their time is over."""
        left_empty = Q(
            Q(withdrawn_at=None) | Q(is_kept_free=True),
            status=Slot.Status.PLANNED,
            kind__in=[Slot.Kind.OPEN, Slot.Kind.WELCOME],
            business=None,
            due_at__lt=self.now,
        )
        skipped = Skip.objects.filter(slot=OuterRef("pk")).order_by("-skipped_at").values("skipped_at")[:1]
        rows = (
            Slot.objects.filter(
                ~left_empty,
                due_at__gte=midnight(self.first_day),
                starts_at__lt=self.now + timedelta(days=LEAD_DAYS),
            )
            .order_by("starts_at", "pk")
            .values_list(*SLOT_FIELDS, Subquery(skipped))
        )
        slots = defaultdict(list)
        for channel, *row in rows:
            slots[channel].append(as_fact(*row))
        return slots

    def standings(self, t):
        """By channel: how every business stands in the windows that end at t."""
        windows = [scoring.window(t, days) for days in (COVERAGE_DAYS, FAIRNESS_DAYS)]
        lately = self.done_off_record(*windows, t)
        standings = defaultdict(list)
        for channel, *figures in self.recorded(*windows) if self.last_recorded else []:
            standing = scoring.Standing._make(figures)
            more_60, more_90 = lately.pop((channel, standing.business), (0, 0))
            standings[channel].append(
                standing._replace(done_60=standing.done_60 + more_60, done_90=standing.done_90 + more_90)
                if more_90
                else standing
            )
        for (channel, business), (more_60, more_90) in lately.items():
            standings[channel].append(scoring.Standing(business, 0, more_60, 0, more_90))
        return standings

    def recorded(self, window_60, window_90):
        """By channel and business: the differences between a few days' totals, however long the windows are."""
        last = window_60[1]
        final = self.final_day(last)
        before_60, before_90 = (min(first - DAY, final) for first, _last in (window_60, window_90))
        with connection.cursor() as cursor:
            cursor.execute(RECORDED, [final, before_60, before_90, min(last, self.last_recorded)])
            return cursor.fetchall()

    def final_day(self, last):
        """The last recorded day up to `last` that a later one follows: nothing is missing on it any more."""
        return min(last, self.last_recorded - DAY)

    def done_off_record(self, window_60, window_90, t):
        """What was done since the final day, by channel and business: the slots in each of the windows."""
        after = self.final_day(window_60[1]) if self.last_recorded else date.min
        done_60, done_90 = Counter(), Counter()
        for channel, slots in self.slots.items():
            for slot in slots:
                if slot.business and slot.counts_from and slot.counts_from < t:
                    day = slot.counts_from.date()
                    done_60[channel, slot.business] += day > after and day >= window_60[0]
                    done_90[channel, slot.business] += day > after and day >= window_90[0]
        return {key: (done_60[key], count) for key, count in done_90.items() if count}


SLOT_FIELDS = (
    *("channel", "pk", "status", "place", "business"),
    *("starts_at", "due_at", "approved_at", "done_at", "withdrawn_at"),
)


def as_fact(pk, status, place, business, starts_at, due_at, approved_at, done_at, withdrawn_at, skipped_at):
    """A slot for the score, in local time; one that was skipped and filled again is not a skipped one."""
    return scoring.Slot(
        id=pk,
        at=timezone.localtime(starts_at),
        place=place,
        business=business,
        approved_at=approved_at,
        done_at=local(done_at) if status == Slot.Status.DONE else None,
        skipped_at=skipped_at if status == Slot.Status.SKIPPED else None,
        deleted_at=withdrawn_at,
        grace=due_at - starts_at,
    )


def local(moment: datetime | None):
    return moment and timezone.localtime(moment)

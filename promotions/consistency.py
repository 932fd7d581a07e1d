"""How consistent the promotion is over a period: the score and all that its page tells beside it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, Max, Min, Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from members.models import Business
from promotions import charts, scoring
from promotions.models import Channel, DailyStanding, Slot, Ticket
from promotions.raising import Action, what_raises_it
from promotions.score_facts import DAY, Facts
from promotions.scoring import FAIRNESS_DAYS, Period, Score
from promotions.standings import midnight
from promotions.streaks import Day, Streak, Week, by_day, by_month, by_week, streak

WEEKS_SHOWN = 12
WAITING_SHOWN = 5


# The periods to choose from


@dataclass(frozen=True)
class Span:
    """A period to look at, and the one to compare it with; `slug` is its word in the address."""

    slug: str
    label: str
    period: Period
    before: Period | None = None
    before_label: str = ""


def spans(today):
    """The periods to choose from, the first one unless another is asked for."""
    month = today.replace(day=1)
    last_month = (month - DAY).replace(day=1)
    month_before = (last_month - DAY).replace(day=1)
    next_month = (month + 31 * DAY).replace(day=1)
    first = today - (FAIRNESS_DAYS - 1) * DAY
    return [
        Span(
            "bulan-ini",
            _("This month"),
            period(month, next_month),
            period(last_month, month),
            date_format(last_month, "F"),
        ),
        Span(
            "bulan-lalu",
            _("Last month"),
            period(last_month, month),
            period(month_before, last_month),
            date_format(month_before, "F"),
        ),
        Span(
            "90-hari",
            _("90 days"),
            period(first, today + DAY),
            period(first - FAIRNESS_DAYS * DAY, first),
            _("the 90 days before"),
        ),
        Span("setahun", _("One year"), period(today - 364 * DAY, today + DAY)),
    ]


def period(start, end):
    """From the first of two days until just before the other."""
    return Period(midnight(start), midnight(end))


# What the page tells


@dataclass(frozen=True)
class ChannelScore:
    channel: Channel
    score: Score


@dataclass(frozen=True)
class Waiting:
    """A business that can be promoted, the day of its last done slot if it had any, and its next planned turn."""

    business: Business
    days: int
    last_done_on: date | None
    next_turn: datetime | None


@dataclass(frozen=True)
class Overview:
    """All that the page about consistency shows, of all channels that count or of a chosen one."""

    span: Span
    chosen: Channel | None
    score: Score
    score_before: Score | None
    by_channel: list[ChannelScore]
    actions: list[Action]
    days: dict[date, Day]
    weeks: list[Week]
    waiting: list[Waiting]
    active: int
    today: date

    @property
    def change(self):
        """Whole points more, or fewer, than in the period before; None where one of the two has no score."""
        now, before = (scoring.shown(score and score.value) for score in (self.score, self.score_before))
        return None if now is None or before is None else now - before

    @property
    def is_over(self):
        return self.span.period.end <= midnight(self.today)

    @property
    def year(self):
        return charts.year(self.days, self.today)

    @property
    def year_in_words(self):
        return charts.year_in_words(self.days, self.today)

    @property
    def months(self):
        return {month: day for month, day in by_month(self.days).items() if day.due}

    @property
    def last_weeks(self):
        return self.weeks[-WEEKS_SHOWN:]

    @property
    def streak(self) -> Streak:
        return streak(self.weeks)


def overview(now, span, chosen=None):
    """Return the `Overview` of a span, of one channel if it is chosen."""
    today = timezone.localdate(now)
    facts = Facts(now, charts.first_day(today))
    channels = facts.at(span.period.at(now))
    counted = of_interest(channels, chosen)
    days = by_day(counted, now)
    before = span.before and scoring.score(of_interest(facts.at(span.before.end), chosen), span.before, now)
    return Overview(
        span=span,
        chosen=chosen,
        score=scoring.score(counted, span.period, now),
        score_before=before,
        by_channel=[
            ChannelScore(channel, scoring.score([fact], span.period, now))
            for channel, fact in zip(facts.channels, channels, strict=True)
        ],
        actions=what_raises_it(counted, span.period, now),
        days=days,
        weeks=by_week(days, today),
        waiting=longest_waiting(now, counted, facts.last_recorded),
        active=Business.objects.active().count(),
        today=today,
    )


def of_interest(channels, chosen):
    """The chosen channel, even an automatic one, or all that count in the total."""
    return [channel for channel in channels if channel.id == chosen.pk] if chosen else scoring.in_total(channels)


def longest_waiting(now, channels, recorded_on):
    """Businesses that can be promoted on these channels, longest without a done slot there first, with their next turn.

    A ticket holds the day of its business's last done slot, or else the first day on which it could be promoted.
    """
    today = timezone.localdate(now)
    among = [channel.id for channel in channels]
    eligible = DailyStanding.objects.filter(day=recorded_on, channel__in=among, is_eligible=True)
    lines = (
        Ticket.objects.filter(
            channel__in=among, business__in=eligible.values("business"), business__status=Business.Status.ACTIVE
        )
        .order_by()
        .values("business")
        .annotate(last_done_on=Max("drawn_on", filter=Q(is_new=False)), eligible_on=Min("drawn_on"))
        .annotate(waits_from=Coalesce("last_done_on", "eligible_on"))
        .order_by("waits_from", F("last_done_on").asc(nulls_first=True), "business")[:WAITING_SHOWN]
    )
    waiting = {line["business"]: line for line in lines}
    businesses = Business.objects.for_cards().in_bulk(waiting)
    turns = dict(
        Slot.objects.to_do()
        .filter(channel__in=among, business__in=waiting, starts_at__gt=now)
        .order_by()
        .values_list("business")
        .annotate(Min("starts_at"))
    )
    return [
        Waiting(businesses[pk], (today - line["waits_from"]).days, line["last_done_on"], turns.get(pk))
        for pk, line in waiting.items()
    ]

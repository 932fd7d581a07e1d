"""How the last week went and what the new one brings: what the team is told on Mondays."""

from datetime import timedelta

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from promotions import consistency
from promotions.models import Absence, Slot
from promotions.score_words import change_in_words
from promotions.scoring import shown
from promotions.standings import midnight
from promotions.streaks import Day

WEEK = timedelta(days=7)
WAITING_SHOWN = 3


class WeeklySummary:
    """The week before the one that begins on `monday`, and that one, as they stand at `now`; alike for all."""

    def __init__(self, monday, now):
        self.monday = monday
        self.last_monday = monday - WEEK
        before = consistency.period(monday - 2 * WEEK, self.last_monday)
        span = consistency.Span("", "", consistency.period(self.last_monday, monday), before)
        self.overview = consistency.overview(now, span)
        days = self.overview.days
        self.kept = sum((days.get(self.last_monday + timedelta(days=day), Day()) for day in range(7)), Day())
        self.waiting = self.overview.waiting[:WAITING_SHOWN]
        self.coming = self.coming_slots()
        self.away = list(
            Absence.objects.filter(starts_on__lt=monday + WEEK, ends_on__gte=monday).select_related("user")
        )

    def coming_slots(self):
        """This week's posts: {"all", "ready", "empty"} and, by assignee, how many."""
        week = Slot.objects.standing().exclude(channel__proof="automatic")
        week = week.filter(starts_at__gte=midnight(self.monday), starts_at__lt=midnight(self.monday + WEEK)).order_by()
        ready = Q(status__in=[Slot.Status.APPROVED, Slot.Status.DONE])
        awaited = Q(status__in=[Slot.Status.PLANNED, Slot.Status.APPROVED])
        counts = week.aggregate(
            all=Count("pk"), ready=Count("pk", filter=ready), empty=Count("pk", filter=awaited & Q(product=None))
        )
        counts["by_person"] = dict(week.filter(awaited).values_list("assignee").annotate(Count("pk")))
        return counts

    @property
    def points(self):
        return shown(self.overview.score.value)

    @property
    def change(self):
        """The change in the reader's language; "" where there is nothing to compare with."""
        change = self.overview.change
        return "" if change is None else change_in_words(change, _("the week before"))

    @property
    def is_empty(self):
        return not self.kept.due and not self.coming["all"]

    def own(self, user):
        """How many of this week's posts are for `user`."""
        return self.coming["by_person"].get(user.pk, 0)

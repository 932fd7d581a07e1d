"""The team's calendar by month, week and day, and slots added to it by hand."""

from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from promotions import planning
from promotions.access import team_required
from promotions.agenda import cards_of, slots_to_show
from promotions.calendar_filters import Filters
from promotions.models import WeeklySlot
from promotions.month import Month, State
from promotions.periods import read_day
from promotions.place_forms import AddForm
from promotions.slot_undo import UNDO_SECONDS, can_undo
from promotions.standings import last_recorded_day

LEGEND = [
    ("check", State.DONE),
    ("alert", State.MISSED),
    ("skip", State.SKIPPED),
    ("plus", State.EMPTY),
    ("filled", State.APPROVED),
    ("outlined", State.PLANNED),
]


@require_safe
@team_required
def calendar(request):
    now = timezone.now()
    filters = Filters(request.GET, timezone.localdate(now))
    month = Month(filters.period, filters, now)
    context = {
        "month": month,
        "filters": filters,
        "channels": list(filters.channel_choices({tile.channel for tile in month.tiles})),
        "campaigns": filters.campaign_choices(month.campaigns),
        "assignees": filters.assignee_choices(month.start, month.end),
        "legend": LEGEND,
        "horizon": settings.PROMOTION_HORIZON_WEEKS,
        "tapped": just_tapped(request.user, now),
        "has_plan": WeeklySlot.objects.exists(),
        "stands_still_since": stands_still_since(now),
    }
    return render(request, "promotions/calendar.html", context)


def just_tapped(user, now):
    """What the reader changed within the last minute, to take it back."""
    lately = slots_to_show().filter(updated_at__gte=now - timedelta(seconds=UNDO_SECONDS)).exclude(undo={})
    mine = [slot for slot in lately if can_undo(slot, user, now)]
    return cards_of(mine, user, now) if mine else []


def stands_still_since(now):
    """The last day on which the portal did its periodic work, if that is longer ago than yesterday."""
    last = last_recorded_day()
    return last if last and last < timezone.localdate(now) - timedelta(days=1) else None


@require_http_methods(["GET", "HEAD", "POST"])
@team_required
def slot_add(request):
    form = AddForm(request.POST or None, initial=asked_moment(request.GET))
    if request.method == "POST" and (slot := form.attempt(request.user)):
        if form.is_to_be_chosen:
            messages.success(request, _("The slot is added. Now choose its product."))
            return redirect("promotions:slot-swap", slot.pk)
        planning.refill()
        messages.success(request, _("The slot is added."))
        return redirect("promotions:slot", slot.pk)
    return render(request, "promotions/slot_add.html", {"form": form})


def asked_moment(words):
    """The day and channel that a link to the form brings along."""
    today = timezone.localdate()
    day = read_day(words.get("hari", "")) or today + timedelta(days=1)
    return {"day": max(day, today), "time": "19:00", "channel": words.get("kanal"), "filled_by": AddForm.TURN}

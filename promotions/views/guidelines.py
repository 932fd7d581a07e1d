"""The community's guidelines: kept by the team, shown to everybody."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db.models import Max
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from members.models import Business
from promotions import planning
from promotions.access import team_required
from promotions.guidelines import Guidelines, eligible_businesses
from promotions.models import Channel, Guideline
from promotions.plan_forms import NUMBERS, CheckForm, TickedForm
from promotions.queue import RULES

GUIDELINES = "promotions:guidelines"


@require_safe
@team_required
def guidelines(request):
    rows = list(Guideline.objects.prefetch_related("channels"))
    channels = list(Channel.objects.active())
    eligible = eligible_businesses(Guidelines(), channels)
    context = {
        "checked": [row for row in rows if not row.is_ticked],
        "ticked": [row for row in rows if row.is_ticked],
        "ready": [(channel, len(eligible[channel.pk])) for channel in channels],
        "members": Business.objects.active().count(),
    }
    return render(request, "promotions/guidelines.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@team_required
def guideline_add(request):
    form = TickedForm(request.POST or None, instance=Guideline(position=next_position()))
    if request.method == "POST" and form.is_valid():
        form.save()
        return changed(request, _("Added. From now on it is ticked at each approval."))
    return render(request, "promotions/guideline_form.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@team_required
def guideline_edit(request, pk):
    guideline = get_object_or_404(Guideline, pk=pk)
    form_class = TickedForm if guideline.is_ticked else CheckForm
    form = form_class(request.POST or None, instance=guideline)
    if request.method == "POST" and form.is_valid():
        form.save()
        return changed(request, _("Saved."))
    context = {"form": form, "guideline": guideline, "has_number": guideline.check_name in NUMBERS}
    return render(request, "promotions/guideline_form.html", context)


@require_POST
@team_required
def guideline_switch(request, pk):
    """Bring a guideline into use, or take it out, as the button said."""
    guideline = get_object_or_404(Guideline, pk=pk)
    guideline.is_active = request.POST.get("aktif") == "ya"
    guideline.save(update_fields=["is_active"])
    return changed(request, _("In use.") if guideline.is_active else _("No longer in use."))


@require_POST
@team_required
def guideline_remove(request, pk):
    """Only lines to tick can go; what the program checks is switched off."""
    get_object_or_404(Guideline, pk=pk, check_name="").delete()
    return changed(request, _("Removed."))


def changed(request, words):
    """Let the calendar follow the new rules, and say so."""
    planning.run_due()
    messages.success(request, words)
    return redirect(GUIDELINES)


def next_position():
    return (Guideline.objects.aggregate(Max("position"))["position__max"] or 0) + 1


@login_not_required
@require_safe
def public_guidelines(request):
    rows = Guidelines().rows
    channels = Channel.objects.active().prefetch_related("platform_limits")
    today = timezone.localdate()
    context = {
        "checked": [row for row in rows if not row.is_ticked],
        "ticked": [row for row in rows if row.is_ticked],
        "limits": [(channel, limits) for channel in channels if (limits := channel.limits(today))],
        "passes": RULES.passes,
        "cooldown": RULES.cooldown,
        "weeks": settings.PROMOTION_HORIZON_WEEKS,
        "grace": settings.PROMOTION_GRACE_HOURS,
    }
    return render(request, "promotions/public_guidelines.html", context)

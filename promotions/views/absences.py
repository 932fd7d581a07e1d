"""Who of the team is away, entered beside the rota; the calendar follows."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from promotions.access import team_required
from promotions.models import Absence
from promotions.plan_changes import BusyError, changing_plan
from promotions.plan_forms import AbsenceForm
from promotions.views.weekly_plan import PLAN, attempt, handing_over, plan_page, posted


@team_required
@posted
def absence_add(request):
    form = AbsenceForm(request.POST)
    moved = []
    if not attempt(form, lambda: moved.append(handing_over(form.save))):
        return plan_page(request, new_absence=form)
    messages.success(request, in_words(_("Saved who is away."), moved[0]))
    return redirect(PLAN)


@require_POST
@team_required
def absence_remove(request, pk):
    absence = get_object_or_404(Absence, pk=pk)
    try:
        with changing_plan():
            moved = handing_over(absence.delete)
    except BusyError:
        messages.error(request, _("The calendar is being computed right now. Please try again in a minute."))
    else:
        messages.success(request, in_words(_("Removed."), moved))
    return redirect(PLAN)


def in_words(said, moved):
    if not moved:
        return said
    return f"{said} " + ngettext(
        "%(count)d slot is for somebody else now.", "%(count)d slots are for somebody else now.", moved
    ) % {"count": moved}

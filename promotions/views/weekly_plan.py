"""The plan that the team makes once: which channel has a slot on which weekday, and who looks after it."""

from functools import wraps

from django.contrib import messages
from django.db import IntegrityError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from promotions import plan_changes
from promotions.access import team_required
from promotions.assignees import Assignees, hand_over
from promotions.guidelines import Guidelines, eligible_businesses
from promotions.models import Absence, Channel, Rota, WeeklySlot
from promotions.plan_changes import BusyError, changing_plan
from promotions.plan_forms import AbsenceForm, LineForm, NewLineForm, RotaForm, RotaLineForm
from promotions.plan_words import meanings, short_weeks

PLAN = "promotions:weekly-plan"


def posted(view):
    """A decorator: who opens the address of a form without sending it, lands on the plan."""

    @wraps(view)
    def posted_or_back(request, *args, **kwargs):
        return view(request, *args, **kwargs) if request.method == "POST" else redirect(PLAN)

    return posted_or_back


@require_safe
@team_required
def weekly_plan(request):
    return plan_page(request)


def plan_page(request, new_line=None, rota=None, new_rota_line=None, new_absence=None):
    """The page, with the form that was refused in place of an empty one."""
    lines = list(WeeklySlot.objects.select_related("channel"))
    rota_lines = list(Rota.objects.exclude(channel=None).select_related("channel", "user"))
    now = timezone.now()
    context = {
        "days": [
            (name, [line for line in lines if line.weekday == weekday]) for weekday, name in WeeklySlot.Weekday.choices
        ],
        "lines": lines,
        "example": [] if lines else list(plan_changes.example_lines()),
        "meanings": list(meanings(lines, eligible_businesses(Guidelines(), list(Channel.objects.active())))),
        "short_weeks": short_weeks(now),
        "new_line": new_line or NewLineForm(initial={"time": "19:00"}),
        "rota": rota or RotaForm(),
        "rota_lines": rota_lines,
        "new_rota_line": new_rota_line or RotaLineForm(),
        "absences": list(Absence.objects.not_over().select_related("user")),
        "new_absence": new_absence or AbsenceForm(initial={"user": request.user}),
    }
    return render(request, "promotions/weekly_plan.html", context)


def attempt(form, change):
    """Make `change` while the calendar stands still; else say in `form` why not."""
    if not form.is_valid():
        return False
    try:
        with changing_plan():
            change()
    except BusyError:
        form.add_error(None, _("The calendar is being computed right now. Please save again in a minute."))
    except IntegrityError:
        form.add_error(None, _("This line stands in the plan already."))
    return not form.errors


@team_required
@posted
def line_add(request):
    form = NewLineForm(request.POST)
    if not attempt(form, form.save):
        return plan_page(request, new_line=form)
    messages.success(request, _("Added. The calendar is filled accordingly."))
    return redirect(PLAN)


@require_POST
@team_required
def example_add(request):
    """Fill an empty plan with the example; a plan that exists stays as it is."""
    try:
        with changing_plan():
            if not WeeklySlot.objects.exists():
                WeeklySlot.objects.bulk_create(plan_changes.example_lines())
    except BusyError:
        messages.error(request, _("The calendar is being computed right now. Please try again in a minute."))
    else:
        messages.success(request, _("The plan stands. The calendar is filled accordingly."))
    return redirect(PLAN)


@require_http_methods(["GET", "HEAD", "POST"])
@team_required
def line_edit(request, pk):
    line = get_object_or_404(WeeklySlot.objects.select_related("channel"), pk=pk)
    now = timezone.now()
    before = WeeklySlot(channel=line.channel, weekday=line.weekday, time=line.time, kind=line.kind)
    form = LineForm(request.POST or None, instance=line)

    def change():
        data = form.cleaned_data
        if data["kind"] != before.kind:
            plan_changes.change_kind(before, data["kind"], now)
        plan_changes.move(before, data["weekday"], data["time"], now)
        form.save()

    if request.method == "POST" and attempt(form, change):
        messages.success(request, _("Changed. The coming slots moved along."))
        return redirect(PLAN)
    context = {"form": form, "line": before, "pk": pk, "removal": plan_changes.removal(before, now)}
    return render(request, "promotions/weekly_plan_line.html", context)


@require_POST
@team_required
def line_remove(request, pk):
    line = get_object_or_404(WeeklySlot, pk=pk)
    try:
        with changing_plan():
            outcome = plan_changes.remove(line, timezone.now())
    except BusyError:
        messages.error(request, _("The calendar is being computed right now. Please try again in a minute."))
        return redirect("promotions:weekly-plan-line", pk)
    messages.success(request, removed_in_words(outcome))
    return redirect(PLAN)


def removed_in_words(outcome):
    said = [_("Removed.")]
    if gone := len(outcome.withdrawn):
        said.append(
            ngettext("%(count)d planned slot was withdrawn.", "%(count)d planned slots were withdrawn.", gone)
            % {"count": gone}
        )
    if kept := len(outcome.kept):
        said.append(
            ngettext(
                "%(count)d slot stays: it is approved or set by hand.",
                "%(count)d slots stay: they are approved or set by hand.",
                kept,
            )
            % {"count": kept}
        )
    return " ".join(said)


@team_required
@posted
def rota_save(request):
    form = RotaForm(request.POST)
    if not attempt(form, lambda: handing_over(form.save)):
        return plan_page(request, rota=form)
    messages.success(request, _("Saved who looks after which day."))
    return redirect(PLAN)


@team_required
@posted
def rota_line_add(request):
    form = RotaLineForm(request.POST)
    if not attempt(form, lambda: handing_over(form.save)):
        return plan_page(request, new_rota_line=form)
    messages.success(request, _("Saved who looks after which day."))
    return redirect(PLAN)


@require_POST
@team_required
def rota_line_remove(request, pk):
    line = get_object_or_404(Rota.objects.exclude(channel=None), pk=pk)
    try:
        with changing_plan():
            handing_over(line.delete)
    except BusyError:
        messages.error(request, _("The calendar is being computed right now. Please try again in a minute."))
    else:
        messages.success(request, _("Removed."))
    return redirect(PLAN)


def handing_over(change):
    """Change the rota or the absences, give the coming slots to whom they name then; return how many changed hands."""
    before = Assignees()
    change()
    return hand_over(before, Assignees(), timezone.now())

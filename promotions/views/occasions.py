"""The days worth knowing: holidays, seasons and the community's own, by year, kept by the team."""

from itertools import groupby

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from promotions.access import team_required
from promotions.models import Occasion
from promotions.occasion_forms import OccasionForm
from promotions.periods import YEARS, read_day


@require_safe
@team_required
def occasions(request):
    this_year = timezone.localdate().year
    asked = read_day(f"{request.GET.get('tahun') or this_year}-01-01")
    year = asked.year if asked else this_year
    rows = Occasion.objects.kept()
    years = {day.year for day in rows.dates("starts_on", "year")} | {this_year, year}
    months = groupby(rows.filter(starts_on__year=year), key=lambda row: row.starts_on.replace(day=1))
    context = {
        "year": year,
        "years": sorted(years & set(YEARS)),
        "months": [(month, list(days)) for month, days in months],
        "notes": [] if asked else [_("This year cannot be read. Here is the current one.")],
    }
    return render(request, "promotions/occasions.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@team_required
def occasion_add(request):
    day = read_day(request.GET.get("hari", ""))
    form = OccasionForm(request.POST or None, initial={"starts_on": day} if day else None)
    if request.method == "POST" and form.is_valid():
        return saved(request, form.save(), _("Added."))
    return render(request, "promotions/occasion_form.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@team_required
def occasion_edit(request, pk):
    occasion = get_object_or_404(Occasion.objects.kept(), pk=pk)
    form = OccasionForm(request.POST or None, instance=occasion)
    if request.method == "POST" and form.is_valid():
        return saved(request, form.save(), _("Saved."))
    return render(request, "promotions/occasion_form.html", {"form": form, "occasion": occasion})


@require_POST
@team_required
def occasion_remove(request, pk):
    occasion = get_object_or_404(Occasion.objects.kept(), pk=pk)
    occasion.remove()
    return saved(request, occasion, _("Removed."))


def saved(request, occasion, words):
    messages.success(request, words)
    return redirect(f"{reverse('promotions:occasions')}?tahun={occasion.starts_on.year}")

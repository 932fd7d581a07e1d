from django.shortcuts import render
from django.views.decorators.http import require_safe

from promotions.access import member_required, team_required


@require_safe
@team_required
def team_consistency(request):
    return render(request, "promotions/consistency.html")


@require_safe
@member_required
def member_consistency(request):
    return render(request, "promotions/consistency.html")

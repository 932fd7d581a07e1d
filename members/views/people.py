"""The team's page of all members."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from members.access import moderator_required


@require_safe
@moderator_required
def people(request):
    return render(request, "members/people.html")

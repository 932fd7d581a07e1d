"""Going from one business to another."""

from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from members import current
from members.models import Business


@require_POST
def choose(request, pk):
    """Make the owners' pages be about another business: one's own, or one that a moderator helps."""
    current.choose(request, get_object_or_404(Business.objects.managed_by(request.user), pk=pk))
    return redirect("promotions:dashboard")


@require_POST
def stop_helping(request):
    current.stop_choosing(request)
    return redirect("members:people")

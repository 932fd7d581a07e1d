"""An owner's start page."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from members.current import business_required


@require_safe
@business_required
def dashboard(request, business):
    return render(request, "promotions/dashboard.html", {"business": business})

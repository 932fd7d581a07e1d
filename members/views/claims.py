"""Taking over an imported business by the team's secret link."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from members import claims, current
from members.views.secret import secret


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@secret
def claim(request, token):
    """What claiming means, and the button that does it; anonymous people sign in or up first and come back."""
    link = claims.find_claim(token)
    if not link:
        return ended(request, token)
    if request.method != "POST":
        return render(request, "members/claim.html", {"business": link.business, "link": link})
    if not request.user.is_authenticated:
        return redirect(request.path)
    business = claims.claim(link, request.user)
    if not business:
        return ended(request, token)
    current.choose(request, business)
    messages.success(request, _("Welcome! %(business)s is yours now.") % {"business": business})
    return redirect("promotions:dashboard")


def ended(request, token):
    """The page that leads to the team, or, for who has just claimed by this link, to their business."""
    if request.user.is_authenticated and claims.claimed_with(token, request.user):
        return redirect("promotions:dashboard")
    return render(request, "members/claim_ended.html", status=410)

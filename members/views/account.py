"""A person's own account, and their agreement to the privacy text."""

from allauth.account.utils import get_next_redirect_url
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from members import privacy
from members.access import RUN_PROMOTIONS
from members.accounts import AccountAdapter, google_is_on
from members.forms import PersonForm, TeamPersonForm


@require_http_methods(["GET", "HEAD", "POST"])
def account(request):
    """All that belongs to the person: name, language, the team's reminders, and the ways to sign in."""
    is_of_team = request.user.has_perm(RUN_PROMOTIONS)
    form = (TeamPersonForm if is_of_team else PersonForm)(request.POST or None, instance=request.user)
    if form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("members:account")
    steps = set(Authenticator.objects.filter(user=request.user).values_list("type", flat=True))
    context = {
        "form": form,
        "is_of_team": is_of_team,
        "has_app": Authenticator.Type.TOTP in steps,
        "has_passkey": Authenticator.Type.WEBAUTHN in steps,
        "google": SocialAccount.objects.filter(user=request.user).first() if google_is_on() else None,
        "google_is_on": google_is_on(),
        "session_count": len(UserSession.objects.purge_and_list(request.user)),
    }
    return render(request, "members/account.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def consent(request):
    """Ask once for each version of the privacy text, then lead on."""
    onwards = get_next_redirect_url(request) or AccountAdapter().get_login_redirect_url(request)
    if request.method == "POST":
        privacy.agree(request.user)
        return redirect(onwards)
    is_first = not request.user.consents.exists()
    return render(request, "members/consent.html", {"onwards": onwards, "is_first": is_first})


@login_not_required
@require_safe
def privacy_text(request):
    return render(request, "pages/privacy.html", {"version": privacy.VERSION, "date": privacy.version_date()})

"""Signing in by the team's secret link, for people without a mailbox."""

from datetime import timedelta

from allauth.account.app_settings import EmailVerificationMethod
from allauth.account.utils import perform_login
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from members.models import AccessLink
from members.sign_in_links import may_come_by_link
from members.views.secret import secret

# Each time they are signed out, they have to ask the team.
STAY = timedelta(days=90)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@secret
def sign_in(request, token):
    link = AccessLink.objects.find(AccessLink.Purpose.SIGN_IN, token)
    if link and not may_come_by_link(link.user):
        link = None
    if link and request.method == "POST" and link.use(link.user):
        logout(request)
        response = perform_login(request, link.user, email_verification=EmailVerificationMethod.NONE)
        request.session.set_expiry(STAY)
        return response
    is_open = link and request.method != "POST"
    context = {"person": link.user if is_open else None}
    return render(request, "members/sign_in_link.html", context, status=200 if is_open else 410)

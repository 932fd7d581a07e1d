"""What a signed-in person owes before a page opens."""

from django.contrib.auth import REDIRECT_FIELD_NAME
from django.shortcuts import redirect
from django.urls import reverse

from members.access import must_have_second_step

WANTED_PAGE = "page_after_second_step"


class DutiesMiddleware:
    """Before signed-in pages: consent to the privacy text as it stands, and for the team a second step at sign-in.

    Public pages are let through without a look at the session. Under /akun/ the second step is set up.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if not getattr(view, "login_required", True) or not request.user.is_authenticated:
            return None
        if owes_consent(request):
            return redirect(reverse("members:consent", query={REDIRECT_FIELD_NAME: request.get_full_path()}))
        if owes_second_step(request):
            if request.method == "GET":
                request.session[WANTED_PAGE] = request.get_full_path()
            return redirect("mfa_index")
        return None


def owes_consent(request):
    """Whether to ask now. Never in the middle of something: what was typed would be lost."""
    is_page = request.method == "GET" and request.headers.get("Sec-Fetch-Mode", "navigate") == "navigate"
    is_asking = request.resolver_match.view_name == "members:consent"
    return is_page and not is_asking and not request.user.has_consented


def owes_second_step(request):
    if request.path_info.startswith(reverse("members:account")):
        return False
    return not request.user.has_second_step and must_have_second_step(request.user)

"""How people sign in: what the portal decides where django-allauth asks."""

from allauth.account.adapter import DefaultAccountAdapter
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from unk_portal.errors import error_page


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _("The e-mail or the password is not right."),
        "too_many_login_attempts": _("Too many tries. Wait five minutes, then try again."),
    }

    def is_open_for_signup(self, request):
        return False

    def get_login_redirect_url(self, request):
        """Superusers start at the admin, the team at what is due today, everybody else at the home page."""
        if request.user.is_superuser:
            return reverse("admin:index")
        is_team = request.user.has_perm("promotions.run_promotions")
        return reverse("promotions:today" if is_team else "promotions:home")

    def respond_user_inactive(self, request, user):
        return error_page(request, 403)

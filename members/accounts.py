"""How people sign in: what the portal decides where django-allauth asks."""

from allauth.account.adapter import DefaultAccountAdapter
from django.urls import reverse

from unk_portal.errors import error_page


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request):
        return False

    def get_login_redirect_url(self, request):
        """Superusers start at the admin, everybody else at the home page."""
        return reverse("admin:index") if request.user.is_superuser else reverse("catalogue:home")

    def respond_user_inactive(self, request, user):
        return error_page(request, 403)

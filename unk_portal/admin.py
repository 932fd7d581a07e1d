"""The Django admin, for superusers, behind the portal's own sign-in."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.utils.translation import gettext_lazy as _


class PortalAdminSite(admin.AdminSite):
    site_title = site_header = _("UNK portal")
    index_title = _("All records")

    def has_permission(self, request):
        return request.user.is_active and request.user.is_superuser

    login = secure_admin_login(admin.AdminSite.login)

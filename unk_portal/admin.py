"""The Django admin, for superusers, behind the portal's own sign-in."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.db import models
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from simple_history.admin import SimpleHistoryAdmin


class PortalAdminSite(admin.AdminSite):
    site_title = site_header = _("UNK portal")
    index_title = _("All records")

    def has_permission(self, request):
        return request.user.is_active and request.user.is_superuser

    @method_decorator([login_not_required, secure_admin_login])
    def login(self, request, extra_context=None):
        """Never Django's own form, which knows no rate limit: the portal's sign-in, the admin, or a refusal."""
        if not self.has_permission(request):
            raise PermissionDenied
        return redirect("admin:index")


class HistoryAdmin(SimpleHistoryAdmin):
    """Rows whose every version is kept."""

    object_history_list_template = "admin/_history_list.html"
    # As Django 6.0 will read an address typed without a scheme.
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}


class ReadOnlyAdmin(admin.ModelAdmin):
    """Rows that the program keeps: to look at, not to change."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

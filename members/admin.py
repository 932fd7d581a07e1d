from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import AdminUserCreationForm
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.accounts import set_address
from members.models import AccessLink, Business, Consent, District, Licence, Membership, Regency, Sector, User
from unk_portal.admin import HistoryAdmin, ReadOnlyAdmin


class UserCreationForm(AdminUserCreationForm):
    class Meta:
        model = User
        fields = ("email", "name")


@admin.register(User)
class UserAdmin(DjangoUserAdmin):
    add_form = UserCreationForm
    add_fieldsets = ((None, {"fields": ("email", "name", "usable_password", "password1", "password2")}),)
    fieldsets = (
        (None, {"fields": ("email", "name", "language", "password")}),
        (_("Reminders of the team"), {"fields": ("whatsapp", "wants_digest", "wants_summary")}),
        (_("Roles"), {"fields": ("is_active", "is_staff", "is_superuser", "groups", "user_permissions")}),
        (_("Dates"), {"fields": ("date_joined", "last_login")}),
    )
    readonly_fields = ("date_joined", "last_login")
    list_display = ("__str__", "email", "is_superuser", "is_active", "date_joined")
    list_filter = ("is_active", "is_superuser", "groups")
    search_fields = ("email", "name")
    ordering = ("-date_joined",)

    def save_model(self, request, user, form, change):
        """An address set here lets its person in once they enter the code that is mailed there."""
        super().save_model(request, user, form, change)
        if "email" in form.changed_data:
            set_address(user, is_verified=False)


class MembershipInline(admin.TabularInline):
    model = Membership
    autocomplete_fields = ("user",)
    extra = 0


@admin.register(Business)
class BusinessAdmin(HistoryAdmin):
    list_display = ("name", "regency", "sector", "status", "created_at")
    list_filter = ("status", "sector", "scale")
    list_select_related = ("regency", "sector")
    search_fields = ("name", "slug", "whatsapp", "external_id")
    autocomplete_fields = ("regency", "district")
    # Photos come in through the portal's own upload, which takes out where they were shot.
    readonly_fields = ("logo", "cover", "created_at", "updated_at", "activated_at", "reviewed_at", "reviewed_by")
    inlines = (MembershipInline,)
    show_full_result_count = False


@admin.register(Membership)
class MembershipAdmin(admin.ModelAdmin):
    list_display = ("user", "business", "role")
    list_filter = ("role",)
    list_select_related = ("user", "business")
    search_fields = ("user__email", "user__name", "business__name")
    autocomplete_fields = ("user", "business")


@admin.register(AccessLink)
class AccessLinkAdmin(ReadOnlyAdmin):
    list_display = ("purpose", "user", "business", "made_by", "made_at", "expires_at", "used_at", "revoked_at")
    list_filter = ("purpose",)
    list_select_related = ("user", "business", "made_by")
    search_fields = ("user__email", "user__name", "business__name")


@admin.register(Consent)
class ConsentAdmin(ReadOnlyAdmin):
    list_display = ("user", "version", "given_at")
    list_select_related = ("user",)
    search_fields = ("user__email", "user__name")


@admin.register(Licence)
class LicenceAdmin(HistoryAdmin):
    list_display = ("business", "kind", "number", "status", "expires_on")
    list_filter = ("status", "kind")
    list_select_related = ("business",)
    search_fields = ("number", "business__name")
    autocomplete_fields = ("business",)
    # The document is private: it has no address that a link could show.
    exclude = ("document",)
    readonly_fields = ("has_document", "checked_by", "checked_at")

    @admin.display(boolean=True, description=_("document"))
    def has_document(self, licence):
        return bool(licence.document)

    def save_model(self, request, licence, form, change):
        if "status" in form.changed_data:
            is_checked = licence.status != Licence.Status.SUBMITTED
            licence.checked_by = request.user if is_checked else None
            licence.checked_at = timezone.now() if is_checked else None
        super().save_model(request, licence, form, change)


@admin.register(Regency)
class RegencyAdmin(admin.ModelAdmin):
    list_display = ("name", "code", "province")
    search_fields = ("code", "name", "slug")


@admin.register(District)
class DistrictAdmin(admin.ModelAdmin):
    list_display = ("name", "code", "regency")
    list_select_related = ("regency",)
    search_fields = ("code", "name", "regency__name")
    autocomplete_fields = ("regency",)


@admin.register(Sector)
class SectorAdmin(admin.ModelAdmin):
    list_display = ("name_id", "name_en", "position")
    search_fields = ("name_id", "name_en", "slug")

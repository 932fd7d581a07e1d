from django.contrib import admin, messages
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalogue.models import Category, DailyCount, Generation, Offer, Photo, Product, Report, Typing
from catalogue.pricing import end_offers_not_below_price, ended_in_words
from unk_portal.admin import HistoryAdmin, ReadOnlyAdmin


@admin.register(Category)
class CategoryAdmin(admin.ModelAdmin):
    list_display = ("name_id", "name_en", "parent", "google_category_id", "position")
    list_select_related = ("parent",)
    search_fields = ("name_id", "name_en", "slug")
    autocomplete_fields = ("parent",)


@admin.register(Product)
class ProductAdmin(HistoryAdmin):
    list_display = ("name", "business", "category", "price", "status", "hidden_reason")
    list_filter = ("status", "availability")
    list_select_related = ("business", "category")
    search_fields = ("name", "business__name", "external_id")
    autocomplete_fields = ("business", "category")
    readonly_fields = ("slug", "created_at", "updated_at", "published_at")
    show_full_result_count = False

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        for words in ended_in_words(end_offers_not_below_price([obj])):
            self.message_user(request, words, messages.WARNING)


@admin.register(Photo)
class PhotoAdmin(admin.ModelAdmin):
    """Photos come in through the portal's own upload, which takes out where they were shot."""

    list_display = ("product", "position", "alt", "created_at")
    list_select_related = ("product",)
    search_fields = ("alt", "product__name")
    autocomplete_fields = ("product",)
    readonly_fields = ("image", "width", "height")
    show_full_result_count = False

    def has_add_permission(self, request):
        return False


@admin.register(Offer)
class OfferAdmin(HistoryAdmin):
    list_display = ("product", "price", "starts_at", "ends_at")
    list_select_related = ("product",)
    search_fields = ("product__name", "product__business__name")
    autocomplete_fields = ("product",)


@admin.register(Report)
class ReportAdmin(admin.ModelAdmin):
    list_display = ("product", "reason", "created_at", "handled_at", "handled_by")
    list_filter = (("handled_at", admin.EmptyFieldListFilter), "reason")
    list_select_related = ("product", "handled_by")
    search_fields = ("product__name", "product__business__name", "text")
    readonly_fields = ("product", "reason", "text", "created_at", "handled_at", "handled_by")
    actions = ("mark_handled",)
    show_full_result_count = False

    def has_add_permission(self, request):
        return False

    @admin.action(description=_("Mark as handled"), permissions=["change"])
    def mark_handled(self, request, reports):
        reports.filter(handled_at=None).update(handled_at=timezone.now(), handled_by=request.user)


@admin.register(DailyCount)
class DailyCountAdmin(ReadOnlyAdmin):
    list_display = ("day", "product", "business", "views", "taps", "shares")
    list_select_related = ("product", "business")
    search_fields = ("product__name", "business__name")
    show_full_result_count = False


@admin.register(Generation)
class GenerationAdmin(ReadOnlyAdmin):
    list_display = ("number", "next_change_at")


@admin.register(Typing)
class TypingAdmin(ReadOnlyAdmin):
    list_display = ("product", "user", "updated_at")
    list_select_related = ("product", "user")
    search_fields = ("product__name", "user__email")

from django.contrib import admin

from promotions.models import (
    Absence,
    CalendarFeed,
    Campaign,
    Channel,
    DailyStanding,
    Guideline,
    InvitationMail,
    Lease,
    Mail,
    Occasion,
    Participation,
    PlatformLimits,
    Reservation,
    Rota,
    Skip,
    Slot,
    Tick,
    Ticket,
    TurnLetter,
    TurnRequest,
    WeeklySlot,
)
from unk_portal.admin import HistoryAdmin, ReadOnlyAdmin


class PlatformLimitsInline(admin.TabularInline):
    model = PlatformLimits
    extra = 0


@admin.register(Channel)
class ChannelAdmin(admin.ModelAdmin):
    list_display = ("name_id", "name_en", "slug", "proof", "places", "days", "is_active", "position")
    list_filter = ("is_active", "proof")
    search_fields = ("name_id", "name_en", "slug")
    inlines = (PlatformLimitsInline,)


@admin.register(PlatformLimits)
class PlatformLimitsAdmin(admin.ModelAdmin):
    list_display = ("channel", "valid_from", "caption_length", "hashtags", "source")
    list_filter = ("channel",)
    list_select_related = ("channel",)
    search_fields = ("source", "channel__name_id", "channel__name_en")


@admin.register(WeeklySlot)
class WeeklySlotAdmin(admin.ModelAdmin):
    """The team's own page also moves the slots that are laid out; a change here holds for new ones."""

    list_display = ("channel", "weekday", "time", "kind")
    list_filter = ("channel", "weekday", "kind")
    list_select_related = ("channel",)
    search_fields = ("channel__name_id", "channel__name_en")


@admin.register(Rota)
class RotaAdmin(admin.ModelAdmin):
    list_display = ("weekday", "channel", "user")
    list_filter = ("weekday", "channel")
    list_select_related = ("channel", "user")
    search_fields = ("user__name", "user__email")
    autocomplete_fields = ("user",)


@admin.register(Guideline)
class GuidelineAdmin(admin.ModelAdmin):
    list_display = ("name_id", "check_name", "parameter", "is_active", "position")
    list_filter = ("is_active", "channels")
    search_fields = ("name_id", "name_en")
    filter_horizontal = ("channels",)


class SkipInline(admin.TabularInline):
    model = Skip
    fields = readonly_fields = ("business", "product", "reason", "is_products_fault", "skipped_by", "skipped_at")
    extra = 0

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("business", "product", "skipped_by")

    def has_add_permission(self, request, obj):
        return False


@admin.register(Slot)
class SlotAdmin(HistoryAdmin):
    list_display = ("channel", "starts_at", "place", "business", "product", "kind", "status", "assignee")
    list_filter = ("status", "channel", "kind", ("withdrawn_at", admin.EmptyFieldListFilter))
    list_select_related = ("channel", "business", "product", "assignee")
    search_fields = ("business__name", "product__name", "proof_address", "remark")
    autocomplete_fields = ("business", "product", "campaign", "assignee", "approved_by", "done_by")
    # A screenshot comes in through the portal's own upload, which takes out where it was made.
    readonly_fields = ("due_at", "reason_in_words", "proof_image", "updated_at")
    date_hierarchy = "starts_at"
    inlines = (SkipInline,)
    show_full_result_count = False


class ReservationInline(admin.TabularInline):
    model = Reservation
    extra = 0


@admin.register(Campaign)
class CampaignAdmin(HistoryAdmin):
    list_display = ("name_id", "name_en", "occasion", "starts_at", "ends_at", "invited_at", "cancelled_at")
    list_filter = (("invited_at", admin.EmptyFieldListFilter), ("cancelled_at", admin.EmptyFieldListFilter))
    list_select_related = ("occasion",)
    search_fields = ("name_id", "name_en", "slug")
    autocomplete_fields = ("occasion", "invited_by")
    filter_horizontal = ("sectors",)
    inlines = (ReservationInline,)


@admin.register(Reservation)
class ReservationAdmin(admin.ModelAdmin):
    """The team's own page also gives slots back; a change here holds for those still to be taken."""

    list_display = ("campaign", "channel", "slots")
    list_filter = ("channel",)
    list_select_related = ("campaign", "channel")
    search_fields = ("campaign__name_id", "campaign__name_en")
    autocomplete_fields = ("campaign",)


@admin.register(Participation)
class ParticipationAdmin(HistoryAdmin):
    list_display = ("campaign", "business", "product", "offer", "joined_at", "withdrawn_at")
    list_filter = (("withdrawn_at", admin.EmptyFieldListFilter),)
    list_select_related = ("campaign", "business", "product", "offer__product")
    search_fields = ("campaign__name_id", "campaign__name_en", "business__name", "product__name")
    autocomplete_fields = ("campaign", "business", "product", "joined_by")
    raw_id_fields = ("offer",)


@admin.register(InvitationMail)
class InvitationMailAdmin(ReadOnlyAdmin):
    list_display = ("campaign", "user", "sent_at")
    list_select_related = ("campaign", "user")
    search_fields = ("campaign__name_id", "user__email", "user__name")
    show_full_result_count = False


@admin.register(Occasion)
class OccasionAdmin(admin.ModelAdmin):
    """What is changed or removed here stays so, as on the team's own page."""

    list_display = ("name_id", "name_en", "kind", "starts_on", "ends_on", "is_certain", "is_removed")
    list_filter = ("kind", "is_certain", "is_removed")
    search_fields = ("name_id", "name_en")
    date_hierarchy = "starts_on"
    readonly_fields = ("is_edited", "is_removed")

    def save_model(self, request, obj, form, change):
        obj.is_edited = True
        super().save_model(request, obj, form, change)

    def delete_model(self, request, obj):
        obj.remove()

    def delete_queryset(self, request, queryset):
        for row in queryset:
            row.remove()


@admin.register(Skip)
class SkipAdmin(ReadOnlyAdmin):
    list_display = ("slot", "business", "product", "reason", "is_products_fault", "skipped_by", "skipped_at")
    list_filter = ("is_products_fault",)
    list_select_related = ("slot__channel", "business", "product", "skipped_by")
    search_fields = ("reason", "business__name", "product__name")
    show_full_result_count = False


@admin.register(Tick)
class TickAdmin(ReadOnlyAdmin):
    list_display = ("slot", "guideline", "ticked_by")
    list_select_related = ("slot__channel", "guideline", "ticked_by")
    search_fields = ("guideline__name_id", "guideline__name_en", "slot__business__name")
    show_full_result_count = False


@admin.register(Ticket)
class TicketAdmin(ReadOnlyAdmin):
    """The queue is computed: a number changed by hand would break what it promises to all others."""

    list_display = ("channel", "number", "business", "drawn_on", "passed", "is_new")
    list_filter = ("channel", "is_new")
    list_select_related = ("channel", "business")
    search_fields = ("business__name",)
    show_full_result_count = False


@admin.register(DailyStanding)
class DailyStandingAdmin(ReadOnlyAdmin):
    list_display = ("day", "channel", "business", "is_eligible", "done")
    list_filter = ("channel", "is_eligible")
    list_select_related = ("channel", "business")
    search_fields = ("business__name",)
    show_full_result_count = False


@admin.register(Lease)
class LeaseAdmin(ReadOnlyAdmin):
    list_display = ("name", "holder", "ends_at")
    search_fields = ("name",)


@admin.register(TurnRequest)
class TurnRequestAdmin(ReadOnlyAdmin):
    list_display = ("business", "kind", "channel", "until", "status", "made_by", "made_at", "decided_by")
    list_filter = ("kind", "status")
    list_select_related = ("business", "channel", "made_by", "decided_by")
    search_fields = ("business__name", "reason")
    show_full_result_count = False


@admin.register(TurnLetter)
class TurnLetterAdmin(ReadOnlyAdmin):
    list_display = ("slot", "user", "kind", "state", "made_at", "sent_at")
    list_filter = ("kind", "state")
    list_select_related = ("slot__channel", "user")
    search_fields = ("slot__business__name", "user__name", "user__email")
    show_full_result_count = False


@admin.register(Absence)
class AbsenceAdmin(admin.ModelAdmin):
    """The team's own page also hands the coming slots over."""

    list_display = ("user", "starts_on", "ends_on", "remark")
    list_select_related = ("user",)
    search_fields = ("user__name", "user__email")
    autocomplete_fields = ("user",)


@admin.register(Mail)
class MailAdmin(ReadOnlyAdmin):
    list_display = ("key", "user", "subject", "state", "attempts", "made_at", "sent_at", "error")
    list_filter = ("state",)
    list_select_related = ("user",)
    search_fields = ("key", "user__name", "user__email")


@admin.register(CalendarFeed)
class CalendarFeedAdmin(ReadOnlyAdmin):
    """Kept by their people; one that leaked may be deleted here."""

    list_display = ("user", "business", "made_at")
    list_select_related = ("user", "business")
    search_fields = ("user__name", "user__email", "business__name")

    def has_delete_permission(self, request, obj=None):
        return admin.ModelAdmin.has_delete_permission(self, request, obj)

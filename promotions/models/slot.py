from datetime import timedelta

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from catalogue.models import Product
from members.models import Business
from promotions import campaign_reasons, captions, rotation
from promotions.models.campaign import Campaign
from promotions.models.channel import Channel
from promotions.models.guideline import Guideline


def grace():
    """How long after its time a post still counts as on time."""
    return timedelta(hours=settings.PROMOTION_GRACE_HOURS)


class SlotQuerySet(models.QuerySet):
    def standing(self):
        """Slots that were not taken out of the calendar."""
        return self.filter(withdrawn_at=None)

    def to_do(self):
        """Slots whose post is still awaited."""
        return self.standing().filter(status__in=[Slot.Status.PLANNED, Slot.Status.APPROVED])

    def due(self, now=None):
        """Posts whose time has come, late ones too."""
        return self.to_do().filter(
            channel__proof__in=[Channel.Proof.ADDRESS, Channel.Proof.CONFIRMATION],
            product__isnull=False,
            starts_at__lte=now or timezone.now(),
        )

    def on_show(self, now=None):
        """Automatic slots that stand on the portal now; they begin and end by the clock."""
        now = now or timezone.now()
        return self.standing().filter(
            channel__proof=Channel.Proof.AUTOMATIC,
            status__in=[Slot.Status.APPROVED, Slot.Status.DONE],
            starts_at__lte=now,
            ends_at__gt=now,
        )

    def public(self):
        """What everyone may see: what will surely run, and what has run, but nothing that the team took down."""
        shown = self.standing().filter(status__in=[Slot.Status.APPROVED, Slot.Status.DONE], product__isnull=False)
        return shown.exclude(product__business__status=Business.Status.SUSPENDED).filter(product__hidden_reason="")

    def change(self, user=None, **values):
        """Update those of these slots that still fit, note it in their history, and return how many there were.

        `user` is who did it, None for the portal itself.
        """
        with transaction.atomic():
            keys = list(self.select_for_update(of=["self"]).order_by().values_list("pk", flat=True))
            values.setdefault("updated_at", timezone.now())
            changed = Slot.objects.filter(pk__in=keys)
            changed.update(**values)
            Slot.history.bulk_history_create(list(changed), update=True, default_user=user)
        return len(keys)

    def for_lists(self):
        return self.select_related("channel", "product", "business__regency", "assignee", "campaign")


class Slot(models.Model):
    """One dated exposure of one product on one channel."""

    class Status(models.TextChoices):
        PLANNED = "planned", _("planned")
        APPROVED = "approved", _("approved")
        DONE = "done", _("done")
        MISSED = "missed", _("missed")
        SKIPPED = "skipped", _("skipped")

    class Kind(models.TextChoices):
        OPEN = rotation.Kind.OPEN, _("in turn")
        WELCOME = rotation.Kind.WELCOME, _("welcome")
        PINNED = rotation.Kind.PINNED, _("set by hand")
        CAMPAIGN = rotation.Kind.CAMPAIGN, _("campaign")

    channel = models.ForeignKey(Channel, models.PROTECT, related_name="slots", verbose_name=_("channel"))
    starts_at = models.DateTimeField(_("time"))
    ends_at = models.DateTimeField(_("end"), null=True, blank=True)
    due_at = models.DateTimeField(
        _("due"), editable=False, help_text=_("Time and grace; kept here so that a new grace changes no past score.")
    )
    place = models.PositiveSmallIntegerField(_("place"), default=1)
    kind = models.CharField(_("kind"), max_length=8, choices=Kind, default=Kind.OPEN)
    # A welcome slot that no new member waits for is filled, and counted, as an open one.
    is_open = models.BooleanField(_("filled in turn"), default=True, editable=False)
    business = models.ForeignKey(
        Business, models.SET_NULL, null=True, blank=True, related_name="slots", verbose_name=_("business")
    )
    product = models.ForeignKey(
        Product, models.SET_NULL, null=True, blank=True, related_name="slots", verbose_name=_("product")
    )
    # Another product of the business whose turn it is, picked by a person: the rotation leaves it there.
    is_chosen = models.BooleanField(_("product chosen by hand"), default=False, editable=False)
    campaign = models.ForeignKey(
        Campaign, models.SET_NULL, null=True, blank=True, related_name="slots", verbose_name=_("campaign")
    )
    reason = models.JSONField(_("why this one"), default=dict, blank=True, editable=False)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="slots", verbose_name=_("who")
    )
    caption = models.TextField(_("caption"), max_length=5000, blank=True)
    status = models.CharField(_("status"), max_length=8, choices=Status, default=Status.PLANNED)

    approved_at = models.DateTimeField(_("approved"), null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("approved by"),
    )
    # What was approved: a digest of caption, product and photos. When it no longer fits, the approval is void.
    approved_content = models.CharField(max_length=64, blank=True, editable=False)
    # That somebody of the business found it good, and what it was then: of anything else it says nothing.
    confirmed_at = models.DateTimeField(_("confirmed by the owner"), null=True, blank=True, editable=False)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        verbose_name=_("confirmed by"),
    )
    confirmed_content = models.CharField(max_length=64, blank=True, editable=False)
    has_own_words = models.BooleanField(_("words of the owner"), default=False, editable=False)
    done_at = models.DateTimeField(_("done"), null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("done by")
    )
    is_late = models.BooleanField(_("done late"), default=False)
    proof_address = models.URLField(_("address of the post"), max_length=300, blank=True)
    proof_image = models.ImageField(_("screenshot"), upload_to="foto", blank=True)
    remark = models.CharField(_("remark"), max_length=300, blank=True)
    # What the last tap changed, to take it back within a minute: {"by", "at", "slot": {…}, "tickets": [[…], …]}.
    undo = models.JSONField(default=dict, blank=True, editable=False)
    withdrawn_at = models.DateTimeField(_("taken out"), null=True, blank=True)
    # Withdrawn by a person from this very day and time: the weekly plan does not lay it out once more.
    is_kept_free = models.BooleanField(_("kept free"), default=False, editable=False)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    objects = SlotQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["updated_at", "reason", "undo"])

    class Meta:
        verbose_name = _("slot")
        verbose_name_plural = _("slots")
        ordering = ["starts_at", "channel", "place"]
        permissions = [("run_promotions", "Can plan, approve and post promotions")]
        constraints = [
            models.UniqueConstraint(
                "channel", "starts_at", "place", condition=Q(withdrawn_at=None), name="one_slot_a_place"
            ),
            models.UniqueConstraint("proof_address", condition=~Q(proof_address=""), name="post_proves_one_slot"),
            models.CheckConstraint(condition=~Q(status="done") | Q(done_at__isnull=False), name="done_slot_has_time"),
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(ends_at__gt=F("starts_at")), name="slot_ends_after_start"
            ),
        ]
        indexes = [
            models.Index(fields=["status", "starts_at"], name="slot_by_status"),
            models.Index(fields=["channel", "business", "-starts_at"], name="slot_of_business"),
            models.Index(fields=["starts_at", "channel"], name="slot_by_time"),
        ]

    def __str__(self):
        return f"{self.channel} {timezone.localtime(self.starts_at):%Y-%m-%d %H.%M}"

    def save(self, *args, **kwargs):
        if self.due_at is None:
            self.due_at = self.starts_at + grace()
        super().save(*args, **kwargs)

    @property
    def is_overdue(self):
        return self.status in (self.Status.PLANNED, self.Status.APPROVED) and self.starts_at <= timezone.now()

    @property
    def is_rotated(self):
        """Whether the rotation fills it."""
        return self.kind in (self.Kind.OPEN, self.Kind.WELCOME)

    @property
    def local_day(self):
        return timezone.localdate(self.starts_at)

    @property
    def caption_shown(self):
        """The caption written by hand, else one made from the listing."""
        if self.caption or self.product is None:
            return self.caption
        return captions.caption_for(self.product, self.channel, self.channel.limits(self.local_day))

    @property
    def reason_in_words(self):
        if not self.reason:
            return ""
        if self.kind == self.Kind.CAMPAIGN:
            return campaign_reasons.in_words(self.reason)
        return rotation.in_words(rotation.Reason.from_json(self.reason))


class Skip(models.Model):
    """A turn that was passed over, and why. The slot itself is filled again while there is time."""

    slot = models.ForeignKey(Slot, models.CASCADE, related_name="skips", verbose_name=_("slot"))
    business = models.ForeignKey(Business, models.CASCADE, related_name="skips", verbose_name=_("business"))
    product = models.ForeignKey(
        Product, models.SET_NULL, null=True, blank=True, related_name="skips", verbose_name=_("product")
    )
    reason = models.CharField(_("reason"), max_length=300)
    is_products_fault = models.BooleanField(_("the product's own fault"), default=False)
    skipped_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("by")
    )
    skipped_at = models.DateTimeField(_("when"), default=timezone.now)

    class Meta:
        verbose_name = _("skip")
        verbose_name_plural = _("skips")
        ordering = ["-skipped_at", "-pk"]

    def __str__(self):
        return f"{self.slot}: {self.reason}"


class Tick(models.Model):
    """A guideline that the approver ticked for a slot."""

    slot = models.ForeignKey(Slot, models.CASCADE, related_name="ticks", verbose_name=_("slot"))
    guideline = models.ForeignKey(Guideline, models.CASCADE, related_name="ticks", verbose_name=_("guideline"))
    ticked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("by")
    )

    class Meta:
        verbose_name = _("tick")
        verbose_name_plural = _("ticks")
        constraints = [models.UniqueConstraint("slot", "guideline", name="tick_once")]

    def __str__(self):
        return f"{self.slot}: {self.guideline}"

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from members.models import Business, Sector
from promotions.models.channel import Channel
from unk_portal.bilingual import Bilingual
from unk_portal.slugs import unique_slug


class OccasionQuerySet(models.QuerySet):
    def kept(self):
        """Those that the team did not remove."""
        return self.filter(is_removed=False)

    def between(self, first, last):
        """Those with a day from `first` to `last`, both included."""
        return self.filter(starts_on__lte=last, ends_on__gte=first)


class Occasion(Bilingual):
    """A day or season worth a campaign: a holiday, Ramadan, a double-date sale, the community's own day."""

    class Kind(models.TextChoices):
        NATIONAL_HOLIDAY = "national_holiday", _("national holiday")
        JOINT_LEAVE = "joint_leave", _("joint leave")
        RELIGIOUS_SEASON = "religious_season", _("religious season")
        REGIONAL = "regional", _("of Lampung")
        MSME = "msme", _("of small businesses")
        THEMED = "themed", _("themed day")
        SHOPPING = "shopping", _("shopping day")
        COMMUNITY = "community", _("of our community")

    kind = models.CharField(_("kind"), max_length=16, choices=Kind, default=Kind.COMMUNITY)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    is_certain = models.BooleanField(_("date is certain"), default=True)
    source = models.CharField(_("source"), max_length=300, blank=True)
    # By which the portal finds again what it has put here; None for what a person added.
    key = models.CharField(max_length=60, unique=True, null=True, blank=True, editable=False)
    # The portal leaves alone what a person changed, and does not bring back what one removed.
    is_edited = models.BooleanField(_("changed by the team"), default=False, editable=False)
    is_removed = models.BooleanField(_("removed by the team"), default=False, editable=False)

    objects = OccasionQuerySet.as_manager()

    class Meta:
        verbose_name = _("occasion")
        verbose_name_plural = _("occasions")
        ordering = ["starts_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="occasion_ends_after_start")
        ]
        indexes = [models.Index(fields=["starts_on", "ends_on"], name="occasion_by_day")]

    @property
    def is_day_off(self):
        return self.kind in (self.Kind.NATIONAL_HOLIDAY, self.Kind.JOINT_LEAVE)

    @property
    def is_long(self):
        return self.ends_on > self.starts_on

    def remove(self):
        """Take it out for good; what the portal has put here is remembered, so that it does not come back."""
        if self.key is None:
            self.delete()
        else:
            self.is_removed = True
            self.save(update_fields=["is_removed"])


class CampaignQuerySet(models.QuerySet):
    def invited(self):
        """Campaigns that members and visitors know of."""
        return self.filter(invited_at__isnull=False, cancelled_at=None)

    def not_over(self, now=None):
        return self.invited().filter(ends_at__gt=now or timezone.now())

    def running(self, now=None):
        """They begin and end by the clock, without any write."""
        now = now or timezone.now()
        return self.not_over(now).filter(starts_at__lte=now)

    def over(self, now=None):
        return self.invited().filter(ends_at__lte=now or timezone.now())

    def inviting(self, business, now=None):
        """Campaigns that are not over and that `business` may take part in."""
        if business.status != Business.Status.ACTIVE:
            return self.none()
        sectors = Campaign.sectors.through.objects.filter(campaign=OuterRef("pk"))
        is_meant = ~Exists(sectors) | Exists(sectors.filter(sector=business.sector_id))
        return self.not_over(now).filter(is_meant)

    def overlapping(self, starts_at, ends_at):
        return self.filter(starts_at__lt=ends_at, ends_at__gt=starts_at)


class Campaign(Bilingual):
    """A themed period that collects slots and offers."""

    class State(models.TextChoices):
        """Where it stands by what was decided and by the clock."""

        DRAFT = "draft", pgettext_lazy("campaign", "draft")
        COMING = "coming", pgettext_lazy("campaign", "coming")
        RUNNING = "running", pgettext_lazy("campaign", "running")
        OVER = "over", pgettext_lazy("campaign", "over")
        CANCELLED = "cancelled", pgettext_lazy("campaign", "cancelled")

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    occasion = models.ForeignKey(
        Occasion, models.SET_NULL, null=True, blank=True, related_name="campaigns", verbose_name=_("occasion")
    )
    theme = models.TextField(_("theme"), max_length=1000, blank=True)
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    sectors = models.ManyToManyField(
        Sector,
        blank=True,
        related_name="campaigns",
        verbose_name=_("invited lines of business"),
        help_text=_("None: all members."),
    )
    invited_at = models.DateTimeField(_("invitation sent"), null=True, blank=True)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("invited by")
    )
    cancelled_at = models.DateTimeField(pgettext_lazy("campaign", "cancelled"), null=True, blank=True)

    objects = CampaignQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("campaign")
        verbose_name_plural = _("campaigns")
        ordering = ["-starts_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="campaign_ends_after_start"),
            models.UniqueConstraint("occasion", condition=Q(cancelled_at=None), name="one_campaign_an_occasion"),
        ]

    def save(self, *args, **kwargs):
        if not self.slug:
            self.slug = unique_slug(self.name_id, Campaign.objects, max_length=80)
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("promotions:promo-campaign", args=[self.slug])

    def state_at(self, now):
        if self.cancelled_at:
            return self.State.CANCELLED
        if not self.invited_at:
            return self.State.DRAFT
        if now < self.starts_at:
            return self.State.COMING
        return self.State.RUNNING if now < self.ends_at else self.State.OVER

    @property
    def state(self):
        return self.state_at(timezone.now())

    @property
    def first_day(self):
        return timezone.localdate(self.starts_at)

    @property
    def last_day(self):
        """The last day, which people count in."""
        return timezone.localdate(self.ends_at - timedelta.resolution)

    @property
    def days(self):
        return (self.last_day - self.first_day).days + 1

    def invited_businesses(self):
        """The active businesses that it is for."""
        businesses = Business.objects.active()
        sectors = list(self.sectors.all())
        return businesses.filter(sector__in=sectors) if sectors else businesses


class Reservation(models.Model):
    """How many open slots of a channel a campaign wants for itself; `promotions.reserving` says which."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="reservations", verbose_name=_("campaign"))
    channel = models.ForeignKey(Channel, models.CASCADE, related_name="reservations", verbose_name=_("channel"))
    slots = models.PositiveSmallIntegerField(_("slots"))

    class Meta:
        verbose_name = _("reservation")
        verbose_name_plural = _("reservations")
        ordering = ["channel__position", "pk"]
        constraints = [
            models.UniqueConstraint("campaign", "channel", name="one_reservation_a_channel"),
            models.CheckConstraint(condition=Q(slots__gte=1), name="reservation_of_a_slot"),
        ]

    def __str__(self):
        return f"{self.channel}: {self.slots}"

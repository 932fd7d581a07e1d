from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from unk_portal.bilingual import Bilingual


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


class Campaign(Bilingual):
    """A themed period that collects slots and offers."""

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    occasion = models.ForeignKey(
        Occasion, models.SET_NULL, null=True, blank=True, related_name="campaigns", verbose_name=_("occasion")
    )
    theme = models.TextField(_("theme"), max_length=1000, blank=True)
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))

    class Meta:
        verbose_name = _("campaign")
        verbose_name_plural = _("campaigns")
        ordering = ["-starts_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="campaign_ends_after_start")
        ]

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from unk_portal.bilingual import Bilingual


class Occasion(Bilingual):
    """A day or season worth a campaign: a holiday, Ramadan, a double-date sale, the community's own day."""

    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    is_certain = models.BooleanField(_("date is certain"), default=True)

    class Meta:
        verbose_name = _("occasion")
        verbose_name_plural = _("occasions")
        ordering = ["starts_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="occasion_ends_after_start")
        ]


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

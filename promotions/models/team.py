from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from promotions.models.channel import Channel, WeeklySlot


class Rota(models.Model):
    """Who looks after a weekday's slots, on one channel or on all."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="rota", verbose_name=_("who"))
    weekday = models.PositiveSmallIntegerField(_("weekday"), choices=WeeklySlot.Weekday)
    channel = models.ForeignKey(
        Channel, models.CASCADE, null=True, blank=True, related_name="rota", verbose_name=_("channel")
    )

    class Meta:
        verbose_name = _("rota line")
        verbose_name_plural = _("rota")
        ordering = ["weekday", "pk"]
        constraints = [
            models.UniqueConstraint("weekday", "channel", name="one_person_a_channel"),
            models.UniqueConstraint("weekday", condition=Q(channel=None), name="one_person_a_weekday"),
        ]

    def __str__(self):
        return f"{self.get_weekday_display()}: {self.user}"


class AbsenceQuerySet(models.QuerySet):
    def not_over(self, today=None):
        return self.filter(ends_on__gte=today or timezone.localdate())

    def on(self, day):
        return self.filter(starts_on__lte=day, ends_on__gte=day)


class Absence(models.Model):
    """Days on which a person of the team is away, the last one included; others get their slots."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="absences", verbose_name=_("who"))
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    remark = models.CharField(_("remark"), max_length=100, blank=True)

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("absence")
        verbose_name_plural = _("absences")
        ordering = ["starts_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="absence_ends_after_start")
        ]

    def __str__(self):
        return f"{self.user}: {self.starts_on}–{self.ends_on}"

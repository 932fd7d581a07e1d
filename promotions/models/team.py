from django.conf import settings
from django.db import models
from django.db.models import Q
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

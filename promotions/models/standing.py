from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from members.models import Business
from promotions.models.channel import Channel


class DailyStanding(models.Model):
    """How a business stood on a channel on one day. Scores read these rows; they are never made up afterwards."""

    day = models.DateField(_("day"))
    # Rows come by the thousand every day; the indexes below serve both keys.
    channel = models.ForeignKey(
        Channel, models.CASCADE, related_name="standings", verbose_name=_("channel"), db_index=False
    )
    business = models.ForeignKey(
        Business, models.CASCADE, related_name="standings", verbose_name=_("business"), db_index=False
    )
    is_eligible = models.BooleanField(_("could be promoted"), default=False)
    done = models.PositiveSmallIntegerField(_("slots done"), default=0)
    # Running totals up to and with this day, so that a window is the difference of two rows.
    eligible_total = models.PositiveIntegerField(default=0, editable=False)
    done_total = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("daily standing")
        verbose_name_plural = _("daily standings")
        ordering = ["-day", "channel", "business"]
        constraints = [models.UniqueConstraint("day", "channel", "business", name="one_standing_a_day")]
        indexes = [
            models.Index(fields=["business", "channel", "day"], name="standing_of_business"),
            models.Index(fields=["day"], condition=Q(done__gt=0), name="standing_with_done"),
        ]

    def __str__(self):
        return f"{self.day} {self.channel} {self.business}"

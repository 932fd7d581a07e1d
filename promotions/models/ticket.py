from django.db import models
from django.utils.translation import gettext_lazy as _

from members.models import Business
from promotions.models.channel import Channel


class Ticket(models.Model):
    """A business's place in the queue of one channel; see `promotions.rotation`."""

    channel = models.ForeignKey(Channel, models.CASCADE, related_name="tickets", verbose_name=_("channel"))
    business = models.ForeignKey(Business, models.CASCADE, related_name="tickets", verbose_name=_("business"))
    number = models.PositiveBigIntegerField(_("number"))
    drawn_on = models.DateField(_("drawn"))
    passed = models.PositiveSmallIntegerField(_("passed"), default=0)
    is_new = models.BooleanField(_("never promoted here"), default=True)

    class Meta:
        verbose_name = _("ticket")
        verbose_name_plural = _("tickets")
        ordering = ["channel", "number"]
        constraints = [
            models.UniqueConstraint("channel", "business", name="one_ticket_per_channel"),
            models.UniqueConstraint("channel", "number", name="ticket_number_once"),
        ]

    def __str__(self):
        return f"{self.channel} {self.number}: {self.business}"

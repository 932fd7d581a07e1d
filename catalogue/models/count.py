from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalogue.models.product import Product
from members.models import Business


class DailyCount(models.Model):
    """How often one product or one business was seen, asked about by WhatsApp and shared on one day."""

    product = models.ForeignKey(Product, models.CASCADE, null=True, blank=True, related_name="daily_counts")
    business = models.ForeignKey(Business, models.CASCADE, null=True, blank=True, related_name="daily_counts")
    day = models.DateField(_("day"))
    views = models.PositiveIntegerField(_("views"), default=0)
    taps = models.PositiveIntegerField(_("WhatsApp taps"), default=0)
    shares = models.PositiveIntegerField(_("shares"), default=0)

    class Meta:
        verbose_name = _("daily count")
        verbose_name_plural = _("daily counts")
        ordering = ["-day", "pk"]
        constraints = [
            models.UniqueConstraint("product", "day", condition=Q(business=None), name="count_once_per_product"),
            models.UniqueConstraint("business", "day", condition=Q(product=None), name="count_once_per_business"),
            models.CheckConstraint(
                condition=Q(product=None, business__isnull=False) | Q(product__isnull=False, business=None),
                name="count_of_product_or_business",
            ),
        ]

    def __str__(self):
        return f"{self.product or self.business} {self.day}"

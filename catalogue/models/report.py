from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalogue.models.product import Product


class Report(models.Model):
    """What a visitor finds wrong with a product, for the team to look into. It holds nothing about the visitor."""

    class Reason(models.TextChoices):
        PRICE = "price", _("The price is wrong or it is sold out")
        MISLEADING = "misleading", _("The description or the photo misleads")
        FORBIDDEN = "forbidden", _("Forbidden or dangerous goods")
        STOLEN_PHOTO = "stolen_photo", _("The photo belongs to someone else")
        UNTRUE_CLAIM = "untrue_claim", _("A halal or licence claim is untrue")
        OTHER = "other", _("Something else")

    product = models.ForeignKey(Product, models.CASCADE, related_name="reports", verbose_name=_("product"))
    reason = models.CharField(_("reason"), max_length=12, choices=Reason)
    text = models.TextField(_("details"), max_length=1000, blank=True)
    created_at = models.DateTimeField(_("reported"), default=timezone.now, editable=False)
    handled_at = models.DateTimeField(_("handled"), null=True, blank=True)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="handled_reports",
        verbose_name=_("handled by"),
    )

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(handled_by=None) | Q(handled_at__isnull=False), name="handled_report_has_date"
            ),
        ]

    def __str__(self):
        return f"{self.product}: {self.get_reason_display()}"

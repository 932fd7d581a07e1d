from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from catalogue.models.product import Product


class Typing(models.Model):
    """What a person has typed into a product's form but not saved, as it stands in the fields, right or wrong."""

    product = models.ForeignKey(Product, models.CASCADE, related_name="typings", verbose_name=_("product"))
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="typings", verbose_name=_("user"))
    data = models.JSONField(_("fields"), default=dict)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    class Meta:
        verbose_name = _("unsaved typing")
        verbose_name_plural = _("unsaved typings")
        ordering = ["-updated_at", "-pk"]
        constraints = [models.UniqueConstraint("product", "user", name="typing_once_per_person")]

    def __str__(self):
        return f"{self.product} – {self.user}"

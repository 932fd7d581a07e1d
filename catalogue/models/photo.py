from django.db import models
from django.utils.translation import gettext_lazy as _

from catalogue.models.product import Product


class Photo(models.Model):
    """A picture of a product; the first by position stands on its card."""

    product = models.ForeignKey(Product, models.CASCADE, related_name="photos", verbose_name=_("product"))
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    image = models.ImageField(_("photo"), upload_to="foto", width_field="width", height_field="height")
    width = models.PositiveIntegerField(_("width"), editable=False, default=0)
    height = models.PositiveIntegerField(_("height"), editable=False, default=0)
    alt = models.CharField(_("what it shows"), max_length=200, blank=True)
    created_at = models.DateTimeField(_("added"), auto_now_add=True)

    class Meta:
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
        ordering = ["position", "pk"]

    def __str__(self):
        return self.alt or str(self.pk)

    @property
    def smallest_side(self):
        """In pixels."""
        return min(self.width, self.height)

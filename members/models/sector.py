from django.db import models
from django.utils.translation import gettext_lazy as _

from unk_portal.bilingual import Bilingual


class Sector(Bilingual):
    """A line of business, e.g. Kuliner."""

    slug = models.SlugField(_("address"), max_length=50, unique=True)
    covers = models.CharField(_("covers"), max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("sector")
        verbose_name_plural = _("sectors")
        ordering = ["position", "pk"]

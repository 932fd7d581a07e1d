from pathlib import Path

from django.db import models
from django.utils.translation import gettext_lazy as _

from unk_portal.bilingual import Bilingual
from unk_portal.reference import read_rows

SHIPPED = {row["slug"] for row in read_rows(Path(__file__).parent, "sectors")}


class Sector(Bilingual):
    """A line of business, e.g. Kuliner."""

    slug = models.SlugField(_("address"), max_length=50, unique=True)
    covers = models.CharField(_("covers"), max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("sector")
        verbose_name_plural = _("sectors")
        ordering = ["position", "pk"]

    @property
    def picture(self):
        """The static file that stands for the sector."""
        return f"img/sektor/{self.slug}.svg" if self.slug in SHIPPED else "img/wadah.svg"

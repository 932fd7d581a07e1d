from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from unk_portal.bilingual import Bilingual

OTHER = "lainnya"


class CategoryQuerySet(models.QuerySet):
    def top(self):
        return self.filter(parent=None)


class Category(Bilingual):
    """One of two levels of kinds of products."""

    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        limit_choices_to={"parent": None},
        verbose_name=_("above it"),
    )
    slug = models.SlugField(_("address"), max_length=60, unique=True)
    google_category_id = models.PositiveIntegerField(
        _("Google product category"), null=True, blank=True, help_text=_("The number in Google's product taxonomy.")
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    objects = CategoryQuerySet.as_manager()

    class Meta:
        verbose_name = _("category")
        verbose_name_plural = _("categories")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(parent=None) | ~models.Q(parent=models.F("id")), name="category_not_its_own_parent"
            )
        ]

    def get_absolute_url(self):
        return reverse("catalogue:category", args=[self.slug])

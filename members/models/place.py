from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

LAMPUNG = "18"


class RegencyQuerySet(models.QuerySet):
    def of_lampung(self):
        return self.filter(code__startswith=f"{LAMPUNG}.")


class Regency(models.Model):
    """A regency or city. The fifteen of Lampung are shipped; imports make others from code and name."""

    code = models.CharField(_("Kemendagri code"), max_length=5, primary_key=True)
    bps_code = models.CharField(_("BPS code"), max_length=4, blank=True)
    name = models.CharField(_("name"), max_length=60)
    short_name = models.CharField(_("short name"), max_length=60)
    slug = models.SlugField(_("address"), max_length=70, unique=True)
    province = models.CharField(_("province"), max_length=60, blank=True)

    objects = RegencyQuerySet.as_manager()

    class Meta:
        verbose_name = _("regency or city")
        verbose_name_plural = _("regencies and cities")
        ordering = ["short_name", "code"]
        constraints = [
            models.CheckConstraint(condition=models.Q(code__regex=r"^\d\d\.\d\d$"), name="regency_code_form"),
        ]

    def __str__(self):
        return self.short_name

    def get_absolute_url(self):
        return reverse("catalogue:regency", args=[self.slug])


class District(models.Model):
    """A kecamatan."""

    code = models.CharField(_("Kemendagri code"), max_length=8, primary_key=True)
    bps_code = models.CharField(_("BPS code"), max_length=7, blank=True)
    regency = models.ForeignKey(Regency, models.CASCADE, related_name="districts", verbose_name=_("regency or city"))
    name = models.CharField(_("name"), max_length=60)

    class Meta:
        verbose_name = _("district")
        verbose_name_plural = _("districts")
        ordering = ["name", "code"]

    def __str__(self):
        return self.name

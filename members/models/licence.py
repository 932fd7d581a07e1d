from django.conf import settings
from django.core.files.storage import storages
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from members import licence_numbers
from members.models.business import Business


def private_storage():
    """Where files lie that only their owner and the team may see."""
    return storages["private"]


def in_force(prefix=""):
    """The condition for a badge: verified by the team, not past its last day; `prefix` leads to the licence.

    A tax number never is one: that of a person is their identity number.
    """
    not_over = Q(**{f"{prefix}expires_on": None}) | Q(**{f"{prefix}expires_on__gte": timezone.localdate()})
    badges = [kind for kind in Licence.Kind if kind != Licence.Kind.NPWP]
    verified = Q(**{f"{prefix}status": Licence.Status.VERIFIED})
    return not_over & verified & Q(**{f"{prefix}kind__in": badges})


class LicenceQuerySet(models.QuerySet):
    def in_force(self):
        return self.filter(in_force())


class Licence(models.Model):
    """A permit or certificate of a business. No licence is needed to publish."""

    class Kind(models.TextChoices):
        NIB = "nib", _("NIB (business number)")
        PIRT = "pirt", _("P-IRT (home food)")
        HALAL = "halal", _("Halal certificate")
        BPOM_MD = "bpom_md", _("BPOM MD/ML (processed food)")
        BPOM_NA = "bpom_na", _("BPOM NA (cosmetics)")
        BPOM_TR = "bpom_tr", _("BPOM TR (herbal and supplements)")
        TRADEMARK = "merek", _("Registered trademark")
        NPWP = "npwp", _("NPWP (tax number)")
        SNI = "sni", _("SNI (national standard)")
        GEOGRAPHICAL = "ig", _("Geographical indication")
        OTHER = "other", _("Other certificate")

    class Status(models.TextChoices):
        SUBMITTED = "submitted", _("waiting for the team's check")
        VERIFIED = "verified", _("verified")
        REJECTED = "rejected", _("rejected")

    business = models.ForeignKey(Business, models.CASCADE, related_name="licences", verbose_name=_("business"))
    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    number = models.CharField(_("number"), max_length=120)
    issued_on = models.DateField(_("issued"), null=True, blank=True)
    expires_on = models.DateField(_("valid until"), null=True, blank=True)
    document = models.FileField(_("document"), upload_to="izin", storage=private_storage, blank=True)
    status = models.CharField(_("status"), max_length=9, choices=Status, default=Status.SUBMITTED)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("checked by")
    )
    checked_at = models.DateTimeField(_("checked"), null=True, blank=True)

    objects = LicenceQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["document"])

    class Meta:
        verbose_name = _("licence")
        verbose_name_plural = _("licences")
        ordering = ["kind", "pk"]
        constraints = [
            models.UniqueConstraint("business", "kind", "number", name="licence_once"),
            models.CheckConstraint(
                condition=Q(issued_on=None) | Q(expires_on=None) | Q(expires_on__gt=F("issued_on")),
                name="licence_ends_after_issue",
            ),
            models.CheckConstraint(
                condition=~Q(status="verified") | Q(checked_at__isnull=False), name="verified_licence_has_check"
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.number}"

    def clean(self):
        self.number = licence_numbers.checked(self.kind, self.number)

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Consent(models.Model):
    """A person's agreement to one version of the privacy text."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="consents", verbose_name=_("user"))
    version = models.CharField(_("version of the privacy text"), max_length=10)
    given_at = models.DateTimeField(_("given"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ["-given_at", "-pk"]
        constraints = [models.UniqueConstraint("user", "version", name="consent_once_per_version")]

    def __str__(self):
        return f"{self.user}: {self.version}"

from django.db import models
from django.utils.translation import gettext_lazy as _


class Lease(models.Model):
    """Who may do a periodic job now. A lease that nobody gave back runs out by itself."""

    name = models.CharField(_("job"), max_length=40, primary_key=True)
    holder = models.CharField(_("holder"), max_length=40, blank=True)
    ends_at = models.DateTimeField(_("ends"))

    class Meta:
        verbose_name = _("lease")
        verbose_name_plural = _("leases")

    def __str__(self):
        return self.name

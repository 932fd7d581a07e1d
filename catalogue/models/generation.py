from django.db import models
from django.utils.translation import gettext_lazy as _


class Generation(models.Model):
    """The one row that says how often what visitors see has changed, and when time alone changes it next."""

    number = models.PositiveBigIntegerField(_("number"), default=0)
    next_change_at = models.DateTimeField(_("next change by the clock"), null=True, blank=True)

    class Meta:
        verbose_name = _("generation")
        verbose_name_plural = _("generations")
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="generation_is_one_row")]

    def __str__(self):
        return str(self.number)

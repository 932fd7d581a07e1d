from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from catalogue.models import Offer, Product
from members.models import Business
from promotions.models.campaign import Campaign


class ParticipationQuerySet(models.QuerySet):
    def standing(self):
        """Those of businesses that have not withdrawn."""
        return self.filter(withdrawn_at=None)

    def shown(self):
        """Those whose product visitors may see."""
        return self.standing().filter(product__in=Product.objects.published())


class Participation(models.Model):
    """A business takes part in a campaign with one product, and with a lower price for it if it likes."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="participations", verbose_name=_("campaign"))
    business = models.ForeignKey(Business, models.CASCADE, related_name="participations", verbose_name=_("business"))
    product = models.ForeignKey(Product, models.CASCADE, related_name="participations", verbose_name=_("product"))
    offer = models.ForeignKey(
        Offer, models.SET_NULL, null=True, blank=True, related_name="participations", verbose_name=_("offer")
    )
    joined_at = models.DateTimeField(_("joined"), default=timezone.now)
    joined_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("joined by")
    )
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)

    objects = ParticipationQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("participation")
        verbose_name_plural = _("participations")
        ordering = ["joined_at", "pk"]
        constraints = [models.UniqueConstraint("campaign", "business", name="one_participation_a_campaign")]

    def __str__(self):
        return f"{self.campaign}: {self.business}"


class InvitationMail(models.Model):
    """Whom a campaign's invitation was mailed to; written before the mail goes out, so that nobody gets it twice."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="mails", verbose_name=_("campaign"))
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("recipient"))
    sent_at = models.DateTimeField(_("sent"), default=timezone.now)

    class Meta:
        verbose_name = _("invitation mail")
        verbose_name_plural = _("invitation mails")
        ordering = ["-sent_at", "pk"]
        constraints = [models.UniqueConstraint("campaign", "user", name="one_invitation_mail")]

    def __str__(self):
        return f"{self.campaign}: {self.user}"

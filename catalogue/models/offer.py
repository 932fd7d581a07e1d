from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from catalogue.models.product import Product


class OfferQuerySet(models.QuerySet):
    def running(self):
        """Offers in force now. They begin and end by the clock, without any write."""
        now = timezone.now()
        return self.filter(starts_at__lte=now, ends_at__gt=now)

    def not_over(self):
        """Running offers and those yet to begin."""
        return self.filter(ends_at__gt=timezone.now())

    def over(self):
        return self.filter(ends_at__lte=timezone.now()).order_by("-ends_at", "-pk")

    def managed_by(self, user):
        """Offers `user` may change. Owners' pages reach an offer only through here."""
        return self.filter(product__in=Product.objects.managed_by(user))

    def overlapping(self, starts_at, ends_at):
        return self.filter(starts_at__lt=ends_at, ends_at__gt=starts_at)


class Offer(models.Model):
    """A lower price for a period, the end left out. A product never has two at once."""

    product = models.ForeignKey(Product, models.CASCADE, related_name="offers", verbose_name=_("product"))
    price = models.PositiveIntegerField(_("offer price"), help_text=_("Whole rupiah, below the product's price."))
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    created_at = models.DateTimeField(_("added"), auto_now_add=True)

    objects = OfferQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("offer")
        verbose_name_plural = _("offers")
        ordering = ["-starts_at", "pk"]
        # On PostgreSQL a migration adds an exclusion constraint against two offers at once.
        constraints = [
            models.CheckConstraint(condition=Q(price__gt=0), name="offer_has_price"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="offer_ends_after_start"),
        ]
        indexes = [models.Index(fields=["product", "ends_at", "starts_at"], name="offer_of_product")]

    def __str__(self):
        return f"{self.product}: {self.price}"

    def clean(self):
        """ValidationError "not_lower" or "overlap". Who saves an offer locks its product first."""
        if self.product_id and self.price and self.price >= (self.product.price or 0):
            raise ValidationError({"price": ValidationError(_("The offer must be below the price."), code="not_lower")})
        if self.starts_at and self.ends_at and self.product_id:
            others = self.product.offers.exclude(pk=self.pk)
            if others.overlapping(self.starts_at, self.ends_at).exists():
                raise ValidationError(_("Another offer runs in this period."), code="overlap")

    @property
    def is_coming(self):
        return self.starts_at > timezone.now()

    @property
    def is_over(self):
        return self.ends_at <= timezone.now()

    @property
    def starts_on(self):
        return timezone.localdate(self.starts_at)

    @property
    def ends_on(self):
        """The last day, which people count in."""
        return timezone.localdate(self.ends_at - timedelta.resolution)

    @property
    def percent_off(self):
        """Whole percent below the product's price, rounded down."""
        return (self.product.price - self.price) * 100 // self.product.price

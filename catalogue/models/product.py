from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Prefetch, Q, prefetch_related_objects
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst, slugify
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from simple_history.models import HistoricalRecords

from catalogue.models.category import Category
from members.models import Business

MAX_PRICE = 1_000_000_000


class ProductQuerySet(models.QuerySet):
    def published(self):
        """What visitors may see."""
        return self.filter(status=Product.Status.PUBLISHED, hidden_reason="", business__status=Business.Status.ACTIVE)

    def managed_by(self, user):
        """Products `user` may change. Owners' pages reach a product only through here."""
        return self.filter(business__in=Business.objects.managed_by(user))

    def for_cards(self):
        """Load all that `_product_card.html` prints: three queries for any number of products."""
        return self.with_place().prefetch_related(*card_lookups())

    def with_place(self):
        return self.select_related("business__regency")


def card_lookups():
    """What a card needs of other tables; several lists of one page may load it together."""
    from catalogue.models.offer import Offer

    return "photos", Prefetch("offers", Offer.objects.running(), to_attr="running_offers")


def list_lookups():
    """What a row of an owner's list needs of other tables."""
    from catalogue.models.offer import Offer

    return "photos", Prefetch("offers", Offer.objects.not_over().order_by("starts_at"), to_attr="offers_not_over")


def load_for_cards(*lists):
    """Load in two queries what the cards of all `lists` of products, from `with_place()`, need of other tables."""
    prefetch_related_objects([product for products in lists for product in products], *card_lookups())


def slug_for(name):
    """The readable part of a product's address. It need not be unique: the key stands before it."""
    return slugify(name)[:210].strip("-") or "produk"


def validate_options(options):
    """Raise ValidationError unless `options` is a list of at most 30 short texts."""
    if not isinstance(options, list) or not all(isinstance(option, str) and option.strip() for option in options):
        raise ValidationError(_("Write the options as a list of words."), code="not_a_list")
    if len(options) > 30 or any(len(option) > 60 for option in options):
        raise ValidationError(_("At most 30 options of 60 characters."), code="too_long")


class Product(models.Model):
    """What a business sells, ordered from it by WhatsApp."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("draft")
        PUBLISHED = "published", _("published")
        ARCHIVED = "archived", _("archived")

    class Availability(models.TextChoices):
        READY = "ready", _("ready to send")
        MADE_TO_ORDER = "made_to_order", _("made to order")
        PREORDER = "preorder", _("pre-order")
        SOLD_OUT = "sold_out", _("sold out")

    business = models.ForeignKey(Business, models.CASCADE, related_name="products", verbose_name=_("business"))
    category = models.ForeignKey(Category, models.PROTECT, related_name="products", verbose_name=_("category"))
    name = models.CharField(_("product name"), max_length=200)
    slug = models.SlugField(_("address"), max_length=210, blank=True)
    description = models.TextField(_("description"), max_length=5000, blank=True)
    # Only a draft may lack its price, or have no name yet.
    price = models.PositiveIntegerField(
        _("price"),
        null=True,
        validators=[MinValueValidator(1), MaxValueValidator(MAX_PRICE)],
        help_text=_("Whole rupiah per unit."),
    )
    unit = models.CharField(_("unit"), max_length=40, blank=True, help_text=_("What one costs: 250 g, bottle, sheet…"))
    options = models.JSONField(_("options"), default=list, blank=True, validators=[validate_options])
    availability = models.CharField(_("availability"), max_length=13, choices=Availability, default=Availability.READY)
    lead_time_days = models.PositiveSmallIntegerField(
        _("days to make"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(365)]
    )
    minimum_order = models.PositiveSmallIntegerField(
        _("smallest order"), default=1, validators=[MinValueValidator(1), MaxValueValidator(999)]
    )
    shopee = models.URLField(_("Shopee"), max_length=500, blank=True)
    tokopedia = models.URLField(_("Tokopedia"), max_length=500, blank=True)
    tiktok_shop = models.URLField(_("TikTok Shop"), max_length=500, blank=True)

    status = models.CharField(_("status"), max_length=9, choices=Status, default=Status.DRAFT)
    hidden_reason = models.CharField(_("hidden by the team because"), max_length=300, blank=True)
    # The owner of a hidden product says that it is mended.
    review_asked_at = models.DateTimeField(_("asked to be shown again"), null=True, blank=True)
    source = models.CharField(_("import source"), max_length=60, blank=True)
    external_id = models.CharField(_("id at the source"), max_length=100, blank=True)
    row_hash = models.CharField(_("last imported row"), max_length=32, blank=True, editable=False)
    created_at = models.DateTimeField(_("added"), default=timezone.now, editable=False)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)
    published_at = models.DateTimeField(_("first published"), null=True, blank=True)

    objects = ProductQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["updated_at", "row_hash"])

    class Meta:
        verbose_name = _("product")
        verbose_name_plural = _("products")
        ordering = ["name", "pk"]
        indexes = [
            models.Index(fields=["status", "hidden_reason", "-published_at", "-id"], name="product_newest"),
            models.Index(fields=["status", "hidden_reason", "price", "id"], name="product_cheapest"),
            models.Index(fields=["category", "status", "-published_at"], name="product_of_category"),
            models.Index(fields=["business", "status", "-published_at"], name="product_of_business"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(price__gt=0), name="product_has_price"),
            models.CheckConstraint(condition=Q(minimum_order__gte=1), name="product_order_at_least_one"),
            models.CheckConstraint(
                condition=~Q(status="published") | Q(published_at__isnull=False), name="published_product_has_date"
            ),
            models.CheckConstraint(
                condition=~Q(status="published") | (Q(price__isnull=False) & ~Q(name="")),
                name="published_product_has_name_and_price",
            ),
            models.UniqueConstraint(
                "source", "external_id", condition=~Q(external_id=""), name="product_once_per_source"
            ),
        ]

    def __str__(self):
        return self.name or str(_("Product without a name"))

    def save(self, *args, **kwargs):
        self.slug = slug_for(self.name)
        if self.status == self.Status.PUBLISHED and not self.published_at:
            self.published_at = timezone.now()
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("catalogue:product", args=[self.pk, self.slug])

    def publish(self):
        """Show the product to visitors, as soon as its business is active.

        Raises ValidationError with one of these codes for each thing that is missing: "no_name", "no_price",
        "no_photo", "no_whatsapp", "whatsapp_not_opened".
        """
        if problems := list(self.missing_to_publish()):
            raise ValidationError(problems)
        self.status = self.Status.PUBLISHED
        self.save(update_fields=["status", "published_at", "slug", "updated_at"])

    def missing_to_publish(self):
        """What stands against showing the product, a ValidationError each."""
        if not self.name:
            yield ValidationError(_("Give the product a name."), code="no_name")
        if not self.price:
            yield ValidationError(_("Set a price."), code="no_price")
        if not self.first_photo:
            yield ValidationError(_("Add at least one photo."), code="no_photo")
        if not self.business.whatsapp:
            yield ValidationError(_("Nobody could order: add your WhatsApp number first."), code="no_whatsapp")
        elif not self.business.whatsapp_confirmed_at:
            yield ValidationError(
                _("Open your WhatsApp once from the portal to show that the number is right."),
                code="whatsapp_not_opened",
            )

    def archive(self):
        """Take the product off the portal and keep it."""
        self.status = self.Status.ARCHIVED
        self.save(update_fields=["status", "updated_at"])

    def restore(self):
        """Bring an archived product back as a draft. Raises ValidationError "not_archived"."""
        if self.status != self.Status.ARCHIVED:
            raise ValidationError(_("Only archived products can be restored."), code="not_archived")
        self.status = self.Status.DRAFT
        self.save(update_fields=["status", "updated_at"])

    @property
    def can_be_deleted(self):
        """Whether nobody but its owners has ever seen it."""
        return self.status == self.Status.DRAFT and not self.published_at

    @property
    def is_public(self):
        return (
            self.status == self.Status.PUBLISHED
            and not self.hidden_reason
            and self.business.status == Business.Status.ACTIVE
        )

    @property
    def offer(self):
        """The running offer, or None; needs `for_cards()` or asks the database."""
        if not hasattr(self, "running_offers"):
            self.running_offers = list(self.offers.running())
        return self.running_offers[0] if self.running_offers else None

    @property
    def next_offer(self):
        """The running offer, else the next one, or None; needs `list_lookups()`."""
        return self.offers_not_over[0] if self.offers_not_over else None

    @property
    def availability_words(self):
        """When a shopper can have it, as one would say it."""
        days = self.lead_time_days
        if self.availability == self.Availability.SOLD_OUT:
            return _("Sold out for now")
        if self.availability == self.Availability.READY or not days:
            return capfirst(self.get_availability_display())
        if self.availability == self.Availability.PREORDER:
            return ngettext("Pre-order, ready in %d day", "Pre-order, ready in %d days", days) % days
        return ngettext("Made after you order, ready in %d day", "Made after you order, ready in %d days", days) % days

    @property
    def current_price(self):
        return self.offer.price if self.offer else self.price

    @property
    def first_photo(self):
        return next(iter(self.photos.all()), None)

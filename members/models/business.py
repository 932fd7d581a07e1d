from urllib.parse import urlencode

from django.conf import settings
from django.db import models
from django.db.models import Prefetch, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from phonenumber_field.modelfields import PhoneNumberField
from simple_history.models import HistoricalRecords

from members.access import can_moderate
from members.models.place import District, Regency
from members.models.sector import Sector
from members.whatsapp import validate_mobile
from unk_portal.slugs import unique_slug


class BusinessQuerySet(models.QuerySet):
    def active(self):
        return self.filter(status=Business.Status.ACTIVE)

    def owned_by(self, user):
        """Businesses whose people `user` belongs to, the suspended ones too."""
        return self.filter(memberships__user=user)

    def managed_by(self, user):
        """Businesses `user` may change: their own while not suspended, and all for a moderator, who helps owners.

        Owners' pages reach a business only through here.
        """
        if can_moderate(user):
            return self.all()
        return self.owned_by(user).exclude(status=Business.Status.SUSPENDED)

    def unclaimed(self):
        return self.filter(memberships=None)

    def with_people(self):
        """Load who is behind each, with their memberships; two queries for any number."""
        return self.prefetch_related(Prefetch("memberships", Membership.objects.select_related("user").order_by("pk")))

    def for_cards(self):
        return self.select_related("regency", "sector")


class Business(models.Model):
    """One micro, small or medium business (UMKM) of the community."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("draft")
        SUBMITTED = "submitted", _("submitted")
        ACTIVE = "active", _("active")
        SUSPENDED = "suspended", _("suspended")
        REJECTED = "rejected", _("rejected")

    class Scale(models.TextChoices):
        """By PP 7/2021, article 35."""

        MICRO = "micro", _("micro")
        SMALL = "small", _("small")
        MEDIUM = "medium", _("medium")

    name = models.CharField(_("business name"), max_length=120)
    slug = models.SlugField(_("address"), max_length=140, unique=True, blank=True)
    tagline = models.CharField(_("in one line"), max_length=120, blank=True)
    story = models.TextField(_("story"), max_length=5000, blank=True)
    sector = models.ForeignKey(
        Sector, models.PROTECT, null=True, blank=True, related_name="businesses", verbose_name=_("sector")
    )
    regency = models.ForeignKey(
        Regency, models.PROTECT, null=True, blank=True, related_name="businesses", verbose_name=_("regency or city")
    )
    district = models.ForeignKey(
        District, models.PROTECT, null=True, blank=True, related_name="businesses", verbose_name=_("district")
    )
    address = models.CharField(_("street address"), max_length=200, blank=True)
    is_address_public = models.BooleanField(_("show the street address"), default=False)
    opening_hours = models.CharField(_("opening hours"), max_length=200, blank=True)
    has_pickup = models.BooleanField(_("pick up at the place"), default=False)
    has_courier = models.BooleanField(_("courier in town"), default=False)
    has_expedition = models.BooleanField(_("parcel service"), default=False)

    whatsapp = PhoneNumberField(
        _("WhatsApp number"), blank=True, validators=[validate_mobile], help_text=_("A mobile number, e.g. 0812…")
    )
    whatsapp_confirmed_at = models.DateTimeField(_("WhatsApp opened by the owner"), null=True, blank=True)
    instagram = models.CharField(_("Instagram"), max_length=60, blank=True)
    tiktok = models.CharField(_("TikTok"), max_length=60, blank=True)
    shopee = models.URLField(_("Shopee"), max_length=300, blank=True)
    tokopedia = models.URLField(_("Tokopedia"), max_length=300, blank=True)
    tiktok_shop = models.URLField(_("TikTok Shop"), max_length=300, blank=True)
    website = models.URLField(_("website"), max_length=300, blank=True)
    logo = models.ImageField(_("logo"), upload_to="foto", blank=True)
    cover = models.ImageField(_("cover photo"), upload_to="foto", blank=True)
    scale = models.CharField(_("size"), max_length=6, choices=Scale, blank=True)

    status = models.CharField(_("status"), max_length=9, choices=Status, default=Status.DRAFT)
    source = models.CharField(_("import source"), max_length=60, blank=True)
    external_id = models.CharField(_("id at the source"), max_length=100, blank=True)
    row_hash = models.CharField(_("last imported row"), max_length=32, blank=True, editable=False)
    created_at = models.DateTimeField(_("added"), default=timezone.now, editable=False)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)
    submitted_at = models.DateTimeField(_("submitted"), null=True, blank=True)
    activated_at = models.DateTimeField(_("first active"), null=True, blank=True)
    # What the team last told the owner: what to change, why it was rejected or suspended. Empty when all is well.
    review_note = models.TextField(_("note of the team"), max_length=500, blank=True)
    reviewed_at = models.DateTimeField(_("reviewed"), null=True, blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        verbose_name=_("reviewed by"),
    )

    objects = BusinessQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["updated_at", "row_hash"])

    class Meta:
        verbose_name = _("business")
        verbose_name_plural = _("businesses")
        ordering = ["name", "pk"]
        permissions = [("moderate_business", "Can moderate businesses and their listings")]
        indexes = [
            models.Index(fields=["status", "name", "id"], name="business_by_name"),
            models.Index(fields=["status", "activated_at", "id"], name="business_by_age"),
            models.Index(fields=["status", "submitted_at", "id"], name="business_by_submission"),
        ]
        constraints = [
            models.UniqueConstraint(
                "source", "external_id", condition=~Q(external_id=""), name="business_once_per_source"
            ),
            models.CheckConstraint(
                condition=~Q(status="active") | Q(activated_at__isnull=False), name="active_business_has_date"
            ),
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        if not self.slug:
            self.slug = unique_slug(self.name, Business.objects, max_length=140)
        if self.status == self.Status.ACTIVE and not self.activated_at:
            self.activated_at = timezone.now()
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("catalogue:business", args=[self.slug])

    @property
    def is_claimed(self):
        return self.memberships.exists()

    @property
    def initials(self):
        """Up to two capital letters to stand for a missing logo."""
        return "".join(word[0] for word in self.name.split() if word[0].isalnum())[:2].upper()

    @property
    def delivery_ways(self):
        """The ways an order reaches the buyer, in words."""
        fields = ["has_pickup", "has_courier", "has_expedition"]
        return [self._meta.get_field(name).verbose_name for name in fields if getattr(self, name)]

    @property
    def public_address(self):
        """As much of the address as the owner shows."""
        street = self.address if self.is_address_public else ""
        return ", ".join(part for part in [street, self.place] if part)

    @property
    def map_address(self):
        """A map search for the public address. Source: Google, "Maps URLs"."""
        query = urlencode({"api": 1, "query": f"{self.public_address}, Indonesia"})
        return f"https://www.google.com/maps/search/?{query}"

    @property
    def place(self):
        """District and regency, as far as known: "Kedaton, Bandar Lampung"."""
        return ", ".join(str(part) for part in [self.district, self.regency] if part)


class Membership(models.Model):
    """Whose business it is."""

    class Role(models.TextChoices):
        OWNER = "owner", _("owner")
        EDITOR = "editor", _("editor")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships", verbose_name=_("user")
    )
    business = models.ForeignKey(Business, models.CASCADE, related_name="memberships", verbose_name=_("business"))
    role = models.CharField(_("role"), max_length=6, choices=Role, default=Role.OWNER)
    created_at = models.DateTimeField(_("added"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint("user", "business", name="membership_once")]

    def __str__(self):
        return f"{self.user} – {self.business}"

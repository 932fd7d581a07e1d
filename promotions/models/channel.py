from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from unk_portal.bilingual import Bilingual


class ChannelQuerySet(models.QuerySet):
    def active(self):
        return self.filter(is_active=True)

    def manual(self):
        """Channels on which the team posts; automatic ones are left out of the score."""
        return self.exclude(proof=Channel.Proof.AUTOMATIC)


class Channel(Bilingual):
    """Where a product is promoted: the portal itself, or an account of the community on a platform."""

    class Proof(models.TextChoices):
        """What shows that a slot was done."""

        ADDRESS = "address", _("the post's address")
        CONFIRMATION = "confirmation", _("a confirmation, with a screenshot if you like")
        AUTOMATIC = "automatic", _("nothing: it goes live by itself")

    slug = models.SlugField(_("address"), max_length=30, unique=True)
    places = models.PositiveSmallIntegerField(_("places at a time"), default=1)
    days = models.PositiveSmallIntegerField(
        _("days on show"), null=True, blank=True, help_text=_("Empty for a post, which has no end.")
    )
    proof = models.CharField(_("proof"), max_length=12, choices=Proof, default=Proof.CONFIRMATION)
    host = models.CharField(
        _("host of a post's address"), max_length=60, blank=True, help_text=_("For example instagram.com.")
    )
    is_active = models.BooleanField(_("in use"), default=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    objects = ChannelQuerySet.as_manager()

    class Meta:
        verbose_name = _("channel")
        verbose_name_plural = _("channels")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(places__gte=1), name="channel_has_a_place"),
            models.CheckConstraint(condition=~Q(proof="address") | ~Q(host=""), name="channel_with_address_has_host"),
        ]

    @property
    def is_automatic(self):
        return self.proof == self.Proof.AUTOMATIC

    @property
    def duration(self):
        """How long a slot is on show; None for a post."""
        return timedelta(days=self.days) if self.days else None

    def limits(self, day=None):
        """The platform's limits in force on `day`, or None; no query when `platform_limits` are prefetched."""
        day = day or timezone.localdate()
        return next((limits for limits in self.platform_limits.all() if limits.valid_from <= day), None)


class PlatformLimits(models.Model):
    """What a platform allowed from a day on. A new rule is a new row, so that old captions stay explained."""

    channel = models.ForeignKey(Channel, models.CASCADE, related_name="platform_limits", verbose_name=_("channel"))
    valid_from = models.DateField(_("valid from"))
    caption_length = models.PositiveIntegerField(_("signs in a caption"), null=True, blank=True)
    hashtags = models.PositiveSmallIntegerField(_("hashtags"), null=True, blank=True)
    image_sizes = models.JSONField(
        _("image sizes"), default=list, blank=True, help_text=_('For example ["1080x1350"].')
    )
    allows_text_on_image = models.BooleanField(_("text and logo on images allowed"), default=True)
    source = models.CharField(_("source"), max_length=300)

    class Meta:
        verbose_name = _("platform limits")
        verbose_name_plural = _("platform limits")
        ordering = ["channel", "-valid_from"]
        constraints = [models.UniqueConstraint("channel", "valid_from", name="platform_limits_once_a_day")]

    def __str__(self):
        return f"{self.channel} {self.valid_from}"


class WeeklySlot(models.Model):
    """One line of the weekly plan: on this weekday at this time the channel has a slot."""

    class Kind(models.TextChoices):
        OPEN = "open", _("open: whose turn it is")
        WELCOME = "welcome", _("welcome: for new members first")

    class Weekday(models.IntegerChoices):
        MONDAY = 0, _("Monday")
        TUESDAY = 1, _("Tuesday")
        WEDNESDAY = 2, _("Wednesday")
        THURSDAY = 3, _("Thursday")
        FRIDAY = 4, _("Friday")
        SATURDAY = 5, _("Saturday")
        SUNDAY = 6, _("Sunday")

    channel = models.ForeignKey(Channel, models.CASCADE, related_name="weekly_slots", verbose_name=_("channel"))
    weekday = models.PositiveSmallIntegerField(_("weekday"), choices=Weekday)
    time = models.TimeField(_("time"))
    kind = models.CharField(_("kind"), max_length=7, choices=Kind, default=Kind.OPEN)

    class Meta:
        verbose_name = _("weekly slot")
        verbose_name_plural = _("weekly slots")
        ordering = ["weekday", "time", "channel"]
        constraints = [
            models.UniqueConstraint("channel", "weekday", "time", name="weekly_slot_once"),
            models.CheckConstraint(condition=Q(weekday__lte=6), name="weekly_slot_on_a_weekday"),
        ]

    def __str__(self):
        return f"{self.channel} {self.get_weekday_display()} {self.time:%H.%M}"

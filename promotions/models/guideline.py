from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from promotions.models.channel import Channel
from unk_portal.bilingual import Bilingual


class Guideline(Bilingual):
    """One of the community's rules for promoting a product: checked by the program, or ticked by the approver."""

    class Check(models.TextChoices):
        """What the program can see by itself; the parameter is a number where the words have one."""

        PHOTO_SIDE = "photo_side", _("the first photo has at least so many pixels on its shorter side")
        PHOTO_COUNT = "photo_count", _("at least so many photos")
        PRICE = "price", _("a price is set")
        DESCRIPTION = "description", _("the description has at least so many signs")
        WHATSAPP = "whatsapp", _("WhatsApp opened and confirmed by the owner")
        HALAL = "halal", _("no halal claim without a verified certificate")
        AVAILABLE = "available", _("not sold out")
        CAPTION = "caption", _("caption and hashtags within the channel's limits")

    name_id = models.CharField(_("Indonesian text"), max_length=200)
    name_en = models.CharField(_("English text"), max_length=200)
    check_name = models.CharField(
        _("check"), max_length=12, choices=Check, blank=True, help_text=_("Empty: a person ticks it.")
    )
    parameter = models.PositiveIntegerField(_("number"), null=True, blank=True)
    channels = models.ManyToManyField(
        Channel,
        blank=True,
        related_name="guidelines",
        verbose_name=_("only for"),
        help_text=_("None: for all channels."),
    )
    is_active = models.BooleanField(_("in use"), default=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("guideline")
        verbose_name_plural = _("guidelines")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint("check_name", condition=~Q(check_name=""), name="one_guideline_per_check"),
        ]

    @property
    def is_ticked(self):
        return not self.check_name

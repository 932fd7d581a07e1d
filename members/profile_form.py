"""All that an owner says in public about a business, on one page."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.business_fields import AddressField, HandleField, PlaceForm, SectorField, Words
from members.models import Business
from unk_portal.editing import GuardedForm


class ProfileForm(GuardedForm, PlaceForm):
    """Refuses the second of two concurrent edits. The WhatsApp number has a page of its own, with its check."""

    sector = SectorField(empty_label=gettext_lazy("Choose"))
    scale = forms.ChoiceField(
        label=gettext_lazy("Size of the business"),
        choices=[("", gettext_lazy("Not said")), *Business.Scale.choices],
        required=False,
        help_text=gettext_lazy(
            "By sales in a year: micro up to Rp2 billion, small up to Rp15 billion, medium up to Rp50 billion."
        ),
    )
    instagram = HandleField("instagram", label="Instagram")
    tiktok = HandleField("tiktok", label="TikTok")
    shopee = AddressField("shopee", label="Shopee")
    tokopedia = AddressField("tokopedia", label="Tokopedia")
    tiktok_shop = AddressField("tiktok_shop", label="TikTok Shop")
    website = AddressField(label=gettext_lazy("Website"))

    class Meta(Words):
        fields = [
            "name",
            "tagline",
            "story",
            "sector",
            "scale",
            "regency",
            "district",
            "address",
            "is_address_public",
            "opening_hours",
            "has_pickup",
            "has_courier",
            "has_expedition",
            "instagram",
            "tiktok",
            "shopee",
            "tokopedia",
            "tiktok_shop",
            "website",
        ]

    def value_in_words(self, name):
        value = getattr(self.instance, name)
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        return super().value_in_words(name)

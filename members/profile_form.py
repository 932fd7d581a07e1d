"""All that an owner says in public about a business, on one page."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.business_fields import AddressField, HandleField, PlaceForm
from members.models import Business, Sector
from unk_portal.editing import GuardedForm


class ProfileForm(GuardedForm, PlaceForm):
    """Refuses the second of two concurrent edits. The WhatsApp number has a page of its own, with its check."""

    sector = forms.ModelChoiceField(
        Sector.objects.all(),
        label=gettext_lazy("What do you make or do?"),
        empty_label=gettext_lazy("Choose"),
        error_messages={"required": gettext_lazy("Choose what fits best.")},
    )
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

    class Meta:
        model = Business
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
        labels = {
            "name": gettext_lazy("Business name"),
            "tagline": gettext_lazy("In one line"),
            "story": gettext_lazy("Your story"),
            "address": gettext_lazy("Street address"),
            "is_address_public": gettext_lazy("Show the street address to shoppers"),
            "opening_hours": gettext_lazy("Opening hours"),
        }
        help_texts = {
            "tagline": gettext_lazy("What makes you special? It stands below the name."),
            "story": gettext_lazy("Who makes it, since when, from what? Three sentences are enough."),
            "opening_hours": gettext_lazy("When do you answer orders?"),
        }
        widgets = {
            "story": forms.Textarea(attrs={"rows": 6}),
            "opening_hours": forms.TextInput(attrs={"list": "jam-buka"}),
        }
        error_messages = {"name": {"required": gettext_lazy("Write the name of your business.")}}

    def value_in_words(self, name):
        value = getattr(self.instance, name)
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        return super().value_in_words(name)

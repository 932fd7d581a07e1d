"""The fields of a business as its owner types them."""

from itertools import groupby

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members import online_places
from members.models import Business, District, Regency, Sector
from members.whatsapp import parse_number

INPUTS = (forms.TextInput, forms.Textarea, forms.Select)
PLACEHOLDERS = {
    "tagline": gettext_lazy("e.g. Crisp banana chips from Kedaton since 1998"),
    "opening_hours": gettext_lazy("e.g. Monday to Saturday 08.00–17.00"),
    "address": gettext_lazy("e.g. Gang Pisang Kepok 7"),
}


class Words:
    """What the fields are called and how they are explained, wherever they are asked for: a base of `Meta`."""

    model = Business
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
        "name": forms.TextInput(attrs={"autocomplete": "organization"}),
        "story": forms.Textarea(attrs={"rows": 5}),
        "opening_hours": forms.TextInput(attrs={"list": "jam-buka"}),
    }
    error_messages = {"name": {"required": gettext_lazy("Write the name of your business.")}}


class SectorField(forms.ModelChoiceField):
    def __init__(self, **kwargs):
        super().__init__(
            Sector.objects.all(),
            label=gettext_lazy("What do you make or do?"),
            error_messages={"required": gettext_lazy("Choose what fits best.")},
            **kwargs,
        )


class BusinessForm(forms.ModelForm):
    """A form of some fields of a business, in the portal's looks."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if isinstance(field.widget, INPUTS) and not isinstance(field.widget, forms.RadioSelect):
                field.widget.attrs["class"] = "input"
            if name in PLACEHOLDERS:
                field.widget.attrs["placeholder"] = PLACEHOLDERS[name]

    def clean_story(self):
        """A browser sends each line break as CR LF; a story that nobody changed must stay as it is stored."""
        return self.cleaned_data["story"].replace("\r\n", "\n")


class DistrictIterator(forms.models.ModelChoiceIterator):
    """Districts below the name of their regency."""

    def __iter__(self):
        yield "", self.field.empty_label
        districts = self.queryset.select_related("regency").order_by("regency__short_name", "regency", "name", "code")
        for regency, group in groupby(districts, key=lambda district: district.regency):
            yield str(regency), [self.choice(district) for district in group]


class DistrictField(forms.ModelChoiceField):
    iterator = DistrictIterator


class PlaceForm(BusinessForm):
    """A regency of Lampung, or the one that an import brought, and a district of it."""

    regency = forms.ModelChoiceField(
        Regency.objects.none(),
        label=gettext_lazy("Regency or city"),
        empty_label=gettext_lazy("Choose"),
        error_messages={"required": gettext_lazy("Choose the regency or city.")},
    )
    # A small script shows the districts of the chosen regency only.
    district = DistrictField(
        District.objects.none(),
        label=gettext_lazy("District (kecamatan)"),
        empty_label=gettext_lazy("Choose"),
        required=False,
        widget=forms.Select(attrs={"data-narrowed-by": "id_regency"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        regencies = Regency.objects.filter(
            Q(pk__in=Regency.objects.of_lampung().values("pk")) | Q(pk=self.instance.regency_id)
        )
        self.fields["regency"].queryset = regencies
        self.fields["district"].queryset = District.objects.filter(regency__in=regencies.values("pk"))

    def clean(self):
        data = super().clean()
        regency, district = data.get("regency"), data.get("district")
        if regency and district and district.regency_id != regency.pk:
            message = _("%(district)s is not in %(regency)s. Choose again.")
            self.add_error(
                "district",
                ValidationError(message, code="elsewhere", params={"district": district, "regency": regency}),
            )
        if regency and not district and "district" not in self.errors and regency.districts.exists():
            self.add_error("district", ValidationError(_("Choose the district."), code="required"))
        return data


class WhatsAppField(forms.CharField):
    """A mobile number in any spelling; its value is E.164."""

    widget = forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "tel", "class": "input"})

    def to_python(self, value):
        text = super().to_python(value)
        return parse_number(text) if text else ""

    def prepare_value(self, value):
        return getattr(value, "as_national", value)


class HandleField(forms.CharField):
    """A name on a network; its value has no sign before it."""

    def __init__(self, network, **kwargs):
        self.network = network
        super().__init__(required=False, max_length=200, **kwargs)
        self.widget.attrs |= {"autocapitalize": "none", "autocorrect": "off", "placeholder": "@dapurbuyani"}

    def to_python(self, value):
        text = super().to_python(value)
        return online_places.handle_of(self.network, text) if text else ""


class AddressField(forms.URLField):
    """The address of a web page, or of one at `shop`."""

    def __init__(self, shop=None, **kwargs):
        self.shop = shop
        super().__init__(
            required=False,
            max_length=300,
            assume_scheme="https",
            # A browser would refuse "www.dapurbuyani.com" in a field of type url.
            widget=forms.TextInput(attrs={"inputmode": "url", "autocapitalize": "none", "autocorrect": "off"}),
            error_messages={"invalid": gettext_lazy("This is not an address. Copy it from your browser or app.")},
            **kwargs,
        )

    def clean(self, value):
        address = super().clean(value)
        if address and self.shop:
            online_places.check_shop_address(self.shop, address)
        elif address:
            online_places.check_website(address)
        return address

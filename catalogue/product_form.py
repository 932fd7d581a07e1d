"""What an owner types about one product."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalogue.fields import RupiahField
from catalogue.imports.values import one_line, paragraphs
from catalogue.models import Category, Product
from catalogue.models.category import OTHER
from catalogue.suggestions import suggest_category
from members.online_places import SHOPS, is_at_shop
from unk_portal.editing import GuardedForm
from unk_portal.templatetags.site import rupiah

UNITS = ["bungkus", "botol", "kotak", "lembar", "pcs", "kg", "250 g", "500 g", "paket", "porsi"]
IN_BOUNDS = {
    "min_value": gettext_lazy("At least %(limit_value)s."),
    "max_value": gettext_lazy("At most %(limit_value)s."),
}
THOUSANDS = re.compile(r"(?:rp\.? ?)?(\d+)(?:[.,](\d))? ?(?:rb|ribu|k)\.?", re.IGNORECASE | re.ASCII)


class PriceField(RupiahField):
    """Also as one says it: "27rb", "27,5 ribu"."""

    def to_python(self, value):
        if isinstance(value, str) and (said := THOUSANDS.fullmatch(value.strip())):
            return int(said[1]) * 1000 + int(said[2] or 0) * 100
        return super().to_python(value)


class LinesField(forms.CharField):
    """A list of short texts, one a line or with commas between."""

    widget = forms.Textarea

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value):
        if isinstance(value, list):
            return value
        return list(dict.fromkeys(filter(None, map(one_line, re.split(r"[\n,;]", value or "")))))


class ParagraphsField(forms.CharField):
    widget = forms.Textarea

    def to_python(self, value):
        return paragraphs(super().to_python(value))


class LineField(forms.CharField):
    def to_python(self, value):
        return one_line(super().to_python(value))


class ShopField(forms.URLField):
    """The address of this product at a marketplace, one of `online_places.SHOPS`."""

    def __init__(self, shop, **kwargs):
        super().__init__(assume_scheme="https", max_length=500, required=False, **kwargs)
        self.shop = shop

    def clean(self, value):
        address = super().clean(value)
        if address and not is_at_shop(self.shop, address):
            _label, hosts = SHOPS[self.shop]
            message = _("This is not an address at %(host)s. Copy it from there.")
            raise ValidationError(message, code="other_host", params={"host": hosts[0]})
        return address


class CategoryField(forms.ModelChoiceField):
    """One of the categories, by their two levels; nothing chosen means that the name decides."""

    widget = forms.Select

    def __init__(self, **kwargs):
        super().__init__(Category.objects.all(), required=False, **kwargs)

    def use_levels(self):
        """Offer the categories in groups, read in one query."""
        groups, names = {}, {}
        for category in Category.objects.all():
            if category.parent_id is None:
                names[category.pk] = category.name
                groups.setdefault(category.pk, []).insert(0, category)
            else:
                groups.setdefault(category.parent_id, []).append(category)
        self.choices = [
            ("", _("By the name, chosen for you")),
            *((names[top], [(each.pk, each.name) for each in rows]) for top, rows in groups.items()),
        ]


class ProductForm(GuardedForm):
    """All of a product that its owner writes. Only what is published must have a name and a price."""

    name = LineField(label=gettext_lazy("Product name"), max_length=200, required=False)
    price = PriceField(label=gettext_lazy("Price"), required=False)
    unit = LineField(label=gettext_lazy("Sold per"), max_length=40, required=False)
    category = CategoryField(label=gettext_lazy("Category"))
    description = ParagraphsField(
        label=gettext_lazy("Description"),
        max_length=5000,
        required=False,
        help_text=gettext_lazy("What is in it, how does it taste, how long does it keep? Size, how to order."),
    )
    options = LinesField(
        label=gettext_lazy("Choices, if there are any"),
        required=False,
        help_text=gettext_lazy("Flavours, colours or sizes, with commas between: Cokelat, Keju, Balado"),
    )
    availability = forms.ChoiceField(
        label=gettext_lazy("Availability"), choices=Product.Availability, widget=forms.RadioSelect, required=False
    )
    lead_time_days = forms.IntegerField(
        label=gettext_lazy("Days to make"),
        widget=forms.TextInput,
        required=False,
        min_value=1,
        max_value=365,
        help_text=gettext_lazy("For what is made to order or pre-ordered."),
        error_messages=IN_BOUNDS | {"invalid": gettext_lazy("Write it in digits, for example 3.")},
    )
    # A number input would swallow what is no number.
    minimum_order = forms.IntegerField(
        label=gettext_lazy("Smallest order"),
        widget=forms.TextInput,
        required=False,
        min_value=1,
        max_value=999,
        error_messages=IN_BOUNDS | {"invalid": gettext_lazy("Write it in digits, for example 1.")},
    )
    shopee = ShopField("shopee", label="Shopee")
    tokopedia = ShopField("tokopedia", label="Tokopedia")
    tiktok_shop = ShopField("tiktok_shop", label="TikTok Shop")

    use_required_attribute = False

    class Meta:
        model = Product
        fields = [
            "name",
            "price",
            "unit",
            "category",
            "description",
            "options",
            "availability",
            "lead_time_days",
            "minimum_order",
            "shopee",
            "tokopedia",
            "tiktok_shop",
        ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["category"].use_levels()
        if self.awaits_category:
            self.initial["category"] = None
        for name, field in self.fields.items():
            if name not in {"seen", "availability"}:
                field.widget.attrs.setdefault("class", "input")
        self.dress_widgets()

    def dress_widgets(self):
        attributes = {
            "name": {"autocomplete": "off", "data-suggest-from": True},
            "unit": {"list": "satuan", "autocomplete": "off"},
            "category": {"data-suggested": True},
            "description": {"rows": 4, "lang": "id"},
            "options": {"rows": 2},
            "lead_time_days": {"inputmode": "numeric"},
            "minimum_order": {"inputmode": "numeric"},
            "shopee": {"placeholder": "https://shopee.co.id/…"},
            "tokopedia": {"placeholder": "https://www.tokopedia.com/…"},
            "tiktok_shop": {"placeholder": "https://www.tiktok.com/…"},
        }
        for name, extra in attributes.items():
            self.fields[name].widget.attrs.update(extra)

    @property
    def awaits_category(self):
        """Whether nobody has chosen a category yet."""
        return self.instance.status == Product.Status.DRAFT and self.instance.category.slug == OTHER

    @property
    def is_published(self):
        return self.instance.status == Product.Status.PUBLISHED

    def clean_name(self):
        if self.is_published and not self.cleaned_data["name"]:
            raise ValidationError(_("Give the product a name."), code="no_name")
        return self.cleaned_data["name"]

    def clean_price(self):
        if self.is_published and not self.cleaned_data["price"]:
            raise ValidationError(_("Set a price."), code="no_price")
        return self.cleaned_data["price"]

    def clean_availability(self):
        return self.cleaned_data["availability"] or self.instance.availability

    def clean_minimum_order(self):
        return self.cleaned_data["minimum_order"] or 1

    def clean_category(self):
        category = self.cleaned_data["category"]
        if category or not self.awaits_category:
            return category or self.instance.category
        return suggest_category(self.cleaned_data.get("name", "")) or self.instance.category

    def value_in_words(self, name):
        value = getattr(self.instance, name)
        if name == "options" and value:
            return ", ".join(value)
        if name == "price" and value:
            return rupiah(value)
        return super().value_in_words(name)

    @property
    def has_typing(self):
        """Whether something stands in the form that is not saved; what it was opened with does not count."""
        return bool(set(self.changed_data) - {"seen"})

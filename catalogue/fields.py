"""Form fields of the catalogue."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from catalogue.models.product import MAX_PRICE

# "27500", "27.500", "27,500", "27 500", each also as "Rp27.500", "Rp 27.500,-" or "Rp27.500,00". Not "27.5": it may be
# short for 27.500, or a slip.
WRITTEN = re.compile(r"(?:rp\.? ?)?([0-9]+|[0-9]{1,3}(?:([., ])[0-9]{3}(?:\2[0-9]{3})*))(?:[.,]-|,00)?", re.IGNORECASE)


class RupiahInput(forms.TextInput):
    """A field for an amount with "Rp" before it: digits on a phone's keyboard, thousands apart as one reads them."""

    def __init__(self, attrs=None):
        super().__init__(
            {"class": "input", "inputmode": "numeric", "autocomplete": "off", "data-rupiah": True, **(attrs or {})}
        )

    def format_value(self, value):
        """A stored amount as "27.500"; what a person typed stays as it is."""
        return number_format(value, force_grouping=True) if isinstance(value, int) else value

    def render(self, name, value, attrs=None, renderer=None):
        field = super().render(name, value, attrs, renderer)
        return format_html('<span class="affix"><span aria-hidden="true">Rp</span>{}</span>', field)


class RupiahField(forms.IntegerField):
    """Whole rupiah as people write them: "27500", "27.500", "Rp 27.500", "Rp27.500,-". From Rp1 to `MAX_PRICE`."""

    widget = RupiahInput
    default_error_messages = {"invalid": _("Write it in digits, for example 185000.")}

    def __init__(self, *, min_value=1, max_value=MAX_PRICE, **kwargs):
        super().__init__(**kwargs)
        self.validators += [
            MinValueValidator(min_value, _("It must be more than nothing.")),
            MaxValueValidator(max_value, _("It can be at most one billion rupiah.")),
        ]

    def to_python(self, value):
        if value in self.empty_values or isinstance(value, int):
            return super().to_python(value)
        written = WRITTEN.fullmatch(" ".join(str(value).split()))
        if not written:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(re.sub(r"[., ]", "", written[1]))

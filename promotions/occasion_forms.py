"""What the team enters about the days worth knowing."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from promotions.models import Occasion
from promotions.place_forms import day_field
from promotions.plan_forms import select


class OccasionForm(forms.ModelForm):
    """A day, or the days from one to another. Without an English name the Indonesian one stands for both."""

    starts_on = day_field()
    ends_on = day_field()

    field_order = ["name_id", "name_en", "kind", "starts_on", "ends_on", "is_certain", "source"]

    class Meta:
        model = Occasion
        fields = ["name_id", "name_en", "kind", "starts_on", "ends_on", "is_certain", "source"]
        labels = {
            "name_id": gettext_lazy("Name"),
            "name_en": gettext_lazy("Name in English (optional)"),
            "kind": gettext_lazy("Kind"),
            "is_certain": gettext_lazy("The date is certain"),
            "source": gettext_lazy("Where it is from (optional)"),
        }
        help_texts = {"is_certain": gettext_lazy("Without the tick it shows as an estimate.")}
        error_messages = {"name_id": {"required": gettext_lazy("Give it a name.")}}
        widgets = {
            "name_id": forms.TextInput(attrs={"class": "input"}),
            "name_en": forms.TextInput(attrs={"class": "input"}),
            "kind": select(),
            "source": forms.TextInput(attrs={"class": "input"}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name_en"].required = False
        self.fields["ends_on"].required = False
        self.fields["starts_on"].label = _("First day")
        self.fields["ends_on"].label = _("Last day")
        self.fields["ends_on"].help_text = _("Empty for a single day.")

    def clean(self):
        data = super().clean()
        data["name_en"] = data.get("name_en") or data.get("name_id", "")
        first = data.get("starts_on")
        data["ends_on"] = data.get("ends_on") or first
        if first and data["ends_on"] and data["ends_on"] < first:
            self.add_error("ends_on", ValidationError(_("The last day comes before the first one."), code="order"))
        return data

    def save(self, commit=True):
        self.instance.is_edited = True
        return super().save(commit)

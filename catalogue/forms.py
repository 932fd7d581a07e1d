"""What visitors write on the catalogue's pages."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalogue.models import Report


class ReportForm(forms.ModelForm):
    reason = forms.ChoiceField(
        label=gettext_lazy("What is wrong?"),
        choices=Report.Reason,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what is wrong.")},
    )
    # Stands where no person sees it; robots fill in everything.
    website = forms.CharField(
        label=gettext_lazy("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    class Meta:
        model = Report
        fields = ["reason", "text"]
        labels = {"text": gettext_lazy("What should the team know?")}
        help_texts = {"text": gettext_lazy("Optional. Leave out your name and number: we keep nothing about you.")}
        widgets = {"text": forms.Textarea(attrs={"class": "input", "rows": 4})}

    def clean(self):
        data = super().clean()
        if data.get("reason") == Report.Reason.OTHER and not data.get("text"):
            self.add_error("text", _("Write in a few words what is wrong."))
        return data

    @property
    def is_by_a_robot(self):
        return bool(self.cleaned_data["website"])

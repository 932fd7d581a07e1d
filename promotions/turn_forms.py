"""What an owner enters about a turn, and what the team answers."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalogue.models import Product
from promotions import turn_changes, turn_requests
from promotions.forms import CaptionForm, SlotForm, SwapForm
from promotions.slot_life import content_digest


class ConfirmForm(SlotForm):
    """One tap: what the person saw is good. It carries what that was."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, slot, **kwargs):
        self.digest = content_digest(slot)
        super().__init__(*args, slot=slot, initial={"seen": self.digest}, **kwargs)

    def clean(self):
        super().clean()
        if self.cleaned_data.get("seen") != self.digest:
            raise ValidationError(_("Words or pictures were changed in the meantime. Look once more."), code="changed")

    def change(self, user):
        self.is_first = turn_changes.confirm(self.slot, user)


class OwnCaptionForm(CaptionForm):
    def change(self, user):
        if self.cleaned_data["caption"] != self.now_shown.strip():
            turn_changes.improve(self.slot, self.cleaned_data["caption"], user)


class OwnProductForm(SwapForm):
    def __init__(self, *args, slot, **kwargs):
        super().__init__(*args, slot=slot, **kwargs)
        self.fields["choice"].queryset = Product.objects.published().filter(business=slot.business_id)

    def change(self, user):
        turn_changes.choose(self.slot, self.cleaned_data["choice"], user)


def reason_field():
    return forms.CharField(
        label=gettext_lazy("Why?"),
        max_length=300,
        widget=forms.Textarea(attrs={"class": "input", "rows": 3}),
        error_messages={"required": gettext_lazy("Say why.")},
        help_text=gettext_lazy("One sentence is enough. Only the team reads it."),
    )


def day_input():
    return forms.DateInput(attrs={"class": "input", "type": "date"}, format="%Y-%m-%d")


class AskSwapForm(SlotForm):
    reason = reason_field()
    until = forms.DateField(
        label=gettext_lazy("Not before (if you know)"),
        required=False,
        widget=day_input(),
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
    )

    def change(self, user):
        data = self.cleaned_data
        with_field(turn_requests.ask_swap, self.slot, user, data["reason"], data["until"])


class AskPauseForm(forms.Form):
    until = forms.DateField(
        label=gettext_lazy("Ready again from"),
        widget=day_input(),
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        error_messages={"required": gettext_lazy("Choose a day.")},
    )
    reason = reason_field()

    def attempt(self, business, user):
        """Whether the pause is asked for; if not, the form says why."""
        if not self.is_valid():
            return False
        data = self.cleaned_data
        try:
            with_field(turn_requests.ask_pause, business, user, data["reason"], data["until"])
        except ValidationError as refusal:
            self.add_error(None, refusal)
            return False
        return True


FIELDS = {"day": "until", "no_reason": "reason"}


def with_field(ask, *args):
    """Call `ask`, and let its refusal name the field that it is about."""
    try:
        ask(*args)
    except ValidationError as refusal:
        field = FIELDS.get(refusal.code)
        raise ValidationError({field: refusal} if field else refusal) from None


class AnswerForm(forms.Form):
    """The team's answer to a request: `decision` is "decline", "accept", or "move-" and the id of a slot."""

    MOVE = "move-"

    decision = forms.CharField()
    answer = forms.CharField(required=False, max_length=300)

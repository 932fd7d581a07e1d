"""What the team enters about where slots stand: moved, added, taken out, kept from the rotation."""

from datetime import datetime

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from promotions import slot_places
from promotions.forms import SlotForm
from promotions.models import Channel
from promotions.plan_forms import select, time_field
from promotions.slot_life import SettledError


def day_field():
    return forms.DateField(
        label=gettext_lazy("Day"),
        input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "input"}),
        error_messages={
            "required": gettext_lazy("Say on which day."),
            "invalid": gettext_lazy("Write a day like 31/12/2027."),
        },
    )


class MomentMixin(forms.Form):
    """A day and a time of Lampung."""

    day = day_field()
    time = time_field()

    at_field: str | None = "day"

    @property
    def moment(self):
        return timezone.make_aware(datetime.combine(self.cleaned_data["day"], self.cleaned_data["time"]))


class PlaceForm(SlotForm):
    """A change of where a slot stands. It carries the time that the person saw, for it may stand elsewhere by now."""

    seen = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def __init__(self, *args, slot, **kwargs):
        self.stands = slot.starts_at.isoformat()
        kwargs["initial"] = {"seen": self.stands} | kwargs.get("initial", {})
        super().__init__(*args, slot=slot, **kwargs)

    def clean(self):
        if self.cleaned_data.get("seen") != self.stands:
            raise SettledError(self.slot, self.cleaned_data.get("product"), is_elsewhere=True)
        super().clean()


class MoveForm(MomentMixin, PlaceForm):
    is_pinned = forms.BooleanField(required=False)
    # The words of the calendar's address from where a tile was dragged.
    back = forms.CharField(required=False, max_length=300, widget=forms.HiddenInput)

    field_order = ["product", "seen", "day", "time", "is_pinned", "back"]

    def __init__(self, *args, slot, **kwargs):
        at = timezone.localtime(slot.starts_at)
        kwargs["initial"] = {"day": at.date(), "time": at.time(), "is_pinned": True}
        super().__init__(*args, slot=slot, **kwargs)
        if not (slot.is_rotated and slot.product_id):
            del self.fields["is_pinned"]
        else:
            self.fields["is_pinned"].label = _("Keep %(product)s there") % {"product": slot.product}
            self.fields["is_pinned"].help_text = _("Without it the rotation gives the slot to whose turn it is then.")

    def change(self, user):
        slot_places.move(self.slot, self.moment, user, is_pinned=self.cleaned_data.get("is_pinned", False))


class RemoveForm(PlaceForm):
    def change(self, user):
        slot_places.remove(self.slot, user)


class PinForm(PlaceForm):
    def change(self, user):
        slot_places.pin(self.slot, user)


class UnpinForm(PlaceForm):
    def change(self, user):
        slot_places.unpin(self.slot, user)


class AddForm(MomentMixin):
    """A slot outside the weekly plan."""

    TURN, CHOOSE = "turn", "choose"

    channel = forms.ModelChoiceField(
        Channel.objects.active(),
        to_field_name="slug",
        label=gettext_lazy("Channel"),
        empty_label=None,
        widget=select(),
        error_messages={
            "required": gettext_lazy("Choose a channel."),
            "invalid_choice": gettext_lazy("This channel is not in use. Choose another one."),
        },
    )
    filled_by = forms.ChoiceField(
        label=gettext_lazy("Which product?"),
        choices=[
            (TURN, gettext_lazy("Whose turn it is")),
            (CHOOSE, gettext_lazy("I choose it in the next step")),
        ],
        initial=TURN,
        widget=forms.RadioSelect,
    )

    field_order = ["channel", "day", "time", "filled_by"]

    def attempt(self, user):
        """The new slot, or None while the form says what is wrong."""
        if not self.is_valid():
            return None
        try:
            return slot_places.add(self.cleaned_data["channel"], self.moment, user)
        except forms.ValidationError as refusal:
            self.add_error(self.at_field, refusal)
            return None

    @property
    def is_to_be_chosen(self):
        return self.cleaned_data["filled_by"] == self.CHOOSE

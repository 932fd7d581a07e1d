"""What the team enters about a slot."""

import hashlib

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalogue.models import Product
from catalogue.photos import clean_photo
from promotions import slot_life
from promotions.access import team_members
from promotions.models import Channel
from promotions.slot_life import SettledError, checked_address

# (reason, whether it is the product's own fault)
SKIP_REASONS = [
    (gettext_lazy("The photo or video is not good enough"), True),
    (gettext_lazy("The product is sold out or no longer made"), True),
    (gettext_lazy("Price or description is not right"), True),
    (gettext_lazy("The owner asks for another day"), False),
    (gettext_lazy("The owner does not answer"), False),
    (gettext_lazy("Nobody of the team has time"), False),
]


class SlotForm(forms.Form):
    """A change of one slot. It carries the product that the person saw, for another may stand there by now."""

    product = forms.IntegerField(required=False, widget=forms.HiddenInput)
    # The field at which a refusal shows.
    at_field: str | None = None

    def __init__(self, *args, slot, **kwargs):
        self.slot = slot
        kwargs["initial"] = {"product": slot.product_id} | kwargs.get("initial", {})
        super().__init__(*args, auto_id=f"id_{slot.pk}_%s", **kwargs)

    def clean(self):
        if self.cleaned_data.get("product") != self.slot.product_id:
            raise SettledError(self.slot, self.cleaned_data.get("product"))

    def attempt(self, user):
        """Whether the change was made; if not, the form says why. Raises `SettledError` when somebody was first."""
        if not self.is_valid():
            return False
        try:
            self.change(user)
        except ValidationError as refusal:
            self.add_error(self.at_field, refusal)
            return False
        return True


class TickingForm(SlotForm):
    """A change that needs the approver's ticks as long as the slot is not approved."""

    ticked = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args, to_tick, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["ticked"].choices = [(line.pk, line.name) for line in to_tick]

    def ticked_lines(self):
        return {int(pk) for pk in self.cleaned_data["ticked"]}


class ApproveForm(TickingForm):
    def change(self, user):
        slot_life.approve(self.slot, user, ticked=self.ticked_lines())


class FinishForm(TickingForm):
    """The proof that a post is out, as its channel asks for it."""

    address = forms.CharField(
        label=gettext_lazy("Address of the post"),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"class": "input", "inputmode": "url", "autocomplete": "off"}),
    )
    screenshot = forms.FileField(
        label=gettext_lazy("Screenshot"),
        required=False,
        widget=forms.FileInput(attrs={"class": "input", "accept": "image/*"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.slot.channel.proof == Channel.Proof.ADDRESS:
            del self.fields["screenshot"]
            self.at_field = "address"
            self.fields["address"].widget.attrs["placeholder"] = f"https://{self.slot.channel.host}/…"
        else:
            del self.fields["address"]

    def clean_address(self):
        checked_address(self.cleaned_data["address"], self.slot.channel)
        return self.cleaned_data["address"]

    def clean_screenshot(self):
        upload = self.cleaned_data["screenshot"]
        return clean_photo(upload) if upload else None

    def clean_ticked(self):
        ticked = self.cleaned_data["ticked"]
        if len(ticked) < len(self.fields["ticked"].choices):
            raise ValidationError(_("Tick every line first."), code="not_ticked")
        return ticked

    def change(self, user):
        screenshot = self.cleaned_data.get("screenshot")
        slot_life.approve_and_finish(
            self.slot,
            user,
            ticked=self.ticked_lines(),
            address=self.cleaned_data.get("address", ""),
            screenshot=screenshot.store().name if screenshot else "",
        )


class SkipForm(SlotForm):
    """A turn passed over: one of the common reasons, or own words."""

    OTHER = "other"

    reason = forms.ChoiceField(
        label=gettext_lazy("Why is it skipped?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose a reason.")},
    )
    words = forms.CharField(
        label=gettext_lazy("In your own words"),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"class": "input"}),
    )
    is_products_fault = forms.BooleanField(
        label=gettext_lazy("It is the product's own fault"),
        required=False,
        help_text=gettext_lazy("After the second time the product rests until its owner edits it."),
    )

    at_field = "reason"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = [
            *((str(number), words) for number, (words, _fault) in enumerate(SKIP_REASONS)),
            (self.OTHER, _("Another reason")),
        ]

    @property
    def reasons(self):
        """Each choice, and whether it is the product's own fault; None where only the person knows."""
        return zip(self["reason"], [*(fault for _words, fault in SKIP_REASONS), None], strict=True)

    def clean(self):
        super().clean()
        if self.cleaned_data.get("reason") == self.OTHER and not self.cleaned_data.get("words"):
            self.add_error("words", _("Say why."))

    def change(self, user):
        data = self.cleaned_data
        common = SKIP_REASONS[int(data["reason"])] if data["reason"] != self.OTHER else ("", False)
        reason = ": ".join(str(part) for part in [common[0], data["words"]] if part)
        slot_life.skip(self.slot, user, reason, data["is_products_fault"])


class SwapForm(SlotForm):
    choice = forms.ModelChoiceField(
        Product.objects.published().select_related("business"),
        error_messages={
            "required": gettext_lazy("Choose a product."),
            "invalid_choice": gettext_lazy("Visitors cannot see this product now."),
        },
    )

    at_field = "choice"

    def change(self, user):
        slot_life.assign(self.slot, self.cleaned_data["choice"], user)


class ReassignForm(SlotForm):
    assignee: forms.ModelChoiceField = forms.ModelChoiceField(None, label=gettext_lazy("Who posts it?"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["assignee"].queryset = team_members()

    def change(self, user):
        slot_life.reassign(self.slot, self.cleaned_data["assignee"], user)


class CaptionForm(SlotForm):
    caption = forms.CharField(
        label=gettext_lazy("Caption"),
        required=False,
        max_length=5000,
        strip=True,
        widget=forms.Textarea(attrs={"class": "input", "rows": 12}),
        help_text=gettext_lazy("Leave it empty to take the words of the listing again."),
    )
    # A digest of what stood there when the page was opened, so that nobody's words are lost.
    before = forms.CharField(required=False, widget=forms.HiddenInput)

    at_field = "caption"

    def __init__(self, *args, slot, **kwargs):
        self.now_shown = slot.caption_shown
        self.digest = hashlib.sha256(self.now_shown.encode()).hexdigest()[:16]
        kwargs["initial"] = {"caption": self.now_shown, "before": self.digest}
        super().__init__(*args, slot=slot, **kwargs)

    def clean_caption(self):
        return self.cleaned_data["caption"].replace("\r\n", "\n").strip()

    def clean(self):
        super().clean()
        if self.cleaned_data.get("before") != self.digest:
            # Saving once more replaces them, now knowingly.
            self.data = self.data.copy()
            self.data["before"] = self.digest
            self.is_outdated = True
            self.add_error("caption", _("Somebody changed the words while you wrote. Save again to replace theirs."))

    def change(self, user):
        if self.cleaned_data["caption"] != self.now_shown.strip():
            slot_life.rewrite(self.slot, self.cleaned_data["caption"], user)

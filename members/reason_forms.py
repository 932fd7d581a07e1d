"""Why something is not as it should be: reasons to tap, and words of one's own."""

from django import forms
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

CHANGES = [
    gettext_lazy("Tell in the story what you make, and how."),
    gettext_lazy("The name of the business is not complete or not right."),
    gettext_lazy("The sector does not fit what you sell."),
    gettext_lazy("The regency or district is not right."),
    gettext_lazy("We could not reach the WhatsApp number."),
    gettext_lazy("Put in at least one product with a clear photo."),
]
REJECTIONS = [
    gettext_lazy("The business is on the portal already."),
    gettext_lazy("The business is not from Lampung."),
    gettext_lazy("It is not a micro, small or medium business."),
    gettext_lazy("What it sells may not be sold on the portal."),
    gettext_lazy("We could not reach the owner."),
]
SUSPENSIONS = [
    gettext_lazy("Several shoppers complained and got no answer."),
    gettext_lazy("Paid orders were not sent."),
    gettext_lazy("Forbidden or dangerous goods."),
    gettext_lazy("A halal or licence claim is untrue."),
    gettext_lazy("The owner asked for it."),
]


class ReasonForm(forms.Form):
    """Ready-made reasons, several at once, and own words; `reason` is all of it, the ready-made in Indonesian."""

    reasons = forms.MultipleChoiceField(label=gettext_lazy("Why?"), required=False, widget=forms.CheckboxSelectMultiple)
    words = forms.CharField(
        label=gettext_lazy("In your own words"),
        required=False,
        strip=True,
        widget=forms.Textarea(attrs={"class": "input", "rows": 3}),
        help_text=gettext_lazy("The owner reads this. Say kindly what is wrong and what to do."),
    )

    def __init__(self, *args, ready_made, max_length, **kwargs):
        super().__init__(*args, **kwargs)
        self.ready_made = ready_made
        self.max_length = max_length
        self.fields["reasons"].choices = [(str(number), words) for number, words in enumerate(ready_made)]

    def clean(self):
        data = super().clean()
        chosen = [self.ready_made[int(number)] for number in data.get("reasons", [])]
        with translation.override("id"):
            self.reason = " ".join(part for part in [*map(str, chosen), data.get("words", "")] if part)
        if not self.reason and not self.errors:
            self.add_error("reasons", _("Choose a reason or write one."))
        if len(self.reason) > self.max_length:
            words = _("Together at most %(number)d characters; these are %(length)d.")
            self.add_error("words", words % {"number": self.max_length, "length": len(self.reason)})
        return data

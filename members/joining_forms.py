"""What an owner answers on each screen of joining."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members import joining
from members.business_fields import BusinessForm, PlaceForm, SectorField, WhatsAppField, Words
from members.models import Business
from unk_portal.editing import GuardedForm
from unk_portal.slugs import unique_slug

# The name of the button that says that the number is the right one.
CONFIRM = "benar"


class ScreenForm(BusinessForm):
    """Saves the fields of its screen alone, so that screens open in two tabs do not undo each other."""

    def save_answers(self):
        self.instance.save(update_fields=[*self._meta.fields, "slug", "updated_at"])


class NameForm(ScreenForm):
    sector = SectorField(empty_label=None, widget=forms.RadioSelect)

    class Meta(Words):
        fields = ["name", "sector"]
        help_texts = {"name": gettext_lazy("As buyers know it, e.g. Dapur Bu Yani.")}

    def save_answers(self):
        """The address of the public page follows the name until the page is first seen."""
        if "name" in self.changed_data and not self.instance.activated_at:
            others = Business.objects.exclude(pk=self.instance.pk)
            self.instance.slug = unique_slug(self.instance.name, others, max_length=140)
        super().save_answers()


class JoiningPlaceForm(ScreenForm, PlaceForm):
    class Meta(Words):
        fields = ["regency", "district"]


class WhatsAppForm(GuardedForm, BusinessForm):
    """The number and its check: the owner opens the chat with it, then says that it is the right one."""

    whatsapp = WhatsAppField(
        label=gettext_lazy("Your WhatsApp number"),
        help_text=gettext_lazy("Buyers' orders come here. A mobile number, e.g. 0812 3456 7890."),
        error_messages={"required": gettext_lazy("Write your WhatsApp number.")},
    )

    class Meta(Words):
        fields = ["whatsapp"]

    # The number whose chat this person has just opened from here.
    opened = ""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.number_before = str(self.instance.whatsapp or "")

    def clean(self):
        data = super().clean()
        number = data.get("whatsapp")
        if number and not self.is_to_open and number != self.opened:
            self.add_error("whatsapp", ValidationError(_("Open the chat with this number first."), code="not_opened"))
        return data

    def refuse_changed(self, seen):
        """Coming back from WhatsApp, the page still remembers the number before the one that this person saved."""
        if self.number_before not in {self.opened, self.cleaned_data.get("whatsapp")}:
            super().refuse_changed(seen)

    @property
    def is_opened(self):
        """Whether the chat with the saved number was opened, so that only the answer is missing."""
        return bool(self.opened) and self.opened == self.number_before

    @property
    def is_to_open(self):
        """Whether the person asked to open the chat; the other button says that the number is right."""
        return CONFIRM not in self.data

    def save_answers(self):
        """Save the number, checked if this person has just said so; another number has to be checked anew."""
        if not self.is_to_open:
            self.instance.whatsapp_confirmed_at = timezone.now()
        elif str(self.instance.whatsapp) != self.number_before:
            self.instance.whatsapp_confirmed_at = None
        self.instance.save(update_fields=["whatsapp", "whatsapp_confirmed_at", "updated_at"])


class StoryForm(ScreenForm):
    class Meta(Words):
        fields = ["tagline", "story"]


class ServiceForm(ScreenForm):
    class Meta(Words):
        fields = ["has_pickup", "has_courier", "has_expedition", "opening_hours"]


FORMS = {
    joining.NAME: NameForm,
    joining.PLACE: JoiningPlaceForm,
    joining.WHATSAPP: WhatsAppForm,
    joining.STORY: StoryForm,
    joining.SERVICE: ServiceForm,
}

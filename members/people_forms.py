"""What the team enters for an owner who has no mailbox."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.business_fields import WhatsAppField
from members.models import Business, Membership, User


class OwnerForm(forms.Form):
    """An account without e-mail for the owner of a business that has nobody yet."""

    owner = forms.CharField(
        label=gettext_lazy("Name of the owner"),
        max_length=100,
        widget=forms.TextInput(attrs={"class": "input", "autocomplete": "off"}),
    )

    def save_owner(self, business):
        user = User.objects.create_user(name=self.cleaned_data["owner"])
        Membership.objects.create(user=user, business=business)
        return user

    def save_first_owner(self, business):
        """As above, unless somebody claimed the business a moment ago: then Http404."""
        with transaction.atomic():
            unclaimed = Business.objects.filter(pk__in=Business.objects.unclaimed().values("pk"))
            return self.save_owner(get_object_or_404(unclaimed.select_for_update(), pk=business.pk))


class MemberForm(OwnerForm):
    """A new business with its owner."""

    name = forms.CharField(
        label=gettext_lazy("Name of the business"),
        max_length=120,
        widget=forms.TextInput(attrs={"class": "input", "autocomplete": "off"}),
    )
    whatsapp = WhatsAppField(
        label=gettext_lazy("WhatsApp number of the owner"),
        max_length=30,
        widget=forms.TextInput(attrs={"class": "input", "inputmode": "tel", "autocomplete": "off"}),
        help_text=gettext_lazy("A mobile number, e.g. 0812…"),
    )
    is_another = forms.BooleanField(label=gettext_lazy("It is another business with the same number"), required=False)

    field_order = ["name", "owner", "whatsapp", "is_another"]
    same = None

    def clean(self):
        data = super().clean()
        if (number := data.get("whatsapp")) and not data.get("is_another"):
            self.same = Business.objects.filter(whatsapp=number).first()
        if self.same:
            words = _("%(business)s has this number already.")
            self.add_error("whatsapp", ValidationError(words, code="taken", params={"business": self.same}))
        return data

    def save(self):
        with transaction.atomic():
            business = Business.objects.create(name=self.cleaned_data["name"], whatsapp=self.cleaned_data["whatsapp"])
            self.save_owner(business)
        return business

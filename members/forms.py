"""What people type to sign in, and about themselves."""

from allauth.account import forms
from django.forms import ModelForm
from django.utils.translation import gettext as _

from members.business_fields import WhatsAppField
from members.models import User


class LoginForm(forms.LoginForm):
    """django-allauth's, in the portal's words and looks."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, label in [("login", _("E-mail")), ("password", _("Password"))]:
            field = self.fields[name]
            field.label = label
            field.help_text = ""
            field.widget.attrs["class"] = "input"
            del field.widget.attrs["placeholder"]


# On a phone a password is typed once and can be looked at, rather than typed twice.


class ChangePasswordForm(forms.ChangePasswordForm):
    password2 = None


class SetPasswordForm(forms.SetPasswordForm):
    password2 = None


class ResetPasswordForm(forms.ResetPasswordKeyForm):
    password2 = None


class PersonForm(ModelForm):
    class Meta:
        model = User
        fields = ["name", "language", "wants_turn_mails"]


class TeamPersonForm(PersonForm):
    """Somebody of the promotion team also says how the others, and the portal, may remind them."""

    whatsapp = WhatsAppField(required=False)

    class Meta(PersonForm.Meta):
        fields = [*PersonForm.Meta.fields, "whatsapp", "wants_digest", "wants_summary"]

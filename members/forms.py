"""What people type to sign in."""

from allauth.account import forms
from django.utils.translation import gettext as _


class LoginForm(forms.LoginForm):
    """django-allauth's, in the portal's words and looks."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, label in [("login", _("E-mail")), ("password", _("Password"))]:
            field = self.fields[name]
            field.label = label
            field.widget.attrs["class"] = "input"
            del field.widget.attrs["placeholder"]

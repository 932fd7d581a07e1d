"""What people confirm when they come from Google for the first time."""

from allauth.socialaccount import forms


class SignupForm(forms.SignupForm):
    """Consent; the address is the one that Google knows."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].disabled = bool(self.initial.get("email"))

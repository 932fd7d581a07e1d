"""What a browser answers for a passkey. django-allauth raises KeyError on an answer that has the wrong shape."""

from allauth.mfa.adapter import get_adapter
from allauth.mfa.webauthn import forms

MISSHAPEN = (AttributeError, KeyError, TypeError, ValueError)


class CredentialMixin:
    def clean_credential(self):
        try:
            return super().clean_credential()
        except MISSHAPEN as error:
            raise get_adapter().validation_error("incorrect_code") from error


class SignInForm(CredentialMixin, forms.LoginWebAuthnForm):
    pass


class SecondStepForm(CredentialMixin, forms.AuthenticateWebAuthnForm):
    pass


class ReauthenticateForm(CredentialMixin, forms.ReauthenticateWebAuthnForm):
    pass


class AddForm(forms.AddWebAuthnForm):
    def clean(self):
        try:
            return super().clean()
        except MISSHAPEN as error:
            raise get_adapter().validation_error("incorrect_code") from error

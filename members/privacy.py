"""The privacy text, which has a version, and people's agreement to it."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from members.models import Consent

# The day of the text in templates/pages/privacy.html. A new one asks every member again.
VERSION = "2026-11-25"


def version_date():
    return date.fromisoformat(VERSION)


def agree(user):
    """Record that `user` agrees to the privacy text as it stands; once for each version."""
    Consent.objects.get_or_create(user=user, version=VERSION)


class ConsentForm(forms.Form):
    """What every way to sign up asks for, by Google too."""

    field_order = ["email", "password1", "consent"]
    consent = forms.BooleanField(
        error_messages={"required": _("Please tick this: without your agreement we may not keep your data.")}
    )

    def signup(self, request, user):
        """Called by django-allauth once the new `user` is saved."""
        agree(user)

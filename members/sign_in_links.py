"""Secret addresses by which people without a mailbox sign in. The team sends them by WhatsApp."""

from datetime import timedelta

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from members.access import is_trusted
from members.models import AccessLink

LIFETIME = timedelta(minutes=15)


def may_come_by_link(user):
    """Nobody who can change what belongs to others, and nobody who chose a second step at sign-in."""
    is_owner = user.is_active and not user.is_staff and not is_trusted(user)
    return is_owner and not Authenticator.objects.filter(user=user).exists()


def issue_sign_in_link(user, made_by):
    """The full address by which `user` signs in, once, within 15 minutes. Earlier ones stop working.

    ValidationError "no_link" for the team, superusers, closed accounts and those with a second step.
    """
    if not may_come_by_link(user):
        raise ValidationError(_("This person cannot sign in by a link."), code="no_link")
    link = AccessLink.objects.issue(AccessLink.Purpose.SIGN_IN, LIFETIME, made_by, user=user)
    with translation.override(user.language):
        return settings.SITE_URL + reverse("members:sign-in-link", args=[link.token])

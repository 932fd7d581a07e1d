"""Secret addresses by which people without a mailbox sign in. The team sends them by WhatsApp."""

from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from members.models import AccessLink, User

LIFETIME = timedelta(minutes=15)


def people_for_links():
    """People who may sign in by a link: nobody with a power over others, and nobody with a second step at sign-in."""
    powerful = Q(is_superuser=True) | Q(is_staff=True)
    powerful |= Q(groups__permissions__isnull=False) | Q(user_permissions__isnull=False)
    kept_out = User.objects.filter(powerful | Q(authenticator__isnull=False))
    return User.objects.filter(is_active=True).exclude(pk__in=kept_out.values("pk"))


def may_come_by_link(user):
    return people_for_links().filter(pk=user.pk).exists()


def issue_sign_in_link(user, made_by):
    """The full address by which `user` signs in, once, within 15 minutes. Earlier ones stop working.

    ValidationError "no_link" for the team, superusers, closed accounts and those with a second step.
    """
    if not may_come_by_link(user):
        raise ValidationError(_("This person cannot sign in by a link."), code="no_link")
    link = AccessLink.objects.issue(AccessLink.Purpose.SIGN_IN, LIFETIME, made_by, user=user)
    with translation.override(user.language):
        return settings.SITE_URL + reverse("members:sign-in-link", args=[link.token])

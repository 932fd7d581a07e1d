"""Signing in by the team's secret link, for people without a mailbox."""

from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from members.models import AccessLink, User

LIFETIME = timedelta(minutes=15)


def people_for_links():
    """People who may be sent a link: in use, and without any power that it could give away."""
    powerful = Q(is_superuser=True) | Q(is_staff=True)
    powerful |= Q(groups__permissions__isnull=False) | Q(user_permissions__isnull=False)
    return User.objects.filter(is_active=True).exclude(pk__in=User.objects.filter(powerful).values("pk"))


def issue_sign_in_link(user, made_by):
    """The full address that signs `user` in, once and within 15 minutes.

    Earlier ones stop working. Raises ValidationError "team" for people of the team and "inactive".
    """
    if not user.is_active:
        raise ValidationError(_("This account is switched off."), code="inactive")
    if not people_for_links().filter(pk=user.pk).exists():
        raise ValidationError(_("People of the team sign in by themselves."), code="team")
    link = AccessLink.objects.issue(AccessLink.Purpose.SIGN_IN, LIFETIME, made_by, user=user)
    with translation.override("id"):
        return settings.SITE_URL + reverse("members:sign-in-link", args=[link.token])

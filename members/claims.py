"""Taking over an imported business by the team's secret link."""

from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from members.models import AccessLink

LIFETIME = timedelta(days=14)


def issue_claim_link(business, made_by):
    """The full address by which an owner takes over `business`, once and within 14 days.

    Earlier ones stop working. Raises ValidationError "claimed" when it has its people already.
    """
    if business.memberships.exists():
        raise ValidationError(_("This business has its people already."), code="claimed")
    link = AccessLink.objects.issue(AccessLink.Purpose.CLAIM, LIFETIME, made_by, business=business)
    with translation.override("id"):
        return settings.SITE_URL + reverse("members:claim", args=[link.token])

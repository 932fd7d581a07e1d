"""Giving an imported business to its owner, by a secret link that the team sends."""

from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from members.models import AccessLink, Business, Membership
from members.models.access_link import digest

LIFETIME = timedelta(days=14)
CLAIM = AccessLink.Purpose.CLAIM
# What the history of a business calls it.
CLAIMED = "claimed"
OPEN = {Business.Status.DRAFT, Business.Status.SUBMITTED, Business.Status.ACTIVE}


def issue_claim_link(business, made_by):
    """Make a claim link and return its full address, which is kept nowhere; earlier ones for `business` end.

    Raises ValidationError "claimed", or "closed" for a rejected or suspended business.
    """
    if business.is_claimed:
        raise ValidationError(_("This business has an owner already."), code="claimed")
    if business.status not in OPEN:
        raise ValidationError(_("A rejected or suspended business cannot be claimed."), code="closed")
    link = AccessLink.objects.issue(CLAIM, LIFETIME, made_by, business=business)
    # The Indonesian address whoever makes it: it goes to the owner.
    with translation.override(settings.LANGUAGE_CODE):
        return settings.SITE_URL + reverse("members:claim", args=[link.token])


def find_claim(token):
    """The usable link with this token for a business that can still be claimed, or None."""
    link = AccessLink.objects.find(CLAIM, token)
    return link if link and is_claimable(link.business) else None


def claimed_with(token, user):
    """The business that `user` got by this very link, or None: who taps twice has succeeded once."""
    used = AccessLink.objects.filter(purpose=CLAIM, digest=digest(token), used_by=user.pk).select_related("business")
    link = used.first()
    return Business.objects.managed_by(user).filter(pk=link.business_id).first() if link else None


def is_claimable(business):
    return business.status in OPEN and not business.is_claimed


def claim(link, user):
    """Make `user` the owner by using `link` up; the business, or None when somebody was first or the link ended."""
    with transaction.atomic():
        business = Business.objects.select_for_update().get(pk=link.business_id)
        if not is_claimable(business) or not link.use(user):
            return None
        Membership.objects.create(user=user, business=business, role=Membership.Role.OWNER)
        business._change_reason = CLAIMED
        business.save(update_fields=["updated_at"])
    return business

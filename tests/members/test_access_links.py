"""Secret addresses work once, for a time, until revoked."""

from datetime import timedelta

import pytest
from django.utils import timezone

from members.models import AccessLink
from tests.factories import make_business, make_team_member, make_user

pytestmark = pytest.mark.django_db

CLAIM, SIGN_IN = AccessLink.Purpose.CLAIM, AccessLink.Purpose.SIGN_IN
HOUR = timedelta(hours=1)


def issue(business=None, **target):
    target = target or {"business": business or make_business(owner=False)}
    purpose = SIGN_IN if "user" in target else CLAIM
    return AccessLink.objects.issue(purpose, HOUR, make_team_member(), **target)


def test_only_a_digest_of_the_token_is_kept():
    link = issue()

    assert len(link.token) >= 43
    assert link.token not in str(AccessLink.objects.values().get())
    assert AccessLink.objects.find(CLAIM, link.token) == link


def test_link_works_once():
    link, user = issue(), make_user()

    assert link.use(user)
    assert not link.use(make_user())
    assert AccessLink.objects.find(CLAIM, link.token) is None
    assert AccessLink.objects.get().used_by == user


@pytest.mark.parametrize("change", ["expired", "revoked"])
def test_dead_link_is_not_found(change):
    link = issue()
    if change == "revoked":
        link.revoke()
    else:
        AccessLink.objects.update(expires_at=timezone.now())

    assert AccessLink.objects.find(CLAIM, link.token) is None
    assert not link.use(make_user())


def test_link_of_one_purpose_is_none_of_the_other():
    link = issue(user=make_user())

    assert AccessLink.objects.find(CLAIM, link.token) is None
    assert AccessLink.objects.find(SIGN_IN, link.token) == link


def test_new_link_revokes_the_one_before():
    business = make_business(owner=False)
    first, other = issue(business), issue()

    second = issue(business)

    assert AccessLink.objects.find(CLAIM, first.token) is None
    assert AccessLink.objects.find(CLAIM, second.token) == second
    assert AccessLink.objects.find(CLAIM, other.token) == other

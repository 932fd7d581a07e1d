"""Which business the owners' pages are about, and who may change it."""

import pytest
from django.urls import reverse

from members.models import Business, Membership
from tests.factories import make_business, make_team_member, make_user

pytestmark = pytest.mark.django_db

SUSPENDED = Business.Status.SUSPENDED


def test_owner_manages_own_businesses_but_suspended_ones():
    owner = make_user()
    own = make_business(owner)
    make_business(owner, status=SUSPENDED)
    make_business()

    assert list(Business.objects.managed_by(owner)) == [own]


def test_moderator_manages_all():
    businesses = {make_business(), make_business(status=SUSPENDED), make_business(owner=False)}

    assert set(Business.objects.managed_by(make_team_member())) == businesses


def test_choosing_needs_a_post(client):
    business = make_business()
    client.force_login(business.memberships.get().user)

    response = client.get(reverse("members:choose-business", args=[business.pk]))

    assert response.status_code == 405


def test_only_managed_businesses_can_be_chosen(client):
    owner = make_user()
    make_business(owner)
    strange, second = make_business(), make_business(owner)
    client.force_login(owner)

    assert client.post(reverse("members:choose-business", args=[strange.pk])).status_code == 404
    assert "business" not in client.session
    assert client.post(reverse("members:choose-business", args=[second.pk])).status_code == 302
    assert client.session["business"] == second.pk


def test_chosen_business_is_forgotten_when_it_is_no_longer_managed(client):
    owner = make_user()
    first, second = make_business(owner), make_business(owner)
    client.force_login(owner)
    client.post(reverse("members:choose-business", args=[second.pk]))

    Membership.objects.filter(business=second).delete()

    page = client.get("/kelola/konsistensi/")
    assert first.name in page.text
    assert second.name not in page.text


def test_helping_is_said_on_the_page_until_it_is_done(client):
    business = make_business(name="Dapur Bu Yani")
    client.force_login(make_team_member())

    client.post(reverse("members:choose-business", args=[business.pk]))
    assert "Anda sedang membantu Dapur Bu Yani" in client.get("/kelola/konsistensi/").text

    client.post(reverse("members:stop-helping"))
    assert "Anda sedang membantu" not in client.get("/kelola/konsistensi/").text

"""The team's secret link, by which people without a mailbox sign in."""

import json
import logging
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from pytest_django.asserts import assertContains, assertRedirects

from members.models import AccessLink
from members.sign_in_links import issue_sign_in_link
from tests.factories import make_business, make_superuser, make_team_member, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner():
    owner = make_user(email=None, password=None, name="Bu Yani")
    make_business(owner=owner)
    return owner


def path_for(user, made_by=None):
    address = issue_sign_in_link(user, made_by or make_team_member())
    assert address.startswith("http://127.0.0.1:8000/")
    return address.removeprefix("http://127.0.0.1:8000")


def is_signed_in(client):
    return "_auth_user_id" in client.session


def test_page_says_who_signs_in_and_changes_nothing(client, owner):
    path = path_for(owner)

    response = client.get(path)

    assertContains(response, "Bu Yani")
    assert not is_signed_in(client)
    assert AccessLink.objects.get().is_usable


def test_button_signs_in(client, owner):
    response = client.post(path_for(owner))

    assertRedirects(response, "/kelola/")
    assert client.session["_auth_user_id"] == str(owner.pk)
    assert AccessLink.objects.get().used_by == owner
    assert client.session.get_expiry_age() > 80 * 24 * 60 * 60


def test_first_use_asks_for_consent(client):
    owner = make_user(email=None, password=None, has_consented=False)

    response = client.post(path_for(owner), follow=True)

    assertContains(response, "Sebelum lanjut")


def test_link_is_in_the_language_of_its_person():
    assert path_for(make_user(email=None, language="en")).startswith("/en/akun/tautan/")


def test_person_with_an_address_that_nobody_proved_comes_in_too(client):
    user = make_user(email="bu.yani@contoh.id")
    user.emailaddress_set.update(verified=False)

    client.post(path_for(user))

    assert is_signed_in(client)
    assert not user.emailaddress_set.get().verified


@pytest.mark.parametrize("end", ["used", "expired", "revoked", "replaced", "unknown"])
def test_dead_link_says_whom_to_ask(client, owner, end):
    path = path_for(owner)
    link = AccessLink.objects.get()
    if end == "used":
        Client().post(path)
    elif end == "expired":
        AccessLink.objects.update(expires_at=timezone.now())
    elif end == "revoked":
        link.revoke()
    elif end == "replaced":
        path_for(owner)
    else:
        path = "/akun/tautan/entah/"

    for response in (client.get(path), client.post(path)):
        assertContains(response, "Minta tautan baru", status_code=410)
        assert "Bu Yani" not in response.text
    assert not is_signed_in(client)


def test_link_lasts_fifteen_minutes(owner):
    path_for(owner)

    link = AccessLink.objects.get()
    assert link.expires_at - link.made_at == timedelta(minutes=15)


def test_claiming_link_signs_nobody_in(client):
    link = AccessLink.objects.issue("claim", timedelta(hours=1), make_team_member(), business=make_business())

    assert client.post(f"/akun/tautan/{link.token}/").status_code == 410


def with_second_step(user):
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
    return user


@pytest.mark.parametrize(
    "make",
    [
        make_team_member,
        make_superuser,
        lambda: make_user(is_staff=True),
        lambda: make_user(is_active=False),
        lambda: with_second_step(make_user()),
    ],
    ids=["team", "superuser", "staff", "closed", "second step"],
)
def test_no_link_for_who_can_do_much_or_wants_more_safety(make):
    with pytest.raises(ValidationError) as refusal:
        issue_sign_in_link(make(), make_superuser())

    assert refusal.value.code == "no_link"
    assert not AccessLink.objects.exists()


def test_link_dies_when_its_person_joins_the_team(client, owner):
    path = path_for(owner)
    owner.groups.add(make_team_member().groups.get())

    assert client.get(path).status_code == client.post(path).status_code == 410
    assert not is_signed_in(client)


def test_who_was_signed_in_before_is_out(client, owner):
    client.force_login(make_team_member())
    client.session["business"] = make_business().pk

    client.post(path_for(owner))

    assert client.session["_auth_user_id"] == str(owner.pk)
    assert "business" not in client.session


def test_button_needs_the_forms_token(owner):
    client = Client(enforce_csrf_checks=True)
    path = path_for(owner)

    assert client.post(path).status_code == 403
    assert AccessLink.objects.get().is_usable


def test_link_leaks_nowhere(client, owner, caplog):
    path = path_for(owner)
    token = path.split("/")[-2]

    with caplog.at_level(logging.DEBUG):
        response = client.get(path)
        client.post(path)
        client.get(path)

    assert response.headers["Referrer-Policy"] == "same-origin"
    assert response.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert "no-store" in response.headers["Cache-Control"]
    assertContains(response, '<meta name="robots" content="noindex">', html=True)
    logged = [record for record in caplog.records if not record.name.startswith("django.db")]
    assert "akun/tautan/<str:token>/" in {getattr(record, "route", "") for record in logged}
    assert token not in json.dumps([vars(record) for record in logged], default=str)


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_other_methods_are_refused(client, owner, method):
    assert getattr(client, method)(path_for(owner)).status_code == 405

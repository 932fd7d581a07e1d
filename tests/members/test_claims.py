"""Taking over an imported business by the team's secret link."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connections
from django.test import Client
from django.utils import timezone, translation
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from catalogue.models import Product
from members.claims import issue_claim_link
from members.models import AccessLink, Business, Membership
from tests.factories import make_business, make_product, make_superuser, make_team_member, make_user

pytestmark = pytest.mark.django_db

ENDED = "Tautan ini tidak berlaku lagi"
Status = Business.Status


@pytest.fixture
def business():
    return make_business(owner=False, name="Dapur Bu Yani")


@pytest.fixture
def path(business):
    return path_of(business)


def path_of(business):
    return issue_claim_link(business, make_team_member()).removeprefix("http://127.0.0.1:8000")


def ended(response):
    assertContains(response, ENDED, status_code=410)
    assertContains(response, "https://wa.me/", status_code=410)


def test_link_is_a_full_indonesian_address_for_fourteen_days(business, settings):
    settings.SITE_URL = "https://unk.example"
    team = make_team_member()

    with translation.override("en"):
        address = issue_claim_link(business, team)

    assert address.startswith("https://unk.example/klaim/")
    link = AccessLink.objects.get()
    assert (link.business, link.made_by) == (business, team)
    assert timedelta(days=13, hours=23) < link.expires_at - timezone.now() <= timedelta(days=14)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"owner": None}, "claimed"),
        ({"owner": False, "status": Status.SUSPENDED}, "closed"),
        ({"owner": False, "status": Status.REJECTED}, "closed"),
    ],
)
def test_link_is_refused_for_what_cannot_be_claimed(fields, code):
    with pytest.raises(ValidationError) as refusal:
        issue_claim_link(make_business(**fields), make_team_member())
    assert refusal.value.code == code
    assert not AccessLink.objects.exists()


def test_visitor_is_led_to_sign_in_and_back(client, business, path):
    page = client.get(path)
    assertContains(page, "Dapur Bu Yani")
    assertContains(page, f"/akun/masuk/?next={path}")
    assertNotContains(page, '<form method="post"')

    make_user(email="yani@contoh.id", password="kata-sandi-uji")
    response = client.post("/akun/masuk/", {"login": "yani@contoh.id", "password": "kata-sandi-uji", "next": path})

    assertRedirects(response, path)


def test_visitor_cannot_claim(client, business, path):
    assertRedirects(client.post(path), path)
    assert not Membership.objects.exists()


@pytest.mark.parametrize("make_person", [make_user, lambda: make_business().memberships.get().user, make_superuser])
def test_signed_in_person_claims_by_one_tap(client, business, path, make_person):
    person = make_person()
    client.force_login(person)
    client.get(path)
    assert not business.memberships.exists()

    page = client.post(path, follow=True)

    assertRedirects(page, "/kelola/")
    assertContains(page, "Selamat datang! Dapur Bu Yani sekarang milik Anda.")
    membership = business.memberships.get()
    assert (membership.user, membership.role) == (person, Membership.Role.OWNER)
    assert client.session["business"] == business.pk
    assert AccessLink.objects.get().used_by == person
    entry = business.history.first()
    assert (entry.history_user, entry.history_change_reason) == (person, "claimed")
    assertContains(client.get("/kelola/usaha/"), "<strong>Diklaim</strong>")


def test_products_imported_as_drafts_stay_drafts(client, business, path):
    product = make_product(business=business, status=Product.Status.DRAFT, price=None)
    client.force_login(make_user())

    client.post(path)

    product.refresh_from_db()
    assert (product.status, product.price) == (Product.Status.DRAFT, None)


def test_link_works_once(client, business, path):
    first = make_user()
    client.force_login(first)
    client.post(path)
    # A second tap of the same person lands where the first did.
    assertRedirects(client.post(path), "/kelola/")
    assertRedirects(client.get(path), "/kelola/")

    client.force_login(make_user())
    ended(client.get(path))
    ended(client.post(path))
    assert business.memberships.get().user == first


@pytest.mark.parametrize("end", ["expire", "revoke", "replace", "own", "suspend", "reject", "unknown"])
@pytest.mark.parametrize("is_signed_in", [True, False])
def test_ended_link_leads_to_the_team(client, business, path, end, is_signed_in):
    link = AccessLink.objects.get()
    match end:
        case "expire":
            AccessLink.objects.update(expires_at=timezone.now())
        case "revoke":
            link.revoke()
        case "replace":
            path_of(business)
        case "own":
            Membership.objects.create(user=make_user(), business=business)
        case "suspend":
            Business.objects.update(status=Status.SUSPENDED)
        case "reject":
            Business.objects.update(status=Status.REJECTED)
        case "unknown":
            path = "/klaim/entah/"
    members = Membership.objects.count()
    if is_signed_in:
        client.force_login(make_user())

    ended(client.get(path))
    ended(client.post(path))
    assert Membership.objects.count() == members


def test_sign_in_link_is_no_claim(client, business):
    link = AccessLink.objects.issue("sign_in", timedelta(minutes=15), make_team_member(), user=make_user())
    client.force_login(make_user())

    ended(client.post(f"/klaim/{link.token}/"))


@pytest.mark.parametrize("token", ["{token}", "entah"])
def test_address_stays_secret(client, business, path, token):
    response = client.get(path if token == "{token}" else "/klaim/entah/")

    assert response.headers["Referrer-Policy"] == "same-origin"
    assert response.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.django_db(transaction=True)
def test_of_two_people_at_once_one_wins():
    business = make_business(owner=False)
    path = path_of(business)
    people = [make_user(), make_user()]

    def claim(person):
        client = Client()
        client.force_login(person)
        try:
            return client.post(path).status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(claim, people))

    assert sorted(answers) == [302, 410]
    assert business.memberships.get().user == people[answers.index(302)]

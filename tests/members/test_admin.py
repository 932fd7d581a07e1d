"""The Django admin: every record of members and catalogue, for superusers alone."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.contrib import admin
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.asserts import assertContains, assertRedirects
from simple_history.models import HistoricalChanges

from catalogue.models import Category, DailyCount, Generation, Offer, Photo, Product, Report, Typing
from members.models import AccessLink, Business, Consent, District, Licence, Membership, Regency, Sector, User
from tests.factories import (
    make_business,
    make_licence,
    make_offer,
    make_photo,
    make_product,
    make_report,
    make_superuser,
    make_team_member,
    make_user,
)

pytestmark = pytest.mark.django_db


def admin_url(model, page, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def make_daily_count(number):
    return DailyCount.objects.create(product=make_product(), day="2026-11-01")


def make_regency(number):
    return Regency.objects.create(
        code=f"99.{number:02}", name=f"Kota {number}", short_name=f"K{number}", slug=f"k{number}"
    )


def make_district(number):
    return District.objects.create(code=f"99.01.{number:02}", name=f"Kecamatan {number}", regency=make_regency(number))


def make_category(number):
    top = Category.objects.create(name_id=f"Atas {number}", name_en=f"Top {number}", slug=f"atas-{number}")
    return Category.objects.create(name_id=f"Sub {number}", name_en=f"Sub {number}", slug=f"sub-{number}", parent=top)


def make_sector(number):
    return Sector.objects.create(name_id=f"Sektor {number}", name_en=f"Sector {number}", slug=f"sektor-{number}")


def generation(number):
    return Generation.objects.get_or_create(pk=1)[0]


def make_access_link(number):
    return AccessLink.objects.issue("sign_in", timedelta(minutes=15), make_user(), user=make_user())


# One row more each time, with rows of its own on the other side of every foreign key.
MAKERS = {
    AccessLink: make_access_link,
    Business: lambda number: make_business(regency=make_regency(number), sector=make_sector(number)),
    Category: make_category,
    Consent: lambda number: Consent.objects.create(user=make_user(), version="2026-01-01"),
    DailyCount: make_daily_count,
    District: make_district,
    Generation: generation,
    Licence: lambda number: make_licence(),
    Membership: lambda number: make_business().memberships.get(),
    Offer: lambda number: make_offer(),
    Photo: lambda number: make_photo(),
    Product: lambda number: make_product(category=make_category(number)),
    Regency: make_regency,
    Report: lambda number: make_report(),
    Sector: make_sector,
    Typing: lambda number: Typing.objects.create(product=make_product(), user=make_user()),
    User: lambda number: make_user(),
}
every_model = pytest.mark.parametrize("model", MAKERS, ids=lambda model: model.__name__)


@pytest.fixture
def superuser_client(client):
    client.force_login(make_superuser())
    return client


def test_every_model_is_registered_and_tested_here():
    models = {model for app in ("members", "catalogue") for model in apps.get_app_config(app).get_models()}
    histories = {model for model in models if issubclass(model, HistoricalChanges)}

    assert set(MAKERS) == models - histories
    assert all(admin.site.is_registered(model) for model in MAKERS)


def test_visitor_is_sent_to_the_portals_sign_in(client):
    response = client.get("/admin/members/user/", follow=True)

    assertRedirects(response, "/akun/masuk/?next=%2Fadmin%2Fmembers%2Fuser%2F")


@pytest.mark.parametrize("make", [make_user, make_team_member, lambda: make_user(is_staff=True)])
@pytest.mark.parametrize("path", ["/admin/", "/admin/members/user/", "/admin/login/"])
def test_others_are_refused(client, make, path):
    client.force_login(make())

    assert client.get(path, follow=True).status_code == 403


def test_admins_own_form_takes_no_password(client):
    """It would not count wrong tries."""
    client.force_login(make_user(is_staff=True))
    make_superuser(email="admin@contoh.id")

    response = client.post("/admin/login/", {"username": "admin@contoh.id", "password": "kata-sandi-uji"})

    assert response.status_code == 403


def test_superuser_passes_the_sign_in(superuser_client):
    assertRedirects(superuser_client.get("/admin/login/"), "/admin/")


@every_model
def test_list_takes_the_same_queries_for_one_row_and_three(superuser_client, model):
    url = admin_url(model, "changelist")
    MAKERS[model](1)
    superuser_client.get(url)

    with CaptureQueriesContext(connection) as one:
        superuser_client.get(url)
    MAKERS[model](2)
    MAKERS[model](3)
    with CaptureQueriesContext(connection) as three:
        superuser_client.get(url)

    assert len(one) == len(three)


@pytest.mark.parametrize("model", [model for model in MAKERS if model is not Generation])
def test_list_can_be_searched(superuser_client, model):
    response = superuser_client.get(admin_url(model, "changelist"), {"q": "zzz"})

    assert response.context["cl"].result_count == 0


@every_model
def test_row_can_be_opened(superuser_client, model):
    row = MAKERS[model](1)

    assertContains(superuser_client.get(admin_url(model, "change", row.pk)), str(row))


@pytest.mark.parametrize("model", [Business, Licence, Offer, Product])
def test_history_can_be_read(superuser_client, model):
    row = MAKERS[model](1)

    response = superuser_client.get(admin_url(model, "history", row.pk))

    assert [version.instance for version in response.context["page_obj"]] == [row]


def test_business_is_activated_with_its_author_in_the_history(superuser_client):
    business = make_business(owner=False, status="draft")

    response = superuser_client.post(
        admin_url(Business, "change", business.pk),
        {
            "name": "Dapur Baru",
            "slug": business.slug,
            "status": "active",
            "website": "dapur.example",
            "memberships-TOTAL_FORMS": 0,
            "memberships-INITIAL_FORMS": 0,
        },
    )

    assertRedirects(response, admin_url(Business, "changelist"))
    latest = business.history.latest()
    assert latest.history_user.is_superuser
    assert (latest.name, latest.website, latest.status) == ("Dapur Baru", "https://dapur.example", "active")
    assert latest.activated_at


def test_licences_check_is_signed(superuser_client):
    licence = make_licence(status="submitted", checked_at=None)
    url = admin_url(Licence, "change", licence.pk)
    fields = {"business": licence.business_id, "kind": licence.kind, "number": licence.number}

    superuser_client.post(url, fields | {"status": "verified"})
    licence.refresh_from_db()
    assert licence.checked_by.is_superuser
    assert licence.checked_at

    superuser_client.post(url, fields | {"status": "submitted"})
    licence.refresh_from_db()
    assert (licence.checked_by, licence.checked_at) == (None, None)


def test_licence_with_a_private_document_shows_no_link_to_it(superuser_client):
    licence = make_licence(document=ContentFile(b"%PDF", name="nib.pdf"))

    response = superuser_client.get(admin_url(Licence, "change", licence.pk))

    assert response.status_code == 200
    assert licence.document.name not in response.text


@pytest.mark.parametrize("model", [DailyCount, Generation])
def test_what_the_program_keeps_is_read_only(superuser_client, model):
    assert superuser_client.get(admin_url(model, "add")).status_code == 403


def test_person_without_a_mailbox_can_be_added(superuser_client):
    response = superuser_client.post(
        admin_url(User, "add"), {"email": "", "name": "Bu Yani", "usable_password": "false"}
    )

    user = User.objects.get(name="Bu Yani")
    assertRedirects(response, admin_url(User, "change", user.pk))
    assert user.email is None
    assert not user.has_usable_password()


def test_email_is_kept_in_small_letters(superuser_client):
    superuser_client.post(
        admin_url(User, "add"),
        {
            "email": "Bu.Yani@Contoh.ID",
            "usable_password": "true",
            "password1": "kopi-robusta-7",
            "password2": "kopi-robusta-7",
        },
    )

    assert User.objects.filter(email="bu.yani@contoh.id").exists()

"""Agreement to the privacy text: asked once for each version, of everybody."""

import pytest
from pytest_django.asserts import assertContains, assertRedirects

from members import privacy
from members.models import Consent
from tests.factories import make_business, make_superuser, make_team_member, make_user

pytestmark = pytest.mark.django_db

CONSENT = "/akun/persetujuan/"
VERSION = "2027-02-01"


@pytest.fixture
def newer_text(monkeypatch):
    monkeypatch.setattr(privacy, "VERSION", VERSION)


@pytest.fixture
def owner(client):
    owner = make_business().memberships.get().user
    client.force_login(owner)
    return owner


def ask(path):
    return f"{CONSENT}?next={path.replace('/', '%2F')}"


@pytest.mark.parametrize("path", ["/kelola/", "/kelola/konsistensi/", "/akun/", "/en/kelola/"])
def test_page_waits_for_agreement_to_a_newer_text(client, owner, newer_text, path):
    prefix = "/en" if path.startswith("/en") else ""

    response = client.get(path)

    assertRedirects(response, prefix + ask(path))


@pytest.mark.parametrize(
    ("make", "path"), [(make_team_member, "/pengurus/"), (make_superuser, "/admin/"), (make_team_member, "/akun/")]
)
def test_team_is_asked_too(client, monkeypatch, make, path):
    client.force_login(make())
    monkeypatch.setattr(privacy, "VERSION", VERSION)

    assertRedirects(client.get(path), ask(path))


def test_agreement_is_kept_with_its_version_and_leads_on(client, owner, newer_text):
    assertContains(client.get(ask("/kelola/")), "Aturan privasi kami berubah")

    response = client.post(CONSENT, {"next": "/kelola/konsistensi/"})

    assertRedirects(response, "/kelola/konsistensi/")
    assert set(owner.consents.values_list("version", flat=True)) == {"2026-11-25", VERSION}
    assert client.get("/kelola/").status_code == 200


def test_agreeing_twice_is_once(client, owner, newer_text):
    client.post(CONSENT)
    client.post(CONSENT)

    assert Consent.objects.filter(user=owner, version=VERSION).count() == 1


def test_looking_at_the_page_agrees_to_nothing(client, owner, newer_text):
    client.get(CONSENT)

    assert not Consent.objects.filter(version=VERSION).exists()


def test_who_never_agreed_is_asked_in_other_words(client):
    client.force_login(make_user(has_consented=False))

    assertContains(client.get("/akun/", follow=True), "Sebelum lanjut")


def test_next_never_leads_off_the_site(client, owner, newer_text):
    assertRedirects(client.post(CONSENT, {"next": "https://jahat.example/"}), "/kelola/")


def test_what_is_being_sent_is_not_interrupted(client, owner, newer_text):
    response = client.post("/akun/", {"name": "Bu Yani", "language": "id"})

    assertRedirects(response, "/akun/", fetch_redirect_response=False)
    owner.refresh_from_db()
    assert owner.name == "Bu Yani"


def test_what_a_script_fetches_is_not_interrupted(client, owner, newer_text):
    assert client.get("/akun/", headers={"Sec-Fetch-Mode": "cors"}).status_code == 200


def test_person_can_leave_instead(client, owner, newer_text):
    assert client.get("/akun/keluar/").status_code == 200
    assert client.get("/privasi/").status_code == 200


def test_visitor_is_sent_to_sign_in(client):
    assertRedirects(client.get(CONSENT), f"/akun/masuk/?next={CONSENT}")


def test_asking_takes_no_query_of_its_own(client, owner, django_assert_num_queries):
    # session; person with both duties
    with django_assert_num_queries(2):
        client.get("/kelola/pilih/0/")


def test_privacy_text_shows_its_version_and_date(client):
    response = client.get("/privasi/")

    assertContains(response, privacy.VERSION)
    assertContains(response, "25 November 2026")
    assert not response.cookies

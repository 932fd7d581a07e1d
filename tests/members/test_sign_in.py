"""Sign-in and sign-out by e-mail and password."""

from html import unescape

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core import mail
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects, assertTemplateUsed

from members.accounts import set_address
from tests.factories import make_business, make_superuser, make_team_member, make_user
from tests.members.codes import code_in

pytestmark = pytest.mark.django_db

SIGN_IN = "/akun/masuk/"
SIGN_OUT = "/akun/keluar/"
PASSWORD = "kata-sandi-uji"


@pytest.fixture
def csrf_client():
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def hashed_passwords(monkeypatch):
    """The passwords hashed so far."""
    hashed = []
    encode = MD5PasswordHasher.encode

    def noted(self, password, salt):
        hashed.append(password)
        return encode(self, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", noted)
    return hashed


def sign_in(client, email, password=PASSWORD, **data):
    return client.post(SIGN_IN, {"login": email, "password": password, **data})


def is_signed_in(client):
    return "_auth_user_id" in client.session


def test_addresses():
    assert (reverse("account_login"), reverse("account_logout")) == (SIGN_IN, SIGN_OUT)


@pytest.mark.parametrize("address", [SIGN_IN, "/en/akun/masuk/"])
def test_page_asks_for_email_and_password(client, address):
    response = client.get(address)

    assertTemplateUsed(response, "account/login.html")
    assert list(response.context["form"].fields) == ["login", "password", "remember"]


@pytest.mark.parametrize("email", ["bu.yani@contoh.id", "Bu.Yani@Contoh.ID", "  bu.yani@contoh.id "])
def test_good_password_signs_in(client, email):
    user = make_user(email="bu.yani@contoh.id")

    response = sign_in(client, email)

    assertRedirects(response, "/kelola/usaha/tambah/", fetch_redirect_response=False)
    assert client.session["_auth_user_id"] == str(user.pk)
    assert mail.outbox == []


def test_superuser_starts_at_the_admin(client):
    make_superuser(email="admin@contoh.id")

    response = sign_in(client, "admin@contoh.id")

    assertRedirects(response, "/admin/")


def test_team_starts_at_what_is_due_today(client):
    make_team_member(email="rani@contoh.id")

    assertRedirects(sign_in(client, "rani@contoh.id"), "/pengurus/", fetch_redirect_response=False)


@pytest.mark.parametrize("status", ["draft", "active", "suspended"])
def test_owner_starts_at_the_business(client, status):
    make_business(owner=make_user(email="bu.yani@contoh.id"), status=status)

    assertRedirects(sign_in(client, "bu.yani@contoh.id"), "/kelola/", fetch_redirect_response=False)


def test_signed_in_person_is_led_on_from_the_page(client):
    client.force_login(make_business().memberships.get().user)

    assertRedirects(client.get(f"{SIGN_IN}?next=/usaha/"), "/usaha/", fetch_redirect_response=False)
    assertRedirects(client.get(SIGN_IN), "/kelola/", fetch_redirect_response=False)


def test_address_that_nobody_proved_asks_for_the_code(client):
    user = make_user(email="bu.yani@contoh.id")
    set_address(user, is_verified=False)

    response = sign_in(client, "bu.yani@contoh.id", next="/usaha/")

    assertRedirects(response, reverse("account_email_verification_sent"))
    assert not is_signed_in(client)
    response = client.post(response.url, {"code": code_in(mail.outbox[0])})
    assertRedirects(response, "/usaha/", fetch_redirect_response=False)
    assert is_signed_in(client)


def test_bad_password_is_refused_and_keeps_the_email_typed(client):
    make_user(email="bu.yani@contoh.id")

    response = sign_in(client, "bu.yani@contoh.id", "salah-sekali")

    assertContains(response, 'value="bu.yani@contoh.id"')
    assertNotContains(response, "salah-sekali")
    assert not is_signed_in(client)


def test_refusal_does_not_tell_whether_the_account_exists(client):
    make_user(email="bu.yani@contoh.id")

    known = sign_in(client, "bu.yani@contoh.id", "salah-sekali")
    unknown = sign_in(client, "pak.budi@contoh.id", "salah-sekali")

    assert known.status_code == unknown.status_code == 200
    assert known.context["form"].non_field_errors() == unknown.context["form"].non_field_errors()


def test_refusal_of_an_unknown_email_takes_as_much_hashing(client, hashed_passwords):
    make_user(email="bu.yani@contoh.id")
    hashed_passwords.clear()

    sign_in(client, "bu.yani@contoh.id", "salah-sekali")
    known = len(hashed_passwords)
    sign_in(client, "pak.budi@contoh.id", "salah-sekali")

    assert known == len(hashed_passwords) - known == 1


def test_closed_account_is_refused_without_a_word_to_others(client):
    make_user(email="bu.yani@contoh.id", is_active=False)

    owner, stranger = sign_in(client, "bu.yani@contoh.id"), sign_in(client, "bu.yani@contoh.id", "salah-sekali")

    assert owner.status_code == 403
    assert stranger.status_code == 200
    assert not is_signed_in(client)


def test_account_without_a_password_cannot_be_entered(client):
    make_user(email="bu.yani@contoh.id", password=None)

    response = sign_in(client, "bu.yani@contoh.id", "")

    assert response.status_code == 200
    assert not is_signed_in(client)


@pytest.mark.parametrize("path", ["/usaha/", "/en/produk/?q=kopi"])
def test_next_leads_on_inside_the_site(client, path):
    make_user(email="bu.yani@contoh.id")

    response = sign_in(client, "bu.yani@contoh.id", next=path)

    assertRedirects(response, path, fetch_redirect_response=False)


@pytest.mark.parametrize(
    "path", ["https://jahat.example/", "//jahat.example", "javascript:alert(1)", "/\\jahat.example"]
)
def test_next_never_leads_off_the_site(client, path):
    make_user(email="bu.yani@contoh.id")

    response = sign_in(client, "bu.yani@contoh.id", next=path)

    assertRedirects(response, "/kelola/usaha/tambah/", fetch_redirect_response=False)


def test_page_carries_next_through_a_mistake(client):
    response = client.post(f"{SIGN_IN}?next=/usaha/", {"login": "", "password": ""})

    assertContains(response, '<input type="hidden" name="next" value="/usaha/">', html=True)


def test_stay_signed_in_is_the_visitors_choice(client):
    make_user(email="bu.yani@contoh.id")

    assert sign_in(client, "bu.yani@contoh.id").cookies["sessionid"]["max-age"] == ""
    client.logout()
    assert sign_in(client, "bu.yani@contoh.id", remember="on").cookies["sessionid"]["max-age"] > 0


def test_session_key_changes_on_sign_in(client):
    make_user(email="bu.yani@contoh.id")
    client.session.save()
    before = client.session.session_key

    sign_in(client, "bu.yani@contoh.id")

    assert client.session.session_key != before


def test_sixth_wrong_password_for_one_email_waits(client):
    make_user(email="bu.yani@contoh.id")
    for _ in range(5):
        sign_in(client, "bu.yani@contoh.id", "salah-sekali")

    response = sign_in(client, "bu.yani@contoh.id")

    assert response.context["form"].has_error("__all__", "too_many_login_attempts")
    assert not is_signed_in(client)


def test_right_passwords_do_not_use_up_the_tries(client):
    make_user(email="bu.yani@contoh.id")

    for _ in range(6):
        assert sign_in(client, "bu.yani@contoh.id").status_code == 302
        client.logout()


def test_flood_from_one_address_gets_the_429_page(client):
    for _ in range(30):
        client.post(SIGN_IN, {})

    response = client.post(SIGN_IN, {})

    assert response.status_code == 429
    assert response.headers["Retry-After"] == "300"
    assert "Terlalu banyak" in unescape(response.text)


def test_one_visitors_flood_does_not_shut_out_another(client):
    make_user(email="bu.yani@contoh.id")
    for _ in range(31):
        client.post(SIGN_IN, {}, REMOTE_ADDR="203.0.113.9")

    assert sign_in(client, "bu.yani@contoh.id").status_code == 302


def test_behind_a_proxy_visitors_are_told_apart_by_the_address_it_saw(client, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for number in range(31):
        client.post(SIGN_IN, {}, headers={"X-Forwarded-For": f"198.51.100.{number}, 203.0.113.9"})

    flooding = client.post(SIGN_IN, {}, headers={"X-Forwarded-For": "203.0.113.9"})
    other = client.post(SIGN_IN, {}, headers={"X-Forwarded-For": "203.0.113.10"})

    assert (flooding.status_code, other.status_code) == (429, 200)


def test_sign_out_asks_first(client):
    client.force_login(make_user())

    response = client.get(SIGN_OUT)

    assertTemplateUsed(response, "account/logout.html")
    assert is_signed_in(client)


def test_sign_out_by_post(client):
    client.force_login(make_user())

    response = client.post(SIGN_OUT)

    assertRedirects(response, "/", fetch_redirect_response=False)
    assert not is_signed_in(client)


def test_sign_out_needs_the_forms_token(csrf_client):
    csrf_client.force_login(make_user())

    assert csrf_client.post(SIGN_OUT).status_code == 403
    assert is_signed_in(csrf_client)


def test_roles():
    owner, team, superuser = make_business().memberships.get().user, make_team_member(), make_superuser()

    assert [user.has_perm("members.moderate_business") for user in (owner, team, superuser)] == [False, True, True]


@pytest.mark.parametrize("path", ["/", "/produk/", "/usaha/", "/tentang/", "/privasi/", "/en/", "/tidak-ada/"])
def test_visitors_get_no_cookie(client, path):
    response = client.get(path)

    assert not response.cookies

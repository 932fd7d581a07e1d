"""Forgotten, changed and first passwords."""

import pytest
from django.core import mail
from django.urls import reverse
from pytest_django.asserts import assertContains, assertRedirects

from tests.factories import make_user
from tests.members.codes import code_in

pytestmark = pytest.mark.django_db

FORGOT = "/akun/sandi/lupa/"
CODE = "/akun/sandi/lupa/kode/"
NEW = "/akun/sandi/lupa/baru/"
CHANGE = "/akun/sandi/"
SET = "/akun/sandi/buat/"


@pytest.fixture
def user():
    return make_user(email="bu.yani@contoh.id")


def is_signed_in(client):
    return "_auth_user_id" in client.session


def reset(client, email):
    return client.post(FORGOT, {"email": email})


def test_code_leads_to_a_new_password_and_in(client, user):
    assertRedirects(reset(client, user.email), CODE)
    assertRedirects(client.post(CODE, {"code": code_in(mail.outbox[0])}), NEW)

    response = client.post(NEW, {"password1": "kopi-robusta-7"})

    assertRedirects(response, reverse("members:business-add"))
    assert is_signed_in(client)
    user.refresh_from_db()
    assert user.check_password("kopi-robusta-7")
    assert mail.outbox[1].subject == "Kata sandi Anda sudah diganti"
    assert "/akun/sandi/lupa/" in mail.outbox[1].body


def test_stranger_sees_the_same(client, user):
    known, unknown = reset(client, user.email), reset(type(client)(), "asing@contoh.id")

    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert [message.subject for message in mail.outbox] == [
        "Kode untuk kata sandi baru",
        "Belum ada akun dengan alamat ini",
    ]


def test_new_password_needs_the_code_first(client, user):
    assertRedirects(client.get(NEW), FORGOT)
    reset(client, user.email)

    assertRedirects(client.post(NEW, {"password1": "kopi-robusta-7"}), CODE)
    user.refresh_from_db()
    assert user.check_password("kata-sandi-uji")


def test_third_wrong_code_ends_the_try(client, user):
    reset(client, user.email)

    answers = [client.post(CODE, {"code": "0000-0000"}) for _ in range(3)]

    assertContains(answers[0], "Kode ini tidak cocok")
    assertRedirects(answers[2], reverse("account_login"))
    assertRedirects(client.post(CODE, {"code": code_in(mail.outbox[0])}), reverse("account_login"))


def test_used_code_leads_back_to_the_beginning(client, user):
    reset(client, user.email)
    client.post(CODE, {"code": code_in(mail.outbox[0])})
    client.post(NEW, {"password1": "kopi-robusta-7"})

    assertRedirects(client.post(NEW, {"password1": "lain-lagi-99"}), FORGOT)
    user.refresh_from_db()
    assert user.check_password("kopi-robusta-7")


def test_weak_password_is_refused_at_the_field(client, user):
    reset(client, user.email)
    client.post(CODE, {"code": code_in(mail.outbox[0])})

    assert client.post(NEW, {"password1": "12345678"}).context["form"].has_error("password1")


def test_closed_account_gets_no_code(client):
    make_user(email="tutup@contoh.id", is_active=False)

    reset(client, "tutup@contoh.id")

    assert mail.outbox[0].subject == "Belum ada akun dengan alamat ini"


def test_change_needs_the_present_password(client, user):
    client.force_login(user)

    response = client.post(CHANGE, {"oldpassword": "salah", "password1": "kopi-robusta-7"})

    assert response.context["form"].has_error("oldpassword")
    user.refresh_from_db()
    assert user.check_password("kata-sandi-uji")


def test_change_signs_out_everywhere_else(client, user):
    client.force_login(user)
    other = type(client)()
    other.force_login(user)

    response = client.post(CHANGE, {"oldpassword": "kata-sandi-uji", "password1": "kopi-robusta-7"})

    assertRedirects(response, "/akun/")
    assert client.get("/akun/").status_code == 200
    assertRedirects(other.get("/akun/"), "/akun/masuk/?next=/akun/")
    assert mail.outbox[0].to == [user.email]


def test_first_password_of_an_account_without_one(client):
    user = make_user(password=None)
    client.force_login(user)
    assertRedirects(client.get(CHANGE), SET)

    response = client.post(SET, {"password1": "kopi-robusta-7"})

    assertRedirects(response, "/akun/")
    user.refresh_from_db()
    assert user.check_password("kopi-robusta-7")


@pytest.mark.parametrize("path", [CHANGE, SET])
def test_visitor_is_sent_to_sign_in(client, path):
    assertRedirects(client.get(path), f"/akun/masuk/?next={path}", fetch_redirect_response=False)

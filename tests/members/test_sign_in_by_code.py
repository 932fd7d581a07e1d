"""Sign-in by a code that is mailed."""

import pytest
from django.core import mail
from django.urls import reverse
from pytest_django.asserts import assertContains, assertRedirects

from tests.factories import make_business, make_team_member, make_user
from tests.members.codes import code_in

pytestmark = pytest.mark.django_db

ASK = "/akun/masuk/kode/"
CODE = "/akun/masuk/kode/isi/"


@pytest.fixture
def owner():
    return make_business(owner=make_user(email="bu.yani@contoh.id")).memberships.get().user


def is_signed_in(client):
    return "_auth_user_id" in client.session


def test_code_signs_in(client, owner):
    assertRedirects(client.post(ASK, {"email": "Bu.Yani@contoh.id"}), CODE)
    (message,) = mail.outbox

    response = client.post(CODE, {"code": code_in(message)})

    assertRedirects(response, "/kelola/", fetch_redirect_response=False)
    assert client.session["_auth_user_id"] == str(owner.pk)
    owner.refresh_from_db()
    assert owner.check_password("kata-sandi-uji")


@pytest.mark.parametrize("typed", ["{}", " {} ", "{0:.4} {0:.4}"])
def test_code_may_be_typed_with_or_without_its_dash(client, owner, typed):
    client.post(ASK, {"email": owner.email})
    code = code_in(mail.outbox[0])
    typed = code.replace("-", " ") if "4" in typed else typed.format(code.replace("-", ""))

    client.post(CODE, {"code": typed})

    assert is_signed_in(client)


def test_stranger_sees_the_same_and_is_told_by_mail(client, owner):
    response = client.post(ASK, {"email": "asing@contoh.id"})

    assertRedirects(response, CODE)
    assert mail.outbox[0].subject == "Belum ada akun dengan alamat ini"
    assert "/akun/daftar/" in mail.outbox[0].body
    assert client.post(CODE, {"code": "12345678"}).status_code == 200


def test_mail_speaks_the_language_of_its_reader(client):
    make_user(email="english@contoh.id", language="en")

    client.post(ASK, {"email": "english@contoh.id"})

    assert mail.outbox[0].subject == "Your code to sign in"


def test_next_survives(client, owner):
    response = client.post(f"{ASK}?next=/usaha/", {"email": owner.email, "next": "/usaha/"})
    assertRedirects(response, f"{CODE}?next=%2Fusaha%2F")

    response = client.post(response.url, {"code": code_in(mail.outbox[0]), "next": "/usaha/"})

    assertRedirects(response, "/usaha/", fetch_redirect_response=False)


def test_third_wrong_code_ends_the_try(client, owner):
    client.post(ASK, {"email": owner.email})

    answers = [client.post(CODE, {"code": "0000-0000"}) for _ in range(3)]

    assertContains(answers[0], "Kode ini tidak cocok")
    assertRedirects(answers[2], ASK)
    assertRedirects(client.post(CODE, {"code": code_in(mail.outbox[0])}), ASK)
    assert not is_signed_in(client)


def test_code_works_once(client, owner):
    client.post(ASK, {"email": owner.email})
    code = code_in(mail.outbox[0])
    client.post(CODE, {"code": code})
    client.post(reverse("account_logout"))

    assertRedirects(client.post(CODE, {"code": code}), ASK)
    assert not is_signed_in(client)


def test_closed_account_gets_no_code(client):
    make_user(email="tutup@contoh.id", is_active=False)

    client.post(ASK, {"email": "tutup@contoh.id"})

    assert mail.outbox[0].subject == "Belum ada akun dengan alamat ini"


def test_fourth_mail_to_one_address_within_a_minute_waits(client, owner):
    for _ in range(3):
        client.post(ASK, {"email": owner.email})
        client.post(reverse("account_logout"))

    response = client.post(ASK, {"email": owner.email})

    assertContains(response, "Terlalu banyak percobaan")
    assert len(mail.outbox) == 3


def test_team_member_lands_on_the_team_pages(client):
    user = make_team_member()
    client.post(ASK, {"email": user.email})

    response = client.post(CODE, {"code": code_in(mail.outbox[0])})

    assertRedirects(response, "/pengurus/", fetch_redirect_response=False)

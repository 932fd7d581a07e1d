"""Signing up: e-mail, password and consent, then the code from the mail."""

from html import unescape

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from members import privacy
from members.accounts import set_address
from members.models import Consent, User
from tests.factories import make_user
from tests.members.codes import code_in

pytestmark = pytest.mark.django_db

SIGN_UP = "/akun/daftar/"
CODE = "/akun/surel/kode/"
FIELDS = {"email": "Bu.Yani@Contoh.id", "password1": "kopi-robusta-7", "consent": "on"}


def is_signed_in(client):
    return "_auth_user_id" in client.session


def sign_up(client, address=SIGN_UP, **fields):
    return client.post(address, FIELDS | fields)


def test_page_asks_for_three_things(client):
    response = client.get(SIGN_UP)

    assert list(response.context["form"].fields) == ["email", "password1", "consent"]


def test_code_from_the_mail_signs_the_new_owner_in(client):
    assertRedirects(sign_up(client), CODE)
    assert not is_signed_in(client)
    (message,) = mail.outbox
    assert message.to == ["bu.yani@contoh.id"]

    response = client.post(CODE, {"code": code_in(message)})

    assertRedirects(response, reverse("members:business-add"))
    user = User.objects.get()
    assert (user.email, user.language, user.is_staff) == ("bu.yani@contoh.id", "id", False)
    assert user.check_password("kopi-robusta-7")
    assert list(EmailAddress.objects.values_list("email", "primary", "verified")) == [(user.email, True, True)]


def test_consent_is_recorded_with_its_version(client):
    sign_up(client)

    consent = Consent.objects.get()
    assert (consent.user, consent.version) == (User.objects.get(), privacy.VERSION)
    assert consent.given_at


def test_nobody_signs_up_without_consent(client):
    response = sign_up(client, consent="")

    assertContains(response, "tanpa persetujuan Anda")
    assertContains(response, 'value="Bu.Yani@Contoh.id"')
    assert not User.objects.exists()
    assert mail.outbox == []


@pytest.mark.parametrize("password", ["pendek", "87654321", "password", "bu.yani@contoh.id"])
def test_weak_password_is_refused_at_the_field(client, password):
    response = sign_up(client, password1=password)

    assert response.context["form"].has_error("password1")
    assert not User.objects.exists()


def test_extra_fields_change_nothing(client):
    sign_up(client, is_superuser="on", is_staff="on", language="en", groups="1", name="Admin")

    user = User.objects.get()
    assert (user.is_superuser, user.is_staff, user.language, user.name) == (False, False, "id", "")
    assert not user.groups.exists()


def test_english_page_makes_an_english_person(client):
    response = sign_up(client, "/en/akun/daftar/")

    assertRedirects(response, "/en/akun/surel/kode/")
    assert User.objects.get().language == "en"
    assert mail.outbox[0].subject == "Your code to confirm your e-mail"


def test_next_survives_the_whole_way(client):
    page = f"{SIGN_UP}?next=/usaha/"
    assertContains(client.get(page), '<input type="hidden" name="next" value="/usaha/">', html=True)
    sign_up(client, page, next="/usaha/")

    response = client.post(CODE, {"code": code_in(mail.outbox[0])})

    assertRedirects(response, "/usaha/", fetch_redirect_response=False)


def test_next_never_leads_off_the_site(client):
    sign_up(client, next="https://jahat.example/")

    response = client.post(CODE, {"code": code_in(mail.outbox[0])})

    assertRedirects(response, reverse("members:business-add"))


def test_pages_look_the_same_whether_the_account_exists(client):
    known, unknown = type(client)(), type(client)()
    make_user(email="ada@contoh.id")

    answers = [sign_up(known, email="ada@contoh.id"), sign_up(unknown, email="baru@contoh.id")]
    pages = [each.get(CODE) for each in (known, unknown)]

    assert [(answer.status_code, answer.url) for answer in answers] == [(302, CODE)] * 2
    texts = [
        page.text.replace(str(page.context["csrf_token"]), "").replace(name, "")
        for page, name in zip(pages, ["ada@contoh.id", "baru@contoh.id"], strict=True)
    ]
    assert texts[0] == texts[1]
    assert User.objects.filter(email="ada@contoh.id").count() == 1


def test_who_has_an_account_already_is_told_by_mail_alone(client):
    make_user(email="ada@contoh.id", language="en")

    sign_up(client, email="ada@contoh.id")

    (message,) = mail.outbox
    assert message.subject == "You have an account already"
    assert "/akun/sandi/lupa/" in message.body
    assert client.post(CODE, {"code": "12345678"}).status_code == 200
    assert not is_signed_in(client)


def test_third_wrong_code_ends_the_try(client):
    sign_up(client)

    first, second, third = [client.post(CODE, {"code": "0000-0000"}) for _ in range(3)]

    assertContains(first, "Kode ini tidak cocok")
    assert second.status_code == 200
    assertRedirects(third, reverse("account_login"))
    assert not is_signed_in(client)
    right = client.post(CODE, {"code": code_in(mail.outbox[0])})
    assertRedirects(right, reverse("account_login"))


def test_code_works_in_the_browser_that_asked_alone(client):
    sign_up(client)
    other = type(client)()

    response = other.post(CODE, {"code": code_in(mail.outbox[0])})

    assertRedirects(response, reverse("account_login"))
    assert not EmailAddress.objects.filter(verified=True).exists()


def test_another_code_takes_the_place_of_the_first(client):
    sign_up(client)

    assertRedirects(client.post(CODE, {"action": "resend"}), CODE)

    first, second = map(code_in, mail.outbox)
    client.post(CODE, {"code": first})
    assert not is_signed_in(client)
    client.post(CODE, {"code": second})
    assert is_signed_in(client)


def test_third_code_for_one_address_is_the_last(client):
    sign_up(client)
    assertContains(client.get(CODE), "Kirim kode baru")
    client.post(CODE, {"action": "resend"})
    client.post(CODE, {"action": "resend"})

    assertNotContains(client.get(CODE), "Kirim kode baru")
    assert len(mail.outbox) == 3


def test_mistyped_address_leads_back_to_the_beginning(client):
    sign_up(client)
    assertContains(client.get(CODE), "Pakai alamat lain")

    response = client.post(reverse("account_logout"), {"next": SIGN_UP}, follow=True)

    assertRedirects(response, SIGN_UP)


def test_used_code_page_leads_on(client):
    sign_up(client)
    client.post(CODE, {"code": code_in(mail.outbox[0])})

    assertRedirects(client.get(CODE), reverse("account_email"), fetch_redirect_response=False)


def test_sign_up_left_half_way_goes_on_at_sign_in(client):
    sign_up(client)
    later = type(client)()

    response = later.post(reverse("account_login"), {"login": "bu.yani@contoh.id", "password": "kopi-robusta-7"})

    assertRedirects(response, CODE)
    assertRedirects(later.post(CODE, {"code": code_in(mail.outbox[1])}), reverse("members:business-add"))


def test_flood_of_sign_ups_gets_the_429_page(client):
    for number in range(20):
        sign_up(client, email=f"orang{number}@contoh.id", consent="")

    response = sign_up(client)

    assert response.status_code == 429
    assert "Terlalu banyak" in unescape(response.text)


def test_signed_in_person_is_led_on(client):
    client.force_login(make_user())

    assertRedirects(client.get(SIGN_UP), reverse("members:business-add"))


def test_sign_up_is_the_first_way_to_join(client):
    page = client.get("/gabung/").text

    assert page.index(f'href="{SIGN_UP}"') < page.index("Gabung lewat WhatsApp")
    assertContains(client.get("/akun/masuk/"), f'href="{SIGN_UP}"')


def test_account_of_an_unproven_address_falls_to_whoever_proves_it(client):
    """Somebody else signed up with the address of Bu Yani, who comes later and signs in by code."""
    user = make_user(email="bu.yani@contoh.id", password="milik-orang-lain")
    set_address(user, is_verified=False)

    client.post("/akun/masuk/kode/", {"email": "bu.yani@contoh.id"})
    client.post("/akun/masuk/kode/isi/", {"code": code_in(mail.outbox[0])})

    assert is_signed_in(client)
    user.refresh_from_db()
    assert not user.has_usable_password()
    assertNotContains(client.get("/akun/"), "milik-orang-lain")

"""Sign-in with Google: off without its settings; with them an account of its own, or that of the same address."""

from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.core import mail
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from members.accounts import set_address
from members.models import Consent, User
from tests.factories import make_business, make_user
from tests.members.codes import code_in

pytestmark = pytest.mark.django_db

LOGIN = "/akun/google/masuk/"
BACK = "/akun/google/selesai/"
SIGN_UP = "/akun/google/daftar/"
PASSWORD = "kata-sandi-uji"


@pytest.fixture
def google(settings, monkeypatch):
    """Google as it answers the portal's server: whom it knows can be changed."""
    settings.GOOGLE_CLIENT_ID = "uji"
    settings.SOCIALACCOUNT_PROVIDERS = {
        "google": {
            **settings.SOCIALACCOUNT_PROVIDERS["google"],
            "APPS": [{"client_id": "uji", "secret": "rahasia"}],
        }
    }
    person = {
        "sub": "1234567890",
        "email": "yani@gmail.example",
        "email_verified": True,
        "given_name": "Yani",
        "family_name": "Suryani",
    }

    def answer(self, method, url, **kwargs):
        response = requests.Response()
        response.status_code = 200
        content = {"access_token": "tanda", "token_type": "Bearer"} if url.endswith("/token") else person
        response.json = lambda: content
        response.headers["content-type"] = "application/json"
        return response

    monkeypatch.setattr(requests.Session, "request", answer)
    return person


def come_back(client, **fields):
    """From the portal to Google and back, as a person who says yes."""
    response = client.post(LOGIN, fields)
    address = urlsplit(response.url)
    assert (address.scheme, address.netloc) == ("https", "accounts.google.com")
    query = parse_qs(address.query)
    assert query["redirect_uri"] == [f"http://testserver{BACK}"]
    assert "S256" in query["code_challenge_method"]
    return client.get(BACK, {"state": query["state"][0], "code": "kode"})


def is_signed_in(client):
    return "_auth_user_id" in client.session


@pytest.mark.parametrize("path", ["", "masuk/", "selesai/", "daftar/", "batal/", "gagal/"])
def test_is_off_without_its_settings(client, path):
    client.force_login(make_user())

    assert client.get(f"/akun/google/{path}").status_code == 404
    assert client.post(f"/akun/google/{path}").status_code == 404
    assertNotContains(client.get("/akun/"), "Google")


@pytest.mark.parametrize("path", ["/akun/masuk/", "/akun/daftar/"])
def test_button_shows_when_it_is_on(client, settings, path):
    assertNotContains(client.get(path), "Google")

    settings.GOOGLE_CLIENT_ID = "uji"

    assertContains(client.get(path), "Lanjutkan dengan Google")


def test_link_alone_asks_first(client, google):
    assertContains(client.get(LOGIN), "Google akan bertanya")


def test_new_person_agrees_on_an_extra_page(client, google):
    assertRedirects(come_back(client), SIGN_UP)
    page = client.get(SIGN_UP)
    assertContains(page, 'value="yani@gmail.example"')
    refused = client.post(SIGN_UP, {"email": "yani@gmail.example"})
    assert refused.context["form"].has_error("consent")
    assert not User.objects.exists()

    response = client.post(SIGN_UP, {"email": "yani@gmail.example", "consent": "on"})

    assertRedirects(response, reverse("members:business-add"))
    user = User.objects.get()
    assert (user.name, user.email, user.has_usable_password()) == ("Yani Suryani", "yani@gmail.example", False)
    assert Consent.objects.get().user == user
    assert is_signed_in(client)


def test_address_is_the_one_that_google_knows(client, google):
    come_back(client)

    client.post(SIGN_UP, {"email": "lain@contoh.id", "consent": "on"})

    assert User.objects.get().email == "yani@gmail.example"


def test_new_address_that_google_has_not_verified_needs_its_code(client, google):
    google["email_verified"] = False
    come_back(client)

    response = client.post(SIGN_UP, {"consent": "on"})

    assertRedirects(response, "/akun/surel/kode/")
    assert mail.outbox[-1].to == ["yani@gmail.example"]
    assert not is_signed_in(client)


def test_known_person_comes_in(client, google):
    owner = make_business().memberships.get().user
    SocialAccount.objects.create(user=owner, provider="google", uid=google["sub"])

    assertRedirects(come_back(client, next="/usaha/"), "/usaha/", fetch_redirect_response=False)
    assert client.session["_auth_user_id"] == str(owner.pk)


def test_account_of_the_same_address_is_connected(client, google):
    owner = make_business(owner=make_user(email="yani@gmail.example")).memberships.get().user

    assertRedirects(come_back(client), "/kelola/", fetch_redirect_response=False)
    assert SocialAccount.objects.get().user == owner
    owner.refresh_from_db()
    assert owner.check_password(PASSWORD)


def test_account_that_a_stranger_made_with_this_address_loses_its_password(client, google):
    user = make_user(email="yani@gmail.example", password="milik-orang-lain")
    set_address(user, is_verified=False)

    assertRedirects(come_back(client), "/akun/surel/kode/")
    client.post("/akun/surel/kode/", {"code": code_in(mail.outbox[-1])})

    user.refresh_from_db()
    assert is_signed_in(client)
    assert not user.has_usable_password()


def test_address_that_google_has_not_verified_opens_nothing(client, google):
    make_user(email="yani@gmail.example")
    google["email_verified"] = False

    come_back(client)

    assert not is_signed_in(client)
    assert not SocialAccount.objects.exists()


def test_closed_account_stays_closed(client, google):
    owner = make_user(is_active=False)
    SocialAccount.objects.create(user=owner, provider="google", uid=google["sub"])

    assert come_back(client).status_code == 403
    assert not is_signed_in(client)


@pytest.mark.parametrize(("error", "words"), [("access_denied", "batal masuk"), ("server_error", "belum bisa")])
def test_no_from_google_is_answered_in_words(client, google, error, words):
    state = parse_qs(urlsplit(client.post(LOGIN).url).query)["state"][0]

    response = client.get(BACK, {"state": state, "error": error}, follow=True)

    assert words in response.text
    assert not is_signed_in(client)


def test_made_up_answer_opens_nothing(client, google):
    response = client.get(BACK, {"state": "karangan", "code": "kode"})

    assert "belum bisa" in response.text
    assert not is_signed_in(client)


def test_can_be_connected_and_disconnected(client, google):
    user = make_user()
    client.post("/akun/masuk/", {"login": user.email, "password": PASSWORD})
    client.post("/akun/konfirmasi/", {"password": PASSWORD})
    assertContains(client.get("/akun/"), "belum terhubung")

    assertRedirects(come_back(client, process="connect"), "/akun/")
    account = SocialAccount.objects.get(user=user)
    client.post("/akun/google/", {"account": account.pk})

    assert not SocialAccount.objects.exists()
    assert [message.subject for message in mail.outbox] == ["Google terhubung", "Google diputuskan"]


def test_connection_of_somebody_else_cannot_be_cut(client, google):
    account = SocialAccount.objects.create(user=make_user(), provider="google", uid="1")
    client.force_login(make_user())

    client.post("/akun/google/", {"account": account.pk})

    assert SocialAccount.objects.exists()

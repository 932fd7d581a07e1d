"""The page of a person's own account, their address, their sessions."""

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from members.accounts import set_address
from members.models import User
from tests.factories import make_business, make_superuser, make_team_member, make_user
from tests.members.codes import code_in

pytestmark = pytest.mark.django_db

ACCOUNT = "/akun/"
EMAIL = "/akun/surel/"
CODE = "/akun/surel/kode/"
AGAIN = "/akun/konfirmasi/"
PASSWORD = "kata-sandi-uji"


@pytest.fixture
def user(client):
    user = make_user(email="bu.yani@contoh.id", name="Bu Yani")
    sign_in(client, user)
    return user


def sign_in(client, user):
    client.post("/akun/masuk/", {"login": user.email, "password": PASSWORD})


def confirm_identity(client, onwards=ACCOUNT):
    return client.post(f"{AGAIN}?next={onwards}", {"password": PASSWORD, "next": onwards})


@pytest.mark.parametrize(
    ("make", "has_business", "way"),
    [
        (make_user, True, "/kelola/produk/"),
        (make_user, False, "/kelola/produk/"),
        (make_team_member, False, "/pengurus/rotasi/"),
        (make_team_member, True, "/kelola/produk/"),
        (make_superuser, False, "/pengurus/rotasi/"),
    ],
)
def test_navigation_is_that_of_the_pages_one_came_from(client, make, has_business, way):
    user = make()
    if has_business:
        make_business(user)
    client.force_login(user)

    page = client.get(ACCOUNT)

    for address in ["/kelola/produk/", "/pengurus/rotasi/"]:
        assertContains(page, f'<a href="{address}"', count=int(address == way))


def test_visitor_is_sent_to_sign_in(client):
    assertRedirects(client.get(ACCOUNT), "/akun/masuk/?next=/akun/")


@pytest.mark.parametrize("make", [make_user, make_team_member, make_superuser])
def test_page_lists_every_way_to_sign_in(client, make):
    client.force_login(make(email="saya@contoh.id"))

    response = client.get(ACCOUNT)

    for name in ["account_email", "account_change_password", "mfa_index", "mfa_list_webauthn", "usersessions_list"]:
        assertContains(response, f'href="{reverse(name)}"')
    assertContains(response, "saya@contoh.id")
    assertNotContains(response, "/akun/google/")


def test_menu_of_every_signed_in_page_leads_here(client):
    client.force_login(make_business().memberships.get().user)

    assertContains(client.get("/kelola/"), 'href="/akun/"')


def test_name_and_language_can_be_changed(client, user):
    fields = {"name": "Ibu Yani", "language": "en", "email": "lain@contoh.id", "is_superuser": "on"}

    response = client.post(ACCOUNT, fields)

    assertRedirects(response, ACCOUNT)
    user.refresh_from_db()
    assert (user.name, user.language) == ("Ibu Yani", "en")
    assert (user.email, user.is_superuser) == ("bu.yani@contoh.id", False)


def test_refused_name_is_kept_as_typed(client, user):
    response = client.post(ACCOUNT, {"name": "x" * 101, "language": "id"})

    assertContains(response, "x" * 101)
    user.refresh_from_db()
    assert user.name == "Bu Yani"


def test_change_of_address_asks_for_the_password_first(client):
    user = make_user()
    client.force_login(user)

    response = client.post(EMAIL, {"email": "baru@contoh.id", "action_add": ""})

    assertRedirects(response, f"{AGAIN}?next=%2Fakun%2Fsurel%2F")
    assert mail.outbox == []


def test_new_address_counts_once_its_code_is_typed(client, user):
    confirm_identity(client)
    assertRedirects(client.post(EMAIL, {"email": "Baru@contoh.id", "action_add": ""}), CODE)
    user.refresh_from_db()
    assert user.email == "bu.yani@contoh.id"

    response = client.post(CODE, {"code": code_in(mail.outbox[0])})

    assertRedirects(response, ACCOUNT)
    user.refresh_from_db()
    assert user.email == "baru@contoh.id"
    assert list(EmailAddress.objects.values_list("email", "verified")) == [("baru@contoh.id", True)]
    # The old mailbox is told.
    assert (mail.outbox[1].to, mail.outbox[1].subject) == (["bu.yani@contoh.id"], "Surel Anda sudah diganti")
    # A new password would be sent to the new address.
    assert "Segera balas surel ini" in mail.outbox[1].body
    assert "/akun/sandi/lupa/" not in mail.outbox[1].body
    client.post("/akun/keluar/")
    assert client.post("/akun/masuk/", {"login": "bu.yani@contoh.id", "password": PASSWORD}).status_code == 200
    assert client.post("/akun/masuk/", {"login": "baru@contoh.id", "password": PASSWORD}).status_code == 302


def test_address_of_somebody_else_looks_like_any_other(client, user):
    other = make_user(email="pak.budi@contoh.id")
    confirm_identity(client)

    response = client.post(EMAIL, {"email": "pak.budi@contoh.id", "action_add": ""})
    answer = client.post(CODE, {"code": code_in(mail.outbox[0])})

    assertRedirects(response, CODE)
    assert answer.context["form"].has_error("code")
    for person, email in [(user, "bu.yani@contoh.id"), (other, "pak.budi@contoh.id")]:
        person.refresh_from_db()
        assert person.email == email


def test_used_code_of_a_new_address_leads_back(client, user):
    confirm_identity(client)
    client.post(EMAIL, {"email": "baru@contoh.id", "action_add": ""})
    code = code_in(mail.outbox[0])
    client.post(CODE, {"code": code})

    assertRedirects(client.post(CODE, {"code": code}), EMAIL)


def test_wrong_password_confirms_nothing(client):
    client.force_login(make_user())

    response = client.post(f"{AGAIN}?next={EMAIL}", {"password": "salah", "next": EMAIL})

    assert response.context["form"].has_error("password")
    response = client.post(EMAIL, {"email": "baru@contoh.id", "action_add": ""})
    assertRedirects(response, f"{AGAIN}?next=%2Fakun%2Fsurel%2F")


def test_confirmed_person_is_never_led_off_the_site(client, user):
    response = confirm_identity(client, "https://jahat.example/")

    assert response.url.startswith("/")
    assert not response.url.startswith("//")


def test_account_without_a_mailbox_can_get_an_address(client):
    user = make_user(email=None, password=None)
    client.force_login(user)
    assertContains(client.get(EMAIL), "belum punya surel")

    client.post(EMAIL, {"email": "baru@contoh.id", "action_add": ""})
    client.post(CODE, {"code": code_in(mail.outbox[0])})

    user.refresh_from_db()
    assert user.email == "baru@contoh.id"


@pytest.mark.parametrize("count", [1, 3])
def test_sessions_are_listed_with_their_browsers(client, user, count):
    for _ in range(count - 1):
        phone = type(client)(headers={"user-agent": "Mozilla/5.0 (Linux; Android 14) Chrome/130.0 Mobile Safari/537"})
        sign_in(phone, user)

    response = client.get("/akun/sesi/")

    assert response.context["session_count"] == count
    assert response.text.count("Chrome, Android") == count - 1


def test_other_sessions_can_be_ended(client, user):
    phone = type(client)()
    sign_in(phone, user)
    stranger = type(client)()
    sign_in(stranger, make_user())

    response = client.post("/akun/sesi/")

    assertRedirects(response, "/akun/sesi/")
    assertRedirects(phone.get(ACCOUNT), "/akun/masuk/?next=/akun/")
    assert client.get(ACCOUNT).status_code == stranger.get(ACCOUNT).status_code == 200


def test_closed_account_is_out_at_the_next_request(client, user):
    User.objects.update(is_active=False)

    assertRedirects(client.get(ACCOUNT), "/akun/masuk/?next=/akun/")


def test_closed_account_can_read_why(client):
    assertContains(client.get("/akun/nonaktif/"), "Akun ini ditutup")


class TestAddressSetInTheAdmin:
    """It signs its person in once they have typed the code that is mailed there."""

    @pytest.fixture
    def admin(self, client_class):
        admin = client_class()
        admin.force_login(make_superuser())
        return admin

    @pytest.fixture
    def client_class(self, client):
        return type(client)

    def change(self, admin, user, **fields):
        url = reverse("admin:members_user_change", args=[user.pk])
        fields = {"email": user.email or "", "name": user.name, "language": "id", "is_active": "on"} | fields
        assert admin.post(url, fields).status_code == 302

    def test_new_person_proves_the_address(self, admin, client):
        fields = {"email": "Baru@contoh.id", "usable_password": "true", "password1": "kopi-robusta-7"}
        admin.post(reverse("admin:members_user_add"), fields | {"password2": "kopi-robusta-7"})

        response = client.post("/akun/masuk/", {"login": "baru@contoh.id", "password": "kopi-robusta-7"})

        assertRedirects(response, CODE)
        client.post(CODE, {"code": code_in(mail.outbox[0])})
        assert "_auth_user_id" in client.session

    def test_old_address_no_longer_signs_in(self, admin, client):
        user = make_user(email="lama@contoh.id")

        self.change(admin, user, email="baru@contoh.id")

        assert list(user.emailaddress_set.values_list("email", "verified")) == [("baru@contoh.id", False)]
        assert client.post("/akun/masuk/", {"login": "lama@contoh.id", "password": PASSWORD}).status_code == 200

    def test_other_changes_leave_the_address_proven(self, admin):
        user = make_user(email="lama@contoh.id")

        self.change(admin, user, name="Bu Yani")

        assert user.emailaddress_set.get().verified

    def test_address_can_be_taken_away(self, admin):
        user = make_user(email="lama@contoh.id")

        self.change(admin, user, email="")

        assert not user.emailaddress_set.exists()


def test_first_superuser_needs_no_mail(client):
    User.objects.create_superuser("admin@contoh.id", PASSWORD)

    response = client.post("/akun/masuk/", {"login": "admin@contoh.id", "password": PASSWORD})

    assertRedirects(response, "/admin/", fetch_redirect_response=False)
    assert mail.outbox == []


def test_person_without_address_rows_gets_in_by_code(client):
    """As other programs may make them."""
    user = make_user(email="bu.yani@contoh.id")
    set_address(user, is_verified=False)
    EmailAddress.objects.all().delete()

    client.post("/akun/masuk/kode/", {"email": "bu.yani@contoh.id"})
    client.post("/akun/masuk/kode/isi/", {"code": code_in(mail.outbox[0])})

    assert client.session["_auth_user_id"] == str(user.pk)


def test_menu_of_public_pages_leads_members_to_their_business(client):
    assertNotContains(client.get("/tentang/"), 'href="/kelola/"')

    client.force_login(make_user())

    assertContains(client.get("/tentang/"), 'href="/kelola/"')


def test_way_to_a_new_password_keeps_next(client):
    assertContains(client.get("/akun/masuk/?next=/usaha/"), 'href="/akun/sandi/lupa/?next=/usaha/"')
    assertContains(client.get("/akun/masuk/"), 'href="/akun/sandi/lupa/"')

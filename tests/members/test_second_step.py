"""Two-step sign-in: app, passkeys and spare codes; the team cannot do without."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.contrib.auth.models import Permission
from django.core import mail
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from tests.factories import make_business, make_superuser, make_team_member, make_user
from tests.members.codes import code_in, code_now

pytestmark = pytest.mark.django_db

PASSWORD = "kata-sandi-uji"
SECRET = "JBSWY3DPEHPK3PXP"
SECOND = "/akun/2fa/masuk/"
SET_UP = "/akun/2fa/aplikasi/"


def sign_in(client, user):
    return client.post("/akun/masuk/", {"login": user.email, "password": PASSWORD})


def confirm_identity(client):
    return client.post("/akun/konfirmasi/", {"password": PASSWORD})


def is_signed_in(client):
    return "_auth_user_id" in client.session


def with_app(user):
    totp.TOTP.activate(user, SECRET)
    return user


@pytest.fixture
def member(client):
    user = make_business(owner=make_user(email="bu.yani@contoh.id")).memberships.get().user
    sign_in(client, user)
    confirm_identity(client)
    return user


@pytest.fixture
def required(settings):
    settings.REQUIRE_TEAM_2FA = True


class TestSettingUp:
    def test_asks_for_the_password_first(self, client):
        client.force_login(make_user())

        assertRedirects(client.get(SET_UP), "/akun/konfirmasi/?next=%2Fakun%2F2fa%2Faplikasi%2F")

    def test_app_is_set_up_by_its_first_code_and_brings_spare_codes(self, client, member):
        page = client.get(SET_UP)
        assertContains(page, "data:image/svg+xml;base64,")
        assertContains(page, page.context["form"].secret)

        response = client.post(SET_UP, {"code": code_now(page.context["form"].secret)})

        assertRedirects(response, "/akun/2fa/cadangan/")
        kinds = Authenticator.objects.filter(user=member).values_list("type", flat=True)
        assert set(kinds) == {"totp", "recovery_codes"}
        assert len(client.get(response.url).context["unused_codes"]) == 10

    @pytest.mark.django_db(transaction=True)
    def test_is_told_by_mail(self, client, member):
        page = client.get(SET_UP)
        client.post(SET_UP, {"code": code_now(page.context["form"].secret)})

        assert [message.subject for message in mail.outbox] == ["Masuk dua langkah sudah aktif"]

    def test_wrong_code_sets_up_nothing(self, client, member):
        client.get(SET_UP)

        assertContains(client.post(SET_UP, {"code": "000000"}), "Kode ini tidak cocok")
        assert not Authenticator.objects.exists()

    def test_app_can_be_removed(self, client, member):
        with_app(member)

        assertContains(client.get("/akun/2fa/aplikasi/hapus/"), "tidak akan lagi meminta kode")
        assert Authenticator.objects.exists()
        assertRedirects(client.post("/akun/2fa/aplikasi/hapus/"), "/akun/2fa/")
        assert not Authenticator.objects.exists()

    def test_spare_codes_are_seen_downloaded_and_renewed(self, client, member):
        with_app(member)
        client.post("/akun/2fa/cadangan/buat/")
        codes = client.get("/akun/2fa/cadangan/").context["unused_codes"]

        file = client.get("/akun/2fa/cadangan/unduh/")
        assert file.text.split() == codes
        assert "no-store" in file.headers["Cache-Control"]
        assertContains(client.get("/akun/2fa/cadangan/buat/"), "tidak akan berlaku lagi")
        client.post("/akun/2fa/cadangan/buat/")
        assert not set(codes) & set(client.get("/akun/2fa/cadangan/").context["unused_codes"])

    def test_nobody_sees_the_codes_of_others(self, client, member):
        other = type(client)()
        sign_in(other, with_app(make_user()))

        assert client.get("/akun/2fa/cadangan/").status_code == 404
        assert client.get("/akun/2fa/cadangan/unduh/").status_code == 404


class TestPasskeys:
    @pytest.fixture
    def passkey(self, member):
        return Authenticator.objects.create(user=member, type="webauthn", data={"name": "Ponsel", "credential": {}})

    def test_are_added_with_options_for_the_browser(self, client, member):
        response = client.get("/akun/2fa/kunci/tambah/")

        assert response.context["js_data"]["creation_options"]["publicKey"]["rp"]["id"] == "testserver"
        assertContains(response, 'name="passwordless" value="on"')

    def test_list_is_ones_own(self, client, member, passkey):
        Authenticator.objects.create(user=make_user(), type="webauthn", data={"name": "Milik lain", "credential": {}})

        response = client.get("/akun/2fa/kunci/")

        assertContains(response, "Ponsel")
        assertNotContains(response, "Milik lain")

    def test_can_be_renamed_and_removed(self, client, member, passkey):
        client.post(f"/akun/2fa/kunci/{passkey.pk}/ubah/", {"name": "Ponsel baru"})
        passkey.refresh_from_db()
        assert passkey.data["name"] == "Ponsel baru"

        assertContains(client.get(f"/akun/2fa/kunci/{passkey.pk}/hapus/"), "Ponsel baru")
        assert Authenticator.objects.exists()
        client.post(f"/akun/2fa/kunci/{passkey.pk}/hapus/")
        assert not Authenticator.objects.exists()

    @pytest.mark.parametrize("change", ["ubah", "hapus"])
    @pytest.mark.parametrize("method", ["get", "post"])
    def test_of_others_are_not_there(self, client, member, change, method):
        other = Authenticator.objects.create(user=make_user(), type="webauthn", data={"name": "x", "credential": {}})

        response = getattr(client, method)(f"/akun/2fa/kunci/{other.pk}/{change}/", {"name": "y"})

        assert response.status_code == 404
        other.refresh_from_db()
        assert other.data["name"] == "x"

    def test_nonsense_signs_nobody_in(self, client, passkey):
        visitor = type(client)()

        for credential in ["", "{}", "[]", "entah", '{"id": "x"}']:
            response = visitor.post("/akun/2fa/kunci/masuk/", {"credential": credential})
            assertRedirects(response, "/akun/masuk/")
        assert not is_signed_in(visitor)

    def test_nonsense_is_no_second_step(self, client):
        user = with_app(make_user())
        sign_in(client, user)

        for credential in ["", "{}", '{"id": "x"}']:
            assert client.post(SECOND, {"credential": credential}).status_code == 200
        assert not is_signed_in(client)

    def test_nonsense_adds_no_passkey(self, client, member):
        client.get("/akun/2fa/kunci/tambah/")

        for credential in ["", "{}", '{"id": "x"}', '{"rawId": "x", "response": 1}']:
            response = client.post("/akun/2fa/kunci/tambah/", {"credential": credential, "passwordless": "on"})
            assert response.status_code == 200
        assert not Authenticator.objects.exists()


class TestSigningIn:
    @pytest.fixture
    def owner(self):
        return with_app(make_business(owner=make_user(email="bu.yani@contoh.id")).memberships.get().user)

    def test_password_alone_opens_nothing(self, client, owner):
        assertRedirects(sign_in(client, owner), SECOND)
        assert not is_signed_in(client)
        assertRedirects(client.get("/kelola/"), "/akun/masuk/?next=/kelola/", fetch_redirect_response=False)

    def test_code_of_the_app_opens(self, client, owner):
        sign_in(client, owner)

        assertRedirects(client.post(SECOND, {"code": code_now(SECRET)}), "/kelola/")
        assert is_signed_in(client)

    def test_code_works_once(self, client, owner):
        code = code_now(SECRET)
        sign_in(client, owner)
        client.post(SECOND, {"code": code})
        client.post("/akun/keluar/")
        sign_in(client, owner)

        assert client.post(SECOND, {"code": code}).status_code == 200
        assert not is_signed_in(client)

    def test_spare_code_opens_once(self, client, owner):
        code = RecoveryCodes.activate(owner).get_unused_codes()[0]
        for is_open in (True, False):
            sign_in(client, owner)
            client.post(SECOND, {"code": code})
            assert is_signed_in(client) == is_open
            client.post("/akun/keluar/")

    def test_wrong_codes_are_counted(self, client, owner):
        sign_in(client, owner)
        for _ in range(5):
            client.post(SECOND, {"code": "000000"})

        assertContains(client.post(SECOND, {"code": code_now(SECRET)}), "Terlalu banyak percobaan")
        assert not is_signed_in(client)

    def test_next_survives(self, client, owner):
        client.post("/akun/masuk/", {"login": owner.email, "password": PASSWORD, "next": "/usaha/"})

        assertRedirects(client.post(SECOND, {"code": code_now(SECRET)}), "/usaha/", fetch_redirect_response=False)

    def test_new_password_by_mail_does_not_go_round_it(self, client, owner):
        client.post("/akun/sandi/lupa/", {"email": owner.email})
        client.post("/akun/sandi/lupa/kode/", {"code": code_in(mail.outbox[0])})
        response = client.post("/akun/sandi/lupa/baru/", {"password1": "kopi-robusta-7"})

        assertRedirects(response, SECOND)
        assert not is_signed_in(client)

    def test_code_by_mail_does_not_go_round_it(self, client, owner):
        client.post("/akun/masuk/kode/", {"email": owner.email})
        response = client.post("/akun/masuk/kode/isi/", {"code": code_in(mail.outbox[0])})

        assertRedirects(response, SECOND)
        assert not is_signed_in(client)

    def test_can_be_given_up(self, client, owner):
        sign_in(client, owner)

        assertRedirects(client.post("/akun/keluar/", {"next": "/akun/masuk/"}), "/akun/masuk/")
        assertRedirects(client.get(SECOND), "/akun/masuk/")


class TestTeam:
    """Must have a second step before it sees what belongs to others."""

    PAGES = ["/pengurus/", "/pengurus/anggota/", "/kelola/", "/kelola/konsistensi/"]

    @pytest.mark.parametrize("path", PAGES)
    def test_is_led_to_set_it_up(self, client, required, path):
        client.force_login(make_team_member())

        response = client.get(path)

        assertRedirects(response, "/akun/2fa/")
        assertContains(client.get(response.url), "Pengurus bisa membuka data semua anggota")

    @pytest.mark.parametrize("path", ["/admin/", "/admin/members/user/", "/pengurus/"])
    def test_superuser_is_led_too(self, client, required, path):
        client.force_login(make_superuser())

        assertRedirects(client.get(path), "/akun/2fa/")

    def test_moderator_alone_is_led_too(self, client, required):
        moderator = make_user()
        moderator.user_permissions.add(Permission.objects.get(codename="moderate_business"))
        client.force_login(moderator)

        assertRedirects(client.get("/pengurus/anggota/"), "/akun/2fa/")

    def test_cannot_change_anything_before(self, client, required):
        business = make_business()
        client.force_login(make_team_member())

        response = client.post(reverse("members:choose-business", args=[business.pk]))

        assertRedirects(response, "/akun/2fa/")
        assert "business" not in client.session

    @pytest.mark.parametrize("path", ["/pengurus/", "/pengurus/rotasi/"])
    def test_comes_back_to_where_it_wanted_to_go(self, client, required, path):
        user = make_team_member()
        sign_in(client, user)
        client.get(path)
        confirm_identity(client)

        page = client.get(SET_UP)
        response = client.post(SET_UP, {"code": code_now(page.context["form"].secret)}, follow=True)

        assertContains(response, f'href="{path}"')
        assertContains(client.get("/akun/2fa/"), f'href="{path}"')
        assert client.get(path).status_code == 200

    @pytest.mark.parametrize("kind", ["totp", "webauthn"])
    def test_with_app_or_passkey_gets_in(self, client, required, kind):
        user = make_team_member()
        Authenticator.objects.create(user=user, type=kind, data={})
        client.force_login(user)

        assert client.get("/pengurus/").status_code == 200

    def test_spare_codes_alone_are_not_enough(self, client, required):
        user = make_team_member()
        Authenticator.objects.create(user=user, type="recovery_codes", data={})
        client.force_login(user)

        assertRedirects(client.get("/pengurus/"), "/akun/2fa/", fetch_redirect_response=False)

    def test_removing_it_closes_the_door(self, client, required):
        user = with_app(make_team_member())
        client.force_login(user)
        assert client.get("/pengurus/").status_code == 200
        Authenticator.objects.all().delete()

        assertRedirects(client.get("/pengurus/"), "/akun/2fa/")

    def test_may_see_its_account_and_leave(self, client, required):
        client.force_login(make_team_member())

        assert client.get("/akun/").status_code == client.get("/akun/keluar/").status_code == 200
        assert client.get("/").status_code == 200

    def test_owners_may_do_without(self, client, required):
        client.force_login(make_business().memberships.get().user)

        assert client.get("/kelola/").status_code == 200
        assert client.get("/pengurus/").status_code == 404

    def test_may_do_without_where_the_setting_says_so(self, client):
        client.force_login(make_team_member())

        assert client.get("/pengurus/").status_code == 200

"""Signing up, in and out on a phone: by password, by code, by app and by passkey; every page keeps axe's rules."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.core import mail
from django.urls import reverse
from playwright.sync_api import expect

from members import privacy
from members.sign_in_links import issue_sign_in_link
from tests.browser.test_accessibility import in_both_languages, violations
from tests.factories import make_business, make_team_member, make_user
from tests.members.codes import code_in, code_now

PASSWORD = "kata-sandi-uji"


def make_owner(**fields):
    return make_business(owner=make_user(email="yani@contoh.id", name="Bu Yani", **fields)).memberships.get().user


def sign_in(page, email="yani@contoh.id", prefix=""):
    page.goto(f"{prefix}/akun/masuk/")
    page.locator("[name=login]").fill(email)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[name=password]").press("Enter")
    page.wait_for_url(lambda url: not url.endswith("/akun/masuk/"))


def confirm_identity(page):
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[name=password]").press("Enter")
    page.wait_for_url(lambda url: "/akun/konfirmasi/" not in url)


def sign_out(page):
    page.goto("/akun/")
    page.locator("main").get_by_role("button", name="Keluar").click()
    page.wait_for_url("**/")


def type_code(page, code):
    """Slowly, as people do; the last digit sends the form."""
    page.locator("[name=code]").press_sequentially(code)


@pytest.fixture
def phone_with_passkeys(page):
    """The phone keeps passkeys and knows its owner's finger."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    return devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def test_new_owner_signs_up_in_at_most_six_taps_and_fields(page):
    taps = 0
    page.goto("/akun/daftar/")
    for name, value in [("email", "yani@contoh.id"), ("password1", "kopi-robusta-7")]:
        page.locator(f"[name={name}]").fill(value)
        taps += 1
    page.locator("[name=consent]").check()
    page.get_by_role("button", name="Buat akun saya").click()
    taps += 2
    page.wait_for_url("**/akun/surel/kode/")

    type_code(page, code_in(mail.outbox[0]))
    taps += 1

    page.wait_for_url("**/kelola/usaha/tambah/")
    assert taps <= 6
    assert EmailAddress.objects.get().verified
    sign_out(page)
    page.goto("/kelola/")
    page.wait_for_url("**/akun/masuk/?next=/kelola/")


def test_sign_up_works_without_javascript(browser, browser_context_args, live_server):
    context = browser.new_context(**browser_context_args, java_script_enabled=False)
    page = context.new_page()
    page.goto("/akun/daftar/")
    page.locator("[name=email]").fill("yani@contoh.id")
    page.locator("[name=password1]").fill("kopi-robusta-7")
    page.locator("[name=consent]").check()
    page.get_by_role("button", name="Buat akun saya").click()
    page.wait_for_url("**/akun/surel/kode/")
    page.locator("[name=code]").fill(code_in(mail.outbox[0]))

    page.get_by_role("button", name="Lanjut").click()

    page.wait_for_url("**/kelola/usaha/tambah/")
    context.close()


def test_form_that_comes_back_starts_at_what_is_wrong(page, live_server):
    page.goto("/akun/daftar/")
    page.locator("main form").first.evaluate("form => form.noValidate = true")
    page.get_by_label("Surel").fill("sari@contoh.id")
    page.get_by_role("button", name="Buat akun saya").tap()

    expect(page.get_by_text("Mohon isi bagian ini.")).to_be_visible()
    expect(page.get_by_label("Kata sandi", exact=True)).to_be_focused()


def test_password_can_be_looked_at(page, live_server):
    page.goto("/akun/daftar/")
    field = page.locator("[name=password1]")
    field.fill("kopi-robusta-7")

    page.get_by_label("Tampilkan kata sandi").check()

    assert field.get_attribute("type") == "text"


def test_code_from_the_mail_signs_in(page, live_server):
    make_owner()
    page.goto("/akun/masuk/")
    page.get_by_role("link", name="Minta kode lewat surel").click()
    page.locator("[name=email]").fill("yani@contoh.id")
    page.get_by_role("button", name="Kirim kode").click()
    page.wait_for_url("**/kode/isi/")

    type_code(page, code_in(mail.outbox[0]))

    page.wait_for_url("**/kelola/")


def test_forgotten_password_is_replaced(page, live_server):
    owner = make_owner()
    page.goto("/akun/masuk/")
    page.get_by_role("link", name="Lupa kata sandi?").click()
    page.locator("[name=email]").fill("yani@contoh.id")
    page.get_by_role("button", name="Kirim kode").click()
    page.wait_for_url("**/lupa/kode/")
    type_code(page, code_in(mail.outbox[0]))
    page.wait_for_url("**/lupa/baru/")
    page.locator("[name=password1]").fill("kopi-robusta-7")

    page.get_by_role("button", name="Simpan dan masuk").click()

    page.wait_for_url("**/kelola/")
    owner.refresh_from_db()
    assert owner.check_password("kopi-robusta-7")


def test_team_sets_up_its_app_comes_back_and_signs_in_with_it(page, live_server, settings):
    settings.REQUIRE_TEAM_2FA = True
    make_team_member(email="rani@contoh.id")
    sign_in(page, "rani@contoh.id")
    page.wait_for_url("**/akun/2fa/")
    page.get_by_role("link", name="Pasang aplikasi").click()
    confirm_identity(page)
    secret = page.locator("#kunci").inner_text()
    type_code(page, code_now(secret))
    page.wait_for_url("**/cadangan/")
    spare = page.locator(".account__codes li").first.inner_text()
    page.get_by_role("link", name="Sudah saya simpan, lanjut").click()
    page.wait_for_url("**/pengurus/")

    sign_out(page)
    sign_in(page, "rani@contoh.id")
    page.locator("[name=code]").fill(spare)
    page.get_by_role("button", name="Masuk").click()

    page.wait_for_url("**/pengurus/")


def test_passkey_is_made_and_signs_in(page, live_server, phone_with_passkeys):
    owner = make_owner()
    sign_in(page)
    page.goto("/akun/2fa/kunci/tambah/")
    confirm_identity(page)
    page.get_by_label("Nama kunci sandi ini").fill("Ponsel saya")
    page.get_by_role("button", name="Tambah kunci sandi").click()
    page.wait_for_url("**/cadangan/")
    passkey = Authenticator.objects.get(user=owner, type="webauthn").wrap()
    assert (passkey.name, passkey.is_passwordless) == ("Ponsel saya", True)
    sign_out(page)

    page.goto("/akun/masuk/")
    page.get_by_role("button", name="Pakai kunci sandi").click()

    page.wait_for_url("**/kelola/")
    page.goto("/akun/")
    assert page.get_by_role("link", name="Kunci sandi").inner_text().endswith("aktif")


def test_passkey_is_the_second_step_and_proves_who_it_is(page, live_server, phone_with_passkeys):
    make_owner()
    sign_in(page)
    page.goto("/akun/2fa/kunci/tambah/")
    confirm_identity(page)
    page.get_by_role("button", name="Tambah kunci sandi").click()
    page.wait_for_url("**/cadangan/")
    sign_out(page)

    sign_in(page)
    page.wait_for_url("**/akun/2fa/masuk/")
    page.get_by_role("button", name="Pakai kunci sandi Anda").click()
    page.wait_for_url("**/kelola/")

    page.goto("/akun/2fa/cadangan/buat/")
    page.get_by_role("link", name="Pakai kunci sandi Anda").click()
    page.get_by_role("button", name="Pakai kunci sandi Anda").click()
    page.wait_for_url("**/cadangan/buat/")


def test_refused_passkey_says_so(page, live_server):
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    page.goto("/akun/masuk/")
    page.evaluate("() => { navigator.credentials.get = () => Promise.reject(new Error('refused')) }")

    page.get_by_role("button", name="Pakai kunci sandi").click()

    page.get_by_text("Belum berhasil. Coba lagi, atau pilih cara lain.").wait_for()


def test_link_by_whatsapp_signs_in_although_it_sends_no_referrer(page, live_server, settings):
    settings.SITE_URL = live_server.url
    owner = make_user(email=None, password=None, name="Bu Sri", has_consented=False)
    make_business(owner=owner)
    page.goto(issue_sign_in_link(owner, make_team_member()))
    assert page.get_by_text("Bu Sri").is_visible()

    page.locator("main").get_by_role("button", name="Masuk").click()

    page.wait_for_url("**/akun/persetujuan/**")
    page.get_by_role("button", name="Saya setuju").click()
    page.wait_for_url("**/kelola/")
    assert owner.consents.get().version == privacy.VERSION


@in_both_languages
def test_entrance_keeps_the_rules(page, live_server, settings, complaints, prefix):
    settings.GOOGLE_CLIENT_ID = "uji"
    owner = make_user(email=None, password=None, language="en" if prefix else "id")
    link = issue_sign_in_link(owner, make_team_member()).removeprefix(settings.SITE_URL)
    pages = ["masuk/", "masuk/kode/", "daftar/", "sandi/lupa/", "sandi/lupa/selesai/", "nonaktif/", "google/batal/"]
    for path in [*(f"{prefix}/akun/{path}" for path in pages), link]:
        page.goto(path)
        assert violations(page) == []
    for path, status in [("tautan/entah/", "410"), ("google/gagal/", "401")]:
        page.goto(f"{prefix}/akun/{path}")
        assert violations(page) == []
        assert all(status in complaint for complaint in complaints)
        complaints.clear()

    page.goto(f"{prefix}/akun/daftar/")
    page.evaluate("document.querySelectorAll('form').forEach(form => form.noValidate = true)")
    page.locator("[name=password1]").fill("1")
    page.locator("[name=password1]").press("Enter")
    page.locator(".field__error").first.wait_for()
    assert violations(page) == []


@in_both_languages
def test_pages_of_codes_keep_the_rules(page, live_server, prefix):
    make_owner()
    for start, code_page in [("masuk/kode/", "kode/isi/"), ("sandi/lupa/", "lupa/kode/")]:
        page.goto(f"{prefix}/akun/{start}")
        page.locator("[name=email]").fill("yani@contoh.id")
        page.locator("[name=email]").press("Enter")
        page.wait_for_url(f"**/{code_page}")
        assert violations(page) == []
    type_code(page, code_in(mail.outbox[-1]))
    page.wait_for_url("**/lupa/baru/")
    assert violations(page) == []

    page.context.clear_cookies()
    page.goto(f"{prefix}/akun/daftar/")
    page.locator("[name=email]").fill("baru@contoh.id")
    page.locator("[name=password1]").fill("kopi-robusta-7")
    page.locator("[name=consent]").check()
    page.locator("[name=password1]").press("Enter")
    page.wait_for_url("**/surel/kode/")
    assert violations(page) == []
    type_code(page, "0000-0000")
    page.locator(".field__error").wait_for()
    assert violations(page) == []


@in_both_languages
def test_account_keeps_the_rules(page, live_server, settings, prefix):
    settings.GOOGLE_CLIENT_ID = "uji"
    owner = make_owner()
    sign_in(page, prefix=prefix)
    page.goto(f"{prefix}/akun/2fa/aplikasi/")
    assert violations(page) == []
    confirm_identity(page)
    paths = ["", "surel/", "sandi/", "2fa/", "2fa/aplikasi/", "2fa/kunci/", "2fa/kunci/tambah/", "sesi/", "google/"]
    for path in [*paths, "keluar/", "persetujuan/"]:
        page.goto(f"{prefix}/akun/{path}")
        assert violations(page) == []

    totp.TOTP.activate(owner, "JBSWY3DPEHPK3PXP")
    key = Authenticator.objects.create(user=owner, type="webauthn", data={"name": "Ponsel", "credential": {}})
    page.goto(f"{prefix}/akun/2fa/cadangan/buat/")
    assert violations(page) == []
    page.locator("main form button").click()
    page.wait_for_url("**/cadangan/")
    assert violations(page) == []
    for path in ["", "aplikasi/hapus/", "konfirmasi/", "kunci/", f"kunci/{key.pk}/ubah/", f"kunci/{key.pk}/hapus/"]:
        page.goto(f"{prefix}/akun/2fa/{path}")
        assert violations(page) == []

    owner.set_unusable_password()
    owner.save()
    page.context.clear_cookies()
    key.delete()
    page.goto(f"{prefix}{reverse('account_login')}")
    page.get_by_role("link", name="kode lewat surel" if not prefix else "code by e-mail").click()
    page.locator("[name=email]").fill("yani@contoh.id")
    page.locator("[name=email]").press("Enter")
    page.wait_for_url("**/kode/isi/")
    type_code(page, code_in(mail.outbox[-1]))
    page.wait_for_url("**/2fa/masuk/")
    assert violations(page) == []
    page.locator("[name=code]").fill(code_now("JBSWY3DPEHPK3PXP"))
    page.locator("[name=code]").press("Enter")
    page.wait_for_url("**/kelola/")
    page.goto(f"{prefix}/akun/sandi/buat/")
    assert violations(page) == []

"""An owner joins on a phone in a few taps, puts up a logo, mends the profile, and takes over an imported business."""

import re

import pytest
from playwright.sync_api import expect

from catalogue.photos import store_photo
from members.claims import issue_claim_link
from members.models import Business, District
from tests.browser.test_accessibility import in_both_languages, violations
from tests.browser.thumb import Thumb
from tests.catalogue.uploads import quarters, upload
from tests.factories import make_business, make_team_member, make_user

ADD = "/kelola/usaha/tambah/"
PASSWORD = "kata-sandi-uji"
PHOTO = {"name": "logo.jpg", "mimeType": "image/jpeg", "buffer": upload(quarters(700, 500)).getvalue()}
NO_PHOTO = {"name": "logo.jpg", "mimeType": "image/jpeg", "buffer": b"entah"}


def sign_in(page, user):
    page.goto("/akun/masuk/")
    page.locator("[name=login]").fill(user.email)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[name=password]").press("Enter")
    page.wait_for_url("**/")


@pytest.fixture
def owner(page, live_server):
    owner = make_user(name="Yani")
    sign_in(page, owner)
    return owner


def make_draft(owner, **fields):
    return make_business(
        owner, **{"name": "Dapur Bu Yani", "status": "draft", "regency": None, "whatsapp": ""} | fields
    )


def make_complete_draft(owner):
    district = District.objects.filter(regency="18.71").first()
    return make_business(owner, status="draft", district=district, whatsapp_confirmed_at="2026-11-01T00:00Z")


def test_owner_hands_in_a_business_in_twelve_taps_and_fields(page, owner, chats):
    page.goto(ADD)
    thumb = Thumb(page)

    thumb.fill("Nama usaha", "Dapur Bu Yani")
    thumb.tap("Kuliner", "radio")
    thumb.tap("Lanjut")
    thumb.choose("Kabupaten/kota", "Bandar Lampung")
    thumb.choose("Kecamatan", "Kedaton")
    thumb.tap("Lanjut")
    thumb.fill("Nomor WhatsApp Anda", "0812 3456 7890")
    chat = re.compile(r"https://wa\.me/6281234567890")
    with page.expect_request(chat):
        thumb.tap("Buka obrolan")
    page.wait_for_timeout(300)
    page.go_back()
    thumb.tap("Ya, nomornya benar")
    thumb.tap("Lewati dulu", "link")
    thumb.tap("Ajukan")

    expect(page.get_by_role("heading", name="Sedang diperiksa pengurus")).to_be_visible()
    assert thumb.count <= 12
    business = Business.objects.get()
    assert (business.status, business.name, str(business.district)) == ("submitted", "Dapur Bu Yani", "Kedaton")
    assert business.whatsapp_confirmed_at
    assert len(chats) == 1


def test_districts_follow_the_regency(page, owner):
    page.goto(f"/kelola/usaha/{make_draft(owner).pk}/daftar/tempat/")
    regency, district = page.get_by_label("Kabupaten/kota"), page.get_by_label("Kecamatan")

    regency.select_option(label="Metro")
    assert district.locator("option").count() == 6
    district.select_option(label="Metro Pusat")
    regency.select_option(label="Bandar Lampung")

    assert district.locator("option").count() == 21
    assert district.input_value() == ""


def test_logo_goes_up_by_choosing_it_and_the_rest_of_the_typing_stays(page, owner):
    business = make_draft(owner)
    page.goto(f"/kelola/usaha/{business.pk}/daftar/layanan/")
    page.get_by_label("Kurir dalam kota").check()

    page.get_by_label("Logo").set_input_files(NO_PHOTO)
    expect(page.get_by_text("Ini bukan foto.")).to_be_visible()
    page.get_by_label("Logo").set_input_files(PHOTO)
    expect(page.get_by_alt_text("Logo Anda")).to_be_visible()

    expect(page.get_by_label("Kurir dalam kota")).to_be_checked()
    business.refresh_from_db()
    assert business.logo


def test_lost_connection_keeps_the_chosen_photo_for_another_try(page, context, owner, complaints):
    business = make_draft(owner)
    page.goto(f"/kelola/usaha/{business.pk}/daftar/layanan/")

    page.wait_for_load_state("networkidle")
    context.set_offline(True)
    page.get_by_label("Logo").set_input_files(PHOTO)
    expect(page.get_by_text("Sambungan terputus.")).to_be_visible()
    context.set_offline(False)
    page.get_by_role("button", name="Pasang").tap()

    expect(page.get_by_alt_text("Logo Anda")).to_be_visible()
    assert all("ERR_INTERNET_DISCONNECTED" in complaint for complaint in complaints)
    complaints.clear()


def test_claim_by_link_after_signing_in(page, live_server, settings):
    settings.SITE_URL = live_server.url
    link = issue_claim_link(make_business(owner=False, name="Dapur Bu Yani"), make_team_member())
    user = make_user()
    page.goto(link)

    page.get_by_role("link", name="Sudah punya akun: masuk").tap()
    page.locator("[name=login]").fill(user.email)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[name=password]").press("Enter")
    page.get_by_role("button", name="Ya, ini usaha saya").tap()

    expect(page.get_by_text("Selamat datang! Dapur Bu Yani sekarang milik Anda.")).to_be_visible()


class TestWithoutJavaScript:
    @pytest.fixture
    def browser_context_args(self, browser_context_args):
        return {**browser_context_args, "java_script_enabled": False}

    def test_place_and_logo_work(self, page, owner):
        business = make_draft(owner)
        page.goto(f"/kelola/usaha/{business.pk}/daftar/tempat/")
        page.get_by_label("Kabupaten/kota").select_option(label="Bandar Lampung")
        page.get_by_label("Kecamatan").select_option(label="Kedaton")
        page.get_by_role("button", name="Lanjut").tap()
        expect(page).to_have_url(re.compile("/whatsapp/$"))

        page.goto(f"/kelola/usaha/{business.pk}/daftar/layanan/")
        page.get_by_label("Logo").set_input_files(NO_PHOTO)
        page.get_by_role("button", name="Pasang").tap()
        expect(page.get_by_text("Ini bukan foto.")).to_be_visible()
        page.get_by_label("Logo").set_input_files(PHOTO)
        page.get_by_role("button", name="Pasang").tap()
        expect(page).to_have_url(re.compile("/layanan/$"))
        expect(page.get_by_alt_text("Logo Anda")).to_be_visible()


@in_both_languages
def test_joining_keeps_the_rules_of_accessibility(page, owner, prefix):
    page.goto(f"{prefix}{ADD}")
    assert violations(page) == []
    page.evaluate("document.querySelector('.joining__form').noValidate = true")
    page.locator(".joining__form .button--main").tap()
    page.locator(".field__error").first.wait_for()
    assert violations(page) == []

    business = make_draft(owner)
    for slug in ["nama", "tempat", "whatsapp", "cerita", "layanan", "ringkasan"]:
        page.goto(f"{prefix}/kelola/usaha/{business.pk}/daftar/{slug}/")
        assert violations(page) == []


@in_both_languages
def test_status_pages_keep_the_rules_of_accessibility(page, owner, prefix, complaints):
    business = make_complete_draft(owner)
    business.activated_at = business.created_at
    for status in ["draft", "submitted", "rejected", "active", "suspended"]:
        business.status, business.review_note = status, "Tulis nama tanpa huruf besar."
        business.save()
        page.goto(f"{prefix}/kelola/usaha/status/")
        assert violations(page) == []
    assert all("403" in complaint for complaint in complaints)
    complaints.clear()


@in_both_languages
def test_profile_keeps_the_rules_of_accessibility(page, owner, prefix):
    name = store_photo(upload(quarters(700, 700))).name
    business = make_business(owner, logo=name, cover=name, tagline="Keripik renyah", whatsapp_confirmed_at=None)
    make_business(owner)
    for part in ["", "pratinjau/", f"{business.pk}/whatsapp/", f"{business.pk}/gambar/sampul/"]:
        page.goto(f"{prefix}/kelola/usaha/{part}")
        assert violations(page) == []
    page.goto(f"{prefix}/kelola/usaha/")
    page.locator("[name=shopee]").fill("tokopedia.com/dapur")
    page.locator(".profile__save button").tap()
    page.locator(".field__error").first.wait_for()
    assert violations(page) == []


@in_both_languages
def test_claim_pages_keep_the_rules_of_accessibility(page, live_server, prefix, complaints):
    path = "/klaim/" + issue_claim_link(make_business(owner=False), make_team_member()).split("/klaim/")[1]
    page.goto(prefix + path)
    assert violations(page) == []
    sign_in(page, make_user())
    page.goto(prefix + path)
    assert violations(page) == []
    page.goto(f"{prefix}/klaim/entah/")
    assert violations(page) == []
    assert all("410" in complaint for complaint in complaints)
    complaints.clear()


def test_second_tab_is_refused_and_keeps_its_typing(page, context, owner):
    district = District.objects.filter(regency="18.71").first()
    business = make_business(owner, district=district)
    first, second = page, context.new_page()
    for tab in [first, second]:
        tab.goto("/kelola/usaha/")
    first.get_by_label("Dalam satu kalimat").fill("Keripik pertama")
    first.get_by_role("button", name="Simpan").tap()
    expect(first.get_by_text("Profil usaha sudah disimpan.")).to_be_visible()

    second.get_by_label("Dalam satu kalimat").fill("Keripik kedua")
    second.get_by_role("button", name="Simpan").tap()

    expect(second.get_by_text("Keripik pertama").first).to_be_visible()
    expect(second.get_by_label("Dalam satu kalimat")).to_have_value("Keripik kedua")
    second.get_by_role("button", name="Simpan").tap()
    expect(second.get_by_text("Profil usaha sudah disimpan.")).to_be_visible()
    business.refresh_from_db()
    assert business.tagline == "Keripik kedua"

"""Moderators on a phone: who joins, what is hidden, who is let in. And an owner who mends a hidden product."""

import re
from datetime import timedelta
from urllib.parse import unquote

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from catalogue.models import Photo
from catalogue.photos import store_photo
from members.claims import issue_claim_link
from members.models import AccessLink, Business
from tests.browser.test_accessibility import in_both_languages, violations
from tests.catalogue.uploads import quarters, upload
from tests.factories import make_business, make_photo, make_product, make_report, make_team_member, make_user

PASSWORD = "kata-sandi-uji"
QUEUE, PEOPLE = "/pengurus/moderasi/", "/pengurus/anggota/"


@pytest.fixture
def rani(live_server):
    return make_team_member(name="Rani", email="rani@contoh.id")


def waiting_business(days, **fields):
    return make_business(status="submitted", submitted_at=timezone.now() - timedelta(days=days), **fields)


@pytest.fixture
def community(rani):
    """Two who wait, one of them perhaps twice, a product that is reported, and one business that nobody claimed."""
    picture = store_photo(upload(quarters(700, 700))).name
    dapur = waiting_business(
        9,
        name="Dapur Ayu Kedaton",
        tagline="Kue basah setiap pagi",
        opening_hours="Senin" + "x" * 80,
        story="Kami mulai dari teras rumah. " * 12,
        has_pickup=True,
        instagram="dapurayu",
        review_note="Ceritakan usahanya.",
    )
    make_photo(make_product(business=dapur, name="Kue lapis", status="draft"))
    waiting_business(2, name="Batik Canting Sari")
    make_business(name="Batik Canting Sari Metro")
    kaus = make_product(name="Kaus Gajah", business=make_business(make_user(email="ruwa@contoh.id"), name="Ruwa Tees"))
    make_photo(kaus)
    make_report(product=kaus, text="Fotonya dari toko lain.")
    make_report(product=kaus)
    make_business(owner=False, name="Bambu Pak Karto")
    Photo.objects.update(image=picture, width=700, height=700)
    return {"kaus": kaus, "dapur": dapur}


def sign_in(page, email, to):
    page.goto(f"/akun/masuk/?next={to}")
    page.locator("[name=login]").fill(email)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[name=password]").press("Enter")
    page.wait_for_url(f"**{to}")


def expect_to_fit(page):
    page.wait_for_load_state()
    assert page.evaluate("document.documentElement.scrollWidth") == 360


def sign_out(page):
    page.context.clear_cookies()


def test_moderator_decides_and_owner_mends(page, context, community):
    sign_in(page, "rani@contoh.id", QUEUE)
    expect(page.get_by_role("link", name="Moderasi 3 menunggu")).to_be_visible()
    expect_to_fit(page)

    # One tap takes the first one on the portal; the message for its owner is ready.
    page.get_by_role("button", name="Setujui Dapur Ayu Kedaton").click()
    expect(page.get_by_text("Dapur Ayu Kedaton disetujui")).to_be_visible()
    chat = page.get_by_role("link", name="Kirim lewat WhatsApp").get_attribute("href")
    assert "Kabar baik: Dapur Ayu Kedaton sudah disetujui" in unquote(chat)

    # The second one may be there already: look, and ask.
    card = page.get_by_role("article", name="Batik Canting Sari", exact=True)
    expect(card.get_by_text("Mungkin sudah ada di portal:")).to_be_visible()
    card.get_by_role("link", name="Minta perbaikan").click()
    page.get_by_label("Nama usaha belum lengkap atau belum tepat.").check()
    page.get_by_label("Dengan kata-kata Anda").fill("Apakah ini cabang Metro?")
    expect_to_fit(page)
    page.get_by_role("button", name="Minta perbaikan ini").click()
    expect(page.get_by_label("Pesan untuk pemilik")).to_have_value(re.compile("Apakah ini cabang Metro"))
    assert Business.objects.get(name="Batik Canting Sari").status == "draft"

    # A reported product is hidden.
    page.get_by_role("link", name="Laporan 1").click()
    page.get_by_role("link", name="Periksa dan putuskan Kaus Gajah").click()
    expect_to_fit(page)
    page.get_by_role("link", name="Sembunyikan produk ini").click()
    page.get_by_label("Fotonya milik orang lain. Pakailah foto sendiri.").check()
    page.get_by_role("button", name="Sembunyikan produk").click()
    expect(page.get_by_text("Kaus Gajah disembunyikan.")).to_be_visible()
    expect_to_fit(page)
    expect(page.get_by_role("link", name="Moderasi", exact=True)).to_be_visible()

    # Its owner reads why, and asks for it to be shown again.
    kaus = community["kaus"]
    sign_out(page)
    sign_in(page, "ruwa@contoh.id", f"/kelola/produk/{kaus.pk}/minta-tampil/")
    expect(page.get_by_text("Fotonya milik orang lain. Pakailah foto sendiri.")).to_be_visible()
    expect_to_fit(page)
    page.get_by_role("button", name="Sudah saya perbaiki, minta ditampilkan lagi").click()
    expect(page.get_by_text("Pengurus akan memeriksanya lagi")).to_be_visible()

    # One tap shows it again.
    sign_out(page)
    sign_in(page, "rani@contoh.id", QUEUE)
    page.get_by_role("button", name="Tampilkan lagi Kaus Gajah").click()
    expect(page.get_by_text("Kaus Gajah tampil lagi.")).to_be_visible()
    page.goto(kaus.get_absolute_url())
    expect(page.get_by_role("heading", name="Kaus Gajah", level=1)).to_be_visible()


def test_moderator_helps_and_lets_owners_in(page, context, community):
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    sign_in(page, "rani@contoh.id", PEOPLE)
    expect_to_fit(page)

    # An owner without a mailbox gets a business and an account.
    page.get_by_role("link", name="Tambah untuk pemilik tanpa surel").click()
    page.get_by_label("Nama usaha").fill("Warung Mak Siti")
    page.get_by_label("Nama pemilik").fill("Siti")
    page.get_by_label("Nomor WhatsApp pemilik").fill("0813 7788 9900")
    expect_to_fit(page)
    page.get_by_role("button", name="Buat akun").click()
    expect(page.get_by_role("heading", name="Warung Mak Siti")).to_be_visible()
    page.get_by_role("button", name="Buat tautan masuk Siti").click()
    address = page.get_by_role("textbox", name="Tautan").input_value()
    assert AccessLink.objects.find("sign_in", address.rstrip("/").rsplit("/", 1)[1]).user.name == "Siti"
    expect_to_fit(page)

    # A moderator works on its pages, and stops.
    page.get_by_role("button", name="Bantu kelola").click()
    expect(page.get_by_text("Anda sedang membantu Warung Mak Siti")).to_be_visible()
    page.get_by_role("button", name="Selesai membantu").click()

    # One that nobody claimed is found, and gets a link to claim it, once.
    page.get_by_role("searchbox").fill("karto")
    page.get_by_role("searchbox").press("Enter")
    page.get_by_role("link", name="Bambu Pak Karto").click()
    page.get_by_role("button", name="Buat tautan klaim").click()
    address = page.get_by_role("textbox", name="Tautan").input_value()
    assert AccessLink.objects.find("claim", address.rstrip("/").rsplit("/", 1)[1])
    page.get_by_role("button", name="Salin").click()
    expect(page.get_by_text("Tersalin")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == address

    # The link is listed without its secret, and can be taken back.
    page.goto(f"{PEOPLE}{Business.objects.get(name='Bambu Pak Karto').pk}/")
    assert address not in page.content()
    page.get_by_role("button", name="Cabut").click()
    expect(page.get_by_text("Tautan itu tidak berlaku lagi.")).to_be_visible()
    assert not AccessLink.objects.filter(purpose="claim").get().is_usable


@in_both_languages
def test_pages_keep_the_rules(page, community, rani, prefix):
    kaus, dapur = community["kaus"], community["dapur"]
    hidden = make_product(business=dapur, hidden_reason="Foto buram.", review_asked_at=timezone.now())
    suspended = make_business(
        status="suspended", activated_at=timezone.now(), reviewed_at=timezone.now(), review_note="Tidak menjawab."
    )
    unclaimed = Business.objects.get(name="Bambu Pak Karto")
    issue_claim_link(unclaimed, rani)
    dapur.tagline = "Kue basah dan kering"
    dapur.save()
    sign_in(page, "rani@contoh.id", QUEUE)

    for path in [
        QUEUE,
        f"{QUEUE}?bagian=produk&diputus={suspended.pk}",
        f"{QUEUE}?bagian=laporan",
        f"{QUEUE}produk/{kaus.pk}/",
        f"{QUEUE}produk/{hidden.pk}/?diputus",
        f"{QUEUE}produk/{hidden.pk}/sembunyikan/",
        f"{QUEUE}usaha/{dapur.pk}/",
        PEOPLE,
        f"{PEOPLE}?q=tidakada",
        f"{PEOPLE}tambah/",
        f"{PEOPLE}{dapur.pk}/",
        f"{PEOPLE}{suspended.pk}/",
        f"{PEOPLE}{unclaimed.pk}/",
        f"{PEOPLE}{unclaimed.pk}/pemilik/",
        f"{PEOPLE}{dapur.pk}/minta-perbaikan/",
        f"/kelola/produk/{hidden.pk}/minta-tampil/",
    ]:
        page.goto(prefix + path)
        expect_to_fit(page)
        assert violations(page) == []

    page.goto(f"{prefix}{PEOPLE}{dapur.pk}/tolak/")
    page.locator("form[method=post] button").last.click()
    page.locator(".field__error").wait_for()
    assert violations(page) == []
    page.goto(f"{prefix}{PEOPLE}{unclaimed.pk}/")
    page.locator("form[action$='tautan-klaim/'] button").click()
    page.locator("#tautan-rahasia").wait_for()
    assert violations(page) == []

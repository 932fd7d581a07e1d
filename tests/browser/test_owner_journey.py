"""From nothing to a product that shoppers see: an owner signs up and joins, the team approves, in a few taps."""

import re

from django.core import mail
from playwright.sync_api import expect

from catalogue.models import Product
from members.models import Business
from tests.browser.thumb import Thumb
from tests.catalogue.uploads import quarters, upload
from tests.factories import make_team_member
from tests.members.codes import code_in

PASSWORD = "kata-sandi-uji"


def photos():
    for side in (1100, 1200, 1300):
        body = upload(quarters(side, side)).getvalue()
        yield {"name": f"foto{side}.jpg", "mimeType": "image/jpeg", "buffer": body}


def approve(browser, base_url):
    """What the team does meanwhile, on another phone."""
    person = make_team_member()
    page = browser.new_page(base_url=base_url, locale="id-ID", viewport={"width": 360, "height": 740})
    page.goto("/akun/masuk/?next=/pengurus/moderasi/")
    page.locator("[name=login]").fill(person.email)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[name=password]").press("Enter")
    expect(page.get_by_role("heading", name="Dapur Bu Yani")).to_be_visible()
    page.get_by_role("button", name="Setujui").first.click()
    expect(page.get_by_text("Dapur Bu Yani").first).to_be_visible()
    page.close()


def test_owner_is_on_the_portal_with_three_photos_in_fewer_than_25_taps_and_fields(
    page, browser, base_url, live_server, chats, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    thumb = Thumb(page)

    # Sign-up; the mail is read and its code typed.
    page.goto("/gabung/")
    thumb.tap("Buat akun", "link")
    thumb.fill("Surel", "yani@contoh.id")
    thumb.fill("Kata sandi", "kopi-robusta-7")
    thumb.tap("Saya setuju", "checkbox")
    thumb.tap("Buat akun saya")
    page.wait_for_url("**/akun/surel/kode/")
    thumb.type("Kode", code_in(mail.outbox[0]))

    # Joining
    page.wait_for_url("**/kelola/usaha/tambah/")
    thumb.fill("Nama usaha", "Dapur Bu Yani")
    thumb.tap("Kuliner", "radio")
    thumb.tap("Lanjut")
    thumb.choose("Kabupaten/kota", "Bandar Lampung")
    thumb.choose("Kecamatan", "Kedaton")
    thumb.tap("Lanjut")
    thumb.fill("Nomor WhatsApp Anda", "0812 3456 7890")
    with page.expect_request(re.compile(r"https://wa\.me/6281234567890")):
        thumb.tap("Buka obrolan")
    page.wait_for_timeout(300)
    page.go_back()
    thumb.tap("Ya, nomornya benar")
    thumb.tap("Lewati dulu", "link")
    thumb.tap("Ajukan")
    expect(page.get_by_role("heading", name="Sedang diperiksa pengurus")).to_be_visible()

    # The product is prepared while the team decides.
    thumb.tap("Tambah produk", "link")
    thumb.choose_files(list(photos()))
    page.wait_for_url(re.compile(r"/kelola/produk/\d+/"))
    thumb.fill("Nama produk", "Keripik pisang cokelat")
    thumb.fill("Harga", "27.500")
    expect(page.get_by_label("Kategori")).to_have_value(re.compile(r"\d+"))
    expect(page.locator("[data-photo]")).to_have_count(3)
    thumb.tap("Terbitkan")
    expect(page.get_by_text("tampil begitu usaha Anda disetujui")).to_be_visible()

    approve(browser, base_url)

    assert thumb.count < 25
    assert Business.objects.get().status == Business.Status.ACTIVE
    product = Product.objects.published().get()
    assert product.photos.count() == 3
    assert [message.to for message in mail.outbox][-1] == ["yani@contoh.id"]
    page.goto("/produk/")
    page.get_by_role("link", name="Keripik pisang cokelat", exact=True).tap()
    expect(page.get_by_role("button", name="Pesan lewat WhatsApp")).to_be_visible()
    assert len(chats) == 1

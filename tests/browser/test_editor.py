"""An owner on a phone puts a product online: photos first, then words, and nothing is lost on the way."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from playwright.sync_api import expect

from catalogue.gallery import add_photo
from catalogue.models import Photo, Product, Typing
from tests.browser.test_accessibility import violations
from tests.catalogue.editors import make_draft, make_ready_business, owner_of
from tests.catalogue.uploads import quarters, upload
from tests.factories import make_product

EDITOR = re.compile(r"/kelola/produk/\d+/(#foto)?$")


def file(name, side=200, body=None):
    return {"name": name, "mimeType": "image/jpeg", "buffer": body or upload(quarters(side, side)).getvalue()}


@pytest.fixture
def business(live_server, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return make_ready_business(name="Dapur Bu Yani")


@pytest.fixture
def sign_in(page, client, base_url, business):
    """Open a page signed in as the business's owner."""
    client.force_login(owner_of(business))
    cookie = client.cookies["sessionid"]

    def go(path, page=page):
        page.context.add_cookies([{"name": "sessionid", "value": cookie.value, "url": base_url}])
        page.goto(path)
        return page

    return go


@pytest.fixture
def draft(business):
    return make_draft(business)


@pytest.fixture
def three(business):
    """A draft with three photos of their own files."""
    draft = make_draft(business, name="Keripik pisang")
    for side in (200, 210, 220):
        add_photo(draft, SimpleUploadedFile("x.jpg", upload(quarters(side, side)).getvalue()))
    return draft


def path(product):
    return f"/kelola/produk/{product.pk}/"


def order(product):
    return list(product.photos.values_list("width", flat=True))


def expect_photos(page, number):
    expect(page.locator("[data-photo]")).to_have_count(number)
    expect(page.locator(".upload")).to_have_count(0)


def expect_to_fit(page):
    page.wait_for_load_state()
    assert page.evaluate("document.documentElement.scrollWidth") == 360


def choose(page, *files):
    page.locator("[data-photos] [type=file]").set_input_files(list(files))


def expect_kept(page):
    expect(page.locator("[data-typing-status]")).to_have_text("Ketikan tersimpan")


def test_product_is_online_after_six_taps_and_fields(page, sign_in, business):
    steps = 0
    sign_in("/kelola/konsistensi/")

    page.get_by_role("link", name="Tambah").click()
    steps += 1
    expect_to_fit(page)
    page.locator("[type=file]").set_input_files([file(f"foto{side}.jpg", side) for side in (200, 210, 220)])
    steps += 1
    page.wait_for_url(EDITOR)
    page.get_by_label("Nama produk").fill("Keripik pisang cokelat")
    steps += 1
    page.get_by_label("Harga").fill("27.500")
    steps += 1
    expect(page.get_by_label("Kategori")).to_have_value(re.compile(r"\d+"))
    expect_to_fit(page)
    page.get_by_role("button", name="Terbitkan").click()
    steps += 1
    expect(page.get_by_text("Pembeli sudah bisa melihatnya.")).to_be_visible()

    product = Product.objects.get()
    assert steps <= 6
    assert (product.status, product.price, product.category.slug) == ("published", 27_500, "keripik-kerupuk")
    assert order(product) == [200, 210, 220]
    assert list(product.photos.values_list("alt", flat=True)) == [
        f"Keripik pisang cokelat, foto {number}" for number in (1, 2, 3)
    ]
    assert not Typing.objects.exists()


def test_each_photo_has_its_progress_its_message_and_another_try(page, sign_in, draft):
    sign_in(path(draft))

    choose(page, file("satu.jpg"), file("catatan.jpg", body=b"bukan foto"), file("tiga.jpg", 220))

    expect(page.get_by_role("progressbar", name="satu.jpg")).to_be_visible()
    refused = page.locator(".upload", has_text="catatan.jpg")
    expect(refused).to_contain_text("Ini bukan foto.")
    expect(page.locator("[data-photo]")).to_have_count(2)
    expect(page.locator(".upload")).to_have_count(1)
    assert violations(page) == []
    refused.get_by_role("button", name="Coba lagi").click()
    expect(refused).to_contain_text("Ini bukan foto.")
    refused.get_by_role("button", name="Buang").click()
    expect_photos(page, 2)
    assert order(draft) == [200, 220]


def test_photo_too_large_is_refused_before_it_is_sent(page, sign_in, draft, tmp_path):
    large = tmp_path / "besar.jpg"
    large.write_bytes(bytes(15 * 1024**2 + 1))
    sign_in(path(draft))

    choose(page, large)

    expect(page.locator(".upload")).to_contain_text("lebih dari 15 MB")


def test_order_changes_by_keyboard_and_buttons(page, sign_in, three):
    sign_in(path(three))
    photos = page.locator("[data-photo] .photos__open")

    photos.nth(2).focus()
    page.keyboard.press("ArrowLeft")
    expect(page.locator("[data-photo-status]")).to_have_text("Foto ini sekarang nomor 2 dari 3.")
    assert order(three) == [200, 220, 210]
    expect(photos.nth(1)).to_be_focused()
    page.keyboard.press("ArrowLeft")
    expect(page.locator("[data-photo-status]")).to_have_text("Foto ini sekarang nomor 1 dari 3.")
    assert order(three) == [220, 200, 210]

    photos.nth(0).click()
    page.get_by_role("button", name="Pindah ke belakang").click()
    expect(page.locator("[data-photo-status]")).to_have_text("Foto ini sekarang nomor 2 dari 3.")
    assert order(three) == [200, 220, 210]
    expect(photos.nth(1)).to_be_focused()


def test_order_changes_by_dragging(page, sign_in, three):
    sign_in(path(three))
    first, last = page.locator("[data-photo]").first, page.locator("[data-photo]").last
    first.scroll_into_view_if_needed()
    from_box, to_box = last.bounding_box(), first.bounding_box()

    page.mouse.move(from_box["x"] + 20, from_box["y"] + 20)
    page.mouse.down()
    page.mouse.move(to_box["x"] + 60, to_box["y"] + 60, steps=8)
    with page.expect_response("**/foto/urutan/"):
        page.mouse.up()

    assert order(three) == [220, 200, 210]
    expect(page.locator(":popover-open")).to_have_count(0)


def test_photo_is_removed_in_two_taps(page, sign_in, three):
    sign_in(path(three))

    page.locator("[data-photo] .photos__open").nth(1).click()
    page.get_by_role("button", name="Hapus foto ini").click()

    expect_photos(page, 2)
    assert order(three) == [200, 220]


def test_typing_survives_a_reload_and_is_cleared_by_saving(page, sign_in, draft):
    sign_in(path(draft))
    page.get_by_label("Nama produk").fill("Keripik")
    page.get_by_label("Harga").fill("dua pul")
    expect_kept(page)

    page.reload()

    expect(page.get_by_label("Nama produk")).to_have_value("Keripik")
    expect(page.get_by_label("Harga")).to_have_value("dua pul")
    expect(page.get_by_text("Ada isian yang belum disimpan.")).to_be_visible()
    page.get_by_label("Harga").fill("20000")
    page.get_by_role("button", name="Simpan draf").click()
    expect(page.get_by_text("Tersimpan sebagai draf.")).to_be_visible()
    page.reload()
    expect(page.get_by_text("Ada isian yang belum disimpan.")).to_have_count(0)
    assert not Typing.objects.exists()


def test_typing_just_before_leaving_is_kept(page, sign_in, draft):
    sign_in(path(draft))
    page.get_by_label("Nama produk").fill("Belum sempat")

    page.goto("/tentang/")

    page.goto(path(draft))
    expect(page.get_by_label("Nama produk")).to_have_value("Belum sempat")


def test_discarding_brings_back_what_was_saved(page, sign_in, business):
    product = make_product(business=business, name="Keripik")
    sign_in(path(product))
    page.get_by_label("Nama produk").fill("Salah")
    expect_kept(page)
    page.reload()

    page.get_by_role("button", name="Buang").click()

    expect(page.get_by_label("Nama produk")).to_have_value("Keripik")
    expect(page.get_by_text("Ada isian yang belum disimpan.")).to_have_count(0)


def test_second_tab_is_refused_and_keeps_its_typing(page, context, sign_in, business):
    product = make_product(business=business, name="Keripik", price=20_000)
    sign_in(path(product))
    other = context.new_page()
    sign_in(path(product), other)
    other.get_by_label("Harga").fill("21.000")
    page.get_by_label("Nama produk").fill("Keripik saya")
    expect_kept(page)
    other.get_by_role("button", name="Simpan perubahan").click()
    expect(other.get_by_text("Pembeli sudah bisa melihatnya.")).to_be_visible()

    page.get_by_role("button", name="Simpan perubahan").click()

    expect(page.locator(".field--error")).to_contain_text("Rp21.000")
    expect(page.get_by_label("Nama produk")).to_have_value("Keripik saya")
    assert Product.objects.get().name == "Keripik"
    page.get_by_label("Harga").fill("21.000")
    page.get_by_role("button", name="Simpan perubahan").click()
    expect(page.get_by_text("Pembeli sudah bisa melihatnya.")).to_be_visible()
    product.refresh_from_db()
    assert (product.name, product.price) == ("Keripik saya", 21_000)


def test_lost_connection_loses_neither_typing_nor_photos(page, context, sign_in, draft, complaints):
    sign_in(path(draft))
    context.set_offline(True)

    page.get_by_label("Nama produk").fill("Ditulis tanpa sinyal")
    choose(page, file("satu.jpg"), file("dua.jpg", 210))
    expect(page.locator(".upload").first).to_contain_text("Sambungan terputus.")
    expect(page.locator(".upload").last).to_contain_text("Sambungan terputus.")
    expect(page.locator("[data-typing-status]")).to_contain_text("ketikan aman di ponsel ini")
    page.get_by_role("button", name="Terbitkan").click()
    expect(page.get_by_label("Nama produk")).to_have_value("Ditulis tanpa sinyal")
    assert not Photo.objects.exists()
    context.set_offline(False)

    expect_photos(page, 2)
    expect_kept(page)
    assert order(draft) == [200, 210]
    assert Typing.objects.get().data["name"] == "Ditulis tanpa sinyal"
    assert all("ERR_INTERNET_DISCONNECTED" in complaint for complaint in complaints)
    complaints.clear()


def test_photos_that_did_not_go_up_are_there_at_the_next_visit(page, context, sign_in, draft, complaints):
    sign_in(path(draft))
    context.set_offline(True)
    choose(page, file("satu.jpg"))
    expect(page.locator(".upload")).to_contain_text("Sambungan terputus.")
    page.get_by_label("Nama produk").fill("Keripik tanpa sinyal")
    page.wait_for_timeout(300)

    context.set_offline(False)
    page.goto("/tentang/")
    page.goto(path(draft))

    expect_photos(page, 1)
    expect(page.get_by_label("Nama produk")).to_have_value("Keripik tanpa sinyal")
    complaints.clear()


def test_everything_works_without_javascript(browser, browser_context_args, base_url, client, business):
    client.force_login(owner_of(business))
    context = browser.new_context(**browser_context_args, java_script_enabled=False)
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": base_url}])
    page = context.new_page()
    page.goto("/kelola/produk/tambah/")
    page.locator("[type=file]").set_input_files([file("satu.jpg"), file("catatan.jpg", body=b"bukan foto")])
    page.get_by_role("button", name="Kirim foto").click()
    expect(page.locator(".upload")).to_contain_text("Ini bukan foto.")
    expect(page.locator("[data-photo]")).to_have_count(1)

    page.get_by_label("Nama produk").fill("Kopi bubuk robusta")
    choose(page, file("dua.jpg", 210))
    page.get_by_role("button", name="Kirim foto").click()
    expect(page.locator("[data-photo]")).to_have_count(2)
    expect(page.get_by_label("Nama produk")).to_have_value("Kopi bubuk robusta")
    page.locator("[data-photo] .photos__open").nth(1).click()
    page.get_by_role("button", name="Pindah ke depan").click()
    expect(page.locator("[data-photo] img").first).to_be_visible()
    page.get_by_label("Harga").fill("30rb")
    page.get_by_role("button", name="Terbitkan").click()
    expect(page.get_by_text("Pembeli sudah bisa melihatnya.")).to_be_visible()

    product = Product.objects.get()
    assert (product.status, product.price, product.category.slug) == ("published", 30_000, "kopi")
    assert order(product) == [210, 200]
    context.close()


def test_mistake_is_put_before_the_eyes_and_kept_typing_read_from_the_top(page, sign_in, draft):
    sign_in(path(draft))
    page.get_by_label("Pesanan terkecil").fill("0")
    page.get_by_role("button", name="Simpan draf").click()

    expect(page.get_by_text("Paling sedikit 1.")).to_be_visible()
    expect(page.get_by_label("Pesanan terkecil")).to_be_focused()
    page.goto(path(draft))
    expect(page.get_by_text("Ada isian yang belum disimpan.")).to_be_in_viewport()
    expect(page.get_by_label("Pesanan terkecil")).not_to_be_focused()


def test_hidden_product_is_mended_and_shown_on_request(page, sign_in, business):
    product = make_product(business=business, name="Keripik pisang", hidden_reason="Fotonya buram.")
    sign_in(path(product))

    page.get_by_label("Harga").fill("31.000")
    choose(page, file("tajam.jpg"))
    expect_photos(page, 1)
    page.get_by_role("button", name="Simpan perubahan").click()
    expect(page.get_by_text("Tersimpan.")).to_be_visible()
    page.get_by_role("button", name="Sudah saya perbaiki, minta ditampilkan lagi").click()

    expect(page.get_by_text("Pengurus akan memeriksanya.").first).to_be_visible()
    product.refresh_from_db()
    assert (product.price, product.photos.count()) == (31_000, 1)
    assert product.review_asked_at


def test_preview_is_as_shoppers_see_it(page, sign_in, three):
    sign_in(path(three))
    page.get_by_label("Nama produk").fill("Keripik pisang kepok")

    page.get_by_role("button", name="Pratinjau").click()

    expect(page.get_by_role("heading", name="Keripik pisang kepok")).to_be_visible()
    expect_to_fit(page)
    assert violations(page) == []
    page.get_by_role("link", name="Kembali mengubah").click()
    expect(page.get_by_label("Nama produk")).to_have_value("Keripik pisang kepok")


@pytest.mark.parametrize("prefix", ["", "/en"], ids=["id", "en"])
def test_pages_keep_the_rules(page, sign_in, three, prefix):
    sign_in(f"{prefix}/kelola/produk/tambah/")
    assert violations(page) == []

    page.goto(prefix + path(three))
    assert violations(page) == []
    page.locator("[name=price]").fill("mahal")
    page.locator("[name=terbitkan]").click()
    page.locator(".field__error").first.wait_for()
    assert violations(page) == []
    page.locator("[data-photo] .photos__open").first.click()
    page.locator(":popover-open").wait_for()
    assert violations(page) == []
    expect_to_fit(page)


@pytest.mark.browser_context_args(viewport={"width": 1280, "height": 900})
def test_meter_stands_beside_the_form_on_a_desktop(page, sign_in, three):
    sign_in(path(three))

    form, meter = page.get_by_label("Nama produk").bounding_box(), page.locator("[data-preparation]").bounding_box()
    assert meter["x"] > form["x"] + form["width"]


def test_finger_drags_after_holding_still_and_scrolls_otherwise(page, context, sign_in, three):
    sign_in(path(three))
    finger = context.new_cdp_session(page)
    last, first = page.locator("[data-photo]").last.bounding_box(), page.locator("[data-photo]").first.bounding_box()
    start, goal = (last["x"] + 30, last["y"] + 30), (first["x"] + 60, first["y"] + 100)

    def touch(kind, *points):
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y} for x, y in points]})

    touch("touchStart", start)
    page.locator(".is-dragged").wait_for()
    for step in range(1, 9):
        touch("touchMove", tuple(a + (b - a) * step / 8 for a, b in zip(start, goal, strict=True)))
    with page.expect_response("**/foto/urutan/"):
        touch("touchEnd")
    assert order(three) == [220, 200, 210]

    touch("touchStart", goal)
    for step in range(1, 9):
        touch("touchMove", (goal[0], goal[1] - 20 * step))
    touch("touchEnd")
    page.wait_for_timeout(500)
    assert page.evaluate("scrollY") > 50
    assert order(three) == [220, 200, 210]


def test_who_was_signed_out_meanwhile_is_told_and_loses_nothing(page, sign_in, client, draft):
    sign_in(path(draft))
    client.logout()

    page.get_by_label("Nama produk").fill("Ditulis terlalu lama")
    choose(page, file("satu.jpg"))

    expect(page.locator("[data-typing-status]")).to_contain_text("Anda sudah keluar.")
    expect(page.locator(".upload")).to_contain_text("Anda sudah keluar.")
    client.force_login(owner_of(draft.business))
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": page.url}])
    page.goto("/tentang/")
    page.goto(path(draft))
    expect(page.get_by_label("Nama produk")).to_have_value("Ditulis terlalu lama")
    expect_photos(page, 1)

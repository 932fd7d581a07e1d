"""An owner keeps prices and special prices on a phone, and shoppers see them."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from catalogue.models import Offer, Photo, Product
from catalogue.photos import store_photo
from tests.browser.test_accessibility import in_both_languages, violations
from tests.catalogue.uploads import quarters, upload
from tests.factories import make_business, make_offer, make_photo, make_product

LIST, PROMO = "/kelola/produk/", "/kelola/promo/"


@pytest.fixture
def business(live_server):
    return make_business(name="Dapur Bu Yani", whatsapp_confirmed_at=timezone.now())


@pytest.fixture
def products(business):
    names = ["Lempok durian", "Keripik pisang", "Sambal lampung " + "sangatpedassekali" * 9]
    products = [make_product(business=business, name=name, price=25_000) for name in names]
    photo = make_photo(products[0])
    Photo.objects.filter(pk=photo.pk).update(image=store_photo(upload(quarters(700, 700))).name, width=700, height=700)
    return products


def sign_in(page, business, path=LIST):
    page.goto(path)
    page.locator("[name=login]").fill(business.memberships.get().user.email)
    page.locator("[name=password]").fill("kata-sandi-uji")
    page.locator("[name=password]").press("Enter")
    page.wait_for_url(f"**{path}")


def expect_to_fit(page):
    page.wait_for_load_state()
    assert page.evaluate("document.documentElement.scrollWidth") == 360


def row(page, product):
    return page.locator(f"#produk-{product.pk}")


def card(page, product):
    page.goto("/produk/")
    return page.locator(".product-card").filter(has_text=product.name)


def test_two_prices_and_one_availability_change_at_once(page, business, products):
    lempok, keripik, sambal = products
    sign_in(page, business)
    expect_to_fit(page)

    row(page, lempok).get_by_label("Harga").press("End")
    row(page, lempok).get_by_label("Harga").press_sequentially("0")
    expect(row(page, lempok).get_by_label("Harga")).to_have_value("250.000")
    row(page, keripik).get_by_label("Harga").fill("27500")
    expect(row(page, keripik).get_by_label("Harga")).to_have_value("27.500")
    row(page, sambal).get_by_label("Ketersediaan").select_option("habis")
    page.get_by_role("button", name="Simpan perubahan").click()

    expect(page.get_by_role("status")).to_contain_text("3 produk tersimpan.")
    expect(card(page, lempok)).to_contain_text("Rp250.000")
    expect(card(page, keripik)).to_contain_text("Rp27.500")
    expect(card(page, sambal)).to_contain_text("Habis")


def test_wrong_price_is_explained_at_its_field_and_enter_only_saves(page, business, products):
    lempok, keripik, _sambal = products
    sign_in(page, business)

    row(page, keripik).get_by_label("Harga").fill("seratus")
    row(page, lempok).get_by_label("Harga").fill("26000")
    row(page, lempok).get_by_label("Harga").press("Enter")

    expect(row(page, keripik)).to_contain_text("Tulis dengan angka, misalnya 185000.")
    expect(row(page, keripik).get_by_label("Harga")).to_have_value("seratus")
    expect(row(page, lempok).get_by_label("Harga")).to_have_value("26.000")
    assert set(Product.objects.values_list("availability", "status")) == {("ready", "published")}
    expect_to_fit(page)


def test_chosen_products_are_marked_sold_out_together(page, business, products):
    sign_in(page, business)
    expect(page.get_by_role("button", name="Habis")).to_be_hidden()

    for product in products[:2]:
        row(page, product).get_by_role("checkbox").check()
    page.get_by_role("button", name="Habis").click()

    expect(page.get_by_role("status")).to_contain_text("2 produk ditandai habis.")
    expect(page.get_by_role("button", name="Habis")).to_be_hidden()


def test_leaving_with_unsaved_typing_asks_first(page, business, products):
    sign_in(page, business)
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))

    row(page, products[0]).get_by_label("Harga").fill("26000")
    page.get_by_role("link", name="Draf").or_(page.get_by_role("link", name="Terbit")).first.click()
    expect(row(page, products[0]).get_by_label("Harga")).to_have_value("26.000")

    assert asked == ["beforeunload"]


def test_special_price_is_made_seen_and_ended(page, business, products):
    lempok = products[0]
    sign_in(page, business)

    row(page, lempok).get_by_role("link", name="Beri harga khusus").click()
    expect_to_fit(page)
    expect(page.get_by_label("Hari terakhir")).to_be_hidden()
    page.get_by_label("Harga khusus", exact=True).fill("20000")
    expect(page.get_by_text("Hemat 20%")).to_be_visible()
    page.get_by_label("Sampai akhir pekan").check()
    page.get_by_role("button", name="Buat harga khusus").click()
    expect(page.get_by_role("status")).to_contain_text("Rp20.000 mulai sekarang")

    expect(card(page, lempok)).to_contain_text("Hemat 20%")
    page.goto(LIST)
    expect(row(page, lempok)).to_contain_text("Rp20.000 sekarang")
    page.goto(PROMO)
    expect_to_fit(page)
    page.get_by_role("button", name="Akhiri sekarang").click()
    expect(page.get_by_role("status")).to_contain_text("Harga khusus diakhiri.")
    expect(card(page, lempok)).not_to_contain_text("Hemat")


def test_coming_special_price_is_changed_and_cancelled(page, business, products):
    lempok = products[0]
    today = timezone.localdate()
    sign_in(page, business, f"/kelola/produk/{lempok.pk}/harga-khusus/")

    page.get_by_label("Harga khusus", exact=True).fill("20000")
    page.get_by_label("Mulai").fill((today + timezone.timedelta(days=3)).isoformat())
    page.get_by_label("Pilih tanggal sendiri").check()
    page.get_by_label("Hari terakhir").fill((today + timezone.timedelta(days=5)).isoformat())
    page.get_by_role("button", name="Buat harga khusus").click()
    page.get_by_role("link", name="Ubah").click()
    expect_to_fit(page)
    page.get_by_label("Harga khusus", exact=True).fill("19.000")
    page.get_by_role("button", name="Simpan").click()

    expect(page.get_by_role("status")).to_contain_text("Rp19.000 dari")
    offer = Offer.objects.get()
    assert (offer.price, offer.ends_on) == (19_000, today + timezone.timedelta(days=5))
    page.get_by_role("button", name="Batalkan").click()
    expect(page.get_by_role("status")).to_contain_text("Harga khusus dibatalkan.")


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_everything_works_without_javascript(page, business, products):
    lempok = products[0]
    sign_in(page, business)
    row(page, lempok).get_by_label("Harga").fill("27.500")
    page.get_by_role("button", name="Simpan perubahan").click()
    expect(page.get_by_role("status")).to_contain_text("1 produk tersimpan.")

    row(page, lempok).get_by_role("link", name="Beri harga khusus").click()
    page.get_by_label("Harga khusus", exact=True).fill("Rp20.000")
    page.get_by_role("button", name="Buat harga khusus").click()

    expect(page.get_by_role("status")).to_contain_text("hemat 27%")


@in_both_languages
def test_pages_keep_the_rules_of_accessibility(page, business, products, prefix):
    lempok, keripik, sambal = products
    now = timezone.now()
    make_offer(lempok)
    coming = make_offer(keripik, starts_at=now + timezone.timedelta(days=2))
    make_offer(keripik, starts_at=now - timezone.timedelta(days=9), ends_at=now - timezone.timedelta(days=8))
    Product.objects.filter(pk=sambal.pk).update(hidden_reason="Fotonya milik orang lain.")
    make_product(business=business, status="archived")
    make_product(business=business, status="draft", price=None, name="")
    sign_in(page, business)

    for path in [LIST, f"{LIST}?q=tidakada", PROMO, f"{PROMO}?lewat=ya"]:
        page.goto(prefix + path)
        assert violations(page) == []
    for product in Product.objects.all():
        page.goto(f"{prefix}/kelola/produk/{product.pk}/harga-khusus/")
        assert violations(page) == []
    page.goto(f"{prefix}/kelola/produk/{keripik.pk}/harga-khusus/{coming.pk}/")
    page.locator("[name=price]").fill("seratus")
    page.locator(".offer__send").click()
    page.locator(".field__error").first.wait_for()
    assert violations(page) == []


@in_both_languages
def test_refused_rows_and_the_empty_list_keep_the_rules(page, business, prefix):
    sign_in(page, business, prefix + LIST)
    assert violations(page) == []

    product = make_product(business=business)
    page.goto(prefix + LIST)
    row(page, product).get_by_role("textbox").fill("seratus")
    row(page, product).get_by_role("checkbox").check()
    page.get_by_role("button", name=re.compile("Simpan perubahan|Save changes")).click()
    page.locator(".field__error").wait_for()
    # What sticks to an edge lies over the rest; axe looks at the page as it stands, so let all of it be seen.
    page.set_viewport_size({"width": 360, "height": 1600})

    assert violations(page) == []

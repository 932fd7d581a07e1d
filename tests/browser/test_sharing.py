"""Passing a page on: through the phone's sheet, by copying, by WhatsApp; and as a QR code."""

import pytest
from playwright.sync_api import expect

from catalogue.counting import flush, tally
from catalogue.models import DailyCount
from catalogue.sharing import shared_product
from tests.factories import make_product

# The test's own Chromium says that it is headless, and robots are not counted.
PHONE = {"user_agent": "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/139.0.0.0 Mobile Safari/537.36"}
as_on_a_phone = pytest.mark.browser_context_args(**PHONE)
COPIED = "Alamat sudah disalin. Tempelkan di mana saja."


@pytest.fixture
def product():
    tally.begin()
    return make_product(name="Kopi robusta")


def offer_a_sheet(context, answer):
    """Give the browser a sharing sheet that `answer`s and remembers what it was given."""
    context.add_init_script(
        "navigator.share = async (data) => { window.passedOn = data; "
        + {"sent": "", "closed": "throw new DOMException('', 'AbortError');"}[answer]
        + " };"
    )


def count_of_shares(page):
    """A beacon takes its time."""
    page.wait_for_timeout(300)
    flush()
    return sum(DailyCount.objects.values_list("shares", flat=True))


@as_on_a_phone
def test_phones_sheet_gets_name_and_address(context, page, product, chats):
    offer_a_sheet(context, "sent")
    page.goto(product.get_absolute_url())

    with page.expect_request("**/bagikan/") as request:
        page.get_by_role("link", name="Bagikan").click()

    shared = shared_product(product)
    assert page.evaluate("passedOn") == {"title": shared.name, "text": shared.name, "url": shared.address}
    assert request.value.method == "POST"
    assert (count_of_shares(page), chats) == (1, [])


@as_on_a_phone
def test_closed_sheet_counts_nothing(context, page, product, chats):
    offer_a_sheet(context, "closed")
    page.goto(product.get_absolute_url())

    page.get_by_role("link", name="Bagikan").click()

    assert (count_of_shares(page), chats) == (0, [])
    expect(page.get_by_text(COPIED)).to_have_count(0)


@as_on_a_phone
def test_address_is_copied_where_there_is_no_sheet(context, page, product, chats):
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(product.get_absolute_url())

    page.get_by_role("link", name="Bagikan").click()

    expect(page.get_by_role("status").filter(has_text=COPIED)).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == shared_product(product).address
    assert (count_of_shares(page), chats) == (1, [])


@as_on_a_phone
def test_link_goes_on_to_whatsapp_where_nothing_can_be_copied(context, page, product, chats):
    context.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new DOMException());")
    page.goto(product.get_absolute_url())

    page.get_by_role("link", name="Bagikan").click()
    page.wait_for_url("https://wa.me/**")

    assert (count_of_shares(page), chats) == (1, [shared_product(product).whatsapp_link])


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_link_goes_to_whatsapp_without_scripts(page, product, chats):
    page.goto(product.get_absolute_url())

    page.get_by_role("link", name="Bagikan").click()
    page.wait_for_url("https://wa.me/**")

    assert chats == [shared_product(product).whatsapp_link]


def test_qr_code_unfolds_and_can_be_downloaded(page, product):
    page.goto(product.get_absolute_url())

    page.get_by_text("Kode QR untuk dicetak").click()
    image = page.get_by_role("img", name="Kode QR Kopi robusta")
    expect(image).to_be_visible()
    page.wait_for_function("image => image.complete && image.naturalWidth > 0", arg=image.element_handle())
    with page.expect_download() as download:
        page.get_by_role("link", name="Unduh kode QR").click()

    assert download.value.suggested_filename == "qr-kopi-robusta.png"


def test_listing_is_reported_by_keyboard(page, product):
    page.goto(product.get_absolute_url())

    page.get_by_role("link", name="Laporkan produk ini").press("Enter")
    page.get_by_role("radio", name="Harganya salah atau stoknya habis").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.type("Fotonya bukan kopi.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Terima kasih, pengurus akan memeriksanya")
    page.get_by_role("link", name="Kembali ke produk").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kopi robusta")

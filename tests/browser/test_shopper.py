"""A shopper's way on a phone: search, choices, product, order; also without scripts, by keyboard and in English."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from catalogue.models import Category
from members.models import Regency
from tests.factories import make_business, make_product

FOCUS = """() => {
  const focused = document.activeElement;
  const shown = [focused, focused.closest(".search") ?? focused].map((each) => getComputedStyle(each));
  const outlines = [...shown, getComputedStyle(focused, "::after")];
  const box = focused.getBoundingClientRect();
  const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  return {
    isOutlined: outlines.some((style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2),
    isOnTop: focused.contains(top) || top?.contains(focused),
    words: focused.outerHTML.slice(0, 120),
  };
}"""

without_scripts = pytest.mark.browser_context_args(java_script_enabled=False)


@pytest.fixture
def keripik(live_server):
    """The product looked for: one of two chips, the only one from Bandar Lampung; and a coffee beside them."""
    chips = Category.objects.get(slug="keripik-kerupuk")
    metro = make_business(regency=Regency.objects.get(slug="metro"))
    make_product(business=metro, category=chips, name="Keripik singkong")
    make_product(name="Kopi bubuk")
    dapur = make_business(name="Dapur Bu Yani", whatsapp="+6281234567890")
    return make_product(
        business=dapur, category=chips, name="Keripik pisang", price=20_000, unit="250 g", options=["Asin", "Manis"]
    )


def search(page, words):
    field = page.get_by_role("searchbox", name="Cari produk")
    field.fill(words)
    field.press("Enter")


def expect_products(page, *names):
    expect(page.locator(".product-card h3")).to_have_text(names)


def expect_order(chats, *lines):
    address = urlsplit(chats[-1])
    text = parse_qs(address.query)["text"][0]
    assert address.path == "/6281234567890"
    assert [line for line in lines if line not in text.splitlines()] == []


def leaving_for_whatsapp(page):
    """What happens inside sends the visitor to a chat; the answer to that is no business of ours."""
    return page.expect_request("https://wa.me/**")


def tab_to(page, target, stops=60):
    """Press Tab until `target` has the focus; at each stop the focus shows, and nothing lies over it."""
    for _ in range(stops):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        assert focus["isOutlined"], focus["words"]
        assert focus["isOnTop"], focus["words"]
        if target.evaluate("each => each === document.activeElement"):
            return
    pytest.fail(f"Not reached by keyboard: {target}")


def test_from_search_to_the_order(page, keripik, chats):
    page.goto("/")
    search(page, "keripik")
    expect(page).to_have_url(re.compile(r"/produk/\?q=keripik$"))
    expect(page.get_by_text("2 produk", exact=True)).to_be_visible()
    page.evaluate("window.isSamePage = true")

    page.get_by_text("Saring", exact=True).click()
    page.get_by_role("checkbox", name="Bandar Lampung").check()
    expect(page).to_have_url(re.compile(r"\?q=keripik&wilayah=bandar-lampung$"))
    expect(page.locator("#jumlah-produk")).to_have_text("1 produk")
    page.get_by_role("button", name="Tampilkan 1 produk").click()
    expect_products(page, "Keripik pisang")
    expect(page.get_by_role("button", name="Tampilkan 1 produk")).to_be_hidden()
    expect(page.get_by_role("link", name="Bandar Lampung hapus saringan")).to_be_visible()
    assert page.evaluate("window.isSamePage")

    page.get_by_role("link", name="Keripik pisang", exact=True).click()
    page.get_by_label("Pilihan").select_option("Manis")
    page.get_by_label("Jumlah", exact=True).fill("3")
    with leaving_for_whatsapp(page):
        page.get_by_role("button", name="Pesan lewat WhatsApp").click()

    expect_order(chats, "3 × Keripik pisang (Manis)", "Total: Rp60.000")


def test_back_button_takes_back_one_choice(page, keripik):
    page.goto("/produk/?q=keripik")
    page.get_by_text("Saring", exact=True).click()
    page.get_by_role("checkbox", name="Bandar Lampung").check()
    expect(page.locator("#jumlah-produk")).to_have_text("1 produk")
    page.get_by_role("button", name="Tampilkan 1 produk").click()
    expect(page.locator("[data-fold]")).not_to_have_attribute("open", "")
    page.wait_for_load_state("networkidle")
    page.get_by_role("link", name="Keripik pisang", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Keripik pisang")

    page.go_back()
    expect_products(page, "Keripik pisang")
    expect(page.get_by_role("checkbox", name="Bandar Lampung", include_hidden=True)).to_be_checked()
    page.go_back()

    expect(page).to_have_url(re.compile(r"/produk/\?q=keripik$"))
    expect_products(page, "Keripik pisang", "Keripik singkong")
    expect(page.get_by_role("checkbox", name="Bandar Lampung", include_hidden=True)).not_to_be_checked()
    page.get_by_role("link", name="Tambahkan Keripik pisang ke daftar belanja").click()
    expect(page.locator("[data-list-status]")).to_contain_text("Ditambahkan")


def test_removed_chip_and_sorting_change_the_list_at_once(page, keripik):
    page.goto("/produk/?q=keripik&wilayah=bandar-lampung")
    page.evaluate("window.isSamePage = true")

    page.get_by_role("link", name="Bandar Lampung hapus saringan").click()
    expect(page.locator("#jumlah-produk")).to_have_text("2 produk")
    page.get_by_label("Urutkan").select_option("termurah")
    expect_products(page, "Keripik pisang", "Keripik singkong")

    expect(page).to_have_url(re.compile(r"\?urut=termurah&q=keripik$|\?q=keripik&urut=termurah$"))
    assert page.evaluate("window.isSamePage")


@without_scripts
def test_from_search_to_the_order_without_scripts(page, keripik, chats):
    page.goto("/")
    search(page, "keripik")
    page.get_by_text("Saring", exact=True).click()
    page.get_by_role("checkbox", name="Bandar Lampung").check()
    page.get_by_role("button", name="Tampilkan 2 produk").click()
    expect_products(page, "Keripik pisang")
    page.get_by_label("Urutkan").select_option("termurah")
    page.get_by_role("button", name="Urutkan").click()
    expect(page).to_have_url(re.compile("urut=termurah"))
    expect(page.get_by_role("checkbox", name="Bandar Lampung", include_hidden=True)).to_be_checked()

    page.get_by_role("link", name="Keripik pisang", exact=True).click()
    page.get_by_label("Pilihan").select_option("Manis")
    page.get_by_label("Jumlah", exact=True).fill("2")
    with leaving_for_whatsapp(page):
        page.get_by_role("button", name="Pesan lewat WhatsApp").click()

    expect_order(chats, "2 × Keripik pisang (Manis)", "Total: Rp40.000")


def test_from_search_to_the_order_by_keyboard(page, keripik, chats):
    page.goto("/")
    tab_to(page, page.get_by_role("link", name="Langsung ke isi"))
    tab_to(page, page.get_by_role("searchbox", name="Cari produk"))
    page.keyboard.type("keripik")
    page.keyboard.press("Enter")

    page.wait_for_url(re.compile("q=keripik"))
    tab_to(page, page.locator("[data-fold] > summary"))
    page.keyboard.press("Enter")
    choice = page.get_by_role("checkbox", name="Bandar Lampung")
    tab_to(page, choice)
    page.keyboard.press("Space")
    expect(page.locator("#jumlah-produk")).to_have_text("1 produk")
    expect(choice).to_be_focused()
    tab_to(page, page.get_by_role("button", name="Tampilkan 1 produk"))
    page.keyboard.press("Enter")
    expect(page.locator("[data-fold] > summary")).to_be_focused()
    tab_to(page, page.get_by_role("link", name="Keripik pisang", exact=True))
    page.keyboard.press("Enter")

    page.wait_for_url(lambda url: keripik.slug in url)
    tab_to(page, page.get_by_label("Pilihan"))
    page.keyboard.press("ArrowDown")
    tab_to(page, page.get_by_label("Jumlah", exact=True))
    page.keyboard.type("2")
    tab_to(page, page.get_by_role("button", name="Pesan lewat WhatsApp"))
    with leaving_for_whatsapp(page):
        page.keyboard.press("Enter")

    expect_order(chats, "2 × Keripik pisang (Manis)")


def test_skip_link_leads_past_the_header(page, keripik):
    page.goto("/produk/")
    tab_to(page, page.get_by_role("link", name="Langsung ke isi"))

    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.closest('main') !== null")


@pytest.mark.browser_context_args(color_scheme="dark")
@pytest.mark.parametrize("path", ["/", "/produk/", "{product}", "/akun/masuk/", "/tidak-ada/"])
def test_dark_theme_is_dark(page, keripik, complaints, path):
    page.goto(path.format(product=keripik.get_absolute_url()))

    ground, ink = page.evaluate(
        "[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]"
    )
    assert (max(map(int, re.findall(r"\d+", ground))) < 40, min(map(int, re.findall(r"\d+", ink))) > 200) == (
        True,
        True,
    )
    complaints[:] = [complaint for complaint in complaints if "404" not in complaint]


def test_language_changes_and_the_page_stays(page, keripik):
    page.goto(keripik.get_absolute_url())

    page.get_by_role("link", name="English").click()
    expect(page).to_have_url(re.compile(f"/en{keripik.get_absolute_url()}$"))
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator(".price")).to_contain_text("Rp20,000")

    page.get_by_role("link", name="Bahasa Indonesia").click()
    expect(page.locator(".price")).to_contain_text("Rp20.000")


def test_english_page_writes_to_the_seller_in_indonesian(page, keripik, chats):
    page.goto(f"/en{keripik.get_absolute_url()}")

    with leaving_for_whatsapp(page):
        page.get_by_role("button", name="Order by WhatsApp").click()

    expect_order(chats, "1 × Keripik pisang (Asin)", "Harga: Rp20.000 / 250 g")


def test_language_changes_and_the_choices_stay(page, keripik):
    page.goto("/produk/?q=keripik")
    page.get_by_text("Saring", exact=True).click()
    page.get_by_role("checkbox", name="Bandar Lampung").check()
    expect(page.locator("#jumlah-produk")).to_have_text("1 produk")

    page.get_by_role("link", name="English").click()

    expect(page).to_have_url(re.compile(r"/en/produk/\?q=keripik&wilayah=bandar-lampung$"))
    expect_products(page, "Keripik pisang")

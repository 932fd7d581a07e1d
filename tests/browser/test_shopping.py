"""The shopping list on a phone: filled from cards and product pages, kept on the device, one message a seller."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from tests.factories import make_business, make_product


@pytest.fixture
def kopi(live_server):
    return make_product(business=make_business(name="Kopi Sekincau"), name="Kopi bubuk", price=30_000)


@pytest.fixture
def keripik(live_server):
    return make_product(business=make_business(name="Dapur Bu Yani"), name="Keripik pisang", price=20_000)


@pytest.fixture
def page_without_storage(page):
    page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('denied') } })")
    return page


@pytest.fixture
def page_without_scripts(new_context, context, chats):
    other = new_context(java_script_enabled=False)
    other.on("request", lambda request: chats.append(request.url) if "wa.me" in request.url else None)
    return other.new_page()


def add_from_card(page, product):
    page.get_by_role("link", name=f"Tambahkan {product.name} ke daftar belanja").click()
    expect(page.locator("[data-list-status]")).to_contain_text("Ditambahkan")


def open_own_list(page):
    page.locator(".header .tool.phone").click()
    page.wait_for_url(re.compile("/belanja/"))


def expect_pairs(page, *lines):
    expected = [f"{product.pk}:{quantity}" for product, quantity in lines]
    page.wait_for_function(
        "pairs => '' + new URLSearchParams(location.search).getAll('p') === pairs", arg=",".join(expected)
    )


def test_two_sellers_get_their_messages(page, chats, kopi, keripik):
    page.goto("/produk/")
    add_from_card(page, kopi)
    expect(page.locator(".tool .count")).to_have_text("1")

    page.goto(keripik.get_absolute_url())
    page.get_by_label("Jumlah", exact=True).fill("3")
    page.get_by_role("link", name="Tambah ke daftar").click()
    expect(page.locator("[data-list-status]")).to_have_text("Ditambahkan. Isi daftar: 2")
    assert urlsplit(page.url).path == keripik.get_absolute_url()

    open_own_list(page)
    expect_pairs(page, (kopi, 1), (keripik, 3))
    expect(page.get_by_text("Rp90.000")).to_be_visible()
    for product in [kopi, keripik]:
        page.get_by_role("link", name=f"Pesan lewat WhatsApp ({product.business.name})").click()
        page.wait_for_url(lambda url: "belanja" not in url)
        page.goto("/belanja/")
        expect_pairs(page, (kopi, 1), (keripik, 3))

    texts = [parse_qs(urlsplit(chat).query)["text"][0] for chat in chats]
    assert "1 × Kopi bubuk @ Rp30.000 = Rp30.000" in texts[0]
    assert "3 × Keripik pisang @ Rp20.000 = Rp60.000" in texts[1]
    assert "Keripik" not in texts[0]


def test_list_is_remembered_and_follows_every_change(page, kopi, keripik):
    page.goto("/produk/")
    add_from_card(page, kopi)
    add_from_card(page, keripik)

    page.reload()
    expect(page.locator(".tool .count")).to_have_text("2")
    open_own_list(page)
    page.get_by_role("link", name="Tambah satu Kopi bubuk").click()
    expect_pairs(page, (kopi, 2), (keripik, 1))
    page.get_by_role("link", name="Hapus Keripik pisang dari daftar").click()
    expect_pairs(page, (kopi, 2))
    expect(page.locator(".tool .count")).to_have_text("1")

    page.goto("/belanja/")
    expect_pairs(page, (kopi, 2))
    page.go_back()
    page.go_back()
    expect(page).to_have_url(re.compile("/produk/$"))


def test_going_back_shows_the_list_as_it_is_now(page, kopi, keripik):
    page.goto("/produk/")
    add_from_card(page, kopi)
    open_own_list(page)
    page.get_by_role("link", name="Kopi bubuk", exact=True).click()
    page.get_by_role("link", name="Tambah ke daftar").click()
    expect(page.locator("[data-list-status]")).to_contain_text("Ditambahkan")

    page.go_back()

    expect_pairs(page, (kopi, 2))
    expect(page.locator("[data-list-others]")).to_be_hidden()


def test_emptied_list_can_be_brought_back(page, kopi):
    page.goto("/produk/")
    add_from_card(page, kopi)
    open_own_list(page)

    page.get_by_role("link", name="Kosongkan daftar").click()
    expect(page.get_by_text("Daftar Anda masih kosong")).to_be_visible()
    expect(page.locator(".tool .count")).to_be_hidden()
    page.go_back()
    page.get_by_role("button", name="Jadikan daftar saya").click()

    expect(page.locator(".tool .count")).to_have_text("1")


def test_shared_list_leaves_the_own_one_alone(page, kopi, keripik):
    page.goto("/produk/")
    add_from_card(page, kopi)

    page.goto(f"/belanja/?p={keripik.pk}:5")
    expect(page.get_by_text("Daftar Anda sendiri tidak berubah")).to_be_visible()
    page.get_by_role("link", name="Tambah satu Keripik pisang").click()
    expect_pairs(page, (keripik, 6))
    open_own_list(page)
    expect_pairs(page, (kopi, 1))
    expect(page.locator("[data-list-others]")).to_be_hidden()

    page.goto(f"/belanja/?p={keripik.pk}:5")
    page.get_by_role("button", name="Jadikan daftar saya").click()
    expect(page.locator("[data-list-others]")).to_be_hidden()
    page.goto("/belanja/")
    expect_pairs(page, (keripik, 5))


def test_full_list_says_so(page, kopi):
    page.goto("/produk/")
    page.evaluate(f"localStorage.setItem('belanja', 'p={kopi.pk}:999')")

    page.get_by_role("link", name="Tambahkan Kopi bubuk ke daftar belanja").click()

    expect(page.locator("[data-list-status]")).to_contain_text("Tidak muat lagi")


def test_quantity_that_makes_no_sense_is_not_added(page, kopi):
    page.goto(kopi.get_absolute_url())

    page.get_by_label("Jumlah", exact=True).fill("0")
    page.get_by_role("link", name="Tambah ke daftar").click()

    expect(page.get_by_label("Jumlah", exact=True)).to_be_focused()
    expect(page.locator(".tool .count")).to_be_hidden()


def test_list_is_copied_where_the_phone_cannot_share(page, context, kopi):
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.add_init_script("delete Navigator.prototype.share")
    page.goto(f"/belanja/?p={kopi.pk}:2")

    page.get_by_role("link", name="Bagikan daftar").click()

    expect(page.get_by_role("status").filter(has_text="Alamat")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()").endswith(f"/belanja/?p={kopi.pk}:2")


def test_without_storage_the_links_do_their_work(page_without_storage, kopi):
    page = page_without_storage
    page.goto("/produk/")

    page.get_by_role("link", name="Tambahkan Kopi bubuk ke daftar belanja").click()
    expect_pairs(page, (kopi, 1))
    expect(page.locator("[data-list-others]")).to_be_hidden()
    page.get_by_role("link", name="Tambah satu Kopi bubuk").click()

    expect_pairs(page, (kopi, 2))


def test_without_scripts_the_list_lives_in_its_address(page_without_scripts, base_url, chats, kopi, keripik):
    page = page_without_scripts
    page.goto(f"{base_url}/produk/")

    page.get_by_role("link", name="Tambahkan Kopi bubuk ke daftar belanja").click()
    expect(page).to_have_url(f"{base_url}/belanja/?p={kopi.pk}:1")
    page.get_by_role("link", name="Tambah satu Kopi bubuk").click()
    expect(page).to_have_url(re.compile(rf"\?p={kopi.pk}:2#"))
    expect(page.locator("noscript .note")).to_be_visible()
    expect(page.get_by_role("button", name="Jadikan daftar saya")).to_be_hidden()
    page.get_by_role("link", name="Pesan lewat WhatsApp").click()
    page.wait_for_url(lambda url: "belanja" not in url)

    assert "2%20%C3%97%20Kopi%20bubuk" in chats[-1]


@pytest.mark.parametrize("path", ["/produk/", "/belanja/?p={kopi}:1&p={keripik}:2"])
def test_targets_fit_a_thumb_and_the_card_still_opens_its_product(page, kopi, keripik, path):
    page.goto(path.format(kopi=kopi.pk, keripik=keripik.pk))

    for control in page.locator("[data-list-add], [data-list-change], .shopping h3 a, .button--order").all():
        box = control.bounding_box()
        assert min(box["width"], box["height"]) >= 44, control.inner_text()
    if path == "/produk/":
        page.locator(".product-card").first.click(position={"x": 20, "y": 20})
        expect(page).to_have_url(re.compile(r"/produk/\d+-"))

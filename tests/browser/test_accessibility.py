"""On a phone no page breaks a rule that axe can check: WCAG 2.2 AA and good practice, in both themes and languages."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from catalogue.models import Category, Photo
from catalogue.photos import store_photo
from members.models import Licence
from tests.catalogue.uploads import quarters, upload
from tests.factories import make_business, make_licence, make_offer, make_photo, make_product

AXE = Axe()
RULES = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
# A theme changes colours alone.
THEMES = {"light": RULES, "dark": {"resultTypes": ["violations"], "runOnly": ["color-contrast"]}}
PAGES = {
    "home and words": ["/", "/tentang/", "/pedoman/", "/gabung/", "/privasi/", "/akun/masuk/"],
    "lists": [
        "/produk/?q=keripik&sektor=kuliner&harga_maks=30000&ketersediaan=entah",
        "/produk/?q=tidakada",
        "/kategori/kuliner/",
        "/wilayah/bandar-lampung/",
    ],
    "products": ["{keripik}", "{habis}", "/produk/{pk}/lapor/"],
    "businesses": ["/usaha/", "/usaha/?q=tidakada", "{dapur}", "{gerai}"],
    "shopping list": ["/belanja/", "/belanja/?p={pk}:2&p={pk_habis}:1&p=999999:1&p=entah"],
}

in_both_languages = pytest.mark.parametrize("prefix", ["", "/en"], ids=["id", "en"])


@pytest.fixture
def community(live_server):
    """The addresses of products and businesses that show all there is to show, and of some that show little."""
    picture = store_photo(upload(quarters(700, 700))).name
    dapur = make_business(
        name="Dapur Bu Yani",
        tagline="Keripik pisang sejak 1998",
        story="Ibu mulai dengan satu wajan.\n\nSekarang kami berenam.",
        address="Gang Pisang Kepok 7",
        is_address_public=True,
        opening_hours="Senin–Sabtu 08.00–17.00",
        has_pickup=True,
        has_courier=True,
        instagram="dapurbuyani",
        tiktok="dapurbuyani",
        shopee="https://shopee.co.id/dapurbuyani",
        website="https://dapurbuyani.contoh.id",
        logo=picture,
        cover=picture,
        scale="micro",
    )
    make_licence(business=dapur)
    make_licence(business=dapur, kind=Licence.Kind.HALAL, number="ID00000000001030225")
    keripik = make_product(
        business=dapur,
        category=Category.objects.get(slug="keripik-kerupuk"),
        name="Keripik pisang kepok asli Lampung aneka rasa cokelat, keju dan susu",
        description="Pisang kepok muda diiris tipis.\n\nTanpa pengawet.",
        unit="250 g",
        options=["Cokelat", "Keju"],
        minimum_order=2,
        tokopedia="https://www.tokopedia.com/dapurbuyani/keripik",
    )
    for _ in range(2):
        Photo.objects.filter(pk=make_photo(keripik).pk).update(image=picture, width=700, height=700)
    make_offer(keripik)
    make_product(business=dapur, category=keripik.category, availability="preorder", lead_time_days=7)
    habis = make_product(business=dapur, category=keripik.category, availability="sold_out", name="Keripik habis")
    gerai = make_business(owner=False, whatsapp="", sector=None, regency=None)
    make_product(business=gerai, category=keripik.category, name="Keripik singkong")
    return {
        "keripik": keripik.get_absolute_url(),
        "pk": keripik.pk,
        "habis": habis.get_absolute_url(),
        "pk_habis": habis.pk,
        "dapur": dapur.get_absolute_url(),
        "gerai": gerai.get_absolute_url(),
    }


def violations(page, within=None):
    """What axe finds on the page as it stands, with everything unfolded, in the light and the dark theme.

    `within` leaves out all but one element, as when an open menu lies over parts of what is below it.
    """
    page.evaluate("document.querySelectorAll('main details').forEach(each => each.open = true)")
    # What lies half behind the bar that stays on top would count as too small to tap.
    page.evaluate("scrollTo(0, 0)")
    found = []
    for theme, rules in THEMES.items():
        page.emulate_media(color_scheme=theme)
        for broken in AXE.run(page, context=within, options=rules).response["violations"]:
            found += [(page.url, theme, broken["id"], node["html"][:150]) for node in broken["nodes"]]
    return found


@in_both_languages
@pytest.mark.parametrize("name", PAGES)
def test_page_keeps_the_rules(page, community, name, prefix):
    for path in PAGES[name]:
        page.goto(prefix + path.format(**community))

        assert violations(page) == []


@in_both_languages
def test_open_menu_keeps_the_rules(page, live_server, prefix):
    page.goto(f"{prefix}/")

    page.locator(".menu summary").click()

    assert violations(page) == []


@in_both_languages
def test_missing_page_keeps_the_rules(page, complaints, prefix):
    page.goto(f"{prefix}/tidak-ada/")

    assert violations(page) == []
    assert all("404" in complaint for complaint in complaints)
    complaints.clear()


@in_both_languages
def test_refused_forms_keep_the_rules(page, community, prefix):
    page.goto(f"{prefix}/akun/masuk/")
    page.locator("[name=login]").fill("orang@contoh.id")
    page.locator("[name=password]").fill("salah")
    page.locator("[name=password]").press("Enter")
    page.get_by_role("alert").wait_for()
    assert violations(page) == []

    page.goto(f"{prefix}/produk/{community['pk']}/lapor/")
    page.evaluate("document.querySelector('form[method=post]').noValidate = true")
    page.locator("form[method=post] button").click()
    page.locator(".field__error").wait_for()
    assert violations(page) == []

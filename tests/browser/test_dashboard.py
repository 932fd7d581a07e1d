"""An owner's start page on a phone: what to do next, turns, queues and figures, in both themes and languages."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from catalogue.models import DailyCount, Photo
from catalogue.photos import store_photo
from promotions.models import Ticket
from tests.browser.test_accessibility import in_both_languages, violations
from tests.catalogue.uploads import quarters, upload
from tests.factories import make_business, make_licence, make_product, make_team_member, make_user
from tests.promotions.factories import channel, make_ready_product, make_slot, make_weekly_slot

PASSWORD = "kata-sandi-uji"
LONG_NAME = "Kelompok Usaha Bersama Perempuan Tani Sejahtera Mandiri Pekon Sukamaju Kecamatan Pesisir Tengah Krui"


@pytest.fixture
def owner(live_server):
    return make_user(email="yani@contoh.id", name="Yani")


@pytest.fixture
def business(owner):
    """A business with a bit of everything."""
    business = make_business(owner, name=LONG_NAME, whatsapp_confirmed_at=timezone.now())
    make_business(owner, name="Kedai Kopi Pak Darto")
    ready = make_ready_product(business, name="Keripik pisang cokelat 250 g")
    Photo.objects.update(image=store_photo(upload(quarters())).name)
    incomplete = make_product(business=business, name="Kotak hantaran oleh-oleh, isi 6", description="Renyah.")
    make_product(business=business, name="", price=None, status="draft")
    make_licence(business=business, kind="pirt", expires_on=timezone.localdate() + timedelta(days=20))
    for number, slug in enumerate(["instagram", "tiktok", "whatsapp"], start=1):
        make_weekly_slot(slug)
        Ticket.objects.create(channel=channel(slug), business=business, number=number, drawn_on=timezone.localdate())
    make_slot(ready, "instagram", status="approved")
    make_slot(incomplete, "tiktok", timezone.now() + timedelta(days=5))
    before = timezone.now() - timedelta(days=30)
    post = "https://instagram.com/p/Contoh1/"
    make_slot(ready, "instagram", before, status="done", done_at=before, proof_address=post)
    for days in range(14):
        day = timezone.localdate() - timedelta(days=days)
        DailyCount.objects.create(product=ready, day=day, views=40 - days, taps=3, shares=days % 2)
    ready._history_user = make_team_member(name="Rani")
    ready.save()
    return business


def sign_in(page, person, prefix=""):
    page.goto(f"{prefix}/akun/masuk/?next={prefix}/kelola/")
    page.locator("[name=login]").fill(person.email)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[name=password]").press("Enter")
    page.wait_for_url(f"**{prefix}/kelola/")


def is_too_wide(page):
    """Whether anything sticks out at the side."""
    return page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


@in_both_languages
def test_full_page_keeps_the_rules(page, owner, business, prefix):
    sign_in(page, owner, prefix)

    assert violations(page) == []
    assert not is_too_wide(page)


@in_both_languages
def test_page_of_a_new_owner_keeps_the_rules(page, owner, prefix):
    make_business(owner, status="submitted")
    sign_in(page, owner, prefix)

    assert violations(page) == []
    assert not is_too_wide(page)


def test_owner_goes_from_the_page_to_what_is_to_do(page, owner, business):
    sign_in(page, owner)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Yani")

    page.get_by_role("link", name="28 hari").click()
    expect(page.get_by_role("heading", name="28 hari ini")).to_be_in_viewport()

    page.get_by_text("Hari demi hari").click()
    expect(page.get_by_role("row")).to_have_count(29)


def test_owner_of_two_switches_on_the_phone(page, owner, business):
    sign_in(page, owner)

    page.locator(".switch summary").click()
    page.locator(".switch").get_by_role("button", name="Ke Kedai Kopi Pak Darto").click()

    expect(page.locator(".logo small")).to_have_text("Kedai Kopi Pak Darto")


@pytest.mark.parametrize("path", ["/kelola/", "/pengurus/rotasi/"])
def test_menus_fold_away_by_escape_and_by_a_tap_beside_them(page, live_server, path):
    person = make_team_member()
    make_business(person)
    sign_in(page, person)
    page.goto(path)
    menus = page.locator("details[data-menu]")

    for menu in menus.all():
        summary = menu.locator("summary")
        summary.click()
        page.keyboard.press("Escape")
        expect(menu).not_to_have_attribute("open", "")
        expect(summary).to_be_focused()

        summary.click()
        page.mouse.click(6, 300)
        expect(menu).not_to_have_attribute("open", "")


@in_both_languages
def test_open_fold_of_the_team_keeps_the_rules(page, live_server, prefix):
    person = make_team_member()
    make_business(person)
    sign_in(page, person, prefix)
    page.goto(f"{prefix}/pengurus/rotasi/")

    page.locator(".shell__more summary").click()
    assert violations(page, within=".shell__nav") == []
    assert page.locator(".shell__nav > ul > li").count() == 5

    page.locator(".menu summary").click()
    assert violations(page, within=".header") == []


@in_both_languages
def test_helping_keeps_the_rules(page, business, client, context, base_url, prefix):
    client.force_login(make_team_member())
    client.post(f"/kelola/pilih/{business.pk}/")
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": base_url}])

    page.goto(f"{prefix}/kelola/")

    expect(page.locator(".helping")).to_contain_text(LONG_NAME)
    assert violations(page) == []
    assert not is_too_wide(page)

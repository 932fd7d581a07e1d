"""A campaign on a phone: from an occasion to the page for shoppers with two owners' special prices."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import expect

from catalogue.models import Photo
from catalogue.photos import store_photo
from promotions import planning
from promotions.models import Campaign, Occasion, Slot
from tests.browser.test_accessibility import in_both_languages, violations
from tests.browser.test_dashboard import PASSWORD, is_too_wide, sign_in
from tests.catalogue.uploads import quarters, upload
from tests.factories import make_business, make_offer, make_team_member, make_user
from tests.promotions.factories import (
    make_campaign,
    make_participation,
    make_ready_product,
    make_slot,
    make_weekly_slot,
)

DAY = 24 * 60 * 60 * 1000
LONG_NAME = "Keripik pisang kepok asli Lampung aneka rasa cokelat keju susu balado original renyah"


@pytest.fixture
def owners(live_server):
    """Two members, each with a product that can be promoted."""
    people = []
    for name, product, price in [
        ("Dapur Bu Yani", "Keripik Pisang", 25_000),
        ("Kopi Pak Darto", "Kopi Robusta", 40_000),
    ]:
        owner = make_user(name=name.split()[-1])
        business = make_business(owner, name=name, whatsapp_confirmed_at=timezone.now())
        make_ready_product(business, name=product, price=price)
        people.append(owner)
    Photo.objects.update(image=store_photo(upload(quarters())).name)
    return people


@pytest.fixture
def rani(live_server):
    return make_team_member(name="Rani")


@pytest.fixture
def harbolnas(live_server):
    """In ten days for five; the plan has a slot on Instagram every evening."""
    for weekday in range(7):
        make_weekly_slot("instagram", weekday)
    planning.run_due()
    first = timezone.localdate() + timedelta(days=10)
    return Occasion.objects.create(
        name_id="Harbolnas 12.12", name_en="Online shopping day", starts_on=first, ends_on=first + timedelta(days=4)
    )


def sign_out(page):
    page.context.clear_cookies()


def open_as(page, person, path, prefix=""):
    page.goto(f"{prefix}/akun/masuk/?next={prefix}{path}")
    page.locator("[name=login]").fill(person.email)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[name=password]").press("Enter")
    page.wait_for_url(f"**{prefix}{path}")


def take_part(page, owner, price):
    sign_in(page, owner)
    expect(page.get_by_role("heading", name="Ikut “Harbolnas 12.12")).to_be_visible()
    page.get_by_role("link", name="Ikut kampanye").click()
    page.get_by_label("Harga khusus selama kampanye").fill(price)
    page.get_by_role("button", name="Ikut kampanye").click()
    expect(page.get_by_text("Anda ikut. Terima kasih!")).to_be_visible()
    sign_out(page)


def test_from_an_occasion_to_a_page_with_two_owners_prices(page, owners, rani, harbolnas):
    open_as(page, rani, "/pengurus/kampanye/")
    page.locator(f'a[href$="acara={harbolnas.pk}"]').click()
    page.get_by_label("Tentang apa?").fill("Lima hari harga khusus, langsung dari pembuatnya.")
    page.get_by_label("Instagram", exact=True).fill("2")
    page.get_by_role("button", name="Simpan dan periksa").click()
    expect(page.get_by_text("2 anggota akan diundang")).to_be_visible()
    page.get_by_role("button", name="Undang sekarang").click()
    expect(page.get_by_text("2 anggota diundang.")).to_be_visible()
    assert "Harbolnas 12.12" in page.get_by_label("Undangan sebagai teks").input_value()
    assert len(mail.outbox) == 2
    sign_out(page)

    take_part(page, owners[0], "20000")
    take_part(page, owners[1], "35.000")

    page.goto("/promo/")
    page.get_by_role("link", name="Harbolnas 12.12").click()
    expect(page.get_by_role("heading", name="2 produk ikut")).to_be_visible()
    prices = page.get_by_role("region", name="Harga khusus mulai")
    for words in ["Keripik Pisang", "Rp20.000", "Kopi Robusta", "Rp35.000"]:
        expect(prices.get_by_text(words)).to_be_visible()
    expect(page.get_by_text("Mulai 10 hari lagi")).to_be_visible()
    slots = Slot.objects.filter(campaign=Campaign.objects.get())
    assert sorted(slots.values_list("product__name", flat=True)) == ["Keripik Pisang", "Kopi Robusta"]


def test_refused_price_stays_as_typed_and_can_be_mended(page, owners):
    campaign = make_campaign()
    sign_in(page, owners[0])
    page.goto(f"/kelola/kampanye/{campaign.pk}/")
    page.get_by_label("Harga khusus selama kampanye").fill("30000")
    page.get_by_role("button", name="Ikut kampanye").click()

    expect(page.locator(".field__error")).to_contain_text("di bawah harga")
    assert violations(page) == []
    page.get_by_label("Harga khusus selama kampanye").fill("20000")
    page.get_by_role("button", name="Ikut kampanye").click()

    expect(page.get_by_text("Anda ikut. Terima kasih!")).to_be_visible()
    page.get_by_role("button", name="Tidak jadi ikut").click()
    expect(page.get_by_text("Anda tidak jadi ikut")).to_be_visible()


def test_countdown_goes_on_while_the_page_is_open(page, live_server):
    campaign = make_campaign(3, 5)
    page.clock.install()
    page.goto(campaign.get_absolute_url())
    badge = page.locator("[data-countdown]")
    expect(badge).to_have_text("Mulai 3 hari lagi")

    page.clock.fast_forward(DAY)
    expect(badge).to_have_text("Mulai 2 hari lagi")
    page.clock.fast_forward(3 * DAY)
    expect(badge).to_have_text("Tinggal 3 hari")
    page.clock.fast_forward(4 * DAY)
    expect(badge).to_have_text("Kampanye ini sudah selesai.")


@pytest.fixture
def all_there_is(owners, rani, harbolnas):
    """Campaigns in every state, with long names, offers and slots."""
    product = owners[0].memberships.get().business.products.get()
    product.name = LONG_NAME
    product.save()
    running = make_campaign(-1, 5, slots={"instagram": 2})
    coming = make_campaign(4, 5, name_id=LONG_NAME, name_en=LONG_NAME, slots={"instagram": 4})
    over = make_campaign(-20, 5)
    draft = make_campaign(14, 14, slots={"instagram": 9}, invited_at=None)
    for campaign in (running, coming, over):
        row = make_participation(campaign, product)
        row.offer = make_offer(product, starts_at=campaign.starts_at, ends_at=campaign.ends_at)
        row.save()
    now = timezone.now()
    done = {"status": "done", "done_at": now, "proof_address": "https://instagram.com/p/Contoh1/"}
    make_slot(product, "instagram", now - timedelta(hours=2), kind="campaign", campaign=running, **done)
    make_slot(product, "portal", now - timedelta(hours=2), status="approved")
    make_slot(product, "tiktok", over.starts_at, kind="campaign", campaign=over, status="missed")
    Photo.objects.update(image=store_photo(upload(quarters())).name)
    return {"running": running, "coming": coming, "over": over, "draft": draft}


def look_at(page, prefix, paths):
    for path in paths:
        page.goto(f"{prefix}{path}")
        assert violations(page) == []
        assert not is_too_wide(page), path


@in_both_languages
def test_public_pages_keep_the_rules(page, all_there_is, prefix):
    campaigns = [all_there_is[state].get_absolute_url() for state in ("running", "coming", "over")]

    look_at(page, prefix, ["/", "/promo/", *campaigns])


@in_both_languages
def test_owners_pages_keep_the_rules(page, all_there_is, owners, prefix):
    addresses = ["/kelola/kampanye/", *(f"/kelola/kampanye/{all_there_is[state].pk}/" for state in ("coming", "over"))]
    sign_in(page, owners[0], prefix)
    look_at(page, prefix, addresses)
    sign_out(page)

    sign_in(page, owners[1], prefix)
    look_at(page, prefix, addresses[:2])


@in_both_languages
def test_teams_pages_keep_the_rules(page, all_there_is, rani, harbolnas, prefix):
    states = ("running", "coming", "over", "draft")
    own = [f"/pengurus/kampanye/{all_there_is[state].pk}/" for state in states]
    form = [f"/pengurus/kampanye/buat/?acara={harbolnas.pk}", f"{own[1]}ubah/"]
    open_as(page, rani, "/pengurus/kampanye/", prefix)

    look_at(page, prefix, ["/pengurus/kampanye/", *own, *form])

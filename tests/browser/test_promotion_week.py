"""A week of the promotion team on a phone: the plan fills itself, posts go out by taps, a forgotten turn comes back."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from catalogue.models import Photo
from catalogue.photos import store_photo
from promotions import planning
from promotions.models import Rota, Slot, Ticket
from tests.catalogue.uploads import quarters, upload
from tests.factories import make_business, make_team_member
from tests.promotions.factories import channel, make_ready_product, make_weekly_slot

MONDAY = timezone.make_aware(datetime(2026, 11, 23, 7))


@pytest.fixture
def clock(monkeypatch):
    """The time of the portal: `clock(days, hour, minute)` after Monday's midnight. `run_due` runs whenever it moves."""

    def move_to(days, hour, minute=0):
        now = MONDAY.replace(hour=hour, minute=minute) + timedelta(days=days)
        monkeypatch.setattr(timezone, "now", lambda: now)
        assert planning.run_due()

    return move_to


@pytest.fixture
def community(live_server):
    """Three members who are ready, and a plan: WhatsApp on Monday and Wednesday, Instagram on Tuesday."""
    photo = store_photo(upload(quarters(1200, 1200))).name
    for number, name in enumerate(["Anyam", "Batik", "Cokelat"]):
        business = make_business(
            name=name, whatsapp_confirmed_at=MONDAY, activated_at=MONDAY - timedelta(days=30 - number)
        )
        make_ready_product(business, name=f"Produk {name}", published_at=MONDAY - timedelta(days=20))
    Photo.objects.update(image=photo)
    make_weekly_slot("whatsapp", weekday=0, time="08:00")
    make_weekly_slot("instagram", weekday=1, time="19:00")
    make_weekly_slot("whatsapp", weekday=2, time="08:00")


@pytest.fixture
def rani(community):
    person = make_team_member(name="Rani", email="rani@contoh.id")
    for weekday in range(7):
        Rota.objects.create(user=person, weekday=weekday)
    return person


def sign_in(page, email):
    page.goto("/pengurus/")
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Kata sandi", exact=True).fill("kata-sandi-uji")
    page.get_by_role("button", name="Masuk").click()
    page.wait_for_url("**/pengurus/")


def card_of(page, slot):
    return page.get_by_role("article", name=slot.product.name).first


def number_of(business, slug):
    return Ticket.objects.get(business=business, channel=channel(slug)).number


def first_planned(slug):
    return Slot.objects.to_do().filter(channel__slug=slug).earliest("starts_at")


def expect_to_fit(page):
    # Words can be found on a page whose style sheets are still on their way.
    page.wait_for_load_state()
    assert page.evaluate("document.documentElement.scrollWidth") == 360


def expect_score(page, number):
    page.goto("/pengurus/konsistensi/")
    expect(page.get_by_role("region", name="Nilai", exact=True).locator("b").first).to_have_text(str(number))
    page.goto("/pengurus/")


def test_week_is_played(page, context, clock, rani):
    context.grant_permissions(["clipboard-read", "clipboard-write"])

    # Monday morning: four weeks are filled, the next two days approved by themselves, Wednesday by one tap.
    clock(0, 7)
    assert Slot.objects.count() == Slot.objects.exclude(product=None).count() == 12
    status, story, forgotten = Slot.objects.order_by("starts_at")[:3]
    assert [slot.status for slot in (status, story, forgotten)] == ["approved", "approved", "planned"]
    sign_in(page, rani.email)
    expect_to_fit(page)
    page.get_by_text("1 lainnya disetujui sendiri").click()
    page.get_by_role("button", name="Setujui", exact=True).click()
    expect(page.get_by_role("status").first).to_contain_text("disetujui")
    forgotten.refresh_from_db()
    assert (forgotten.status, forgotten.approved_by) == ("approved", rani)

    # Its time has come: the words are copied, one tap says that it is out, a slip is taken back.
    clock(0, 8, 5)
    page.goto("/pengurus/")
    expect(page.locator(".shell__nav .count")).to_contain_text("1")
    card = card_of(page, status)
    expect(card).to_contain_text("Saatnya, 08.00")
    expect(card).to_contain_text("Tugas Anda.")
    card.get_by_role("button", name="Salin teks").click()
    expect(page.locator("[data-copy-status]")).to_have_text("Tersalin. Tempelkan di mana saja.")
    assert page.evaluate("navigator.clipboard.readText()") == Slot.objects.get(pk=status.pk).caption
    number = number_of(status.business, "whatsapp")
    card.get_by_role("button", name="Sudah tayang").click()
    page.get_by_role("button", name="Batalkan").click()
    expect(page.get_by_text("Sudah dibatalkan.")).to_be_visible()
    assert number_of(status.business, "whatsapp") == number
    card_of(page, status).get_by_role("button", name="Sudah tayang").click()
    expect(page.get_by_text(f"Tercatat: {status.product} sudah tayang.")).to_be_visible()
    assert number_of(status.business, "whatsapp") > number

    # Tuesday: the post on Instagram is proved by its address.
    clock(1, 19, 30)
    page.goto("/pengurus/")
    card = card_of(page, story)
    card.get_by_label("Tempel alamat unggahan").fill("https://www.tiktok.com/@unk/video/1")
    card.get_by_role("button", name="Sudah tayang").click()
    expect(page.get_by_label("Tempel alamat unggahan")).to_have_value("https://www.tiktok.com/@unk/video/1")
    expect(page.locator(".field__error")).to_contain_text("instagram.com")
    expect_to_fit(page)
    page.get_by_label("Tempel alamat unggahan").fill("instagram.com/p/abc123")
    page.get_by_role("button", name="Sudah tayang").click()
    page.wait_for_url("**/pengurus/")
    story.refresh_from_db()
    assert (story.status, story.proof_address) == ("done", "https://instagram.com/p/abc123/")

    # Wednesday is forgotten. In the evening it is everybody's, a day later it is missed and keeps its ticket.
    number = number_of(forgotten.business, "whatsapp")
    clock(2, 20, 30)
    page.goto("/pengurus/")
    expect(card_of(page, forgotten)).to_contain_text("Sekarang tugas siapa saja di tim; semula Rani.")
    # Two of two due slots on time and none of the next six approved: 40 of the 50 points that can be measured yet.
    expect_score(page, 80)
    clock(3, 9)
    page.goto("/pengurus/")
    expect(page.get_by_role("region", name="Terlewat baru-baru ini")).to_contain_text(forgotten.product.name)
    forgotten.refresh_from_db()
    assert forgotten.status == "missed"
    # Two of three on time: (40 × 2/3 + 10 × 0) ÷ 50.
    expect_score(page, 53)
    assert number_of(forgotten.business, "whatsapp") == number

    # It comes back in the first open slot, and says why.
    again = first_planned("whatsapp")
    assert (again.starts_at.date(), again.business) == (MONDAY.date() + timedelta(days=7), forgotten.business)
    clock(7, 8, 30)
    page.goto("/pengurus/")
    card = card_of(page, again)
    expect(card).to_contain_text("Giliran tertunda dari 25 November")
    card.get_by_role("button", name="Sudah tayang").click()
    expect(page.get_by_text("Tercatat:")).to_be_visible()
    assert number_of(forgotten.business, "whatsapp") > number
    expect(page.get_by_text("Semua tugas hari ini selesai. Terima kasih!")).to_be_visible()


def test_second_of_two_people_reads_who_was_first(page, new_context, clock, rani):
    make_team_member(name="Bayu", email="bayu@contoh.id")
    clock(0, 7)
    clock(0, 8, 5)
    sign_in(page, rani.email)
    other = new_context().new_page()
    sign_in(other, "bayu@contoh.id")

    page.get_by_role("button", name="Sudah tayang").click()
    expect(page.get_by_text("Tercatat:")).to_be_visible()
    other.get_by_role("button", name="Sudah tayang").click()

    expect(other.get_by_role("status").first).to_contain_text("Rani lebih dulu")
    assert Slot.objects.filter(status="done").count() == 1


def test_next_thing_to_do_is_in_the_first_view_without_scripts(new_context, base_url, clock, rani):
    clock(0, 7)
    clock(0, 8, 5)
    page = new_context(java_script_enabled=False).new_page()
    sign_in(page, rani.email)

    slot = first_planned("whatsapp")
    heading = card_of(page, slot).get_by_role("heading", name=slot.product.name).bounding_box()
    assert heading["y"] + heading["height"] < 740
    expect(page.get_by_role("button", name="Salin teks")).to_be_hidden()
    page.get_by_role("link", name="Salin ringkasan").click()
    expect(page.get_by_label("Rencana hari ini sebagai teks")).to_be_in_viewport()
    page.get_by_role("button", name="Sudah tayang").click()
    expect(page.get_by_text("Tercatat:")).to_be_visible()
    page.get_by_role("button", name="Batalkan").click()

    expect(page.get_by_text("Sudah dibatalkan.")).to_be_visible()

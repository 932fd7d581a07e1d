"""A month is planned, moved by form on a phone and by drag on a desktop, and read on both."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from catalogue.models import Photo
from catalogue.photos import store_photo
from promotions import planning
from promotions.models import Campaign, Slot
from tests.browser.test_accessibility import violations
from tests.catalogue.uploads import quarters, upload
from tests.factories import make_business, make_team_member
from tests.promotions.factories import make_ready_product, make_slot, make_weekly_slot

MONDAY = timezone.make_aware(datetime(2026, 11, 30, 7))

on_desktop = pytest.mark.browser_context_args(viewport={"width": 1280, "height": 900}, has_touch=False)


@pytest.fixture
def rani(live_server, monkeypatch):
    """Of the team, on a Monday: three members are ready, four weeks laid out with a post each Tuesday and Thursday."""
    monkeypatch.setattr(timezone, "now", lambda: MONDAY)
    photo = store_photo(upload(quarters(1200, 1200))).name
    for number, name in enumerate(["Anyam", "Batik", "Cokelat"]):
        business = make_business(
            name=name, whatsapp_confirmed_at=MONDAY, activated_at=MONDAY - timedelta(days=30 - number)
        )
        make_ready_product(business, name=f"Produk {name}", published_at=MONDAY - timedelta(days=20))
    Photo.objects.update(image=photo)
    make_weekly_slot("whatsapp", weekday=1, time="08:00")
    make_weekly_slot("instagram", weekday=3, time="19:00")
    person = make_team_member(name="Rani", email="rani@contoh.id")
    assert planning.run_due()
    return person


def at(days, hour):
    return MONDAY.replace(hour=hour) + timedelta(days=days)


def sign_in(page):
    page.goto("/pengurus/kalender/")
    page.get_by_label("E-mail").fill("rani@contoh.id")
    page.get_by_label("Kata sandi", exact=True).fill("kata-sandi-uji")
    page.get_by_role("button", name="Masuk").click()
    page.wait_for_url("**/pengurus/kalender/")


def day(page, label):
    return page.locator(f'.day[data-label="{label}"]')


def tile(page, slot):
    return page.locator(f"#jadwal-{slot.pk}")


def expect_to_fit(page, width=360):
    page.wait_for_load_state()
    assert page.evaluate("document.documentElement.scrollWidth") == width


def post_of(days):
    return Slot.objects.standing().get(starts_at=at(days, 19), channel__slug="instagram")


def test_slot_is_moved_by_form_on_a_phone(page, rani):
    slot = post_of(10)
    sign_in(page)
    page.get_by_role("link", name="Sesudahnya").click()
    expect(page.get_by_role("heading", name="Desember 2026")).to_be_visible()
    expect_to_fit(page)
    expect(day(page, "Kamis, 10 Desember")).to_contain_text(slot.product.name)

    tile(page, slot).click()
    page.get_by_text("Hari dan jam").click()
    page.get_by_role("link", name="Pindahkan").click()
    expect_to_fit(page)
    # First a time that is taken, then a free one.
    page.get_by_label("Hari", exact=True).fill("2026-12-03")
    page.get_by_role("button", name="Pindahkan").click()
    expect(page.locator(".field__error")).to_contain_text("sudah terpakai")
    expect(page.get_by_label("Hari", exact=True)).to_have_value("2026-12-03")
    page.get_by_label("Hari", exact=True).fill("2026-12-12")
    page.get_by_label("Waktu").fill("16:30")
    page.get_by_role("button", name="Pindahkan").click()

    expect(page.get_by_text("Dipindahkan ke Sabtu, 12 Desember, 16.30.")).to_be_visible()
    expect(day(page, "Sabtu, 12 Desember")).to_contain_text(slot.product.name)
    expect(day(page, "Sabtu, 12 Desember")).to_contain_text("16.30")
    expect(tile(page, slot)).to_be_in_viewport()
    expect_to_fit(page)

    page.get_by_role("button", name="Batalkan").click()
    page.goto("/pengurus/kalender/?bulan=2026-12")
    expect(day(page, "Kamis, 10 Desember")).to_contain_text(slot.product.name)


@on_desktop
def test_slot_is_dragged_to_another_day_on_a_desktop(page, rani):
    slot = post_of(10)
    sign_in(page)
    page.goto("/pengurus/kalender/?bulan=2026-12&kanal=instagram")
    expect_to_fit(page, 1280)

    tile(page, slot).drag_to(day(page, "Jumat, 11 Desember"))
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text(f"Pindahkan “{slot.product}” ke Jumat, 11 Desember, 19.00?")
    expect(dialog.get_by_text("Kurang dari 7 hari lagi")).to_be_hidden()
    dialog.get_by_role("button", name="Batal").click()
    tile(page, slot).drag_to(day(page, "Jumat, 11 Desember"))
    dialog.get_by_role("button", name="Pindahkan").click()

    expect(page.get_by_text("Dipindahkan ke Jumat, 11 Desember, 19.00.")).to_be_visible()
    expect(day(page, "Jumat, 11 Desember")).to_contain_text(slot.product.name)
    assert page.url.split("?")[1].startswith("bulan=2026-12&kanal=instagram")
    moved = Slot.objects.get(pk=slot.pk)
    assert (moved.starts_at, moved.product, moved.kind) == (at(11, 19), slot.product, "pinned")

    # A slot of this week says what the score makes of it; a day that is over is refused in words.
    near = post_of(3)
    page.goto("/pengurus/kalender/?pekan=2026-11-30")
    tile(page, near).drag_to(day(page, "Jumat, 4 Desember"))
    expect(dialog.get_by_text("Kurang dari 7 hari lagi")).to_be_visible()
    dialog.get_by_role("button", name="Batal").click()
    page.goto("/pengurus/kalender/?bulan=2026-11")
    tile(page, near).drag_to(day(page, "Selasa, 24 November"))
    dialog.get_by_role("button", name="Pindahkan").click()
    expect(page.locator(".field__error")).to_contain_text("Waktu ini sudah lewat.")
    assert Slot.objects.get(pk=near.pk).starts_at == at(3, 19)


@on_desktop
def test_second_of_two_people_moving_one_slot_reads_who_was_first(page, rani):
    slot = post_of(10)
    make_team_member(name="Bayu", email="bayu@contoh.id")
    sign_in(page)
    page.goto("/pengurus/kalender/?bulan=2026-12")
    Slot.objects.filter(pk=slot.pk).update(
        starts_at=at(12, 19), undo={"by": rani.pk, "at": MONDAY.isoformat(), "skip": None}
    )

    tile(page, slot).drag_to(day(page, "Jumat, 11 Desember"))
    page.get_by_role("dialog").get_by_role("button", name="Pindahkan").click()

    expect(page.get_by_role("status").first).to_contain_text("Rani memindahkan jadwal ini pukul 07.00")


def test_slot_is_added_and_taken_out_without_scripts(new_context, rani):
    page = new_context(java_script_enabled=False).new_page()
    sign_in(page)

    page.get_by_role("link", name="Jadwal di luar rencana pekanan").click()
    page.get_by_label("Kanal").select_option("TikTok")
    page.get_by_label("Hari", exact=True).fill("2026-12-05")
    page.get_by_label("Waktu").fill("19:00")
    page.get_by_label("Saya pilih di langkah berikutnya").check()
    page.get_by_role("button", name="Tambah jadwal").click()
    page.get_by_role("button", name="Pilih Produk Cokelat").click()
    slot = Slot.objects.get(channel__slug="tiktok")
    assert slot.product.name == "Produk Cokelat"

    page.goto(f"/pengurus/jadwal/{slot.pk}/")
    page.get_by_text("Hari dan jam").click()
    page.get_by_role("link", name="Keluarkan").click()
    page.get_by_role("button", name="Keluarkan").click()

    expect(page.get_by_text("dikeluarkan dari kalender")).to_be_visible()
    assert not Slot.objects.standing().filter(pk=slot.pk).exists()


def test_past_weeks_unfold_on_a_phone_without_scripts(new_context, rani):
    make_slot(Slot.objects.first().product, starts_at=at(-12, 19), status="missed")
    page = new_context(java_script_enabled=False).new_page()
    sign_in(page)
    expect(day(page, "Rabu, 18 November")).to_be_hidden()

    page.get_by_role("link", name="Tampilkan pekan yang sudah lewat").click()

    expect(day(page, "Rabu, 18 November")).to_contain_text("terlewat")


@pytest.fixture
def every_state(rani):
    """A slot in every state, six places of the portal, a campaign, and a holiday."""
    product = make_ready_product(make_business(name="Dapur"))
    Photo.objects.filter(product=product).update(image=Photo.objects.first().image)
    for number, status in enumerate(["done", "missed", "skipped", "planned", "approved"]):
        make_slot(product, slug="tiktok", starts_at=at(number - 4, 9), status=status, done_at=at(-4, 9))
    make_slot(False, slug="instagram-story", starts_at=at(2, 9))
    make_slot(product, slug="instagram-story", starts_at=at(3, 9), kind=Slot.Kind.PINNED)
    for place in range(1, 7):
        make_slot(product, slug="portal", starts_at=at(1, 0), place=place)
    Campaign.objects.create(
        slug="harbolnas", name_id="Harbolnas", name_en="Harbolnas", starts_at=at(1, 0), ends_at=at(12, 0)
    )
    return Slot.objects.filter(channel__slug="instagram-story").first()


PAGES = [
    "/pengurus/kalender/",
    "/pengurus/kalender/?pekan=2026-11-30",
    "/pengurus/kalender/?hari=2026-12-01",
    "/pengurus/kalender/?bulan=2027-03&kanal=radio",
    "/pengurus/kalender/tambah/",
    "/pengurus/kalender/tanggal/",
    "/pengurus/kalender/tanggal/tambah/",
    "/pengurus/jadwal/{pk}/",
    "/pengurus/jadwal/{pk}/pindah/",
    "/pengurus/jadwal/{pk}/keluarkan/",
]


@pytest.mark.parametrize("prefix", ["", "/en"], ids=["id", "en"])
@pytest.mark.parametrize("width", [360, 1280])
def test_pages_keep_the_rules(page, every_state, prefix, width):
    sign_in(page)
    page.set_viewport_size({"width": width, "height": 900})

    for path in PAGES:
        page.goto(prefix + path.format(pk=every_state.pk))

        assert violations(page) == []
        expect_to_fit(page, width)

"""Turns on a phone: the owner looks, confirms, writes better words and asks for a pause; the team accepts."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import expect

from catalogue.models import DailyCount, Photo
from catalogue.photos import store_photo
from promotions import owner_letters, planning
from promotions.models import Slot, Ticket, TurnRequest
from tests.browser.test_accessibility import in_both_languages, violations
from tests.browser.test_dashboard import is_too_wide, sign_in
from tests.catalogue.uploads import quarters, upload
from tests.factories import make_business, make_photo, make_team_member, make_user
from tests.promotions.factories import (
    channel,
    make_pause,
    make_portal_slot,
    make_ready_product,
    make_slot,
    make_swap,
    make_weekly_slot,
)

LONG_NAME = "Keripik pisang kepok asli Lampung aneka rasa cokelat, keju, susu, dan balado dalam kemasan hampers"


@pytest.fixture
def owner(live_server):
    return make_user(email="yani@contoh.id", name="Yani")


@pytest.fixture
def business(owner):
    return make_business(owner, name="Dapur Bu Yani", whatsapp_confirmed_at=timezone.now())


@pytest.fixture
def product(business):
    product = make_ready_product(business, name=LONG_NAME)
    make_photo(product)
    Photo.objects.update(image=store_photo(upload(quarters(1200, 1200))).name)
    return product


@pytest.fixture
def turn(product):
    """A turn in two days, beside past ones and a place in the queue."""
    make_weekly_slot("instagram")
    Ticket.objects.create(channel=channel(), business=product.business, number=1, drawn_on=timezone.localdate())
    for days, fields in [(3, {}), (12, {"is_late": True}), (20, {"status": "missed"})]:
        at = timezone.now() - timedelta(days=days)
        status = fields.pop("status", "done")
        done = {"done_at": at, "proof_address": f"https://instagram.com/p/Contoh{days}/"} if status == "done" else {}
        make_slot(product, starts_at=at, status=status, **done, **fields)
        DailyCount.objects.create(product=product, day=timezone.localdate(at), views=1_240, taps=31, shares=4)
    make_portal_slot(product, timezone.now() + timedelta(days=5))
    return make_slot(
        product,
        starts_at=timezone.now() + timedelta(hours=47),
        reason={
            "code": "turn",
            "days": 43,
            "is_new": True,
            "missed_on": None,
            "passed": 0,
            "is_at_limit": False,
            "overtaken": 0,
            "shown_days_ago": None,
            "same_sector": False,
        },
    )


def as_team(page, member):
    page.context.clear_cookies()
    page.goto("/akun/masuk/?next=/pengurus/")
    page.locator("[name=login]").fill(member.email)
    page.locator("[name=password]").fill("kata-sandi-uji")
    page.locator("[name=password]").press("Enter")
    page.wait_for_url("**/pengurus/")


def test_owner_looks_over_a_turn_improves_it_and_pauses(page, owner, turn):
    planning.run_due()
    owner_letters.tell()
    assert [letter.to for letter in mail.outbox] == [[owner.email]] * 2  # of the coming one, and of the one done

    sign_in(page, owner)
    page.get_by_role("link", name="Lihat gambar dan teks").first.click()
    page.get_by_role("button", name="Sudah bagus").click()
    expect(page.get_by_text("Yani menyatakan sudah bagus")).to_be_visible()

    page.get_by_role("link", name="Perbaiki teks").click()
    expect(page.get_by_text("pengurus harus menyetujuinya lagi")).to_be_visible()
    page.get_by_label("Teks").fill("Renyah sejak 1998! #UMKMLampung #Keripik")
    expect(page.get_by_text("Sekarang: 40 huruf, 2 tagar.")).to_be_visible()
    page.get_by_role("button", name="Kirim ke pengurus").click()
    expect(page.get_by_text("Renyah sejak 1998!")).to_be_visible()
    expect(page.get_by_text("Ditulis oleh Yani.")).to_be_visible()

    page.get_by_role("link", name="Minta jeda").click()
    until = timezone.localdate() + timedelta(days=14)
    page.get_by_label("Siap lagi mulai").fill(until.isoformat())
    page.get_by_label("Mengapa?").fill("Panen kopi di kebun.")
    page.get_by_role("button", name="Kirim ke pengurus").click()
    expect(page.get_by_text("Pengurus belum menjawab")).to_be_visible()

    as_team(page, make_team_member(email="rani@contoh.id", name="Rani"))
    expect(page.get_by_text("Panen kopi di kebun.")).to_be_visible()
    page.get_by_role("button", name="Terima jeda").click()
    expect(page.get_by_text("Dapur Bu Yani jeda dulu, dan diberi kabar.")).to_be_visible()
    expect(page.get_by_role("link", name="Kirim jawabannya")).to_be_visible()

    assert TurnRequest.objects.get().is_accepted
    assert Slot.objects.get(pk=turn.pk).business is None
    planning.run_due()
    owner_letters.tell()
    answers = [letter for letter in mail.outbox if "Tentang giliran" in letter.subject]
    assert len(answers) == 1
    assert len(mail.outbox) == 3

    page.context.clear_cookies()
    sign_in(page, owner)
    page.get_by_role("button", name="Akhiri jeda sekarang").click()
    expect(page.get_by_text("Selamat datang kembali di antrean.")).to_be_visible()


def test_team_moves_a_turn_with_one_tap(page, turn, chats):
    target = make_slot(starts_at=timezone.now() + timedelta(days=9))
    make_swap(turn)
    as_team(page, make_team_member(email="rani@contoh.id"))

    page.get_by_role("link", name="Tanya lewat WhatsApp").click()
    page.bring_to_front()
    page.get_by_role("button", name="Pindah ke").first.click()
    expect(page.get_by_text("dipindahkan, dan mereka diberi kabar")).to_be_visible()

    target.refresh_from_db()
    assert target.business == turn.business


@in_both_languages
def test_pages_keep_the_rules(page, owner, turn, prefix):
    make_swap(turn)
    pause = make_pause(turn.business)
    sign_in(page, owner, prefix)

    for path in ["", f"{turn.pk}/", f"{turn.pk}/teks/", f"{turn.pk}/produk/", f"{turn.pk}/tukar/", "jeda/"]:
        page.goto(f"{prefix}/kelola/giliran/{path}")
        assert violations(page) == [], path
        assert not is_too_wide(page), path
    as_team(page, make_team_member(email="rani@contoh.id"))
    for path in ["", f"jadwal/{turn.pk}/"]:
        page.goto(f"{prefix}/pengurus/{path}")
        assert violations(page) == [], path
        assert not is_too_wide(page), path
    assert pause.is_asked

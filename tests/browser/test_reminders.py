"""On a phone: an absence hands slots over, a calendar's address is made and renewed, and reminders arrive once."""

from datetime import datetime, timedelta

import pytest
from django.core import mail
from django.utils import timezone
from icalendar import Calendar
from playwright.sync_api import expect

from catalogue.models import Photo
from catalogue.photos import store_photo
from promotions.models import Mail, Rota, Slot
from promotions.periodic import run
from tests.browser.test_accessibility import in_both_languages, violations
from tests.catalogue.uploads import quarters, upload
from tests.factories import make_business, make_team_member
from tests.promotions.factories import make_ready_product, make_slot

# A Wednesday.
NOW = timezone.make_aware(datetime(2026, 11, 25, 9))


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    def stand_at(moment):
        monkeypatch.setattr(timezone, "now", lambda: moment)

    stand_at(NOW)
    return stand_at


@pytest.fixture
def rani(live_server):
    person = make_team_member(name="Rani", email="rani@contoh.id", wants_summary=False)
    for weekday in range(7):
        Rota.objects.create(user=person, weekday=weekday)
    return person


@pytest.fixture
def bayu(live_server):
    return make_team_member(name="Bayu", email="bayu@contoh.id", whatsapp="+6281234567890", wants_summary=False)


@pytest.fixture
def keripik(live_server):
    product = make_ready_product(make_business(name="Dapur Bu Yani", whatsapp_confirmed_at=NOW), name="Keripik pisang")
    Photo.objects.update(image=store_photo(upload(quarters(1200, 1200))).name)
    return product


def sign_in(page, user, path="/pengurus/"):
    page.goto(f"/akun/masuk/?next={path}")
    page.get_by_label("E-mail").fill(user.email)
    page.get_by_label("Kata sandi", exact=True).fill("kata-sandi-uji")
    page.get_by_role("button", name="Masuk").click()
    page.wait_for_url(f"**{path}")


def expect_to_fit(page):
    page.wait_for_load_state()
    assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_absence_hands_a_slot_over_and_back(page, rani, bayu, keripik):
    slot = make_slot(keripik, starts_at=NOW + timedelta(days=1, hours=10), assignee=rani, status="approved")
    sign_in(page, rani, "/pengurus/rencana/")
    panel = page.get_by_role("region", name="Yang berhalangan")

    panel.get_by_text("Catat yang berhalangan").click()
    panel.get_by_label("Hari pertama").fill("2026-11-26")
    panel.get_by_label("Hari terakhir").fill("2026-11-25")
    # The browser itself would refuse the day before today alone.
    panel.get_by_role("button", name="Simpan").click()
    expect(panel.locator(".field__error")).to_have_text("Hari terakhir lebih awal dari hari pertama.")
    expect_to_fit(page)
    panel.get_by_label("Hari terakhir").fill("2026-11-27")
    panel.get_by_role("button", name="Simpan").click()

    expect(page.get_by_role("status").first).to_contain_text("1 jadwal berpindah petugas.")
    expect(panel).to_contain_text("26 November – 27 November")
    page.goto(f"/pengurus/jadwal/{slot.pk}/")
    expect(page.get_by_text("Tugas seluruh tim")).to_be_visible()

    page.goto("/pengurus/rencana/")
    panel.get_by_role("button", name="Hapus Rani, 26 November").click()
    expect(page.get_by_role("status").first).to_contain_text("1 jadwal berpindah petugas.")
    page.goto(f"/pengurus/jadwal/{slot.pk}/")
    expect(page.get_by_text("Tugas Anda.")).to_be_visible()


def test_overdue_post_reminds_its_person_by_whatsapp(page, chats, rani, bayu, keripik):
    make_slot(keripik, starts_at=NOW - timedelta(hours=1), assignee=bayu, status="approved")
    sign_in(page, rani)

    with page.expect_popup():
        page.get_by_role("link", name="Ingatkan Bayu lewat WhatsApp").click()

    (chat,) = chats
    assert chat.startswith("https://wa.me/6281234567890?text=Halo%20Bayu")


def test_calendar_is_made_renewed_and_revoked(page, rani, keripik):
    slot = make_slot(keripik, starts_at=NOW + timedelta(days=1), assignee=rani)
    sign_in(page, rani, "/akun/")
    page.get_by_role("link", name="Di kalender Anda sendiri").click()

    page.get_by_role("button", name="Buat alamat").click()
    first = page.get_by_label("Alamat kalender Anda").input_value()
    expect_to_fit(page)

    def read(address):
        path = address.removeprefix("http://127.0.0.1:8000")
        return page.request.get(path)

    (event,) = Calendar.from_ical(read(first).body()).walk("VEVENT")
    assert event["uid"].startswith(f"slot-{slot.pk}@")
    page.goto("/akun/kalender/")
    expect(page.get_by_text("Alamat itu tidak bisa ditampilkan lagi.")).to_be_visible()

    page.get_by_role("button", name="Alamat baru").click()
    second = page.get_by_label("Alamat kalender Anda").input_value()
    assert [read(first).status, read(second).status] == [404, 200]

    page.goto("/akun/kalender/")
    page.get_by_role("button", name="Cabut").click()
    expect(page.get_by_role("status").first).to_contain_text("Alamat itu tidak berlaku lagi.")
    assert read(second).status == 404


def mails_to(person):
    return [message for message in mail.outbox if message.to == [person.email]]


def test_reminders_arrive_once_and_are_turned_off_from_the_mail(page, base_url, clock, rani, keripik):
    make_slot(keripik, starts_at=NOW + timedelta(hours=2), assignee=rani)
    make_slot(keripik, starts_at=NOW + timedelta(days=1, hours=2), assignee=rani)
    run()
    run()
    (sent,) = mails_to(rani)
    assert sent.subject == "1 jadwal untuk diunggah hari ini"

    sign_in(page, rani)
    link = next(line for line in sent.body.splitlines() if line.endswith("#pengingat"))
    page.goto(link.replace("http://127.0.0.1:8000", base_url))
    page.get_by_label("Pagi hari: tugas hari ini").uncheck()
    page.get_by_label("Nomor WhatsApp Anda").fill("0812 3456 7891")
    page.get_by_role("button", name="Simpan").click()
    expect(page.get_by_role("status").first).to_contain_text("Tersimpan")
    clock(NOW + timedelta(days=1))
    run()

    assert len(mails_to(rani)) == 1
    rani.refresh_from_db()
    assert str(rani.whatsapp) == "+6281234567891"


@pytest.fixture
def troubled(rani, bayu, keripik):
    """Something of everything that these pages can show."""
    make_team_member(name="Citra", email=None)
    Mail.objects.create(key="kabar:1", user=bayu, subject="1 jadwal untuk diunggah hari ini", state="unsure")
    Mail.objects.create(key="kabar:2", user=rani, subject="Konsistensi pekan lalu", state="failed", error="OSError")
    Mail.objects.create(key="kabar:3", user=rani, subject="Pekan", attempts=1)
    make_slot(keripik, starts_at=NOW - timedelta(hours=1), assignee=bayu, status="approved")
    return make_slot(keripik, starts_at=NOW - timedelta(hours=2), assignee=rani, status="approved")


@in_both_languages
def test_pages_keep_the_rules(page, troubled, rani, prefix):
    sign_in(page, rani)
    slot = f"/pengurus/jadwal/{Slot.objects.get(pk=troubled.pk).pk}/"
    for path in ["/pengurus/", slot, "/pengurus/rencana/", "/pengurus/pengingat/", "/akun/", "/akun/kalender/"]:
        page.goto(prefix + path)
        expect_to_fit(page)
        assert violations(page) == []

    page.locator("main form button").first.click()
    assert violations(page) == []
    page.goto(f"{prefix}/akun/kalender/")
    assert violations(page) == []

"""The WhatsApp link by which one of the team reminds another of an overdue post."""

from datetime import datetime, timedelta
from urllib.parse import unquote

import pytest
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from tests.factories import make_business, make_team_member
from tests.promotions.factories import make_portal_slot, make_ready_product, make_slot

pytestmark = pytest.mark.django_db

NOW = timezone.make_aware(datetime(2026, 11, 25, 10))
LINK = "https://wa.me/6281234567890?text="
TODAY = "/pengurus/"


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.fixture
def rani(client):
    person = make_team_member(name="Rani")
    client.force_login(person)
    return person


@pytest.fixture
def bayu():
    return make_team_member(name="Bayu", whatsapp="+6281234567890")


@pytest.fixture
def keripik():
    return make_ready_product(make_business(name="Dapur Bu Yani"), name="Keripik & kopi")


def at(hour, days=0):
    return timezone.make_aware(datetime(2026, 11, 25, hour)) + timedelta(days=days)


def pages(client, slot):
    return [client.get(TODAY), client.get(f"/pengurus/jadwal/{slot.pk}/")]


@pytest.mark.parametrize("language", ["", "/en"])
def test_overdue_slot_has_a_link_with_a_ready_text_in_indonesian(client, rani, bayu, keripik, language):
    slot = make_slot(keripik, starts_at=at(8), assignee=bayu)

    for path in (TODAY, f"/pengurus/jadwal/{slot.pk}/"):
        page = client.get(language + path).content.decode()
        link = page.split(f'href="{LINK}')[1].split('"')[0]
        assert unquote(link) == (
            "Halo Bayu, Keripik & kopi (Dapur Bu Yani) dijadwalkan tayang di Instagram pada Rabu, 25 November, 08.00 "
            f"dan belum tercatat.\n\nSudah tayang? Catat di sini: http://127.0.0.1:8000/pengurus/jadwal/{slot.pk}/\n\n"
            "Kalau sedang berhalangan, kabari saja, nanti yang lain menggantikan. Terima kasih 🙏"
        )


def test_link_stays_when_the_post_has_become_everybodys(client, rani, bayu, keripik):
    slot = make_slot(keripik, starts_at=at(20, -1), assignee=bayu)

    for page in pages(client, slot):
        assertContains(page, LINK)
        assertContains(page, "Sekarang tugas siapa saja di tim; semula Bayu.")


def test_without_a_number_there_is_no_link_and_the_page_says_how_to_add_it(client, rani, keripik):
    slot = make_slot(keripik, starts_at=at(8), assignee=make_team_member(name="Bayu"))

    for page in pages(client, slot):
        assertContains(page, "Belum ada tautan WhatsApp: Bayu belum mengisi nomor.")
        assertNotContains(page, "Ingatkan Bayu")


def test_who_has_no_number_is_shown_where_to_add_it(client, rani, keripik):
    slot = make_slot(keripik, starts_at=at(8), assignee=rani)
    for page in pages(client, slot):
        assertContains(page, 'href="/akun/#pengingat"')

    rani.whatsapp = "+6281234567891"
    rani.save()

    for page in pages(client, slot):
        assertNotContains(page, 'href="/akun/#pengingat"')
        assertNotContains(page, "6281234567891")


def test_there_is_no_link_while_there_is_time_for_what_is_done_and_for_what_is_nobodys(client, rani, bayu, keripik):
    slots = [
        make_slot(keripik, starts_at=at(11), assignee=bayu),
        make_slot(keripik, starts_at=at(8), assignee=bayu, status="done", done_at=NOW),
        make_slot(keripik, starts_at=at(7)),
        make_portal_slot(keripik, at(6), assignee=bayu),
        make_slot(False, starts_at=at(5), assignee=bayu),
    ]

    for slot in slots:
        for page in pages(client, slot):
            assertNotContains(page, LINK)
            assertNotContains(page, "Belum ada tautan WhatsApp")

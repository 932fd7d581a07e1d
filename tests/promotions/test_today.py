"""The team's page of the day, and each change that one tap or form makes to a slot."""

import io
from datetime import datetime, timedelta

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from catalogue.models import Product
from promotions import planning, slot_life, slot_undo
from promotions.agenda import Agenda
from promotions.lease import lease
from promotions.models import Guideline, Skip, Slot, Ticket, WeeklySlot
from tests.catalogue.uploads import quarters, upload
from tests.factories import make_business, make_photo, make_superuser, make_team_member, make_user
from tests.promotions.factories import channel, make_ready_product, make_slot, make_weekly_slot

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

# A Wednesday, ten in the morning.
NOW = timezone.make_aware(datetime(2026, 11, 25, 10))
POST = "https://www.instagram.com/p/abc123/"
PATHS = ["", "ganti/", "lewati/", "teks/", "alihkan/"]
ACTIONS = ["tayang/", "setujui/", "ganti/", "lewati/", "teks/", "alihkan/", "batal/"]


def at(days=0, hour=9):
    return timezone.make_aware(datetime(2026, 11, 25 + days, hour))


def url(slot, path=""):
    return f"/pengurus/jadwal/{slot.pk}/{path}"


def send(client, slot, path, follow=True, **data):
    """Post a change of `slot` as its page would, with the product that is shown."""
    data = {"product": slot.product_id or "", **data}
    return client.post(url(slot, path), data, follow=follow)


def told(response):
    return [str(message) for message in get_messages(response.wsgi_request)] or [
        str(message) for message in response.context["messages"]
    ]


def pks(cards):
    return [card.slot.pk for card in cards]


# Who may come in


@pytest.mark.parametrize("path", ["/pengurus/", "/pengurus/setujui-pekan/", "/pengurus/isi-kosong/"])
def test_pages_are_the_teams(client, path):
    assertRedirects(client.get(path), f"/akun/masuk/?next={path}", fetch_redirect_response=False)
    for stranger in [make_user(), make_business().memberships.get().user]:
        client.force_login(stranger)
        assert client.get(path).status_code == 404
        assert client.post(path).status_code in (404, 405)
    for person in [make_team_member(), make_superuser()]:
        client.force_login(person)
        assert client.get(path, follow=True).status_code == 200


@pytest.mark.parametrize("path", PATHS)
def test_slots_pages_are_the_teams(client, path):
    slot = make_slot()
    address = url(slot, path)

    assertRedirects(client.get(address), f"/akun/masuk/?next={address}", fetch_redirect_response=False)
    client.force_login(slot.business.memberships.get().user)
    assert client.get(address).status_code == 404
    for person in [make_team_member(), make_superuser()]:
        client.force_login(person)
        assert client.get(address).status_code == 200
        assert client.get(f"/en{address}").status_code == 200


@pytest.mark.parametrize("path", ACTIONS)
def test_changes_are_the_teams(client, path):
    slot = make_slot()
    before = Slot.objects.values().get()

    assert client.post(url(slot, path)).status_code == 302
    client.force_login(slot.business.memberships.get().user)
    assert client.post(url(slot, path), {"product": slot.product_id}).status_code == 404

    assert Slot.objects.values().get() == before


@pytest.mark.parametrize("path", ["tayang/", "setujui/", "batal/"])
def test_change_asked_for_by_a_link_shows_the_slot(team_client, path):
    slot = make_slot()

    assertRedirects(team_client.get(url(slot, path)), url(slot))


def test_withdrawn_slot_is_gone(team_client):
    slot = make_slot(withdrawn_at=NOW)

    assert team_client.get(url(slot)).status_code == 404


def test_team_lands_on_today_after_sign_in(client):
    make_team_member(email="rani@contoh.id")

    response = client.post("/akun/masuk/", {"login": "rani@contoh.id", "password": "kata-sandi-uji"})

    assertRedirects(response, "/pengurus/", fetch_redirect_response=False)


# What stands on the page


def test_slots_stand_in_their_parts(rani):
    yesterday = make_slot(starts_at=at(-1, 19))
    early = make_slot(slug="whatsapp", starts_at=at(0, 9))
    tonight = make_slot(starts_at=at(0, 19))
    done = make_slot(slug="tiktok", starts_at=at(0, 7), status="done", done_at=NOW)
    missed = make_slot(slug="tiktok", starts_at=at(-3), status="missed")
    tomorrow = make_slot(starts_at=at(1))
    gap = make_slot(False, starts_at=at(2))
    make_slot(starts_at=at(-9), status="missed")
    make_slot(starts_at=at(8 - 3, 1) + timedelta(days=3))
    make_slot(starts_at=at(-2), status="done", done_at=at(-2))

    agenda = Agenda(rani)

    assert pks(agenda.late) == [yesterday.pk]
    assert pks(agenda.due_today) == [early.pk, tonight.pk, done.pk]
    assert pks(agenda.missed) == [missed.pk]
    assert pks(agenda.coming) == [tomorrow.pk]
    assert [(card.slot.pk, count) for card, count in agenda.gaps] == [(gap.pk, 1)]


def test_own_work_opens_first_and_others_at_half_the_grace(rani, clock):
    bayu = make_team_member(name="Bayu")
    his = make_slot(slug="whatsapp", starts_at=at(0, 8), assignee=bayu)
    hers = make_slot(starts_at=at(0, 9), assignee=rani)

    assert Agenda(rani).first.slot == hers

    clock(at(0, 20))
    agenda = Agenda(rani)
    assert agenda.first.slot == his
    assert agenda.first.is_taken_over


def test_undone_slot_of_today_is_late_from_half_the_grace(rani, clock):
    slot = make_slot(starts_at=at(0, 8))
    assert pks(Agenda(rani).due_today) == [slot.pk]

    clock(at(0, 20))

    assert pks(Agenda(rani).late) == [slot.pk]


def test_page_says_what_when_whose_and_why(team_client):
    business = make_ready_product(make_business(name="Kopi Sekincau", whatsapp_confirmed_at=NOW)).business
    make_weekly_slot("whatsapp", weekday=2, time="09:00")
    planning.run_due(at(0, 8))
    slot = Slot.objects.earliest("starts_at")
    Slot.objects.filter(pk=slot.pk).update(assignee=make_team_member(name="Bayu"))

    response = team_client.get("/pengurus/")

    for words in [
        "Rabu, 25 November",
        "Status WhatsApp",
        "Saatnya, 09.00",
        business.name,
        "Belum pernah dipromosikan di sini.",
        "Tugas Bayu.",
        "Dihitung tepat waktu sampai Kamis pukul 09.00.",
        "Disetujui portal",
    ]:
        assertContains(response, words)


def test_photos_can_be_saved_and_caption_copied(team_client):
    product = make_ready_product(name="Keripik Pisang")
    other = make_photo(product)
    make_slot(product, starts_at=at(0, 9))
    first = product.photos.first()

    response = team_client.get("/pengurus/")

    assertContains(response, f'href="/media/{first.image.name}" download="keripik-pisang-1.jpg"')
    rendition = first.image.name.replace(".jpg", "-1200.webp")
    assertContains(response, f'href="/media/{rendition}" download="keripik-pisang-1-1200.webp"')
    assertContains(response, f'href="/media/{other.image.name}" download="keripik-pisang-2.jpg"')
    assertContains(response, "Keripik Pisang\nRp25.000")
    assertContains(response, "dari 2.200 huruf · 4 dari 5 tagar")


def test_summary_is_the_days_plan_for_the_group(rani):
    product = make_ready_product(make_business(name="Kopi Sekincau", whatsapp_confirmed_at=NOW), name="Robusta")
    make_slot(product, starts_at=at(-1, 19), assignee=rani)
    make_slot(product, "whatsapp", starts_at=at(0, 8), status="done", done_at=NOW)
    make_slot(product, "tiktok", starts_at=at(0, 16), assignee=rani)
    make_slot(False, starts_at=at(2))

    assert Agenda(rani).summary.split("\n") == [
        "*Promosi Rabu, 25 November*",
        "",
        "Terlambat:",
        "• Selasa 19.00 Instagram: Robusta (Kopi Sekincau), seluruh tim",
        "",
        "Hari ini:",
        "• 16.00 TikTok: Robusta (Kopi Sekincau), Rani",
        "• 08.00 Status WhatsApp: Robusta (Kopi Sekincau), sudah tayang ✓",
        "",
        "1 jadwal masih kosong.",
        "",
        "http://127.0.0.1:8000/pengurus/",
    ]


def test_summary_stands_there_without_scripts(team_client):
    make_slot(starts_at=at(0, 19))

    response = team_client.get("/en/pengurus/")

    assertContains(response, "*Promosi Rabu, 25 November*")
    assertContains(response, "https://wa.me/?text=%2APromosi%20Rabu%2C%2025%20November%2A")


def test_no_plan_leads_to_the_weekly_plan(team_client):
    response = team_client.get("/pengurus/")

    assertContains(response, "Belum ada rencana pekanan")
    assertContains(response, f'href="{reverse("promotions:weekly-plan")}"')


def test_quiet_day_says_what_comes_next(team_client):
    make_weekly_slot()
    slot = make_slot(starts_at=at(2, 19))

    response = team_client.get("/pengurus/")

    assertContains(response, "Sekarang tidak ada yang perlu diunggah.")
    assertContains(response, "Jumat, 27 November, 19.00")
    assertContains(response, slot.product.name)


def test_gap_says_why(team_client):
    make_weekly_slot("portal", weekday=3, time="00:00")
    planning.run_due()

    response = team_client.get("/pengurus/")

    assertContains(response, "6 tempat kosong.")
    assertContains(response, "Belum ada usaha yang siap untuk kanal ini.")


def test_navigation_counts_what_is_due(team_client):
    make_slot(starts_at=at(-1, 19))
    make_slot(slug="whatsapp", starts_at=at(0, 9))
    make_slot(starts_at=at(0, 19))
    make_slot(False, "tiktok", starts_at=at(0, 9))

    assertContains(team_client.get("/pengurus/"), '<b class="count">2<span')


@pytest.mark.parametrize("count", [1, 3])
def test_page_costs_the_same_for_any_number_of_slots(team_client, count, django_assert_num_queries):
    Guideline.objects.create(name_id="Foto milik sendiri", name_en="Own photo")
    for number in range(count):
        make_slot(starts_at=at(0, number))
        make_slot(starts_at=at(-1, 19) + timedelta(minutes=number))
        make_slot(starts_at=at(3, number))
        make_slot(False, starts_at=at(4, number))
        make_slot(starts_at=at(-4, number), status="missed")

    # session, user, two of permissions; guidelines and their channels; slots with limits, photos and offers;
    # what products lack, this week's figures, mails in trouble, the two numbers in the navigation; requests of owners,
    # answers to them, and whom nobody has told
    with django_assert_num_queries(18):
        team_client.get("/pengurus/")


@pytest.mark.parametrize("count", [1, 3])
def test_choosing_costs_the_same_for_any_number_of_products(team_client, count, django_assert_num_queries):
    slot = make_slot()
    for _number in range(count):
        make_ready_product(slot.business)
        Ticket.objects.create(
            channel=slot.channel, business=make_ready_product().business, number=_number + 1, drawn_on=NOW.date()
        )

    # session, user, two of permissions; the slot with limits, photos and offers; guidelines and their channels, twice;
    # what its product lacks; own and waiting products, each with photos and offers; what they lack, what stands
    # beside, the two numbers in the navigation
    with django_assert_num_queries(23):
        team_client.get(url(slot, "ganti/"))


# Out


def test_post_is_proved_by_its_address(team_client, rani):
    slot = make_slot(starts_at=at(0, 9))

    response = send(team_client, slot, "tayang/", address=POST)

    slot.refresh_from_db()
    assert (slot.status, slot.done_by) == (Slot.Status.DONE, rani)
    assert slot.proof_address == "https://instagram.com/p/abc123/"
    assertRedirects(response, "/pengurus/")
    assertContains(response, f"Tercatat: {slot.product} sudah tayang.")
    assertContains(response, "Tayang 10.00, Rani")
    assert slot.approved_by == rani


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("", "Tempelkan alamat unggahannya."),
        ("https://tiktok.com/@a/video/1", "instagram.com"),
    ],
)
def test_wrong_proof_is_said_at_the_field_and_kept(team_client, address, words):
    slot = make_slot(starts_at=at(0, 9))

    response = send(team_client, slot, "tayang/", address=address)

    assertContains(response, words)
    assert response.context["card"].form["address"].value() == address
    assertContains(response, "field--error")
    slot.refresh_from_db()
    assert slot.status == Slot.Status.PLANNED


def test_address_of_another_slot_is_refused_at_the_field(team_client, rani):
    slot_life.finish(make_slot(starts_at=at(-1, 19)), rani, address=POST)
    slot = make_slot(starts_at=at(0, 9))

    response = send(team_client, slot, "tayang/", address=POST)

    assert response.context["card"].form.errors["address"] == ["Alamat ini sudah menjadi bukti jadwal lain."]
    slot.refresh_from_db()
    assert (slot.status, slot.approved_by) == (Slot.Status.PLANNED, None)


def test_status_needs_one_tap(team_client):
    slot = make_slot(slug="whatsapp", starts_at=at(0, 9))

    send(team_client, slot, "tayang/")

    slot.refresh_from_db()
    assert (slot.status, slot.proof_image.name) == (Slot.Status.DONE, "")


def test_screenshot_is_cleaned_and_kept(team_client):
    slot = make_slot(slug="whatsapp", starts_at=at(0, 9))
    picture = SimpleUploadedFile("layar.png", upload(quarters(), "PNG").getvalue(), "image/png")

    send(team_client, slot, "tayang/", screenshot=picture)

    slot.refresh_from_db()
    assert slot.proof_image.name.startswith("foto/")
    assert slot.proof_image.storage.exists(slot.proof_image.name)


def test_screenshot_that_is_none_is_refused_at_the_field(team_client):
    slot = make_slot(slug="whatsapp", starts_at=at(0, 9))

    response = send(team_client, slot, "tayang/", screenshot=io.BytesIO(b"bukan foto"))

    assert "screenshot" in response.context["card"].form.errors
    slot.refresh_from_db()
    assert slot.status == Slot.Status.PLANNED


def test_lines_are_ticked_in_the_same_step(team_client):
    line = Guideline.objects.create(name_id="Foto milik sendiri", name_en="Own photo")
    slot = make_slot(slug="whatsapp", starts_at=at(0, 9))

    response = send(team_client, slot, "tayang/")
    assert response.context["card"].form.errors["ticked"] == ["Centang dulu semua baris."]

    send(team_client, slot, "tayang/", ticked=[line.pk])
    slot.refresh_from_db()
    assert slot.status == Slot.Status.DONE
    assert slot.ticks.get().guideline == line


def test_what_is_out_is_recorded_even_against_the_guidelines(team_client):
    slot = make_slot(slug="whatsapp", starts_at=at(0, 9))
    Product.objects.update(availability="sold_out")

    assertContains(team_client.get(url(slot)), "Belum memenuhi pedoman:")
    send(team_client, slot, "tayang/")

    slot.refresh_from_db()
    assert (slot.status, slot.approved_by) == (Slot.Status.DONE, None)


def test_missed_slot_can_be_recorded_late(team_client):
    slot = make_slot(slug="whatsapp", starts_at=at(-3), status="missed")
    assertContains(team_client.get("/pengurus/"), "Ternyata sudah tayang")

    send(team_client, slot, "tayang/")

    slot.refresh_from_db()
    assert (slot.status, slot.is_late) == (Slot.Status.DONE, True)


def test_too_early_is_said(team_client):
    slot = make_slot(slug="whatsapp", starts_at=at(3))
    assertNotContains(team_client.get(url(slot)), "Sudah tayang")

    assertContains(send(team_client, slot, "tayang/"), "Terlalu awal: jadwal ini masih lebih dari sehari lagi.")


def test_second_person_reads_who_was_first(team_client):
    slot = make_slot(slug="whatsapp", starts_at=at(0, 9))
    slot_life.finish(slot, make_team_member(name="Bayu"))

    response = send(team_client, slot, "tayang/")

    assertRedirects(response, url(slot))
    assert told(response) == ["Bayu lebih dulu: jadwal ini sudah “tayang” sejak 10.00."]


def test_tap_on_a_product_that_was_exchanged_changes_nothing(team_client):
    slot = make_slot(slug="whatsapp", starts_at=at(0, 9))
    other = make_ready_product(slot.business)
    slot_life.assign(slot, other, make_team_member(name="Bayu"))

    response = send(team_client, slot, "tayang/")

    assert told(response) == ["Bayu mengubah jadwal ini pukul 10.00. Beginilah isinya sekarang."]
    slot.refresh_from_db()
    assert (slot.status, slot.product) == (Slot.Status.PLANNED, other)


# Taking back


def test_tap_is_taken_back_within_a_minute(team_client, clock):
    slot = make_slot(slug="whatsapp", starts_at=at(0, 9))
    assertContains(send(team_client, slot, "tayang/"), 'data-gone-after="60"')

    clock(NOW + timedelta(seconds=50))
    assertContains(team_client.get("/pengurus/"), 'data-gone-after="10"')
    response = team_client.post(url(slot, "batal/"), follow=True)

    assert told(response) == ["Sudah dibatalkan."]
    slot.refresh_from_db()
    assert slot.done_at is None


def test_after_a_minute_it_is_too_late(team_client, clock):
    slot = make_slot(slug="whatsapp", starts_at=at(0, 9))
    send(team_client, slot, "tayang/")

    clock(NOW + timedelta(seconds=61))
    assertNotContains(team_client.get("/pengurus/"), "data-gone-after")
    response = team_client.post(url(slot, "batal/"), follow=True)

    assert "satu menit" in told(response)[0]
    slot.refresh_from_db()
    assert slot.status == Slot.Status.DONE


def test_tap_of_another_cannot_be_taken_back(team_client):
    slot = make_slot(slug="whatsapp", starts_at=at(0, 9))
    slot_life.finish(slot, make_team_member())

    assertNotContains(team_client.get("/pengurus/"), "data-gone-after")
    team_client.post(url(slot, "batal/"))

    slot.refresh_from_db()
    assert slot.status == Slot.Status.DONE


def test_what_others_did_meanwhile_is_not_taken_back(rani):
    slot = make_slot(slug="whatsapp", starts_at=at(0, 8))
    other = make_slot(slug="whatsapp", starts_at=at(0, 9))
    third = make_ready_product().business
    for number, business in enumerate([third, slot.business, other.business], 1):
        Ticket.objects.create(channel=slot.channel, business=business, number=number, drawn_on=NOW.date())
    slot_life.finish(slot, rani)
    slot_life.finish(other, make_team_member())

    slot_undo.undo(slot, rani)

    tickets = dict(Ticket.objects.filter(channel=slot.channel).values_list("business", "passed"))
    assert tickets[third.pk] == 1
    assert Ticket.objects.get(business=slot.business, channel=slot.channel).number == 2


# Approving


def test_slot_is_approved_by_one_tap(team_client, rani):
    slot = make_slot(starts_at=at(4))

    response = send(team_client, slot, "setujui/")

    slot.refresh_from_db()
    assert (slot.status, slot.approved_by) == (Slot.Status.APPROVED, rani)
    assert told(response) == [f"{slot.product} disetujui."]


def test_lines_have_to_be_ticked(team_client):
    lines = [Guideline.objects.create(name_id=f"Baris {number}", name_en=f"Line {number}") for number in (1, 2)]
    slot = make_slot(starts_at=at(4))

    response = send(team_client, slot, "setujui/", ticked=[lines[0].pk])
    assertContains(response, "Baris 2")
    assert response.context["card"].approval["ticked"].value() == [str(lines[0].pk)]

    send(team_client, slot, "setujui/", ticked=[line.pk for line in lines])
    slot.refresh_from_db()
    assert slot.status == Slot.Status.APPROVED


def test_approval_names_what_stands_against_it(team_client):
    slot = make_slot(starts_at=at(4))
    Product.objects.update(description="Enak")

    response = send(team_client, slot, "setujui/")

    assertContains(response, "Tulis keterangan paling sedikit 80 huruf")
    slot.refresh_from_db()
    assert slot.status == Slot.Status.PLANNED


def test_second_approver_reads_who_was_first(team_client):
    slot = make_slot(starts_at=at(4))
    slot_life.approve(slot, make_team_member(name="Bayu"))

    assert told(send(team_client, slot, "setujui/")) == ["Bayu lebih dulu: jadwal ini sudah “disetujui” sejak 10.00."]


def test_week_is_approved_by_one_tap_that_says_what_is_left(team_client):
    good = [make_slot(starts_at=at(0, 19)), make_slot(starts_at=at(3))]
    bad = make_slot(starts_at=at(4))
    bad.product.photos.all().delete()
    far = make_slot(starts_at=at(4) + timedelta(days=5))

    response = team_client.post("/pengurus/setujui-pekan/", follow=True)

    assertRedirects(response, "/pengurus/")
    approved, left = told(response)
    assert approved == "2 jadwal disetujui."
    assert left.startswith("1 jadwal belum bisa disetujui: Tambahkan foto")
    assert set(Slot.objects.filter(status="approved")) == set(good)
    assert Slot.objects.get(pk=far.pk).status == Slot.Status.PLANNED
    assert told(team_client.post("/pengurus/setujui-pekan/", follow=True)) == [left]


def test_week_without_anything_to_approve_says_so(team_client):
    make_slot(starts_at=at(3), status="approved")

    response = team_client.post("/pengurus/setujui-pekan/", follow=True)

    assert told(response) == ["Semua jadwal sepekan ke depan sudah disetujui."]


def test_only_what_needs_a_person_waits(rani):
    fine = make_slot(starts_at=at(3))
    faulty = make_slot(starts_at=at(4))
    faulty.product.photos.all().delete()

    agenda = Agenda(rani)

    assert pks(agenda.to_approve) == [faulty.pk]
    assert pks(agenda.self_approving) == [fine.pk]


# Another product


def test_other_product_of_the_business_keeps_the_turn(team_client):
    slot = make_slot(starts_at=at(4))
    other = make_ready_product(slot.business, name="Kopi bubuk")

    assertContains(team_client.get(url(slot, "ganti/")), "Pilih Kopi bubuk")
    response = send(team_client, slot, "ganti/", choice=other.pk)

    slot.refresh_from_db()
    assert (slot.product, slot.kind) == (other, Slot.Kind.OPEN)
    assertContains(response, "Jadwal ini sekarang untuk Kopi bubuk.")


def test_chosen_product_stays_when_the_calendar_is_planned_again(team_client):
    make_weekly_slot(weekday=6)
    product = make_ready_product(make_business(activated_at=NOW - timedelta(days=9), whatsapp_confirmed_at=NOW))
    other = make_ready_product(product.business)
    planning.run_due(weeks=1)
    slot = Slot.objects.get()
    assert slot.product == product

    send(team_client, slot, "ganti/", choice=other.pk)
    planning.run_due(weeks=1)

    slot.refresh_from_db()
    assert (slot.product, slot.kind) == (other, Slot.Kind.OPEN)
    assert "belum pernah" in slot.reason_in_words


def test_product_of_another_business_is_found_and_pinned(team_client):
    slot = make_slot(starts_at=at(4))
    kopi = make_ready_product(make_business(name="Kopi Sekincau", whatsapp_confirmed_at=NOW), name="Robusta")
    make_ready_product(name="Keripik")

    response = team_client.get(url(slot, "ganti/"), {"q": "kopi robusta"})
    assert [candidate.product for candidate in response.context["found"].others] == [kopi]
    send(team_client, slot, "ganti/", choice=kopi.pk)

    slot.refresh_from_db()
    assert (slot.product, slot.kind) == (kopi, Slot.Kind.PINNED)


def test_without_a_search_the_next_in_the_queue_stand_there(team_client):
    slot = make_slot(starts_at=at(4))
    third, first, second = (make_ready_product() for _ in range(3))
    make_ready_product(first.business)
    for number, product in enumerate([first, second, third], 1):
        Ticket.objects.create(channel=slot.channel, business=product.business, number=number, drawn_on=NOW.date())
    third.photos.all().delete()

    found = team_client.get(url(slot, "ganti/")).context["found"]

    assert [candidate.product for candidate in found.others] == [first, second]


def test_product_that_is_not_ready_says_why_and_cannot_be_chosen(team_client):
    slot = make_slot(starts_at=at(4))
    poor = make_ready_product(slot.business, name="Blus")
    poor.photos.all().delete()

    response = team_client.get(url(slot, "ganti/"))
    assertContains(response, "Belum siap: Tambahkan foto")
    assertNotContains(response, "Pilih Blus")
    response = send(team_client, slot, "ganti/", choice=poor.pk)

    assertContains(response, "Blus belum dapat dipromosikan di sana.")
    slot.refresh_from_db()
    assert slot.product != poor


@pytest.mark.parametrize("choice", ["", "0", "abc"])
def test_choice_of_nothing_is_refused(team_client, choice):
    slot = make_slot(starts_at=at(4))

    response = send(team_client, slot, "ganti/", choice=choice)

    assert "choice" in response.context["form"].errors


def test_empty_slot_is_filled_by_hand(team_client):
    slot = make_slot(False, starts_at=at(4))
    product = make_ready_product()

    send(team_client, slot, "ganti/", choice=product.pk)

    slot.refresh_from_db()
    assert slot.product == product


def test_second_swap_reads_who_was_first(team_client):
    slot = make_slot(starts_at=at(4))
    first, second = make_ready_product(slot.business), make_ready_product(slot.business)
    slot_life.assign(slot, first, make_team_member(name="Bayu"))

    response = send(team_client, slot, "ganti/", choice=second.pk)

    assert "Bayu mengubah jadwal ini" in told(response)[0]
    slot.refresh_from_db()
    assert slot.product == first


# Skipping


def test_skipped_turn_goes_to_the_next_at_once(team_client):
    make_weekly_slot(weekday=4)
    anyam, batik = (
        make_ready_product(make_business(name=name, activated_at=NOW - timedelta(days=9), whatsapp_confirmed_at=NOW))
        for name in ["Anyam", "Batik"]
    )
    planning.run_due(weeks=1)
    slot = Slot.objects.get()
    assert slot.product == anyam

    response = send(team_client, slot, "lewati/", reason="0", is_products_fault="on")

    slot.refresh_from_db()
    assert slot.product == batik
    skip = Skip.objects.get()
    assert (skip.business, skip.is_products_fault) == (anyam.business, True)
    assert skip.reason == "Foto atau videonya belum layak"
    assertContains(response, "Dilewati. Usaha ini tetap pada tempatnya di antrean.")
    team_client.post(url(slot, "batal/"))
    slot.refresh_from_db()
    assert slot.product == anyam


def test_common_reason_may_carry_own_words(team_client):
    slot = make_slot(starts_at=at(0, 9))

    send(team_client, slot, "lewati/", reason="3", words="setelah panen")

    assert Skip.objects.get().reason == "Pemilik minta hari lain: setelah panen"
    slot.refresh_from_db()
    assert slot.status == Slot.Status.SKIPPED


@pytest.mark.parametrize(
    ("data", "field"), [({}, "reason"), ({"reason": "other"}, "words"), ({"reason": "99"}, "reason")]
)
def test_skip_without_a_reason_is_refused_at_the_field(team_client, data, field):
    slot = make_slot(starts_at=at(4))

    response = send(team_client, slot, "lewati/", is_products_fault="on", **data)

    form = response.context["form"]
    assert list(form.errors) == [field]
    assert form["is_products_fault"].value() is True
    assert not Skip.objects.exists()


def test_empty_slot_has_no_turn_to_skip(team_client):
    slot = make_slot(False, starts_at=at(4))

    response = send(team_client, slot, "lewati/", reason="0")

    assert "reason" in response.context["form"].errors


def test_settled_slot_shows_itself_instead_of_a_form(team_client):
    slot = make_slot(slug="whatsapp", starts_at=at(0, 9))
    slot_life.skip(slot, make_team_member(name="Bayu"), "Hujan", is_products_fault=False)

    response = team_client.get(url(slot, "lewati/"), follow=True)

    assertRedirects(response, url(slot))
    assert told(response) == ["Bayu lebih dulu: jadwal ini sudah “dilewati” sejak 10.00."]


# Words


def test_caption_is_edited_and_approval_taken_back(team_client, rani):
    slot = make_slot(starts_at=at(4))
    slot_life.approve(slot, rani)
    form = team_client.get(url(slot, "teks/")).context["form"]

    send(team_client, slot, "teks/", caption="Kopi pagi.\r\n#UMKMLampung", before=form["before"].value())

    slot.refresh_from_db()
    assert (slot.caption, slot.status) == ("Kopi pagi.\n#UMKMLampung", Slot.Status.PLANNED)


def test_caption_saved_as_it_was_changes_nothing(team_client, rani):
    slot = make_slot(starts_at=at(4))
    slot_life.approve(slot, rani)
    form = team_client.get(url(slot, "teks/")).context["form"]

    caption = form["caption"].value().replace("\n", "\r\n")
    send(team_client, slot, "teks/", caption=caption, before=form["before"].value())

    slot.refresh_from_db()
    assert slot.status == Slot.Status.APPROVED


def test_caption_over_the_limit_is_refused_at_the_field_and_kept(team_client):
    slot = make_slot(starts_at=at(4))
    before = team_client.get(url(slot, "teks/")).context["form"]["before"].value()
    caption = "#satu #dua #tiga #empat #lima #enam"

    response = send(team_client, slot, "teks/", caption=caption, before=before)

    form = response.context["form"]
    assert form.errors["caption"] == ["Teksnya memuat 6 tagar; paling banyak 5."]
    assert form["caption"].value() == caption


def test_words_of_another_are_not_lost(team_client):
    slot = make_slot(starts_at=at(4))
    before = team_client.get(url(slot, "teks/")).context["form"]["before"].value()
    slot_life.rewrite(slot, "Dari Bayu", make_team_member(name="Bayu"))

    response = send(team_client, slot, "teks/", caption="Dari Rani", before=before)
    assertContains(response, "Dari Bayu")
    form = response.context["form"]
    assert form["caption"].value() == "Dari Rani"
    send(team_client, slot, "teks/", caption="Dari Rani", before=form["before"].value())

    slot.refresh_from_db()
    assert slot.caption == "Dari Rani"


def test_emptied_caption_takes_the_listings_words_again(team_client):
    slot = make_slot(starts_at=at(4), caption="Dari Bayu")
    before = team_client.get(url(slot, "teks/")).context["form"]["before"].value()

    send(team_client, slot, "teks/", caption="", before=before)

    slot.refresh_from_db()
    assert slot.caption == ""
    assert slot.caption_shown.startswith(slot.product.name)


# Who


def test_work_is_given_to_somebody_else_or_to_all(team_client):
    slot, bayu = make_slot(starts_at=at(0, 19)), make_team_member(name="Bayu")

    assert told(send(team_client, slot, "alihkan/", assignee=bayu.pk)) == ["Sekarang tugas Bayu."]
    slot.refresh_from_db()
    assert slot.assignee == bayu
    send(team_client, slot, "alihkan/", assignee="")
    slot.refresh_from_db()
    assert slot.assignee is None


def test_work_is_not_given_outside_the_team(team_client):
    slot = make_slot(starts_at=at(0, 19))

    response = send(team_client, slot, "alihkan/", assignee=make_user().pk)

    assert "assignee" in response.context["form"].errors


# Filling


def test_gaps_are_filled_from_the_queue(team_client):
    WeeklySlot.objects.all().delete()
    slot = make_slot(False, starts_at=at(3))
    product = make_ready_product()

    response = team_client.post("/pengurus/isi-kosong/", follow=True)

    assert told(response) == ["1 jadwal terisi."]
    slot.refresh_from_db()
    assert slot.product == product


def test_gap_that_nobody_is_ready_for_stays(team_client):
    make_slot(False, starts_at=at(3))

    response = team_client.post("/pengurus/isi-kosong/", follow=True)

    assert told(response) == ["1 jadwal tetap kosong: belum ada usaha yang siap."]


def test_while_a_run_is_under_way_it_fills(team_client):
    make_slot(False, starts_at=at(3))

    with lease("promotions"):
        response = team_client.post("/pengurus/isi-kosong/", follow=True)

    assert told(response) == ["Portal sedang menyusun jadwal. Lihat lagi sebentar lagi."]


def test_portal_slot_goes_live_by_itself(team_client):
    slot = make_slot(slug="portal", starts_at=at(4))

    response = team_client.get(url(slot))

    assertContains(response, "Setelah disetujui, produk ini tampil sendiri")
    assertNotContains(response, "Sudah tayang")
    assert channel("portal").is_automatic

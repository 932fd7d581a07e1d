"""An owner's start page: what to do next, turns, queues, preparation, reach, and what the team did."""

from datetime import date, datetime, timedelta
from random import Random

import pytest
from django.utils import timezone
from django.utils.formats import date_format
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from catalogue.models import DailyCount, Product
from catalogue.reach import Figure, reach
from members import review
from members.models import Licence, Membership
from promotions import charts
from promotions.dashboard import Dashboard
from promotions.models import Channel, Guideline, Skip, Slot, Ticket
from promotions.next_steps import Kind
from promotions.views.dashboard import greeting
from promotions.waiting import Waiting
from tests.factories import (
    make_business,
    make_licence,
    make_photo,
    make_product,
    make_superuser,
    make_team_member,
    make_user,
)
from tests.promotions.factories import channel, make_portal_slot, make_ready_product, make_slot, make_weekly_slot

pytestmark = pytest.mark.django_db

DASHBOARD = "/kelola/"
TODAY = date(2026, 3, 17)


@pytest.fixture
def owner(client):
    user = make_user(name="Yani")
    client.force_login(user)
    return user


@pytest.fixture
def business(owner):
    return make_business(owner, name="Dapur Bu Yani", whatsapp_confirmed_at=timezone.now())


def hours(number):
    return timezone.now() + timedelta(hours=number)


def make_ticket(business, number, slug="instagram"):
    return Ticket.objects.create(channel=channel(slug), business=business, number=number, drawn_on=timezone.localdate())


def own_turn(business, slug="instagram"):
    return next(line for line in Dashboard(business).channels if line.channel.slug == slug)


# Who sees it


def test_page_is_for_people_of_a_business(client):
    assertRedirects(client.get(DASHBOARD), f"/akun/masuk/?next={DASHBOARD}", fetch_redirect_response=False)

    for nobody in [make_user(), make_team_member(), make_superuser()]:
        client.force_login(nobody)
        assertRedirects(client.get(DASHBOARD), "/kelola/usaha/tambah/", fetch_redirect_response=False)


def test_owners_see_their_own_business_alone(client, business):
    make_product(business=business, name="Keripik Sendiri")
    make_product(name="Keripik Orang")

    page = client.get(DASHBOARD)

    assert page.context["business"] == business
    assertContains(page, "Keripik Sendiri")
    assertNotContains(page, "Keripik Orang")


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("draft", "Belum diajukan"),
        ("submitted", "Sedang diperiksa pengurus"),
        ("rejected", "Pengurus belum bisa menerima"),
    ],
)
def test_owner_whose_business_is_not_active_reads_so(client, owner, status, words):
    make_business(owner, status=status)

    page = client.get(DASHBOARD)

    assertContains(page, words)


def test_active_business_needs_no_word_about_its_state(client, business):
    assertNotContains(client.get(DASHBOARD), "Status usaha")


def test_suspended_owner_reads_why(client, owner):
    make_business(owner, status="suspended", review_note="Foto milik orang lain.")

    page = client.get(DASHBOARD)

    assert page.status_code == 403
    assertContains(page, "Foto milik orang lain.", status_code=403)


@pytest.mark.parametrize("make_helper", [make_team_member, make_superuser])
def test_helper_sees_the_page_of_the_owner(client, make_helper):
    business = make_business(name="Dapur Bu Yani")
    make_product(business=business, name="Keripik")
    client.force_login(make_helper())
    client.post(f"/kelola/pilih/{business.pk}/")

    page = client.get(DASHBOARD)

    assertContains(page, "Anda sedang membantu Dapur Bu Yani")
    assertContains(page, "Keripik")


def test_owner_of_several_can_switch(client, owner, business):
    second = make_business(owner, name="Kedai Kopi")
    make_business(owner, name="Toko Tutup", status="suspended")
    make_business(name="Usaha Orang")

    page = client.get(DASHBOARD)
    assert list(page.context["other_businesses"]) == [second]
    assertNotContains(page, "Toko Tutup")

    client.post(f"/kelola/pilih/{second.pk}/")
    assert client.get(DASHBOARD).context["business"] == second


def test_reading_is_all_one_can_do(client, business):
    assert client.post(DASHBOARD).status_code == 405
    assert client.head(DASHBOARD).status_code == 200


@pytest.mark.parametrize(
    ("hour", "words"), [(0, "malam"), (4, "pagi"), (10, "pagi"), (11, "siang"), (15, "sore"), (18, "malam")]
)
def test_greeting_goes_with_the_hour(hour, words):
    assert str(greeting(hour)) == f"Selamat {words}"


# In any number the same queries


@pytest.mark.parametrize("count", [1, 3])
def test_page_takes_the_same_queries_for_any_number(client, business, count, django_assert_num_queries):
    for slug in ["instagram", "tiktok", "whatsapp"][:count]:
        product = make_ready_product(business)
        make_weekly_slot(slug)
        make_ticket(business, 5, slug)
        make_slot(product, slug)
        make_slot(product, slug, hours(-200), status="done", done_at=hours(-199))
        make_product(business=business, status="draft", name="")
        make_licence(business=business)
        DailyCount.objects.create(product=product, day=timezone.localdate(), views=3)
        save_as(make_team_member(), product)
        make_business(business.memberships.get().user)

    # session, user, business three times; other businesses of the person twice; two of permissions; guidelines and
    # their channels; products, photos; channels, last turns, coming turns, requests, tickets, places, plan, calendar's
    # end; licences; invitation to a campaign; counts; people of the business, events by others, what was done and what
    # was before
    with django_assert_num_queries(27):
        page = client.get(DASHBOARD)

    assert len(page.context["dashboard"].coming) == count


# What to do next


def test_first_step_is_the_one_primary_action(client, owner):
    business = make_business(owner)
    make_product(business=business)

    page = client.get(DASHBOARD)

    assert page.context["dashboard"].first_step.kind is Kind.WHATSAPP
    assert page.text.count("button--main") == 1
    assertContains(page, 'href="/kelola/usaha/#whatsapp"')


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"status": "draft"}, Kind.JOIN),
        ({"status": "draft", "review_note": "Nama usaha belum lengkap."}, Kind.CHANGE),
        ({"status": "submitted"}, Kind.FIRST_PRODUCT),
        ({"whatsapp": ""}, Kind.WHATSAPP),
        ({}, Kind.FIRST_PRODUCT),
    ],
)
def test_state_of_the_business_decides_the_first_step(owner, fields, kind):
    fields = {"whatsapp_confirmed_at": timezone.now()} | fields

    assert Dashboard(make_business(owner, **fields)).first_step.kind is kind


@pytest.mark.parametrize(
    ("status", "titles"),
    [
        ("draft", ["Tambahkan produk pertama Anda"]),
        ("submitted", ["Pastikan WhatsApp Anda", "Tambahkan produk pertama Anda"]),
    ],
)
def test_state_of_the_business_leads_until_it_is_active(client, owner, status, titles):
    make_business(owner, status=status)

    page = client.get(DASHBOARD)

    assert [step.title for step in page.context["dashboard"].other_steps] == titles
    assertNotContains(page, "Langkah berikutnya")


def test_rejected_business_is_asked_for_nothing(client, owner):
    make_business(owner, status="rejected")

    assertNotContains(client.get(DASHBOARD), "Langkah berikutnya")


def test_products_tell_what_to_do(business):
    make_ready_product(business)
    make_ready_product(business, status="draft", name="Draf")
    make_ready_product(business, hidden_reason="Foto milik orang lain", name="Tersembunyi")
    make_product(business=business, name="Belum lengkap")
    long_gone = make_ready_product(business, availability="sold_out", name="Habis")
    Product.objects.filter(pk=long_gone.pk).update(updated_at=hours(-24 * 20))
    make_product(business=business, status="archived", name="Arsip")

    dashboard = Dashboard(business)

    assert [step.title for step in dashboard.steps] == [
        "Tersembunyi disembunyikan",
        "Terbitkan Draf",
        "Lengkapi Belum lengkap",
        "Habis masih habis?",
    ]


@pytest.mark.parametrize(
    ("days", "fields", "kinds"),
    [
        (10, {}, [Kind.LICENCE_ENDING]),
        (-10, {}, [Kind.LICENCE_OVER]),
        (200, {}, []),
        (10, {"status": "submitted", "checked_at": None}, []),
        (-10, {"kind": "npwp"}, []),
    ],
)
def test_verified_licences_tell_when_they_end(business, days, fields, kinds):
    make_three(business)
    make_licence(business=business, expires_on=timezone.localdate() + timedelta(days=days), **fields)

    assert [step.kind for step in Dashboard(business).steps] == kinds


def test_renewed_licence_is_not_over(business):
    make_three(business)
    for days in (300, -10):
        make_licence(business=business, kind=Licence.Kind.PIRT, expires_on=timezone.localdate() + timedelta(days=days))

    assert Dashboard(business).steps == []


def make_three(business):
    return [make_ready_product(business) for _ in range(3)]


def test_page_says_when_all_is_in_order(client, business):
    make_three(business)

    assertContains(client.get(DASHBOARD), "Semuanya beres")


# The coming turns


def test_next_turn_stands_on_top_in_words(client, business):
    first, second, _third = make_three(business)
    make_slot(second, "tiktok", hours(24 * 12))
    slot = make_slot(first, "instagram", hours(24 * 3), status="approved")
    make_slot(make_ready_product(name="Punya orang"), "whatsapp", hours(5))

    page = client.get(DASHBOARD)

    turns = page.context["dashboard"].coming
    assert [turn.slot.product for turn in turns] == [first, second]
    assert turns[0].slot == slot
    assertContains(page, "Giliran Anda, 3 hari lagi")
    assertContains(page, "teks dan gambar sudah disetujui pengurus")
    assertContains(page, "direncanakan, masih diperiksa pengurus")
    assertNotContains(page, "Punya orang")


def test_turn_without_anything_else_to_do_is_the_primary_action(client, business):
    make_slot(make_three(business)[0], starts_at=hours(24 * 3))

    page = client.get(DASHBOARD)

    assert page.context["dashboard"].is_turn_first
    assert page.text.count("button--main") == 1
    assertNotContains(page, "Langkah berikutnya")


def test_turn_at_risk_says_what_is_missing_and_where(client, business):
    product = make_product(business=business, name="Keripik", description="Renyah.")
    make_slot(product)

    page = client.get(DASHBOARD)

    assert page.context["dashboard"].first_step.kind is Kind.RESCUE_TURN
    (turn,) = page.context["dashboard"].coming
    edit = f"/kelola/produk/{product.pk}/"
    assert [(task.words, task.address) for task in turn.missing] == [
        ("Tambahkan foto selebar 1080 px", edit + "#foto"),
        ("Tulis keterangan, kurang 73 huruf", edit + "#id_description"),
    ]


def test_turn_that_is_due_or_on_show_says_so(client, business):
    product = make_ready_product(business)
    make_slot(product, "instagram", hours(-2))
    assertContains(client.get(DASHBOARD), "sebentar lagi dipasang pengurus")

    Slot.objects.all().delete()
    make_portal_slot(product)
    assertContains(client.get(DASHBOARD), "Giliran Anda sedang tampil")


def test_withdrawn_done_and_empty_slots_are_no_turns(business):
    product = make_ready_product(business)
    make_slot(product, "instagram", withdrawn_at=timezone.now())
    make_slot(product, "tiktok", status="done", done_at=timezone.now())
    make_slot(False, "whatsapp", business=business)

    assert Dashboard(business).coming == []


# The queues


def test_channel_tells_the_last_turn_with_its_proof(client, business):
    product = make_ready_product(business)
    for days, post in [(90, "Lama"), (20, "Baru")]:
        make_slot(
            product,
            starts_at=hours(-24 * days),
            status="done",
            done_at=hours(-24 * days),
            proof_address=f"https://instagram.com/p/{post}/",
        )
    make_slot(starts_at=hours(-24), status="done", done_at=hours(-24), proof_address="https://instagram.com/p/Orang/")

    page = client.get(DASHBOARD)

    assertContains(page, 'href="https://instagram.com/p/Baru/"')
    assertNotContains(page, "https://instagram.com/p/Lama/")
    assertNotContains(page, "https://instagram.com/p/Orang/")


def test_portal_tells_how_long_it_shows(client, business):
    slot = make_portal_slot(make_ready_product(business), status="done", done_at=timezone.now())

    day = timezone.localtime(slot.ends_at)
    assert own_turn(business, "portal").is_on_show
    assertContains(client.get(DASHBOARD), f"tampil sampai {day.day} ")


def test_place_counts_those_who_stand_ahead_and_can_be_promoted(business):
    make_ready_product(business)
    make_weekly_slot()
    ahead = [make_ready_product().business for _ in range(3)]
    for number, other in enumerate(ahead, start=1):
        make_ticket(other, number)
    make_ticket(make_product().business, 4)  # not ready
    make_ticket(business, 7)
    make_ticket(make_ready_product().business, 9)  # behind
    make_ticket(ahead[0], 90, "tiktok")

    assert own_turn(business).position == 4


def test_business_that_just_became_ready_draws_soon(client, business):
    make_ready_product(business)
    make_weekly_slot()

    assert own_turn(business).position is None
    assertContains(client.get(DASHBOARD), "sebentar lagi mendapat nomor")


def test_far_day_is_told_with_its_year(client, business):
    make_ready_product(business)
    make_weekly_slot()
    for number in range(30):
        make_ticket(make_ready_product().business, number)
    make_ticket(business, 99)

    day = own_turn(business).expected_on

    assert day > timezone.localdate() + timedelta(days=200)
    assertContains(client.get(DASHBOARD), f"sekitar\u00a0{date_format(day, 'M')}\u00a0{day.year}")


def test_place_and_day_are_those_of_the_teams_page():
    chance = Random(1804)
    businesses = [make_business(whatsapp_confirmed_at=timezone.now()) for _ in range(12)]
    for each in businesses:
        for _ in range(chance.randint(1, 2)):
            product = make_ready_product(each) if chance.random() < 0.7 else make_product(business=each)
            if chance.random() < 0.4:
                make_slot(product, chance.choice(["instagram", "tiktok"]), hours(chance.randint(-9, 600)))
    for slug in ["instagram", "tiktok", "portal"]:
        for weekday in range(chance.randint(1, 3)):
            make_weekly_slot(slug, weekday)
        numbers = chance.sample(range(1, 60), len(businesses))
        for each, number in zip(businesses, numbers, strict=True):
            if chance.random() < 0.9:
                make_ticket(each, number, slug)
    now = timezone.now()

    for slug in ["instagram", "tiktok", "portal"]:
        waiting = Waiting(channel(slug), now)
        expected = {place.ticket.business: place for place in waiting.places(waiting.queue)}
        for each in businesses:
            (line,) = [one for one in Dashboard(each, now=now).channels if one.channel.slug == slug]
            place = expected.get(each)
            assert line.position == (place and place.position)
            assert line.expected_on == (place and place.expected_on)
            assert line.is_eligible == (each.pk in waiting.eligible)
            if place:
                assert line.next == place.slot


def test_what_keeps_one_out_of_every_queue_is_told_once(client, business):
    make_product(business=business)
    for slug in ["instagram", "tiktok"]:
        make_weekly_slot(slug)

    page = client.get(DASHBOARD)

    assertContains(page, "belum masuk antrean", count=1)
    assert page.context["dashboard"].lines == []
    assertContains(page, "kurang 2 hal", count=1)


def test_without_a_product_on_show_one_is_asked_for(client, business):
    make_product(business=business, status="draft")
    make_weekly_slot()

    assertContains(client.get(DASHBOARD), "Terbitkan satu produk")


def test_who_left_the_queues_still_sees_the_last_turn(client, business):
    product = make_product(business=business)
    for slug in ["instagram", "tiktok"]:
        make_weekly_slot(slug)
    make_slot(product, "tiktok", hours(-90), status="done", done_at=hours(-90))

    page = client.get(DASHBOARD)

    assert [line.channel.slug for line in page.context["dashboard"].lines] == ["tiktok"]


def test_rule_of_one_channel_is_told_there(business):
    make_ready_product(business)
    for slug in ["instagram", "tiktok"]:
        make_weekly_slot(slug)
    rule = Guideline.objects.create(check_name="photo_count", parameter=3, name_id="Tiga foto", name_en="Three photos")
    rule.channels.add(channel("tiktok"))

    dashboard = Dashboard(business)

    assert own_turn(business).is_eligible
    assert [task.words for task in own_turn(business, "tiktok").missing] == ["Tambahkan foto sampai ada 3"]
    assert not dashboard.is_out
    assert dashboard.ready_count == 1


def test_product_skipped_twice_rests_until_it_is_saved(business):
    product = make_ready_product(business)
    slot = make_slot(product, starts_at=hours(-50), status="skipped")
    for number in (1, 2):
        Skip.objects.create(
            slot=slot,
            business=business,
            product=product,
            reason="Foto kabur",
            is_products_fault=True,
            skipped_at=hours(number),
        )
    make_weekly_slot()

    assert [task.words for task in own_turn(business).missing] == ["Dua kali dilewati: periksa lalu simpan lagi"]
    assert Dashboard(business).first_step.kind is Kind.COMPLETE


def test_channel_out_of_use_or_without_plan_is_left_out(business):
    make_ready_product(business)
    for slug in ["instagram", "tiktok"]:
        make_weekly_slot(slug)
    Channel.objects.filter(slug="tiktok").update(is_active=False)

    assert [line.channel.slug for line in Dashboard(business).channels] == ["instagram"]


# Preparation


def test_meter_shows_the_nearest_first_with_links_to_what_is_missing(client, business):
    far = make_product(business=business, name="Jauh")
    near = make_product(business=business, name="Dekat")
    make_photo(near)
    ready = make_ready_product(business, name="Siap")
    make_ready_product(business, name="Disembunyikan", hidden_reason="Salah")
    make_product(business=business, name="Arsip", status="archived")

    dashboard = client.get(DASHBOARD).context["dashboard"]

    assert [meter.product for meter in dashboard.meters] == [near, far, ready]
    assert [(meter.preparation.met, meter.preparation.total) for meter in dashboard.meters] == [(5, 6), (4, 6), (6, 6)]
    assert dashboard.ready_count == 2
    assert [task.address for task in dashboard.meters[0].tasks] == [f"/kelola/produk/{near.pk}/#id_description"]


def test_what_all_products_lack_is_told_once(client, owner):
    business = make_business(owner)
    for _ in range(2):
        make_photo(make_product(business=business, description="x" * 80))

    page = client.get(DASHBOARD)

    assertContains(page, "Untuk semua produk Anda:", count=1)
    assert all(meter.tasks == [] for meter in page.context["dashboard"].meters)


def test_draft_without_anything_is_readable(client, business):
    make_product(business=business, status="draft", name="", price=None)

    page = client.get(DASHBOARD)

    assertContains(page, "Produk tanpa nama")
    assert "Isi harga" in [task.words for task in page.context["dashboard"].meters[0].tasks]


# Reach


def count_on(days_ago, views=0, taps=0, shares=0, today=TODAY, **subject):
    return DailyCount.objects.create(
        day=today - timedelta(days=days_ago), views=views, taps=taps, shares=shares, **subject
    )


def test_reach_sums_the_business_and_its_products(business):
    products = [make_product(business=business) for _ in range(2)]
    count_on(0, 5, 1, 1, product=products[0])
    count_on(6, 3, 1, product=products[1])
    count_on(6, 2, business=business)
    count_on(7, 4, product=products[0])
    count_on(13, 1, business=business)
    count_on(14, 100, business=business)
    count_on(-1, 100, business=business)
    count_on(0, 100, product=make_product())

    found = reach(business, [product.pk for product in products], 7, TODAY)

    assert {name: (figure.now, figure.before) for name, figure in found.figures.items()} == {
        "views": (10, 5),
        "taps": (2, 0),
        "shares": (1, 0),
    }
    assert [counts["views"] for _day, counts in found.by_day] == [5, 0, 0, 0, 0, 0, 5]
    assert found.by_day[-1][0] == TODAY


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        (Figure(312, 264), "naik 18%"),
        (Figure(27, 22), "naik 5"),
        (Figure(9, 9), "sama"),
        (Figure(5, 0), "naik 5"),
        (Figure(1001, 1000), "naik 1"),
        (Figure(80, 100, today=0, last_day_before=0), "turun 20%"),
        (Figure(4, 9, today=1, last_day_before=2), "turun 4"),
        (Figure(95, 100, today=1, last_day_before=20), "sejauh ini"),
    ],
)
def test_change_is_said_in_words(figure, words):
    assert figure.change == words


@pytest.mark.parametrize(("query", "days"), [("", 7), ("?masa=28", 28), ("?masa=entah", 7), ("?masa=9999999", 7)])
def test_period_is_chosen_by_a_link(client, business, query, days):
    count_on(20, 40, business=business, today=timezone.localdate())
    make_product(business=business)

    page = client.get(DASHBOARD + query)

    assert page.context["dashboard"].reach.days == days
    assertContains(page, 'href="?masa=28#kunjungan"')
    assertContains(page, "<table" if days == 28 else "Mulailah dengan membagikan halaman Anda")


def test_chart_of_days_is_as_high_as_its_highest():
    chart = charts.columns([("Senin", 10), ("Selasa", 0), ("Rabu", 5)])

    assert chart.view_box == "0 0 54 64"
    assert [(rect.x, rect.y, rect.height, rect.css) for rect in chart.rects] == [
        (0, 0, 64, "day"),
        (20, 63, 1, "day"),
        (40, 32, 32, "now"),
    ]
    assert [rect.height for rect in charts.columns([("Senin", 0)]).rects] == [1]


# What the team did


def save_as(user, row, at=None):
    row._history_user, row._history_date = user, at or timezone.now()
    row.save()


def test_team_s_help_and_decisions_are_told(client, business):
    rani = make_team_member(name="Rani")
    product = make_product(business=business, name="Keripik")
    for minute in (1, 2):
        save_as(rani, product, datetime(2026, 3, 1, 9, minute, tzinfo=timezone.get_current_timezone()))
    product.hidden_reason = "Foto milik orang lain"
    save_as(rani, product)
    product.hidden_reason = ""
    save_as(business.memberships.get().user, product)
    save_as(make_team_member(), make_product(name="Punya orang"))

    page = client.get(DASHBOARD)

    assert [(change.person, change.title) for change in page.context["dashboard"].changes] == [
        ("Rani", "“Keripik” disembunyikan"),
        ("Rani", "“Keripik” diubah"),
    ]
    assertContains(page, "Dari pengurus")


def test_decisions_about_the_business_and_its_licences_are_told(business):
    admin = make_team_member()
    review.suspend(business, admin, "Tidak menjawab.")
    review.restore(business, admin)
    licence = make_licence(business=business, status="submitted", checked_at=None)
    licence.status, licence.checked_at = "verified", timezone.now()
    save_as(admin, licence)

    changes = Dashboard(business).changes

    assert {change.title for change in changes} == {"Ditangguhkan", "Penangguhan dicabut", "NIB diperiksa"}
    # without a name no address is given away
    assert {change.person for change in changes} == {"Pengurus"}


def test_at_most_five_changes_are_told(business):
    rani = make_team_member(name="Rani")
    for number in range(7):
        save_as(rani, make_product(business=business, name=f"Produk {number}"))

    assert len(Dashboard(business).changes) == 5


# A new owner


def test_new_owner_finds_first_steps_and_no_zeros(client, owner):
    make_business(owner, status="draft", whatsapp="")

    page = client.get(DASHBOARD)

    dashboard = page.context["dashboard"]
    assert [step.is_done for step in dashboard.first_steps] == [False] * 4
    assertContains(page, "Langkah pertama Anda")
    for heading in ["Siapkan untuk promosi", "Tujuh hari ini", "Antrean Anda", "Dari pengurus", "Giliran Anda"]:
        assertNotContains(page, heading)


def test_first_step_leads_a_helper_to_the_joining_of_that_business(client):
    business = make_business(status="draft")
    client.force_login(make_team_member())
    client.post(f"/kelola/pilih/{business.pk}/")

    assert client.get(DASHBOARD).context["dashboard"].first_steps[0].address == f"/kelola/usaha/{business.pk}/daftar/"


def test_first_steps_are_ticked_until_the_first_promotion(client, business):
    make_three(business)
    dashboard = client.get(DASHBOARD).context["dashboard"]
    assert [step.is_done for step in dashboard.first_steps] == [True, True, True, False]

    make_slot(business.products.first(), starts_at=hours(-30), status="done", done_at=hours(-29))
    assertNotContains(client.get(DASHBOARD), "Langkah pertama Anda")


def test_business_without_a_plan_reads_so(client, business):
    make_ready_product(business)

    assertContains(client.get(DASHBOARD), "Pengurus belum punya jadwal promosi")


def test_editor_sees_what_the_owner_sees(client, business):
    editor = make_user()
    Membership.objects.create(user=editor, business=business, role=Membership.Role.EDITOR)
    client.force_login(editor)

    assert client.get(DASHBOARD).context["business"] == business


def test_page_speaks_english(client, business):
    make_slot(make_three(business)[0], starts_at=hours(24 * 3))

    page = client.get("/en/kelola/")

    assertContains(page, "Your turn, in 3 days")
    assertContains(page, "/en/kelola/produk/")

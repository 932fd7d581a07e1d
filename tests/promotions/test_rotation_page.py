"""The team's page on whose turn it is, and who is not ready yet."""

from datetime import timedelta
from urllib.parse import unquote

import pytest
from django.utils import timezone, translation
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from catalogue.models import Photo, Product
from members.models import Business
from promotions.models import Channel, Slot, Ticket
from promotions.waiting import Waiting
from tests.factories import make_business, make_photo, make_product, make_superuser, make_team_member, make_user
from tests.promotions.factories import channel, make_ready_product, make_slot, make_weekly_slot

pytestmark = pytest.mark.django_db

ROTATION = "/pengurus/rotasi/"
OUTSIDE = ROTATION + "?kanal=instagram&tampil=belum"


@pytest.fixture
def team(client):
    client.force_login(make_team_member())
    return client


def queued(name, number, days=10, slug="instagram", **fields):
    """A business that is ready and holds a ticket."""
    business = make_ready_product(make_business(name=name, whatsapp_confirmed_at=timezone.now())).business
    drawn_on = timezone.localdate() - timedelta(days=days)
    Ticket.objects.create(channel=channel(slug), business=business, number=number, drawn_on=drawn_on, **fields)
    return business


def names(response):
    return [place.ticket.business.name for place in response.context["places"]]


def test_page_is_for_the_team(client):
    assertRedirects(client.get(ROTATION), f"/akun/masuk/?next={ROTATION}", fetch_redirect_response=False)
    client.force_login(make_business().memberships.get().user)
    assert client.get(ROTATION).status_code == 404
    client.force_login(make_user())
    assert client.get(ROTATION).status_code == 404
    for person in [make_team_member(), make_superuser()]:
        client.force_login(person)
        assertContains(client.get(ROTATION), "Rotasi")


def test_queue_stands_in_the_order_of_its_numbers_with_reasons(team):
    queued("Batik", 7, days=43)
    queued("Anyam", 9, days=5, is_new=False, passed=2)
    queued("Cokelat", 3, slug="tiktok")

    response = team.get(ROTATION + "?kanal=instagram")

    assert names(response) == ["Batik", "Anyam"]
    assertContains(response, "menunggu 43 hari")
    assertContains(response, "didahului 2 dari 3 kali")
    assert [place.position for place in response.context["places"]] == [1, 2]


def test_planned_turn_shows_its_day_and_the_others_an_estimate(team):
    batik, anyam, coklat = queued("Batik", 1), queued("Anyam", 2), queued("Cokelat", 3)
    for weekday in (0, 3):
        make_weekly_slot(weekday=weekday)
    slot = make_slot(batik.products.get())

    first, second, third = team.get(ROTATION + "?kanal=instagram").context["places"]

    assert (first.slot, first.expected_on) == (slot, None)
    assert (second.ticket.business, third.ticket.business) == (anyam, coklat)
    assert second.expected_on == slot.local_day + timedelta(days=4)
    assert third.expected_on == slot.local_day + timedelta(days=7)


def test_turn_whose_post_is_awaited_still_shows(team):
    batik = queued("Batik", 1)
    slot = make_slot(batik.products.get(), starts_at=timezone.now() - timedelta(hours=1), status=Slot.Status.APPROVED)

    assert team.get(ROTATION + "?kanal=instagram").context["places"][0].slot == slot


def test_channel_without_a_plan_gives_no_estimate(team):
    queued("Batik", 1)

    response = team.get(ROTATION + "?kanal=instagram")

    assert response.context["places"][0].expected_on is None
    assertContains(response, "tidak ada di rencana")


def test_missed_turn_is_named(team):
    batik = queued("Batik", 1)
    make_slot(batik.products.get(), starts_at=timezone.now() - timedelta(days=3), status=Slot.Status.MISSED)

    assertContains(team.get(ROTATION + "?kanal=instagram"), "Giliran tertunda dari")


def test_portal_counts_its_places():
    queued("Batik", 1, slug="portal")
    make_weekly_slot("portal", time="00:00")

    assert Waiting(channel("portal")).weekly_places() == 6


def test_business_that_holds_a_ticket_but_is_not_ready_waits_outside(team):
    batik = queued("Batik", 1)
    Product.objects.filter(business=batik).update(description="")

    assert names(team.get(ROTATION + "?kanal=instagram")) == []
    (one,) = team.get(OUTSIDE).context["outsiders"]
    assert one.business == batik
    assert [rule.name for rule in one.product.preparation.missing] == ["description"]


def test_who_is_just_ready_is_counted_until_the_number_is_drawn(team):
    make_ready_product()

    response = team.get(ROTATION)

    assert response.context["undrawn"] == 1
    assertContains(response, "mendapat nomor dalam beberapa menit")


def test_nearest_product_is_the_one_with_the_least_left_to_do(team):
    business = make_business(whatsapp_confirmed_at=timezone.now())
    make_product(business=business, name="Jauh")
    near = make_ready_product(business, name="Dekat", availability=Product.Availability.SOLD_OUT)
    make_product(business=business, name="Konsep", status=Product.Status.DRAFT)

    (one,) = team.get(OUTSIDE).context["outsiders"]

    assert one.product == near


def test_letter_tells_the_owner_in_indonesian_what_to_do(team):
    business = make_business(name="Batik Lada", whatsapp="+628123456789")
    product = make_ready_product(business, name="Batik Tulis")

    response = team.get("/en" + OUTSIDE)

    (one,) = response.context["outsiders"]
    assert one.chat_link.startswith("https://wa.me/628123456789?text=")
    text = unquote(one.chat_link.partition("?text=")[2])
    assert text.startswith("Halo Batik Lada, kami pengurus promosi")
    assert "“Batik Tulis”" in text
    assert "• Buka WhatsApp Anda sekali dari portal" in text
    with translation.override("id"):
        assert product.get_absolute_url() in text


def test_business_without_products_is_asked_for_one(team):
    make_business(name="Kosong")

    response = team.get(OUTSIDE)

    assertContains(response, "Belum ada produk di portal.")
    assert "paling sedikit satu produk" in unquote(response.context["outsiders"][0].chat_link)


def test_business_without_a_number_has_no_link(team):
    make_business(whatsapp="")

    response = team.get(OUTSIDE)

    assertNotContains(response, "wa.me")
    assertContains(response, "Belum ada nomor WhatsApp")


@pytest.mark.parametrize("status", [Business.Status.DRAFT, Business.Status.SUBMITTED, Business.Status.SUSPENDED])
def test_businesses_that_are_not_active_are_left_out(team, status):
    make_business(status=status)

    assert team.get(OUTSIDE).context["outsiders"] == []


def test_search_finds_names_and_keeps_their_places(team):
    queued("Batik Lada", 1)
    queued("Kopi Liwa", 2)
    make_business(name="Kopi Kabut")

    response = team.get(ROTATION + "?kanal=instagram&q=KOPI")

    assert [(place.position, place.ticket.business.name) for place in response.context["places"]] == [(2, "Kopi Liwa")]
    assert (response.context["queued"], response.context["outside"]) == (1, 1)
    assertContains(team.get(ROTATION + "?q=zzz"), "Tidak ada anggota bernama itu")


@pytest.mark.parametrize("query", ["q=%00", f"q={'a' * 500}", "hal=x", "hal=99", "tampil=x", "q=%F0%9F%98%80"])
def test_no_query_breaks_the_page(team, query):
    queued("Batik", 1)

    assert team.get(f"{ROTATION}?{query}").status_code == 200


def test_unknown_channel_is_not_found(team):
    assert team.get(ROTATION + "?kanal=radio").status_code == 404


def test_without_channels_the_page_says_so(team):
    Channel.objects.update(is_active=False)

    assertContains(team.get(ROTATION), "Belum ada kanal yang dipakai")


@pytest.mark.parametrize("item_count", [1, 3])
def test_queue_costs_the_same_for_any_number(team, item_count, django_assert_num_queries):
    for number in range(item_count):
        make_slot(queued(f"Usaha {number}", number + 1).products.get(), starts_at=later(number))
    make_weekly_slot()

    # session, person, permissions of person and group; channels; guidelines and their channels; eligible; active;
    # tickets; awaited slots; tickets of the page; missed; weekly slots; what is due and what waits, for the bar
    with django_assert_num_queries(16):
        response = team.get(ROTATION + "?kanal=instagram")

    assert len(response.context["places"]) == item_count


@pytest.mark.parametrize("item_count", [1, 3])
def test_outsiders_cost_the_same_for_any_number(team, item_count, django_assert_num_queries):
    for _ in range(item_count):
        make_photo(make_product())

    # as above without the tickets of the page, missed and weekly slots; businesses, products, photos
    with django_assert_num_queries(16):
        response = team.get(OUTSIDE)

    assert len(response.context["outsiders"]) == item_count
    assert Photo.objects.count() == item_count


def later(number):
    return timezone.now() + timedelta(days=1, hours=number)

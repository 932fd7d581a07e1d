"""The moderators' queue: who waits, in what order, with all that a decision needs; and reports of shoppers."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from catalogue.models import Report
from catalogue.waiting import waiting_count
from members.models import Business
from tests.factories import (
    make_business,
    make_photo,
    make_product,
    make_report,
    make_superuser,
    make_team_member,
    make_user,
)

pytestmark = pytest.mark.django_db

QUEUE = "/pengurus/moderasi/"
BUSINESSES, PRODUCTS, REPORTS = (f"{QUEUE}?bagian={part}" for part in ["usaha", "produk", "laporan"])
NOW = timezone.now()


@pytest.fixture
def team(client):
    client.force_login(make_team_member(name="Rani"))
    return client


def waiting_business(days=1, **fields):
    return make_business(status="submitted", submitted_at=NOW - timedelta(days=days), **fields)


def asking_product(days=1, **fields):
    return make_product(hidden_reason="Foto buram.", review_asked_at=NOW - timedelta(days=days), **fields)


def names(response):
    return [(card["business"] if isinstance(card, dict) else card).name for card in response.context["cards"]]


def handled_url(product):
    return reverse("catalogue:moderation-handled", args=[product.pk])


@pytest.mark.parametrize("address", [QUEUE, "{product}", "{products}"])
def test_pages_are_for_moderators(client, address):
    product = make_product()
    address = address.format(product=f"{QUEUE}produk/{product.pk}/", products=f"{QUEUE}usaha/{product.business_id}/")

    assertRedirects(client.get(address), f"/akun/masuk/?next={address}", fetch_redirect_response=False)
    for person in [product.business.memberships.get().user, make_user(), make_user(is_staff=True)]:
        client.force_login(person)
        assert client.get(address).status_code == 404
    for person in [make_team_member(), make_superuser()]:
        client.force_login(person)
        assert client.get(address).status_code == 200
        assert client.post(address).status_code == 405


def test_longest_waiting_business_stands_first(team):
    waiting_business(days=1, name="Baru")
    waiting_business(days=9, name="Lama")
    for status in set(Business.Status) - {"submitted"}:
        make_business(status=status, name=f"Lain {status}")

    response = team.get(QUEUE)

    assert names(response) == ["Lama", "Baru"]
    assertContains(response, "menunggu 9 hari")
    assertNotContains(response, "Lain ")


def test_business_is_shown_with_what_a_decision_needs(team):
    business = waiting_business(
        name="Dapur Ayu", tagline="Kue basah", story="Kami mulai dari teras.", whatsapp="+6281234500077"
    )
    make_product(business=business, status="draft", name="Kue Lapis", price=12_000)

    response = team.get(QUEUE)

    for words in ["Kue basah", "Kami mulai dari teras.", "wa.me/6281234500077", "Kue Lapis", "Rp12.000", "1 produk"]:
        assertContains(response, words)
    assertContains(response, "belum dibuka pemilik")


def test_incomplete_business_cannot_be_approved_from_the_queue(team):
    business = waiting_business(regency=None, whatsapp="")

    response = team.get(QUEUE)

    assertContains(response, "Masih kurang:")
    assertNotContains(response, reverse("members:people-approve", args=[business.pk]))


def test_similar_names_and_same_numbers_are_pointed_out(team):
    make_business(name="Keripik Pisang Yani")
    make_business(name="Batik Siger", whatsapp="+6281234500011")
    make_business(name="Sambal Rosa")
    waiting_business(name="KERIPIK pisang bu Yani", whatsapp="+6281234500011")

    (card,) = team.get(QUEUE).context["cards"]

    assert [other.name for other in card["alike"]] == ["Keripik Pisang Yani", "Batik Siger"]


def test_one_that_came_back_is_shown_with_what_was_asked(team):
    waiting_business(review_note="Ceritakan usahanya.")

    assertContains(team.get(QUEUE), "Sebelumnya diminta: Ceritakan usahanya.")


def test_products_that_ask_stand_in_the_order_of_asking(team):
    asking_product(days=1, name="Kedua")
    asking_product(days=3, name="Pertama")
    asking_product(name="Diarsipkan", status="archived", published_at=NOW)
    make_product(hidden_reason="Foto buram.", name="Tidak meminta")
    make_product(name="Biasa")

    response = team.get(PRODUCTS)

    assert names(response) == ["Pertama", "Kedua"]
    assertContains(response, "Foto buram.")


def test_reports_are_grouped_by_product_the_oldest_first(team):
    first = make_report(text="Foto curian", created_at=NOW - timedelta(days=5)).product
    make_report(product=first, created_at=NOW)
    second = make_report(created_at=NOW - timedelta(days=2)).product
    make_report(handled_at=NOW, text="Sudah beres")

    response = team.get(REPORTS)

    assert names(response) == [first.name, second.name]
    assertContains(response, "2 laporan")
    assertContains(response, "Foto curian")
    assertNotContains(response, "Sudah beres")


@pytest.mark.parametrize(("make", "part"), [(asking_product, "produk"), (make_report, "laporan")])
def test_queue_opens_where_something_waits(team, make, part):
    make()

    assert team.get(QUEUE).context["part"] == part


@pytest.mark.parametrize("query", ["", "?bagian=entah", "?diputus=x", "?diputus=999999", "?hal=0"])
def test_empty_queue_says_so(team, query):
    assertContains(team.get(QUEUE + query), "Tidak ada usaha yang menunggu.")


def test_long_queue_comes_in_pages(team):
    for number in range(13):
        waiting_business(days=20 - number)

    assert len(team.get(QUEUE).context["cards"]) == 12
    assert len(team.get(f"{BUSINESSES}&hal=2").context["cards"]) == 1


@pytest.mark.parametrize("item_count", [1, 3])
@pytest.mark.parametrize(
    ("address", "query_count"),
    [
        # session, person, permissions of person and group; three counts; then
        # businesses, their people, products and photos, similar ones; two numbers in the navigation
        (BUSINESSES, 14),
        # products, photos; two numbers in the navigation
        (PRODUCTS, 11),
        # products, photos, reports; two numbers in the navigation
        (REPORTS, 12),
    ],
)
def test_queue_costs_the_same_for_any_number(team, item_count, address, query_count, django_assert_num_queries):
    for _ in range(item_count):
        make_photo(make_product(business=waiting_business()))
        make_photo(asking_product())
        make_photo(make_report().product)

    with django_assert_num_queries(query_count):
        response = team.get(address)

    assert len(response.context["cards"]) == item_count


@pytest.mark.parametrize("item_count", [1, 3])
def test_products_of_a_business_cost_the_same_for_any_number(team, item_count, django_assert_num_queries):
    business = make_business()
    for _ in range(item_count):
        make_photo(make_product(business=business))

    # session, person, permissions of person and group; business; count, products, photos; two numbers in the navigation
    with django_assert_num_queries(10):
        team.get(f"{QUEUE}usaha/{business.pk}/")


# The number in the navigation


def test_navigation_counts_what_waits(team):
    waiting_business()
    asking_product()
    product = make_report().product
    make_report(product=product)
    make_report(handled_at=NOW)
    make_business()

    assertContains(team.get("/pengurus/pedoman/"), '<b class="count">3<span class="vh"> menunggu</span></b>')


def test_counting_is_one_query(django_assert_num_queries):
    waiting_business()

    with django_assert_num_queries(1):
        assert waiting_count() == 1


# Reports


def test_reports_are_handled_by_whom_and_when(team):
    report = make_report()

    response = team.post(handled_url(report.product), {"last": report.pk}, follow=True)

    report.refresh_from_db()
    assert report.handled_by.name == "Rani"
    assert report.handled_at
    assertContains(response, "1 laporan sudah ditangani.")
    assertContains(response, "Rani")


def test_report_that_came_in_meanwhile_stays_open(team):
    seen = make_report()
    later = make_report(product=seen.product)

    team.post(handled_url(seen.product), {"last": seen.pk})

    assert list(Report.objects.filter(handled_at=None)) == [later]


@pytest.mark.parametrize("last", ["", "x", "-1", "²", "9" * 40])
def test_senseless_report_handles_nothing(team, last):
    report = make_report()

    assert team.post(handled_url(report.product), {"last": last}).status_code == 302

    report.refresh_from_db()
    assert report.handled_at is None


def test_second_moderator_reads_that_it_is_done(team):
    report = make_report()
    team.post(handled_url(report.product), {"last": report.pk})
    by_whom = Report.objects.get().handled_by
    team.force_login(make_team_member(name="Bayu"))

    response = team.post(handled_url(report.product), {"last": report.pk, "dari": "antrean"}, follow=True)

    assertContains(response, "Sudah ditangani orang lain.")
    assert Report.objects.get().handled_by == by_whom


def test_only_moderators_handle_reports(client):
    report = make_report()
    address = handled_url(report.product)

    assertRedirects(client.post(address), f"/akun/masuk/?next={address}", fetch_redirect_response=False)
    for person in [report.product.business.memberships.get().user, make_user()]:
        client.force_login(person)
        assert client.post(address, {"last": report.pk}).status_code == 404
    client.force_login(make_team_member())
    assert client.get(address).status_code == 405
    assert client.post(f"{QUEUE}produk/999999/laporan-selesai/").status_code == 404
    report.refresh_from_db()
    assert report.handled_at is None


# A product's page for the team


def test_team_sees_a_hidden_draft_or_suspended_product(team):
    business = make_business(status="suspended", activated_at=NOW)
    for product in [
        make_product(hidden_reason="Foto buram."),
        make_product(status="draft", price=None, name=""),
        make_product(business=business),
    ]:
        assertContains(team.get(f"{QUEUE}produk/{product.pk}/"), str(product))


def test_page_offers_what_can_be_done(team):
    product = make_product()
    page = team.get(f"{QUEUE}produk/{product.pk}/")
    assertContains(page, reverse("catalogue:moderation-hide", args=[product.pk]))
    assertContains(page, reverse("members:people-suspend", args=[product.business_id]))
    assertContains(page, f"wa.me/{str(product.business.whatsapp).lstrip('+')}")

    hidden = asking_product()
    page = team.get(f"{QUEUE}produk/{hidden.pk}/")
    assertContains(page, reverse("catalogue:moderation-show", args=[hidden.pk]))
    assertContains(page, reverse("catalogue:moderation-refuse", args=[hidden.pk]))


def test_words_of_visitors_and_owners_are_escaped(team):
    report = make_report(text="<script>alert(1)</script>", product=make_product(name="<b>Keripik</b>"))

    for address in [REPORTS, f"{QUEUE}produk/{report.product_id}/"]:
        page = team.get(address)
        assertContains(page, "&lt;script&gt;alert(1)&lt;/script&gt;")
        assertNotContains(page, "<b>Keripik</b>")

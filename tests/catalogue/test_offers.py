"""Special prices for a period: made, changed, ended by owners, and never two of a product at once."""

import threading
from datetime import date, datetime, timedelta

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from catalogue.models import Offer, Product
from catalogue.offer_forms import OfferForm
from members.models import Business
from tests.catalogue.rows import words
from tests.factories import make_business, make_offer, make_product, make_superuser, make_team_member, make_user

pytestmark = pytest.mark.django_db

ALL = reverse("catalogue:manage-offers")
# A Wednesday; in Greenwich it is still Tuesday.
NOW = timezone.make_aware(datetime(2026, 11, 25, 5, 30))
OVERLAP = "Sudah ada harga khusus lain pada masa ini."


@pytest.fixture
def clock(monkeypatch):
    """The time of the portal: `clock(instant)` moves it."""

    def move_to(now):
        monkeypatch.setattr(timezone, "now", lambda: now)

    move_to(NOW)
    return move_to


@pytest.fixture
def product(db):
    return make_product(name="Keripik", price=25_000)


@pytest.fixture
def owner(client, product):
    user = product.business.memberships.get().user
    client.force_login(user)
    return user


def of(product):
    return reverse("catalogue:offers", args=[product.pk])


def to_change(offer):
    return reverse("catalogue:offer-edit", args=[offer.product_id, offer.pk])


def to_end(offer):
    return reverse("catalogue:offer-end", args=[offer.product_id, offer.pk])


def typed(price="20.000", starts_on="2026-11-25", until="tanggal", ends_on="2026-11-30", **extra):
    return {"price": price, "starts_on": starts_on, "until": until, "ends_on": ends_on, **extra}


def at(*args):
    return timezone.make_aware(datetime(*args))


def make(client, product, **fields):
    return client.post(of(product), typed(**fields), follow=True)


def coming(product, **fields):
    fields.setdefault("starts_at", at(2026, 12, 1))
    fields.setdefault("ends_at", at(2026, 12, 5))
    return make_offer(product, **fields)


# Who may


@pytest.mark.parametrize("make_stranger", [make_user, lambda: make_business().memberships.get().user])
def test_strangers_find_nothing(client, product, clock, make_stranger):
    offer = coming(product)
    client.force_login(make_stranger())

    assert client.get(of(product)).status_code == 404
    assert client.post(of(product), typed()).status_code == 404
    assert client.get(to_change(offer)).status_code == 404
    assert client.post(to_change(offer), typed()).status_code == 404
    assert client.post(to_end(offer)).status_code == 404
    assert Offer.objects.get().price == offer.price


def test_anonymous_visitor_signs_in_first(client, product):
    offer = make_offer(product)

    for address in [of(product), to_change(offer), to_end(offer), ALL]:
        assert client.get(address).url == f"/akun/masuk/?next={address}"


def test_owner_of_a_suspended_business_finds_nothing(client, product, owner, clock):
    product.business.status = Business.Status.SUSPENDED
    product.business.save()

    assert client.post(of(product), typed()).status_code == 404
    assert client.get(ALL).status_code == 403


def test_owner_who_waits_for_approval_prepares_an_offer(client, clock):
    product = make_product(business=make_business(status=Business.Status.SUBMITTED))
    client.force_login(product.business.memberships.get().user)

    page = make(client, product)

    assert product.offers.count() == 1
    assert "Pembeli sekarang tidak melihat produk ini." in page.text


@pytest.mark.parametrize("make_helper", [make_team_member, make_superuser])
def test_helper_makes_changes_and_ends_offers_under_their_own_name(client, product, clock, make_helper):
    helper = make_helper()
    client.force_login(helper)

    make(client, product, starts_on="2026-11-27")
    offer = product.offers.get()
    change = client.get(to_change(offer)).context["form"]
    client.post(to_change(offer), typed(price="19.000", starts_on="2026-11-27", seen=change["seen"].value()))
    client.post(to_end(offer))

    assert [(version.history_type, version.history_user) for version in Offer.history.order_by("history_id")] == [
        ("+", helper),
        ("~", helper),
        ("-", helper),
    ]


def test_offer_of_another_product_is_not_reached_through_ones_own(client, product, owner, clock):
    foreign = coming(make_product())

    address = reverse("catalogue:offer-edit", args=[product.pk, foreign.pk])
    assert client.get(address).status_code == 404
    assert client.post(address, typed()).status_code == 404
    assert client.post(reverse("catalogue:offer-end", args=[product.pk, foreign.pk])).status_code == 404
    assert Offer.objects.get().price == foreign.price


def test_ending_needs_a_post(client, product, owner):
    assert client.get(to_end(make_offer(product))).status_code == 405


# Making one


def test_offer_that_begins_today_runs_at_once_until_its_last_day_is_over(client, product, owner, clock):
    page = make(client, product, price="Rp20.000", ends_on="2026-11-30")

    offer = product.offers.get()
    assert (offer.price, offer.starts_at, offer.ends_at) == (20_000, NOW, at(2026, 12, 1))
    assert words(page) == ["Rp20.000 mulai sekarang sampai 30 November 2026: hemat 20%."]
    assert offer.history.get().history_user == owner


def test_offer_of_a_later_day_begins_with_that_day(client, product, owner, clock):
    page = make(client, product, starts_on="2026-11-27", ends_on="2026-11-27")

    offer = product.offers.get()
    assert (offer.starts_at, offer.ends_at) == (at(2026, 11, 27), at(2026, 11, 28))
    assert words(page) == ["Rp20.000 dari 27 November 2026 sampai 27 November 2026: hemat 20%."]


@pytest.mark.parametrize(
    ("starts_on", "until", "last_day"),
    [
        ("2026-11-25", "akhir-pekan", date(2026, 11, 29)),
        ("2026-11-29", "akhir-pekan", date(2026, 11, 29)),
        ("2026-11-30", "akhir-pekan", date(2026, 12, 6)),
        ("2026-11-25", "7-hari", date(2026, 12, 1)),
        ("2026-11-25", "akhir-bulan", date(2026, 11, 30)),
        ("2027-02-01", "akhir-bulan", date(2027, 2, 28)),
    ],
)
def test_quick_choices_need_no_last_day(client, product, owner, clock, starts_on, until, last_day):
    make(client, product, starts_on=starts_on, until=until, ends_on="")

    assert product.offers.get().ends_on == last_day


@pytest.mark.parametrize(
    ("fields", "field", "said"),
    [
        ({"price": "25.000"}, "price", "Harga khusus harus di bawah harga produk."),
        ({"price": "30000"}, "price", "Harga khusus harus di bawah harga produk."),
        ({"price": "seratus"}, "price", "Tulis dengan angka, misalnya 185000."),
        ({"price": "0"}, "price", "Harus lebih dari nol."),
        ({"price": ""}, "price", "Mohon isi bagian ini."),
        ({"starts_on": "2026-11-24"}, "starts_on", "Tanggal itu sudah lewat. Paling cepat mulai hari ini."),
        ({"starts_on": "2027-11-26"}, "starts_on", "Paling lambat mulai setahun dari sekarang."),
        ({"starts_on": "kapan"}, "starts_on", "Masukkan tanggal yang valid."),
        (
            {"until": "selamanya"},
            "until",
            "Masukkan pilihan yang valid. selamanya bukan salah satu dari pilihan yang tersedia.",
        ),
        ({"ends_on": ""}, "ends_on", "Pilih hari terakhirnya."),
        ({"ends_on": "kapan"}, "ends_on", "Masukkan tanggal yang valid."),
        ({"ends_on": "2026-11-24"}, "ends_on", "Tanggal itu sudah lewat."),
        ({"starts_on": "2026-11-27", "ends_on": "2026-11-26"}, "ends_on", "Hari terakhir mendahului hari mulainya."),
        ({"ends_on": "2027-02-23"}, "ends_on", "Paling lama 90 hari. Sesudah itu buat yang baru."),
        ({"ends_on": "9999-12-31"}, "ends_on", "Paling lama 90 hari. Sesudah itu buat yang baru."),
    ],
)
def test_what_cannot_be_is_refused_in_words_and_keeps_the_typing(client, product, owner, clock, fields, field, said):
    page = make(client, product, **fields)

    form = page.context["form"]
    assert form.errors == {field: [said]}
    assert [form[name].value() for name in typed()] == list(typed(**fields).values())
    assert said in page.text
    assert not Offer.objects.exists()


def test_ninety_days_are_allowed(client, product, owner, clock):
    make(client, product, ends_on="2027-02-22")

    assert product.offers.get().ends_on == date(2027, 2, 22)


def test_second_offer_at_once_is_refused(client, product, owner, clock):
    make_offer(product, starts_at=NOW - timedelta(days=1), ends_at=at(2026, 11, 28))

    assert OVERLAP in make(client, product, starts_on="2026-11-27").text
    assert product.offers.count() == 1

    make(client, product, starts_on="2026-11-28")
    assert product.offers.count() == 2


def test_form_proposes_the_first_free_day(client, product, owner, clock):
    assert client.get(of(product)).context["form"]["starts_on"].value() == date(2026, 11, 25)

    coming(product)

    assert client.get(of(product)).context["form"]["starts_on"].value() == date(2026, 12, 5)


def test_offers_of_other_products_are_no_hindrance(client, product, owner, clock):
    make_offer(make_product(business=product.business), starts_at=NOW, ends_at=at(2026, 12, 31))

    make(client, product)

    assert product.offers.count() == 1


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"status": "archived"}, "Produk ini diarsipkan."),
        ({"status": "draft", "price": None}, "Isi dulu harga produknya."),
    ],
)
def test_product_that_can_have_none_says_why(client, product, owner, clock, fields, said):
    Product.objects.filter(pk=product.pk).update(**fields)

    page = client.get(of(product))
    refused = make(client, product)

    assert said in page.text
    assert "Buat harga khusus" not in page.text
    assert said in refused.text
    assert not Offer.objects.exists()


@pytest.mark.parametrize("fields", [{"status": "draft"}, {"hidden_reason": "Foto orang lain"}])
def test_product_that_shoppers_do_not_see_may_have_one_and_says_so(client, product, owner, clock, fields):
    Product.objects.filter(pk=product.pk).update(**fields)

    page = make(client, product)

    assert product.offers.count() == 1
    assert "tampak begitu produknya tampil" in page.text


def test_extra_fields_change_nothing(client, product, owner, clock):
    other = make_product(business=product.business)

    client.post(of(product), typed(starts_at="2020-01-01", ends_at="2030-01-01", pk="1") | {"product": str(other.pk)})

    offer = Offer.objects.get()
    assert (offer.product, offer.starts_at) == (product, NOW)


# Changing and ending one


def test_coming_offer_is_changed(client, product, owner, clock):
    offer = coming(product)
    form = client.get(to_change(offer)).context["form"]

    client.post(to_change(offer), typed("19.000", "2026-12-02", ends_on="2026-12-03", seen=form["seen"].value()))

    offer.refresh_from_db()
    assert (offer.price, offer.starts_at, offer.ends_at) == (19_000, at(2026, 12, 2), at(2026, 12, 4))


def test_days_that_stay_keep_their_time_of_day(client, product, owner, clock):
    offer = coming(product, starts_at=at(2026, 12, 1, 9), ends_at=at(2026, 12, 5, 17))
    form = client.get(to_change(offer)).context["form"]

    client.post(to_change(offer), {name: form[name].value() for name in form.fields} | {"price": "19.000"})

    offer.refresh_from_db()
    assert (offer.price, offer.starts_at, offer.ends_at) == (19_000, at(2026, 12, 1, 9), at(2026, 12, 5, 17))


def test_second_of_two_changes_is_refused_once(client, product, owner, clock):
    offer = coming(product)
    opened = client.get(to_change(offer)).context["form"]["seen"].value()
    client.post(to_change(offer), typed("19.000", "2026-12-01", ends_on="2026-12-06", seen=opened))

    refused = client.post(to_change(offer), typed("18.000", "2026-12-01", ends_on="2026-12-04", seen=opened))

    form = refused.context["form"]
    assert list(form.errors) == ["price", "ends_on"]
    assert "Rp19.000" in form.errors["price"][0]
    assert "6 Desember 2026" in form.errors["ends_on"][0]
    client.post(to_change(offer), typed("18.000", "2026-12-01", ends_on="2026-12-04", seen=form["seen"].value()))
    offer.refresh_from_db()
    assert (offer.price, offer.ends_on) == (18_000, date(2026, 12, 4))


def test_change_into_another_offer_is_refused(client, product, owner, clock):
    offer = coming(product)
    coming(product, starts_at=at(2026, 12, 10), ends_at=at(2026, 12, 12))
    seen = client.get(to_change(offer)).context["form"]["seen"].value()

    page = client.post(to_change(offer), typed(starts_on="2026-12-01", ends_on="2026-12-10", seen=seen))

    assert OVERLAP in page.text
    offer.refresh_from_db()
    assert offer.ends_at == at(2026, 12, 5)


def test_offer_that_has_begun_meanwhile_is_not_changed(client, product, owner, clock):
    offer = coming(product)
    seen = client.get(to_change(offer)).context["form"]["seen"].value()
    clock(at(2026, 12, 2))

    page = client.post(to_change(offer), typed("1.000", "2026-12-02", ends_on="2026-12-03", seen=seen), follow=True)

    assert "sudah berlaku" in words(page)[0]
    offer.refresh_from_db()
    assert offer.price == 24_000


def test_running_offer_is_ended_now(client, product, owner, clock):
    offer = make_offer(product, starts_at=NOW - timedelta(days=1), ends_at=at(2026, 12, 5))

    page = client.post(to_end(offer), follow=True)

    offer.refresh_from_db()
    assert offer.ends_at == NOW
    assert words(page) == ["Harga khusus diakhiri."]
    assert offer.history.first().history_user == owner
    assert words(client.post(to_end(offer), follow=True)) == ["Harga khusus ini memang sudah berakhir."]


def test_coming_offer_is_cancelled(client, product, owner, clock):
    page = client.post(to_end(coming(product)), follow=True)

    assert not Offer.objects.exists()
    assert words(page) == ["Harga khusus dibatalkan."]


def test_after_one_has_ended_another_may_begin_the_same_minute(client, product, owner, clock):
    offer = make_offer(product, starts_at=NOW - timedelta(days=1), ends_at=at(2026, 12, 5))
    client.post(to_end(offer))

    make(client, product)

    assert product.offers.running().get().price == 20_000


# Where it is seen


def test_offer_begins_and_ends_by_the_clock_on_the_public_pages(client, product, owner, clock):
    make(client, product, starts_on="2026-11-27", ends_on="2026-11-28")
    pages = ["/produk/", product.get_absolute_url(), product.business.get_absolute_url()]

    seen = {}
    for moment in [at(2026, 11, 26, 23, 59), at(2026, 11, 27), at(2026, 11, 28, 23, 59), at(2026, 11, 29)]:
        clock(moment)
        seen[moment] = ["Rp20.000" in Client().get(page).text for page in pages]

    assert list(seen.values()) == [[False] * 3, [True] * 3, [True] * 3, [False] * 3]


def test_offers_of_a_product_are_shown_by_their_time(client, product, owner, clock):
    make_offer(product, price=21_000, starts_at=NOW - timedelta(days=9), ends_at=NOW - timedelta(days=8))
    running = make_offer(product, price=22_000, starts_at=NOW - timedelta(days=1), ends_at=at(2026, 11, 30))
    later = coming(product, price=23_000)

    page = client.get(of(product))

    assert page.context["offers"] == [running, later]
    assert [offer.price for offer in page.context["past"]] == [21_000]
    assert "Hemat 12%" in page.text


@pytest.mark.parametrize("row_count", [1, 3])
def test_all_offers_of_a_business_are_listed(client, product, owner, row_count, django_assert_num_queries):
    for _ in range(row_count):
        make_offer(make_product(business=product.business))
    past = make_offer(product, starts_at=timezone.now() - timedelta(9), ends_at=timezone.now() - timedelta(8))
    make_offer()
    client.get(ALL)

    # session, user, business, permissions (2); count, offers with products, photos; header: business, other businesses
    with django_assert_num_queries(10):
        page = client.get(ALL)

    assert {offer.product.business for offer in page.context["page"]} == {product.business}
    assert len(page.context["page"]) == row_count
    assert list(client.get(f"{ALL}?lewat=ya").context["page"]) == [past]


def test_no_offers_lead_to_the_products(client, product, owner):
    page = client.get(ALL)

    assert "Belum ada harga khusus." in page.text
    assert f'href="{reverse("catalogue:manage-products")}"' in page.text


# Two at once


@pytest.mark.django_db(transaction=True)
def test_of_two_people_at_once_one_makes_the_offer_and_the_other_reads_why_not():
    product = make_product(price=25_000)
    today = timezone.localdate().isoformat()
    start = threading.Barrier(2)
    answers = []

    def send(price):
        try:
            client = Client()
            client.force_login(product.business.memberships.get().user)
            start.wait()
            answers.append(client.post(of(product), typed(price, today, until="7-hari")))
        finally:
            connection.close()

    threads = [threading.Thread(target=send, args=[price]) for price in ("20.000", "21.000")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(answer.status_code for answer in answers) == [200, 302]
    assert [OVERLAP in answer.text for answer in answers if answer.status_code == 200] == [True]
    assert product.offers.count() == 1


@pytest.mark.only_on("postgresql")
@pytest.mark.django_db(transaction=True)
def test_offer_of_a_transaction_that_did_not_wait_is_refused_in_the_same_words():
    product = make_product(price=25_000)
    now = timezone.now()
    inserted, checked = threading.Event(), threading.Event()

    def insert_without_a_lock():
        try:
            with transaction.atomic():
                make_offer(product, starts_at=now, ends_at=now + timedelta(days=3))
                inserted.set()
                checked.wait(10)
        finally:
            connection.close()

    thread = threading.Thread(target=insert_without_a_lock)
    thread.start()
    inserted.wait(10)
    with transaction.atomic():
        locked = Product.objects.select_for_update(no_key=True).get(pk=product.pk)
        form = OfferForm(
            typed(starts_on=timezone.localdate().isoformat(), until="7-hari"), instance=Offer(product=locked)
        )
        assert form.is_valid()
        # Saving waits until the other transaction has ended.
        threading.Timer(0.3, checked.set).start()
        assert not form.save_alone()
    thread.join()

    assert form.non_field_errors() == [OVERLAP]
    assert product.offers.count() == 1

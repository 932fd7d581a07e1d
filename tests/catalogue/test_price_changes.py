"""Prices as people write them, and what a new price means for offers: one that is not below it ends."""

import threading
from datetime import datetime, timedelta
from itertools import pairwise
from unittest.mock import patch

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from catalogue.fields import RupiahField
from catalogue.models import Offer, Product
from catalogue.pricing import end_offers_not_below_price, save_priced
from tests.catalogue.rows import LIST, sent, words
from tests.factories import make_offer, make_product, make_superuser

# A price as it is written


@pytest.mark.parametrize(
    "text",
    [
        "27500",
        "27.500",
        "27,500",
        "27 500",
        "Rp27.500",
        "Rp 27.500",
        "rp27500",
        "Rp. 27.500,-",
        "27.500,00",
        " 27.500 ",
    ],
)
def test_price_is_read_as_people_write_it(text):
    assert RupiahField().clean(text) == 27_500


def test_millions_are_read():
    assert RupiahField().clean("Rp1.250.000") == RupiahField().clean("1250000") == 1_250_000


@pytest.mark.parametrize(
    "text", ["27.5", "27.50", "27.5000", "1.2.3", "27.500,50", "27rb", "seratus", "-5", "1e3", "Rp", "1.250,000", "²"]
)
def test_what_may_be_a_slip_is_refused(text):
    with pytest.raises(ValidationError, match="Tulis dengan angka, misalnya 185000"):
        RupiahField().clean(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("0", "Harus lebih dari nol."),
        ("1000000001", "Paling banyak satu miliar rupiah."),
        ("9" * 100, "Paling banyak satu miliar rupiah."),
    ],
)
def test_price_has_limits(text, said):
    with pytest.raises(ValidationError, match=said):
        RupiahField().clean(text)


def test_price_stands_in_its_field_as_one_reads_it():
    widget = RupiahField().widget

    assert 'value="1.250.000"' in widget.render("price", 1_250_000)
    assert 'inputmode="numeric"' in widget.render("price", 1_250_000)
    assert 'value="seratus"' in widget.render("price", "seratus")
    with translation.override("en"):
        assert 'value="1,250,000"' in widget.render("price", 1_250_000)


@given(st.integers(1, 1_000_000_000), st.sampled_from(["id", "en"]))
def test_what_a_field_shows_reads_back_the_same(amount, language):
    field = RupiahField()
    with translation.override(language):
        assert field.clean(field.widget.format_value(amount)) == amount


# What a new price ends


@pytest.fixture
def product(db):
    return make_product(name="Keripik", price=25_000)


@pytest.fixture
def owner(client, product):
    user = product.business.memberships.get().user
    client.force_login(user)
    return user


def change_price(client, product, text):
    return client.post(LIST, sent(client.get(LIST), {(product, "price"): text}), follow=True)


@pytest.mark.parametrize("price", ["20.000", "19.999"])
def test_price_lowered_to_or_below_a_running_offer_ends_it_and_says_so(client, product, owner, price):
    offer = make_offer(product, price=20_000)

    page = change_price(client, product, price)

    assert not product.offers.running().exists()
    offer.refresh_from_db()
    assert offer.ends_at <= timezone.now()
    assert offer.history.first().history_user == owner
    assert words(page) == [
        "1 produk tersimpan.",
        "Harga khusus Rp20.000 untuk Keripik diakhiri karena tidak lagi di bawah harga yang baru.",
    ]


@pytest.mark.parametrize("price", ["20.001", "30.000"])
def test_offer_that_is_still_below_the_price_runs_on(client, product, owner, price):
    offer = make_offer(product, price=20_000)

    page = change_price(client, product, price)

    assert product.offers.running().get() == offer
    assert words(page) == ["1 produk tersimpan."]


def test_coming_offer_that_is_not_below_the_price_is_taken_away(client, product, owner):
    now = timezone.now()
    make_offer(product, price=20_000, starts_at=now + timedelta(days=1), ends_at=now + timedelta(days=2))

    page = change_price(client, product, "15.000")

    assert not Offer.objects.exists()
    assert Offer.history.first().history_type == "-"
    assert "diakhiri" in words(page)[1]


def test_past_offers_stay_as_they_were(client, product, owner):
    now = timezone.now()
    past = make_offer(product, price=20_000, starts_at=now - timedelta(days=3), ends_at=now - timedelta(days=2))

    change_price(client, product, "15.000")

    assert Offer.objects.get().ends_at == past.ends_at


def test_refused_price_ends_nothing(client, product, owner):
    offer = make_offer(product, price=20_000)

    change_price(client, product, "0")

    assert product.offers.running().get() == offer


def test_draft_that_loses_its_price_loses_its_offers(client, product, owner):
    Product.objects.update(status=Product.Status.DRAFT)
    make_offer(product, price=20_000)

    page = change_price(client, product, "")

    assert not product.offers.running().exists()
    assert words(page)[1] == "Harga khusus Rp20.000 untuk Keripik diakhiri karena produknya sekarang tanpa harga."


def test_saving_a_price_tells_what_ended(product):
    make_offer(product, price=20_000)
    product.price = 10_000

    with transaction.atomic():
        assert [offer.price for offer in save_priced(product)] == [20_000]
        assert save_priced(product) == []

    assert Product.objects.get().price == 10_000


def test_offers_of_other_products_go_on(product):
    other = make_offer(make_product(price=25_000), price=20_000)
    Product.objects.filter(pk=product.pk).update(price=1)

    assert end_offers_not_below_price([product]) == []
    assert Offer.objects.running().get() == other


def test_price_changed_in_the_admin_ends_offers_too(client, product):
    make_offer(product, price=20_000)
    client.force_login(make_superuser())
    address = reverse("admin:catalogue_product_change", args=[product.pk])
    form = client.get(address).context["adminform"].form
    data = {name: value for name in form.fields if (value := form[name].value()) is not None}

    page = client.post(address, data | {"price": "15000", "options": "[]"}, follow=True)

    assert Product.objects.get().price == 15_000
    assert not product.offers.running().exists()
    assert any("diakhiri" in text for text in words(page))


# Two people at the same time


def at_once(*requests):
    """Send each (user, address, data) from a thread of its own, at the same time. Returns the statuses, sorted."""
    start = threading.Barrier(len(requests))
    statuses = []

    def send(user, address, data):
        try:
            client = Client()
            client.force_login(user)
            start.wait()
            statuses.append(client.post(address, data).status_code)
        finally:
            connection.close()

    threads = [threading.Thread(target=send, args=request) for request in requests]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(statuses)


@pytest.mark.django_db(transaction=True)
def test_of_two_prices_saved_at_once_the_second_is_refused(client):
    product = make_product(price=25_000)
    user = product.business.memberships.get().user
    client.force_login(user)
    opened = client.get(LIST)

    typed = [sent(opened, {(product, "price"): price}) for price in ("26.000", "27.000")]

    assert at_once(*((user, LIST, data) for data in typed)) == [200, 302]
    assert product.history.count() == 2


@pytest.mark.django_db(transaction=True)
def test_price_and_special_price_saved_at_once_leave_no_offer_above_the_price(client):
    product = make_product(price=25_000)
    user = product.business.memberships.get().user
    client.force_login(user)
    lower = sent(client.get(LIST), {(product, "price"): "15.000"})
    offer = {"price": "20.000", "starts_on": timezone.localdate().isoformat(), "until": "7-hari"}

    at_once((user, LIST, lower), (user, reverse("catalogue:offers", args=[product.pk]), offer))

    assert Product.objects.get().price == 15_000
    assert not product.offers.running().exists()


# Never two at once

START = timezone.make_aware(datetime(2026, 11, 25, 8))
PRICES = st.sampled_from([5_000, 10_000, 15_000, 20_000, 25_000])
PERIODS = st.tuples(st.integers(0, 8), st.integers(1, 6))
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("make"), PRICES, PERIODS),
        st.tuples(st.just("change"), PRICES, PERIODS, st.integers(0, 3)),
        st.tuples(st.just("end"), st.integers(0, 3)),
        st.tuples(st.just("price"), PRICES),
        st.tuples(st.just("wait"), st.integers(1, 60)),
    ),
    min_size=3,
    max_size=12,
)


class Owner:
    """One who makes, changes and ends the offers of a product as told, on the pages, while time goes by."""

    def __init__(self):
        self.now = START
        self.client = Client()

    def begin(self):
        self.product = make_product(price=20_000)
        self.person = self.product.business.memberships.get().user

    def open_offers(self):
        return list(self.product.offers.not_over().order_by("starts_at"))

    def typed(self, price, period):
        first = timezone.localdate() + timedelta(days=period[0])
        last = first + timedelta(days=period[1] - 1)
        return {"price": str(price), "starts_on": first.isoformat(), "until": "tanggal", "ends_on": last.isoformat()}

    def fits(self, price, period, besides=None):
        """Whether an offer of a period, in days from today, is below the price and beside all others."""
        midnight = self.now.replace(hour=0, minute=0, second=0)
        starts_at = max(midnight + timedelta(days=period[0]), self.now)
        ends_at = midnight + timedelta(days=sum(period))
        others = [offer for offer in self.open_offers() if offer != besides]
        is_free = all(offer.starts_at >= ends_at or offer.ends_at <= starts_at for offer in others)
        return price < Product.objects.get(pk=self.product.pk).price and is_free

    def make(self, price, period):
        fits = self.fits(price, period)
        answer = self.client.post(reverse("catalogue:offers", args=[self.product.pk]), self.typed(price, period))
        assert (answer.status_code == 302) == fits

    def change(self, price, period, place):
        if coming := [offer for offer in self.open_offers() if offer.is_coming][place : place + 1]:
            address = reverse("catalogue:offer-edit", args=[self.product.pk, coming[0].pk])
            fits = self.fits(price, period, coming[0])
            seen = self.client.get(address).context["form"]["seen"].value()
            answer = self.client.post(address, self.typed(price, period) | {"seen": seen})
            assert (answer.status_code == 302) == fits

    def end(self, place):
        for offer in self.open_offers()[place : place + 1]:
            self.client.post(reverse("catalogue:offer-end", args=[self.product.pk, offer.pk]))
            assert offer not in self.open_offers()

    def price(self, price):
        page = self.client.get(LIST)
        assert self.client.post(LIST, sent(page, {(self.product, "price"): str(price)})).status_code == 302
        assert Product.objects.get(pk=self.product.pk).price == price

    def wait(self, hours):
        self.now += timedelta(hours=hours)

    def check(self):
        offers = list(self.product.offers.order_by("starts_at"))
        assert all(earlier.ends_at <= later.starts_at for earlier, later in pairwise(offers))
        price = Product.objects.get(pk=self.product.pk).price
        assert all(offer.price < price for offer in self.open_offers())


@pytest.mark.django_db
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
@example([("end", 0), ("make", 5_000, (1, 1)), ("make", 5_000, (0, 1))])
def test_there_are_never_two_offers_at_once_nor_one_that_is_not_below_the_price(steps):
    owner = Owner()
    with transaction.atomic(), patch.object(timezone, "now", lambda: owner.now):
        owner.begin()
        for name, *details in steps:
            # Time passes, and with it sessions.
            owner.client.force_login(owner.person)
            owner.now += timedelta(seconds=1)
            getattr(owner, name)(*details)
            owner.check()
        transaction.set_rollback(True)

"""What a product needs to be promoted: each rule met and unmet, the same in the database, in words and on the meter."""

from datetime import timedelta

import pytest
from django.template import Context, Template
from django.utils import timezone

from catalogue.models import Photo, Product
from catalogue.readiness import ADVICE, CONDITIONS, Rule, judged, meeting, missing
from promotions.guidelines import Guidelines, promotable
from promotions.models import Guideline, Skip
from promotions.preparation import nearest, prepared
from tests.factories import make_business, make_licence, make_photo, make_product, make_team_member
from tests.promotions.factories import make_ready_product, make_slot

pytestmark = pytest.mark.django_db


def with_photos(*sizes):
    product = make_product()
    for width, height in sizes:
        Photo.objects.filter(pk=make_photo(product).pk).update(width=width, height=height)
    return product


def of_business(**fields):
    return make_product(business=make_business(**fields))


def halal(kind="halal", **fields):
    """A product that claims to be halal, with a licence."""
    product = make_product(name="Keripik HALAL")
    make_licence(business=product.business, kind=kind, **fields)
    return product


YESTERDAY = timezone.localdate() - timedelta(days=1)

MET = [
    ("photo_side", 1080, lambda: with_photos((1080, 1080))),
    ("photo_side", 1080, lambda: with_photos((320, 320), (1536, 2048))),
    ("photo_count", 2, lambda: with_photos((9, 9), (9, 9))),
    ("price", None, lambda: make_product(price=1)),
    ("description", 8, lambda: make_product(description="Delapan.")),
    ("whatsapp", None, lambda: of_business(whatsapp_confirmed_at=timezone.now())),
    ("halal", None, lambda: make_product(name="Keripik", description="Enak.")),
    ("halal", None, lambda: halal()),
    ("available", None, lambda: make_product(availability="preorder")),
]
UNMET = [
    ("photo_side", 1080, lambda: make_product()),
    ("photo_side", 1080, lambda: with_photos((2048, 1079))),
    ("photo_side", 1080, lambda: with_photos((1079, 2048), (2048, 1079))),
    ("photo_count", 2, lambda: with_photos((2048, 2048))),
    ("photo_count", 1, lambda: make_product()),
    ("description", 9, lambda: make_product(description="Delapan.")),
    ("description", 1, lambda: make_product()),
    ("whatsapp", None, lambda: of_business()),
    ("whatsapp", None, lambda: of_business(whatsapp="", whatsapp_confirmed_at=timezone.now())),
    ("halal", None, lambda: make_product(description="Dijamin halal.")),
    ("halal", None, lambda: halal(kind="pirt")),
    ("halal", None, lambda: halal(status="submitted", checked_at=None)),
    ("halal", None, lambda: halal(expires_on=YESTERDAY)),
    ("available", None, lambda: make_product(availability="sold_out")),
]


def name_of(case):
    return case if isinstance(case, str) else None


@pytest.mark.parametrize(("name", "parameter", "make"), MET, ids=name_of)
def test_rule_is_met(name, parameter, make):
    product, rules = make(), (Rule(name, parameter),)
    make_product(price=1)

    assert product in meeting(Product.objects.all(), rules)
    assert missing(judged(Product.objects.all(), rules).get(pk=product.pk), rules) == []


@pytest.mark.parametrize(("name", "parameter", "make"), UNMET, ids=name_of)
def test_rule_is_not_met(name, parameter, make):
    product, rules = make(), (Rule(name, parameter),)

    assert product not in meeting(Product.objects.all(), rules)
    assert missing(judged(Product.objects.all(), rules).get(pk=product.pk), rules) == list(rules)
    assert rules[0].advice
    assert "{number}" not in rules[0].advice


def test_every_check_that_the_program_makes_is_a_rule_with_advice_and_tested_here():
    checks = set(Guideline.Check.values) - {Guideline.Check.CAPTION}

    assert set(CONDITIONS) == set(ADVICE) == checks
    assert {name for name, *_rest in MET} == checks
    assert {name for name, *_rest in UNMET} == checks - {Guideline.Check.PRICE}


def test_words_and_database_agree_on_every_product():
    for _name, _parameter, make in MET + UNMET:
        make()
    make_ready_product()
    rules = Guidelines().rules()

    found = prepared(Product.objects.all(), rules)

    assert {product for product in found if product.preparation.is_complete} == set(
        promotable(rules, Product.objects.all())
    )
    assert 0 < sum(product.preparation.is_complete for product in found) < len(found)


def test_preparation_counts_what_is_met_and_says_what_is_missing():
    product = make_ready_product(availability="sold_out")

    (found,) = prepared(Product.objects.filter(pk=product.pk), Guidelines().rules())

    assert (found.preparation.met, found.preparation.total) == (5, 6)
    assert found.preparation.shoots == [True] * 5 + [False]
    assert found.preparation.advice == ["Produk sedang habis. Ubah ketersediaannya bila sudah ada lagi."]


def test_product_that_rests_says_so_until_it_is_edited():
    product = make_ready_product()
    for number in range(2):
        slot = make_slot(product, starts_at=timezone.now() + timedelta(days=number + 1))
        Skip.objects.create(
            slot=slot,
            business=product.business,
            product=product,
            reason="Foto buram",
            is_products_fault=True,
            skipped_by=make_team_member(),
            skipped_at=timezone.now() + timedelta(hours=number),
        )
    Product.objects.update(updated_at=timezone.now() - timedelta(days=1))
    rules = Guidelines().rules()

    (found,) = prepared(Product.objects.all(), rules)
    assert (found.preparation.missing, found.preparation.is_complete) == ([], False)
    assert "istirahat sampai diperbaiki" in found.preparation.advice[0]
    Skip.objects.update(skipped_at=timezone.now() - timedelta(hours=1))
    product.save()

    (found,) = prepared(Product.objects.all(), rules)
    assert found.preparation.is_complete


def test_nearest_of_none_is_none():
    assert nearest([]) is None


def meter(product):
    return Template("{% load preparation %}{% preparation product %}").render(Context({"product": product}))


def test_meter_shows_a_shoot_for_each_guideline():
    assert meter(make_ready_product()).count('class="on"') == 6
    assert "Siap dipromosikan." in meter(make_ready_product())
    unready = meter(make_ready_product(description=""))
    assert unready.count('class="on"') == 5
    assert "Tulis keterangan paling sedikit 80 huruf" in unready


def test_meter_of_a_prepared_product_asks_nothing(django_assert_num_queries):
    make_ready_product()
    (product,) = prepared(Product.objects.all(), Guidelines().rules())

    with django_assert_num_queries(0):
        meter(product)


@pytest.mark.parametrize("item_count", [1, 3])
def test_any_number_of_products_is_prepared_in_one_query(item_count, django_assert_num_queries):
    for _ in range(item_count):
        make_ready_product()
    rules = Guidelines().rules()

    with django_assert_num_queries(1):
        assert len(prepared(Product.objects.all(), rules)) == item_count

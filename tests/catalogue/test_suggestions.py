"""A product's name suggests its category."""

import pytest

from catalogue.models import Category
from catalogue.suggestions import suggest_category
from tests.factories import make_product

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Keripik pisang cokelat", "keripik-kerupuk"),
        ("KOPI bubuk robusta 250g", "kopi"),
        ("Madu hutan asli", "madu"),
        ("Sabun kopi", "sabun-mandi"),
        ("Tas anyaman pandan", "tas-dompet"),
    ],
)
def test_own_words_of_the_categories_suggest_them(name, slug):
    assert suggest_category(name).slug == slug


@pytest.mark.parametrize("name", ["", "   ", "123", "ab", "Zyx", "%_'\";--", "a" * 200])
def test_name_like_nothing_suggests_nothing(name):
    assert suggest_category(name) is None


def test_similar_products_suggest_theirs():
    for name in ["Siomay ikan isi 10", "Siomay udang"]:
        make_product(name=name, category=Category.objects.get(slug="makanan-siap-saji"))
    make_product(name="Siomay rahasia", status="draft", category=Category.objects.get(slug="kopi"))
    make_product(name="Siomay entah", category=Category.objects.get(slug="lainnya"))

    assert suggest_category("Siomay ayam").slug == "makanan-siap-saji"


def test_two_queries_more_for_a_hit_than_none_whatever_the_catalogue_holds(django_assert_num_queries):
    for number in range(5):
        make_product(name=f"Keripik {number}", category=Category.objects.get(slug="keripik-kerupuk"))

    # categories, names of products, the category with its parent
    with django_assert_num_queries(3):
        suggest_category("Keripik baru")

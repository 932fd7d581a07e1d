"""A product begins: with photos or without."""

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django.asserts import assertContains, assertRedirects

from catalogue.drafts import start_draft
from catalogue.models import Photo, Product
from members.models import Membership
from tests.catalogue.editors import make_draft, make_ready_business, owner_of
from tests.catalogue.uploads import quarters, upload
from tests.factories import make_product, make_user

pytestmark = pytest.mark.django_db

PATH = "/kelola/produk/tambah/"
AS_SCRIPT = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def business():
    return make_ready_business()


@pytest.fixture
def owner(client, business):
    client.force_login(owner_of(business))
    return owner_of(business)


def picture(name="foto.jpg", side=60):
    file = upload(quarters(side, side))
    file.name = name
    file.seek(0)
    return file


def test_looking_begins_nothing(client, owner):
    response = client.get(PATH)

    assertContains(response, "Ambil atau pilih foto")
    assertContains(response, "Lanjut tanpa foto")
    assert not Product.objects.exists()
    assert "no-store" in response.headers["Cache-Control"]


def test_going_on_without_a_photo_begins_an_empty_draft(client, owner, business):
    response = client.post(PATH)

    product = Product.objects.get()
    assertRedirects(response, f"/kelola/produk/{product.pk}/")
    assert (product.business, product.status, product.name, product.price) == (business, "draft", "", None)
    assert product.category.slug == "lainnya"
    assert product.published_at is None


def test_photos_chosen_first_stand_in_the_draft(client, owner):
    response = client.post(PATH, {"foto": [picture("a.jpg", 60), picture("b.jpg", 80)]})

    assert response.status_code == 302
    assert list(Photo.objects.values_list("product", "position", "width")) == [
        (Product.objects.get().pk, 0, 60),
        (Product.objects.get().pk, 1, 80),
    ]


def test_page_s_script_is_told_where_the_form_is(client, owner):
    answer = client.post(PATH, **AS_SCRIPT).json()

    pk = Product.objects.get().pk
    assert answer == {"address": f"/kelola/produk/{pk}/", "product": pk}


def test_extra_fields_change_nothing(client, owner, business):
    other = make_ready_business()

    client.post(PATH, {"business": other.pk, "status": "published", "name": "Curang", "price": 1, "slug": "x"})

    product = Product.objects.get()
    assert (product.business, product.status, product.name, product.price) == (business, "draft", "", None)


def test_draft_left_empty_is_taken_up_again(client, owner):
    client.post(PATH)
    client.post(PATH)

    assert Product.objects.count() == 1


@pytest.mark.parametrize("touched", ["photo", "typing", "name"])
def test_draft_that_holds_something_is_not(client, owner, touched):
    client.post(PATH)
    product = Product.objects.get()
    if touched == "photo":
        client.post(f"/kelola/produk/{product.pk}/foto/", {"foto": picture()})
    elif touched == "typing":
        client.post(f"/kelola/produk/{product.pk}/ketikan/", {"seen": "", "name": "Kerip"})
    else:
        Product.objects.update(name="Keripik")

    client.post(PATH)

    assert Product.objects.count() == 2


def test_two_people_begin_two_drafts_and_one_left_for_a_day_is_anyones(business):
    first, second = owner_of(business), make_user()
    Membership.objects.create(user=second, business=business)
    draft = make_draft(business)

    assert start_draft(business, first) != draft
    Product.objects.filter(pk=draft.pk).update(updated_at=timezone.now() - timedelta(days=2))
    assert start_draft(business, second) == draft


def test_draft_of_another_business_is_never_taken_up(business):
    left = make_draft()
    Product.objects.update(updated_at=timezone.now() - timedelta(days=2))

    assert start_draft(business, owner_of(business)) != left


@pytest.mark.parametrize("extra", [{}, AS_SCRIPT])
def test_full_business_is_told_so(client, owner, business, settings, extra):
    settings.PRODUCTS_PER_BUSINESS = 2
    for _ in range(2):
        make_product(business=business)

    response = client.post(PATH, **extra)

    assert "Satu usaha bisa punya 2 produk." in (response.json()["refused"] if extra else response.content.decode())
    assert Product.objects.count() == 2


def test_refused_file_is_told_on_the_form_and_the_good_one_stays(client, owner):
    bad = picture("catatan.jpg")
    bad.truncate(0)
    bad.write(b"bukan foto sama sekali")
    bad.seek(0)

    response = client.post(PATH, {"foto": [picture("bagus.jpg"), bad]}, follow=True)

    assertContains(response, "catatan.jpg")
    assertContains(response, "Ini bukan foto.")
    assert Photo.objects.count() == 1
    # It is told once.
    assert "catatan.jpg" not in client.get(response.request["PATH_INFO"]).content.decode()


def test_others_are_led_where_they_belong(client, business):
    assertRedirects(client.get(PATH), f"/akun/masuk/?next={PATH}", fetch_redirect_response=False)
    client.force_login(make_user())
    assertRedirects(client.post(PATH), "/kelola/usaha/tambah/", fetch_redirect_response=False)
    business.status = "suspended"
    business.save()
    client.force_login(owner_of(business))
    assert client.post(PATH).status_code == 403
    assert not Product.objects.exists()


@pytest.mark.parametrize("status", ["draft", "submitted", "rejected"])
def test_products_are_prepared_before_the_business_is_approved(client, business, status):
    business.status = status
    business.save()
    client.force_login(owner_of(business))

    assert client.post(PATH).status_code == 302
    assert Product.objects.get().business == business

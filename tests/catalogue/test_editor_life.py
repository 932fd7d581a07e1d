"""What becomes of a whole product: seen before others see it, put away, brought back, copied, deleted."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from catalogue.counting import tally
from catalogue.models import DailyCount, Photo, Product
from tests.catalogue.editors import ROLES, make_draft, make_ready_business, owner_of, person, sent
from tests.catalogue.uploads import quarters, upload
from tests.factories import make_business, make_photo, make_product

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def product(client):
    product = make_product(business=make_ready_business(), name="Keripik pisang", description="Renyah")
    make_photo(product)
    client.force_login(owner_of(product.business))
    return product


def path(product, rest=""):
    return f"/kelola/produk/{product.pk}/{rest}"


# Publishing, as a rule of the product itself


def test_publish_names_all_that_is_missing():
    draft = make_draft(make_business(whatsapp=""))

    with pytest.raises(ValidationError) as refused:
        draft.publish()

    assert [error.code for error in refused.value.error_list] == ["no_name", "no_price", "no_photo", "no_whatsapp"]
    assert Product.objects.get(pk=draft.pk).status == "draft"


def test_publish_needs_whatsapp_to_have_been_opened():
    draft = make_draft(make_business(), name="Keripik", price=1000)
    make_photo(draft)

    with pytest.raises(ValidationError) as refused:
        draft.publish()

    assert [error.code for error in refused.value.error_list] == ["whatsapp_not_opened"]


def test_product_published_again_keeps_its_first_date():
    draft = make_draft(name="Keripik", price=1000)
    make_photo(draft)
    draft.publish()
    first = Product.objects.get(pk=draft.pk).published_at

    draft.archive()
    draft.restore()
    draft.publish()

    draft.refresh_from_db()
    assert (draft.status, draft.published_at) == ("published", first)


# Preview


def test_preview_shows_what_is_typed_to_its_owner_alone(client, product, nothing_counted):
    response = client.post(path(product, "lihat/"), sent(product, name="Keripik baru", price="31.000"))

    assertRedirects(response, path(product, "lihat/"), fetch_redirect_response=False)
    page = client.get(path(product, "lihat/"))
    assertContains(page, "<h1>Keripik baru</h1>")
    assertContains(page, "Rp31.000")
    assertContains(page, "Beginilah pembeli melihatnya.")
    assertContains(page, 'content="noindex"')
    assertContains(page, 'class="order" inert')
    assert "no-store" in page.headers["Cache-Control"]
    assert Product.objects.get().name == "Keripik pisang"
    assertNotContains(Client().get(product.get_absolute_url()), "Keripik baru")


def test_preview_is_no_view(client, product, nothing_counted):
    client.get(path(product, "lihat/"))
    tally.flush()

    assert not DailyCount.objects.exists()


def test_preview_leaves_out_what_is_not_right_and_says_so(client, product):
    client.post(path(product, "lihat/"), sent(product, name="Keripik baru", price="mahal"))

    page = client.get(path(product, "lihat/"))

    assertContains(page, "<h1>Keripik baru</h1>")
    assertContains(page, "Rp25.000")
    assertContains(page, "Belum ikut karena belum benar: Harga.")


@pytest.mark.parametrize(
    "fields", [{"status": "archived"}, {"hidden_reason": "Diperiksa"}, {"availability": "sold_out"}]
)
def test_preview_of_what_nobody_sees(client, product, fields):
    Product.objects.update(**fields)

    assertContains(client.get(path(product, "lihat/")), "<h1>Keripik pisang</h1>")


def test_preview_of_an_empty_draft_of_a_business_that_waits(client):
    draft = make_draft(make_business(status="submitted", activated_at=None))
    client.force_login(owner_of(draft.business))

    page = client.get(path(draft, "lihat/"))

    assertContains(page, "<h1>Produk tanpa nama</h1>")
    assertContains(page, "Belum ada harga")


# Away and back


def test_archived_product_is_gone_for_visitors_and_comes_back_as_a_draft(client, product):
    client.post(path(product, "arsipkan/"))
    assert Client().get(product.get_absolute_url()).status_code == 410
    assertContains(client.get(path(product)), "Kembalikan ke draf")

    client.post(path(product, "pulihkan/"))

    product.refresh_from_db()
    assert product.status == "draft"
    assert [row.status for row in product.history.all()] == ["draft", "archived", "published"]


def test_only_what_is_archived_is_restored(client, product):
    response = client.post(path(product, "pulihkan/"), follow=True)

    assertContains(response, "Hanya produk di arsip yang bisa dikembalikan.")
    assert Product.objects.get().status == "published"


# Copy


def test_copy_is_a_draft_with_the_same_photos(client, product, settings):
    product.hidden_reason, product.source, product.external_id = "Diperiksa", "berkas", "7"
    product.options, product.unit = ["Keju"], "250 g"
    product.save()
    Photo.objects.update(alt="Keripik pisang, foto 1")
    make_photo(product, alt="Dari dekat")

    response = client.post(path(product, "salin/"))

    copy = Product.objects.exclude(pk=product.pk).get()
    assertRedirects(response, path(copy))
    assert (copy.name, copy.status, copy.published_at) == ("Keripik pisang (salinan)", "draft", None)
    assert (copy.hidden_reason, copy.source, copy.external_id) == ("", "", "")
    assert (copy.price, copy.unit, copy.options, copy.description) == (25_000, "250 g", ["Keju"], "Renyah")
    assert [photo.image.name for photo in copy.photos.all()] == [photo.image.name for photo in product.photos.all()]
    assert [photo.alt for photo in copy.photos.all()] == ["Keripik pisang (salinan), foto 1", "Dari dekat"]


def test_copy_of_a_long_name_fits(client, product):
    Product.objects.update(name="a" * 200)

    client.post(path(product, "salin/"))

    copy = Product.objects.exclude(pk=product.pk).get()
    assert len(copy.name) == 200
    assert copy.name.endswith("a (salinan)")


def test_copy_over_the_quota_is_refused_in_words(client, product, settings):
    settings.PRODUCTS_PER_BUSINESS = 1

    response = client.post(path(product, "salin/"), follow=True)

    assertContains(response, "Satu usaha bisa punya 1 produk.")
    assert Product.objects.count() == 1


# Deleting


def test_draft_is_deleted_with_its_files_and_its_history_stays(client, media, django_capture_on_commit_callbacks):
    draft = make_draft(name="Salah")
    client.force_login(owner_of(draft.business))
    client.post(path(draft, "foto/"), {"foto": SimpleUploadedFile("x.jpg", upload(quarters(60, 60)).getvalue())})

    with django_capture_on_commit_callbacks(execute=True):
        client.post(path(draft, "hapus/"))

    assert not Product.objects.exists()
    assert not [file for file in media.rglob("*") if file.is_file()]
    assert Product.history.filter(id=draft.pk, history_type="-").exists()


@pytest.mark.parametrize("status", ["draft", "published", "archived"])
def test_what_visitors_have_seen_is_never_deleted(client, product, status):
    Product.objects.update(status=status)

    response = client.post(path(product, "hapus/"), follow=True)

    assertContains(response, "Yang pernah terbit hanya bisa diarsipkan.")
    assert Product.objects.filter(pk=product.pk).exists()


# Who


ACTS = {
    "arsipkan/": {"status": "published"},
    "pulihkan/": {"status": "archived"},
    "salin/": {"status": "published"},
    "hapus/": {"status": "draft", "published_at": None},
}


def state():
    return list(Product.objects.values("pk", "status").order_by("pk"))


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("act", ACTS)
def test_only_who_manages_the_business_may(client, role, act):
    product = make_product(business=make_ready_business(), **ACTS[act])
    user = person(role, product.business)
    if user:
        client.force_login(user)
    before = state()

    response = client.post(path(product, act))

    assert response.status_code == (302 if ROLES[role] == 200 else ROLES[role])
    assert (state() != before) == (ROLES[role] == 200)


@pytest.mark.parametrize("role", ROLES)
def test_only_who_manages_the_business_sees_the_preview(client, role):
    product = make_product(business=make_ready_business())
    user = person(role, product.business)
    if user:
        client.force_login(user)

    assert client.get(path(product, "lihat/")).status_code == ROLES[role]


@pytest.mark.parametrize("act", ACTS)
def test_looking_changes_nothing(client, product, act):
    Product.objects.update(**ACTS[act])
    before = state()

    assert client.get(path(product, act)).status_code == 405
    assert state() == before


@pytest.mark.parametrize("act", ["arsipkan/", "salin/"])
def test_typing_outlives_the_buttons(client, product, act):
    client.post(path(product, act), sent(product, name="Sedang saya ketik"))

    assertContains(client.get(path(product)), "Sedang saya ketik")

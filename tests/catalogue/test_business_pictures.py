"""The logo and the cover that owners put up."""

import io

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from pytest_django.asserts import assertContains, assertRedirects

from catalogue.models import Photo
from catalogue.photos import RENDITIONS, rendition_name
from members.models import Business
from tests.catalogue.uploads import jpeg_of_many_scans, png_claiming, quarters, upload, with_exif_of_a_phone
from tests.factories import make_business, make_photo, make_superuser, make_team_member, make_user

pytestmark = pytest.mark.django_db

PROFILE = "/kelola/usaha/"


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def business(client):
    business = make_business()
    client.force_login(business.memberships.get().user)
    return business


def address(business, kind="logo"):
    return reverse("catalogue:business-picture", args=[business.pk, kind])


def picture(width=600, height=400, format="JPEG", **options):
    return as_file(upload(quarters(width, height), format, **options).getvalue(), f"logo.{format.lower()}")


def as_file(body, name="logo.jpg"):
    return SimpleUploadedFile(name, body)


def read(name):
    with default_storage.open(name) as file:
        return file.read()


def stored(tmp_path):
    return sorted(path.name for path in tmp_path.rglob("*") if path.is_file())


@pytest.mark.parametrize(("kind", "field"), [("logo", "logo"), ("sampul", "cover")])
@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "AVIF", "HEIF"])
def test_picture_is_put_up(client, business, kind, field, format):
    response = client.post(address(business, kind), {"picture": picture(format=format)})

    assertRedirects(response, PROFILE)
    business.refresh_from_db()
    name = getattr(business, field).name
    assert Image.open(io.BytesIO(read(name))).size == (600, 400)
    assert all(default_storage.exists(rendition_name(name, width)) for width in RENDITIONS)
    assert business.history.first().history_user == business.memberships.get().user


def test_place_and_camera_are_taken_out(client, business):
    client.post(address(business), {"picture": picture(exif=with_exif_of_a_phone(orientation=6))})

    business.refresh_from_db()
    body = read(business.logo.name)
    assert b"Secret Maker" not in body
    assert Image.open(io.BytesIO(body)).size == (400, 600)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", "Berkas ini kosong"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "bukan foto"),
        (upload(quarters(600, 400)).getvalue()[:3000], "rusak atau tidak utuh"),
        (png_claiming(20_000, 20_000).getvalue(), "megapiksel"),
        (jpeg_of_many_scans(100).getvalue(), "rusak atau tidak utuh"),
        (b"\xff\xd8\xff" + bytes(15 * 1024**2), "15 MB"),
    ],
    ids=["empty", "svg", "truncated", "bomb", "scans", "large"],
)
@pytest.mark.parametrize("headers", [{}, {"X-Fragment": "1"}], ids=["page", "part"])
def test_hostile_file_gets_its_message_at_the_field_and_leaves_nothing(
    client, business, tmp_path, body, words, headers
):
    response = client.post(address(business), {"picture": as_file(body, "../../logo.jpg")}, headers=headers)

    assertContains(response, words)
    assertContains(response, 'aria-invalid="true"')
    assert stored(tmp_path) == []
    business.refresh_from_db()
    assert not business.logo


def test_missing_file_is_asked_for(client, business):
    assertContains(client.post(address(business), {}), "Pilih fotonya dulu.")


def test_script_gets_the_changed_part_alone(client, business):
    response = client.post(address(business), {"picture": picture()}, headers={"X-Fragment": "1"})

    assertContains(response, "-320.webp")
    assert "<html" not in response.text


def test_picture_before_goes_when_nobody_else_shows_it(client, business, tmp_path, django_capture_on_commit_callbacks):
    def put_up(*size):
        with django_capture_on_commit_callbacks(execute=True):
            client.post(address(business), {"picture": picture(*size)})
        business.refresh_from_db()
        return business.logo.name

    first = put_up(600, 400)
    second = put_up(500, 400)
    assert not default_storage.exists(first)
    assert len(stored(tmp_path)) == 4

    photo = make_photo()
    Photo.objects.filter(pk=photo.pk).update(image=second)
    third = put_up(400, 400)
    make_business(cover=third)
    put_up(300, 300)
    assert default_storage.exists(second)
    assert default_storage.exists(third)


def test_same_picture_again_stays(client, business, django_capture_on_commit_callbacks):
    for _ in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            client.post(address(business), {"picture": picture()})

    business.refresh_from_db()
    assert default_storage.exists(business.logo.name)


def test_picture_is_taken_down(client, business, tmp_path, django_capture_on_commit_callbacks):
    client.post(address(business), {"picture": picture()})

    with django_capture_on_commit_callbacks(execute=True):
        client.post(address(business), {"hapus": "1"})

    business.refresh_from_db()
    assert not business.logo
    assert stored(tmp_path) == []


def test_too_many_pictures_wait_in_words(client, business, tmp_path, settings):
    settings.ACCOUNT_RATE_LIMITS = {"picture": "1/h/user"}
    client.post(address(business), {"picture": picture()})
    before = stored(tmp_path)

    page = client.post(address(business), {"picture": picture(500, 500)})

    assertContains(page, "Terlalu banyak foto sekaligus.")
    assert stored(tmp_path) == before


def test_joining_leads_back_to_its_screen(client, business):
    Business.objects.update(status="draft")

    response = client.post(address(business) + "?daftar", {"picture": picture()})

    assertRedirects(response, f"/kelola/usaha/{business.pk}/daftar/layanan/")


@pytest.mark.parametrize("make_stranger", [make_user, lambda: make_business().memberships.get().user])
@pytest.mark.parametrize("data", [{"hapus": "1"}, {}])
def test_business_of_others_is_not_there(client, business, make_stranger, data, tmp_path):
    client.force_login(make_stranger())

    assert client.get(address(business)).status_code == 404
    assert client.post(address(business), data or {"picture": picture()}).status_code == 404
    assert stored(tmp_path) == []


def test_suspended_business_is_out_of_reach(client, business):
    Business.objects.update(status="suspended")

    assert client.post(address(business), {"picture": picture()}).status_code == 404


def test_unknown_kind_is_not_there(client, business):
    assert client.get(address(business, "lain")).status_code == 404


@pytest.mark.parametrize("make_helper", [make_team_member, make_superuser])
def test_team_helps_under_its_own_name(client, business, make_helper):
    helper = make_helper()
    client.force_login(helper)

    client.post(address(business), {"picture": picture()})

    assert business.history.first().history_user == helper

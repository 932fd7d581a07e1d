"""An owner's photos of a product: taken in one by one or several at once, put in order, described and removed."""

import io

import pytest
from django.conf import settings as portal
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from catalogue.models import Photo, Product, Typing
from tests.catalogue.editors import ROLES, make_draft, make_ready_business, owner_of, person, sent
from tests.catalogue.uploads import jpeg_of_many_scans, png_claiming, quarters, upload, with_exif_of_a_phone
from tests.factories import make_photo, make_product

pytestmark = pytest.mark.django_db

AS_SCRIPT = {"HTTP_ACCEPT": "application/json"}
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def product(client):
    product = make_draft(name="Keripik pisang")
    client.force_login(owner_of(product.business))
    return product


def picture(side=60, name="foto.jpg", format="JPEG", **options):
    return SimpleUploadedFile(name, upload(quarters(side, side), format, **options).getvalue())


def path(product, rest=""):
    return f"/kelola/produk/{product.pk}/foto/{rest}"


def stored_files(media):
    return [file for file in media.rglob("*") if file.is_file()]


def add(client, product, *files, **extra):
    return client.post(path(product), {"foto": list(files)}, **extra)


def order(product):
    return list(product.photos.values_list("pk", flat=True))


# Taking in


def test_photo_is_cleaned_described_and_shown(client, product, media):
    answer = add(client, product, picture(name="IMG.jpg", exif=with_exif_of_a_phone()), **AS_SCRIPT).json()

    photo = product.photos.get()
    assert (photo.position, photo.width, photo.height, photo.alt) == (0, 60, 60, "Keripik pisang, foto 1")
    assert f'data-photo="{photo.pk}"' in answer["photos"]
    assert "shoots" in answer["preparation"]
    assert len(stored_files(media)) == 4
    assert all(b"Secret Maker" not in file.read_bytes() for file in stored_files(media))


def test_several_at_once_without_javascript(client, product):
    response = add(client, product, picture(60), picture(80), picture(100))

    assertRedirects(response, f"/kelola/produk/{product.pk}/#foto", fetch_redirect_response=False)
    assert [(photo.width, photo.alt) for photo in product.photos.all()] == [
        (60, "Keripik pisang, foto 1"),
        (80, "Keripik pisang, foto 2"),
        (100, "Keripik pisang, foto 3"),
    ]


def test_same_picture_sent_again_after_a_broken_line_is_there_once(client, product):
    add(client, product, picture(), **AS_SCRIPT)
    answer = add(client, product, picture(name="lain.jpg"), **AS_SCRIPT).json()

    assert "photos" in answer
    assert product.photos.count() == 1


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        (lambda: (b"", "kosong.jpg"), "Berkas ini kosong."),
        (lambda: (SVG, "gambar.svg"), "Ini bukan foto."),
        (lambda: (SVG, "gambar.jpg"), "Ini bukan foto."),
        (lambda: (b"<?php system($_GET[0]); ?>", "foto.php"), "Ini bukan foto."),
        (lambda: (b"GIF89a" + bytes(500), "foto.jpg"), "Ini bukan foto."),
        (lambda: (upload(quarters(), "BMP").getvalue(), "foto.png"), "Ini bukan foto."),
        (lambda: (upload(quarters(300, 300)).getvalue()[:-800], "terpotong.jpg"), "rusak atau tidak utuh"),
        (lambda: (png_claiming(30_000, 30_000).getvalue(), "bom.png"), "lebih dari 50 megapiksel"),
        (lambda: (jpeg_of_many_scans(5_000).getvalue(), "lama.jpg"), "rusak atau tidak utuh"),
        (lambda: (bytes(15 * 1024**2 + 1), "besar.jpg"), "lebih dari 15 MB"),
    ],
)
@pytest.mark.parametrize("extra", [{}, AS_SCRIPT], ids=["form", "script"])
def test_bad_file_gets_its_message_and_leaves_nothing(client, product, media, file, reason, extra):
    body, name = file()
    rows = Product.history.count()

    response = add(client, product, SimpleUploadedFile(name, body), **extra)

    if extra:
        assert reason in response.json()["refused"]
    else:
        page = client.get(response.headers["Location"])
        assertContains(page, f"<b>{name}</b>")
        assertContains(page, reason)
    assert not Photo.objects.exists()
    assert not stored_files(media)
    assert Product.history.count() == rows


@pytest.mark.parametrize(
    "name", ["../../x.jpg", "/etc/passwd", "a\x00b.jpg", "..\\..\\x.jpg", "<b>x</b>.jpg", "x" * 300]
)
def test_name_of_a_file_decides_nothing(client, product, media, name):
    file = io.BytesIO(upload(quarters(60, 60)).getvalue())
    file.name = name

    add(client, product, file)

    assert product.photos.get().image.name.startswith("foto/")
    assert len(stored_files(media)) == 4
    assert all(media in each.parents for each in stored_files(media))


def test_polyglot_keeps_only_its_pixels(client, product, media):
    body = upload(quarters(60, 60)).getvalue() + b"<script>alert(1)</script>PK\x03\x04"

    add(client, product, SimpleUploadedFile("foto.html", body))

    assert all(b"script" not in file.read_bytes() for file in stored_files(media))
    assert product.photos.get().image.name.endswith(".jpg")


def test_name_of_a_refused_file_is_only_shown(client, product):
    response = add(client, product, SimpleUploadedFile("<b>x.jpg", SVG))

    assertContains(client.get(response.headers["Location"]), "&lt;b&gt;x.jpg")


def test_full_product_and_full_day_are_refused_in_words(client, product, settings, media):
    settings.PHOTOS_PER_PRODUCT, settings.PHOTOS_PER_BUSINESS_A_DAY = 2, 3
    for side in (60, 80):
        add(client, product, picture(side))
    other = make_draft(product.business)

    full = add(client, product, picture(100), **AS_SCRIPT).json()
    add(client, other, picture(120))
    enough = add(client, other, picture(140), **AS_SCRIPT).json()

    assert full == {"refused": "Satu produk bisa punya 2 foto. Hapus satu dulu."}
    assert enough == {"refused": "Usaha Anda sudah menambah 3 foto hari ini. Silakan lanjutkan besok."}
    assert Photo.objects.count() == 3
    assert len(stored_files(media)) == 12
    assertNotContains(client.get(f"/kelola/produk/{product.pk}/"), 'type="file"')


def test_too_many_in_a_minute_are_refused_in_words(client, product, media):
    limit = int(portal.ACCOUNT_RATE_LIMITS["photo"].split("/")[0])
    for _ in range(limit):
        add(client, product, SimpleUploadedFile("x.jpg", b""))

    answer = add(client, product, picture(), **AS_SCRIPT).json()

    assert "Tunggu semenit" in answer["refused"]
    assert not stored_files(media)


def test_small_photo_is_taken_with_a_hint(client, product):
    make_photo(product)
    add(client, product, picture(700))

    response = client.get(f"/kelola/produk/{product.pk}/")

    assertContains(response, "Foto 2 hanya 700 px.")
    assertContains(response, "Untuk promosi perlu 1080 px")
    assertNotContains(response, "Foto 1 hanya")


def test_photo_counts_as_an_edit_and_says_by_whom(client, product):
    before = Product.objects.get().updated_at

    add(client, product, picture())

    assert Product.objects.get().updated_at > before
    entry = product.history.first()
    assert (entry.history_user, entry.history_change_reason) == (owner_of(product.business), "Foto diubah")


# Order


@pytest.fixture
def three(product):
    return [make_photo(product, alt="") for _ in range(3)]


@pytest.mark.parametrize(
    ("moved", "way", "expected"),
    [
        (0, "belakang", [1, 0, 2]),
        (2, "depan", [0, 2, 1]),
        (0, "depan", [0, 1, 2]),
        (2, "belakang", [0, 1, 2]),
    ],
)
def test_buttons_move_a_photo_one_place(client, product, three, moved, way, expected):
    response = client.post(path(product, f"{three[moved].pk}/pindah/{way}/"))

    assertRedirects(response, f"/kelola/produk/{product.pk}/#foto", fetch_redirect_response=False)
    assert order(product) == [three[place].pk for place in expected]
    assert list(product.photos.values_list("position", flat=True)) == [0, 1, 2]


def test_script_is_told_the_new_place(client, product, three):
    answer = client.post(path(product, f"{three[2].pk}/pindah/depan/"), **AS_SCRIPT).json()

    assert answer["message"] == "Foto ini sekarang nomor 2 dari 3."


def test_dragging_sends_the_whole_order_and_what_came_meanwhile_stands_last(client, product, three):
    late = make_photo(product)

    client.post(path(product, "urutan/"), {"urutan": [three[2].pk, three[0].pk, three[1].pk]})

    assert order(product) == [three[2].pk, three[0].pk, three[1].pk, late.pk]


def test_suggested_words_follow_the_order_and_own_words_stay(client, product, three):
    Photo.objects.filter(pk=three[1].pk).update(alt="Isi bungkus dari dekat")

    client.post(path(product, "urutan/"), {"urutan": [three[2].pk, three[1].pk, three[0].pk]})

    assert list(product.photos.values_list("alt", flat=True)) == [
        "Keripik pisang, foto 1",
        "Isi bungkus dari dekat",
        "Keripik pisang, foto 3",
    ]


# Removing


def test_removed_photo_takes_its_files_along(client, product, media, django_capture_on_commit_callbacks):
    add(client, product, picture(60), picture(80))
    first, second = product.photos.all()

    with django_capture_on_commit_callbacks(execute=True):
        client.post(path(product, f"{first.pk}/hapus/"))

    assert order(product) == [second.pk]
    assert second.image.storage.exists(second.image.name)
    assert len(stored_files(media)) == 4


@pytest.mark.parametrize("elsewhere", ["photo", "logo", "proof"])
def test_files_stay_while_another_row_bears_their_name(
    client, product, media, elsewhere, django_capture_on_commit_callbacks
):
    from tests.promotions.factories import make_slot

    add(client, product, picture())
    photo = product.photos.get()
    if elsewhere == "photo":
        Photo.objects.filter(pk=make_photo().pk).update(image=photo.image.name)
    elif elsewhere == "logo":
        other = make_ready_business()
        other.logo = photo.image.name
        other.save()
    else:
        slot = make_slot()
        slot.proof_image = photo.image.name
        slot.save()

    with django_capture_on_commit_callbacks(execute=True):
        client.post(path(product, f"{photo.pk}/hapus/"))

    assert not product.photos.exists()
    assert len(stored_files(media)) == 4


def test_published_product_keeps_its_last_photo(client, product):
    photo = make_photo(product)
    Product.objects.update(status="published", published_at="2026-11-01T08:00+07:00", price=1000)

    answer = client.post(path(product, f"{photo.pk}/hapus/"), **AS_SCRIPT).json()
    page = client.post(path(product, f"{photo.pk}/hapus/"), follow=True)

    assert answer == {"refused": "Produk yang terbit perlu satu foto. Tambah foto lain dulu."}
    assertContains(page, answer["refused"])
    assert order(product) == [photo.pk]


# Words


def test_own_words_are_kept_by_saving_and_empty_ones_become_suggestions(client, product, three):
    one, two, _three = three
    fields = sent(product) | {f"alt-{one.pk}": "  Tampak\n depan ", f"alt-{two.pk}": "", f"alt-{two.pk}-was": "x"}

    client.post(f"/kelola/produk/{product.pk}/", fields)

    assert list(product.photos.values_list("alt", flat=True)) == [
        "Tampak depan",
        "Keripik pisang, foto 2",
        "Keripik pisang, foto 3",
    ]


def test_suggested_words_follow_a_new_name(client, product):
    add(client, product, picture())

    client.post(f"/kelola/produk/{product.pk}/", sent(product, name="Keripik singkong"))

    assert product.photos.get().alt == "Keripik singkong, foto 1"


def test_words_about_another_s_photo_change_nothing(client, product):
    foreign = make_photo(alt="Milik orang")

    client.post(f"/kelola/produk/{product.pk}/", sent(product) | {f"alt-{foreign.pk}": "Curang"})

    assert Photo.objects.get(pk=foreign.pk).alt == "Milik orang"


# Typing survives the buttons, which send the form along


@pytest.mark.parametrize("rest", ["", "{pk}/pindah/belakang/", "{pk}/hapus/", "urutan/"])
def test_buttons_of_photos_keep_what_is_typed(client, product, three, rest):
    client.post(path(product, rest.format(pk=three[0].pk)), sent(product, name="Sedang saya ketik", price="ngawur"))

    typing = Typing.objects.get()
    assert (typing.data["name"], typing.data["price"]) == ("Sedang saya ketik", "ngawur")
    assert Product.objects.get().name == "Keripik pisang"


# Who


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("rest", ["", "urutan/", "{pk}/pindah/belakang/", "{pk}/hapus/"])
def test_only_who_manages_the_business_changes_its_photos(client, role, rest):
    product = make_product(business=make_ready_business())
    photos = [make_photo(product) for _ in range(2)]
    before = order(product)
    user = person(role, product.business)
    if user:
        client.force_login(user)

    data = {"foto": picture(), "urutan": before[::-1]}
    response = client.post(path(product, rest.format(pk=photos[0].pk)), data, **AS_SCRIPT)

    assert response.status_code == ROLES[role]
    assert (order(product) != before) == (ROLES[role] == 200)


@pytest.mark.parametrize("rest", ["urutan/", "{pk}/pindah/depan/", "{pk}/hapus/"])
def test_photo_of_another_product_is_not_there(client, product, three, rest):
    other = make_draft(product.business)
    foreign = make_photo(other)

    response = client.post(path(product, rest.format(pk=foreign.pk)), {"urutan": [three[0].pk, foreign.pk]})

    assert response.status_code == 404
    assert (order(product), order(other)) == ([photo.pk for photo in three], [foreign.pk])


@pytest.mark.parametrize("ids", [["x"], ["1e3"], ["-1"], ["999999999"]])
def test_order_of_what_is_no_photo_is_not_found(client, product, three, ids):
    assert client.post(path(product, "urutan/"), {"urutan": ids}).status_code == 404
    assert order(product) == [photo.pk for photo in three]


@pytest.mark.parametrize("rest", ["", "urutan/", "{pk}/pindah/depan/", "{pk}/hapus/"])
def test_looking_changes_nothing(client, product, three, rest):
    assert client.get(path(product, rest.format(pk=three[1].pk))).status_code == 405
    assert order(product) == [photo.pk for photo in three]


def test_there_are_two_ways_to_move(client, product, three):
    assert client.post(path(product, f"{three[0].pk}/pindah/samping/")).status_code == 404

import io
import zipfile

import boto3
import pytest
from botocore.config import Config
from django.core.exceptions import ValidationError
from django.core.files.storage import FileSystemStorage, InMemoryStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from moto.server import ThreadedMotoServer
from PIL import Image, ImageOps
from PIL.PngImagePlugin import PngInfo
from storages.backends.s3 import S3Storage

from catalogue.photos import (
    MAX_BYTES,
    clean_photo,
    delete_photo,
    rendition_name,
    rendition_url,
    srcset,
    store_photo,
)
from tests.catalogue.uploads import (
    BOTTOM_LEFT,
    BOTTOM_RIGHT,
    TOP_LEFT,
    TOP_RIGHT,
    jpeg_of_many_scans,
    like_a_photo,
    png_claiming,
    profile_printing_every_ink_red,
    profile_taking_red_for_green,
    quarters,
    upload,
    with_exif_of_a_phone,
)

FORMATS = ["JPEG", "PNG", "WEBP", "AVIF", "HEIF"]


class FailingStorage(InMemoryStorage):
    """A disk that breaks while writing names that end in `ending`."""

    def __init__(self, ending):
        super().__init__()
        self.ending = ending

    def _save(self, name, content):
        saved = super()._save(name, content)
        if name.endswith(self.ending):
            raise OSError("No space left on device")
        return saved


@pytest.fixture(scope="session")
def s3_server():
    server = ThreadedMotoServer(port=0)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def s3_storage(s3_server):
    access = {"endpoint_url": s3_server, "region_name": "us-east-1"}
    boto3.client("s3", **access, aws_access_key_id="key", aws_secret_access_key="secret").create_bucket(Bucket="media")
    checksums = Config(request_checksum_calculation="when_required", response_checksum_validation="when_required")
    return S3Storage(
        bucket_name="media",
        access_key="key",
        secret_key="secret",
        querystring_auth=False,
        client_config=checksums,
        **access,
    )


def master_of(photo):
    return Image.open(io.BytesIO(photo.master))


def files_in(storage):
    """The names of all files, in any order of folders."""

    def walk(folder):
        folders, names = storage.listdir(folder)
        paths = [f"{folder}/{name}".lstrip("/") for name in names]
        return paths + [path for inner in folders for path in walk(f"{folder}/{inner}".lstrip("/"))]

    return sorted(walk(""))


def is_near(colour, expected, tolerance=14):
    return all(abs(a - b) <= tolerance for a, b in zip(colour, expected, strict=True))


def assert_upright(picture):
    right, bottom = picture.width - 12, picture.height - 12
    assert is_near(picture.getpixel((12, 12)), TOP_LEFT)
    assert is_near(picture.getpixel((right, 12)), TOP_RIGHT)
    assert is_near(picture.getpixel((12, bottom)), BOTTOM_LEFT)
    assert is_near(picture.getpixel((right, bottom)), BOTTOM_RIGHT)


def refusal(file):
    with pytest.raises(ValidationError) as refused:
        clean_photo(file)
    return refused.value.code


def turned_by_camera(picture, orientation):
    """The pixels as a camera stores them that marks them with `orientation`."""
    opposite = {6: 8, 8: 6}.get(orientation, orientation)
    picture.getexif()[0x0112] = opposite
    return ImageOps.exif_transpose(picture)


# What is accepted


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_becomes_a_jpeg_and_three_webps(format):
    photo = clean_photo(upload(quarters(1600, 1000), format))

    assert (photo.width, photo.height) == (1600, 1000)
    assert master_of(photo).format == "JPEG"
    assert_upright(master_of(photo))
    renditions = {width: Image.open(io.BytesIO(body)) for width, body in photo.renditions.items()}
    assert {width: rendition.size for width, rendition in renditions.items()} == {
        320: (320, 200),
        640: (640, 400),
        1200: (1200, 750),
    }
    for rendition in renditions.values():
        assert rendition.format == "WEBP"
        assert_upright(rendition)


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("orientation", range(1, 9))
def test_photo_is_turned_upright_once(format, orientation):
    stored = turned_by_camera(quarters(), orientation)

    photo = clean_photo(upload(stored, format, exif=with_exif_of_a_phone(orientation)))

    assert (photo.width, photo.height) == (120, 80)
    assert_upright(master_of(photo))


@pytest.mark.filterwarnings("ignore:Corrupt EXIF")
def test_damaged_exif_does_not_refuse_the_photo():
    photo = clean_photo(upload(quarters(), exif=b"Exif\0\0MM\0*\xff\xff\xff\xff junk"))

    assert_upright(master_of(photo))


def test_phone_jpeg_with_a_second_picture_gives_the_first():
    file = upload(quarters(), "MPO", save_all=True, append_images=[Image.new("RGB", (120, 80), "black")])
    assert Image.open(file).format == "MPO"

    assert_upright(master_of(clean_photo(file)))


@pytest.mark.parametrize("format", ["PNG", "WEBP", "AVIF"])
def test_animation_gives_its_first_picture(format):
    file = upload(quarters(), format, save_all=True, append_images=[Image.new("RGB", (120, 80), "black")])

    assert_upright(master_of(clean_photo(file)))


def test_large_photo_is_reduced_to_2048_on_its_longest_side():
    wide = clean_photo(upload(Image.new("RGB", (6000, 3000), "teal")))
    tall = clean_photo(upload(Image.new("RGB", (1500, 3000), "teal"), "PNG"))

    assert (wide.width, wide.height) == (2048, 1024)
    assert (tall.width, tall.height) == (1024, 2048)
    assert Image.open(io.BytesIO(tall.renditions[1200])).size == (1024, 2048)


def test_small_photo_is_never_enlarged():
    photo = clean_photo(upload(quarters(500, 300)))

    assert (photo.width, photo.height) == (500, 300)
    widths = {width: Image.open(io.BytesIO(body)).width for width, body in photo.renditions.items()}
    assert widths == {320: 320, 640: 500, 1200: 500}


def test_one_pixel_and_a_line_are_pictures():
    assert clean_photo(upload(Image.new("RGB", (1, 1)))).width == 1
    assert clean_photo(upload(Image.new("L", (9000, 1)), "PNG")).height == 1


def test_busy_photo_stays_small_enough_for_a_phone():
    photo = clean_photo(upload(like_a_photo(1600, 1200)))

    assert len(photo.renditions[640]) <= 40_000


# Colours


@pytest.mark.parametrize(
    ("picture", "format", "options", "expected"),
    [
        (Image.new("RGBA", (9, 9), (255, 0, 0, 0)), "PNG", {}, (255, 255, 255)),
        (Image.new("RGBA", (9, 9), (255, 0, 0, 128)), "WEBP", {"lossless": True}, (255, 127, 127)),
        (Image.new("LA", (9, 9), (0, 128)), "PNG", {}, (127, 127, 127)),
        (Image.new("L", (9, 9), 60), "PNG", {"transparency": 60}, (255, 255, 255)),
        (Image.new("RGB", (9, 9), "red").quantize(2), "PNG", {}, (254, 0, 0)),
        (Image.new("RGB", (9, 9), "red").quantize(2), "PNG", {"transparency": 0}, (255, 255, 255)),
        (Image.new("1", (9, 9), 1), "PNG", {}, (255, 255, 255)),
        (Image.new("L", (9, 9), 60), "JPEG", {}, (60, 60, 60)),
        (Image.new("I;16", (9, 9), 20_000), "PNG", {}, (78, 78, 78)),
        (Image.new("CMYK", (9, 9), (0, 255, 255, 0)), "JPEG", {}, (254, 0, 0)),
    ],
    ids=["clear", "half clear", "LA", "L clear", "palette", "palette clear", "1 bit", "grey", "16 bit", "CMYK"],
)
def test_every_kind_of_pixel_becomes_rgb_on_white(picture, format, options, expected):
    master = master_of(clean_photo(upload(picture, format, **options)))

    assert master.mode == "RGB"
    assert is_near(master.getpixel((4, 4)), expected, tolerance=3)


def test_colours_are_converted_by_the_profile_of_the_photo():
    photo = clean_photo(upload(Image.new("RGB", (9, 9), (255, 0, 0)), icc_profile=profile_taking_red_for_green()))

    assert is_near(master_of(photo).getpixel((4, 4)), (0, 255, 0))


def test_cmyk_is_converted_by_its_profile():
    cyan = Image.new("CMYK", (9, 9), (255, 0, 0, 0))

    red, green, blue = master_of(clean_photo(upload(cyan, icc_profile=profile_printing_every_ink_red()))).getpixel(
        (4, 4)
    )

    assert red > 180
    assert max(green, blue) < 60


@pytest.mark.parametrize("profile", [b"not a profile", profile_printing_every_ink_red()])
def test_profile_that_does_not_fit_is_disregarded(profile):
    assert_upright(master_of(clean_photo(upload(quarters(), icc_profile=profile))))


# What must not remain


@pytest.mark.parametrize("format", FORMATS)
def test_no_metadata_remains(format):
    xmp = b'<x:xmpmeta xmlns:x="adobe:ns:meta/">Secret Street 7</x:xmpmeta>'
    options = {"exif": with_exif_of_a_phone(), "xmp": xmp, "icc_profile": profile_taking_red_for_green()}
    file = upload(quarters(), format, **options)
    assert b"Secret" in file.getvalue()

    photo = clean_photo(file)

    for body in [photo.master, *photo.renditions.values()]:
        picture = Image.open(io.BytesIO(body))
        assert not picture.getexif()
        assert not picture.info.keys() & {"exif", "xmp", "icc_profile", "comment", "photoshop", "mp"}
        assert not any(mark in body for mark in (b"Secret", b"Exif", b"ICC_PROFILE", b"ICCP", b"xmpmeta"))


def test_comment_and_text_do_not_remain():
    text = PngInfo()
    text.add_text("Author", "Secret Author")

    for file in [upload(quarters(), comment="Secret comment"), upload(quarters(), "PNG", pnginfo=text)]:
        assert b"Secret" in file.getvalue()
        photo = clean_photo(file)
        assert not any(b"Secret" in body for body in [photo.master, *photo.renditions.values()])


def test_what_hides_behind_the_picture_does_not_remain():
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as hidden:
        hidden.writestr("payload.php", "<?php system($_GET['x']); ?>")
    body = upload(quarters()).getvalue() + b"<html><script>alert(1)</script>" + archive.getvalue()
    assert zipfile.is_zipfile(io.BytesIO(body))

    photo = clean_photo(io.BytesIO(body))

    for clean in [photo.master, *photo.renditions.values()]:
        assert not zipfile.is_zipfile(io.BytesIO(clean))
        assert not any(mark in clean for mark in (b"<?php", b"<script", b"<html", b"payload"))


# What is refused


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "empty"),
        (b"hello", "not_a_photo"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "not_a_photo"),
        (b"%PDF-1.7\n1 0 obj", "not_a_photo"),
        (b"PK\x03\x04" + bytes(60), "not_a_photo"),
        (upload(quarters(), "GIF").getvalue(), "not_a_photo"),
        (upload(quarters(), "BMP").getvalue(), "not_a_photo"),
        (upload(quarters(), "TIFF").getvalue(), "not_a_photo"),
        (bytes(MAX_BYTES + 1), "too_large"),
    ],
    ids=["empty", "text", "SVG", "PDF", "zip", "GIF", "BMP", "TIFF", "15 MB and a byte"],
)
def test_other_files_are_refused(body, code):
    assert refusal(io.BytesIO(body)) == code


@pytest.mark.parametrize("share", [0.02, 0.3, 0.7, 0.95])
@pytest.mark.parametrize("format", FORMATS)
def test_truncated_photo_is_broken(format, share):
    body = upload(Image.effect_noise((300, 200), 90).convert("RGB"), format).getvalue()

    assert refusal(io.BytesIO(body[: int(len(body) * share)])) == "broken"


@pytest.mark.parametrize(("width", "height"), [(60_000, 60_000), (8200, 6500), (2**31 - 1, 1)])
def test_bomb_is_refused_by_its_header(width, height):
    assert refusal(png_claiming(width, height)) == "too_many_pixels"


def test_phone_photo_of_fifty_megapixels_is_no_bomb():
    assert refusal(png_claiming(8192, 6144)) == "broken"


def test_jpeg_built_to_keep_the_decoder_busy_is_refused():
    assert refusal(jpeg_of_many_scans(100)) == "broken"


def test_bytes_that_only_look_like_scans_do_not_count():
    assert clean_photo(upload(quarters(), comment=b"\xff\xda\0\2" * 500))


def test_file_of_exactly_fifteen_megabytes_is_accepted():
    body = upload(quarters()).getvalue()

    assert clean_photo(io.BytesIO(body.ljust(MAX_BYTES, b"\0")))


def test_messages_name_the_limit():
    with pytest.raises(ValidationError, match="15 MB"):
        clean_photo(io.BytesIO(bytes(MAX_BYTES + 1)))
    with pytest.raises(ValidationError, match="50 mega"):
        clean_photo(png_claiming(60_000, 60_000))


# Names and the storage


@pytest.mark.parametrize("filename", ["../../etc/passwd.jpg", "C:\\x\\y.svg", "a\0b.php", "foto.gif", ""])
def test_name_of_the_upload_plays_no_part(filename):
    body = upload(quarters()).getvalue()
    file = SimpleUploadedFile("x", body)
    file._name = filename

    assert clean_photo(file).name == clean_photo(io.BytesIO(body)).name


def test_name_comes_from_the_content():
    plain = clean_photo(upload(quarters(), quality=90))
    with_place = clean_photo(upload(quarters(), quality=90, exif=with_exif_of_a_phone()))
    other = clean_photo(upload(quarters().rotate(180), quality=90))

    assert plain.name == with_place.name != other.name
    digest = plain.name.removeprefix("foto/").removesuffix(".jpg")
    assert digest[:2] == digest[3:5]
    assert len(digest[3:]) == 32


def test_upload_read_before_is_read_again():
    file = upload(quarters())
    file.seek(0, io.SEEK_END)

    assert clean_photo(file)


@pytest.mark.parametrize("kind", ["memory", "disk", "s3"])
def test_photo_is_stored_read_and_deleted_alike(kind, tmp_path, request):
    storage = {
        "memory": InMemoryStorage,
        "disk": lambda: FileSystemStorage(tmp_path, base_url="/media/"),
        "s3": lambda: request.getfixturevalue("s3_storage"),
    }[kind]()

    photo = store_photo(upload(quarters(800, 600)), storage)

    paths = [photo.name, *(rendition_name(photo.name, width) for width in (1200, 320, 640))]
    assert files_in(storage) == sorted(paths)
    with storage.open(photo.name) as file:
        body = file.read()
    assert len(body) == photo.size
    assert_upright(Image.open(io.BytesIO(body)))
    assert (photo.width, photo.height) == (800, 600)
    for width in (320, 640, 1200):
        with storage.open(rendition_name(photo.name, width)) as file:
            assert Image.open(file).width == min(width, 800)

    delete_photo(photo.name, storage)
    delete_photo(photo.name, storage)

    assert files_in(storage) == []


def test_s3_is_told_the_kind_of_each_file(s3_storage):
    photo = store_photo(upload(quarters()), s3_storage)

    assert s3_storage.bucket.Object(photo.name).content_type == "image/jpeg"
    assert s3_storage.bucket.Object(rendition_name(photo.name, 320)).content_type == "image/webp"
    assert rendition_url(photo.name, 320, s3_storage).endswith(f"/media/{rendition_name(photo.name, 320)}")


def test_same_photo_twice_is_stored_once(tmp_path):
    storage = FileSystemStorage(tmp_path)

    first = store_photo(upload(quarters()), storage)
    second = store_photo(upload(quarters()), storage)

    assert first == second
    assert len(files_in(storage)) == 4


@pytest.mark.parametrize("ending", ["-1200.webp", "-320.webp", ".jpg"])
def test_nothing_stays_when_a_file_cannot_be_stored(ending):
    storage = FailingStorage(ending)

    with pytest.raises(OSError, match="No space left"):
        store_photo(upload(quarters()), storage)

    assert files_in(storage) == []


def test_failure_leaves_what_an_earlier_upload_stored():
    storage = FailingStorage("never")
    photo = store_photo(upload(quarters()), storage)
    storage.delete(rendition_name(photo.name, 320))
    before = files_in(storage)
    storage.ending = "-320.webp"

    with pytest.raises(OSError, match="No space left"):
        store_photo(upload(quarters()), storage)

    assert files_in(storage) == before


def test_file_cut_short_by_a_crash_is_written_again():
    storage = InMemoryStorage()
    clean = clean_photo(upload(quarters()))
    clean.store(storage)
    storage.delete(clean.name)
    storage.save(clean.name, SimpleUploadedFile("x", clean.master[:100]))

    clean.store(storage)

    assert storage.size(clean.name) == len(clean.master)
    assert len(files_in(storage)) == 4


def test_addresses_need_no_storage_access():
    class Untouchable(FileSystemStorage):
        def exists(self, name):
            raise AssertionError("the storage was asked")

        size = open = exists

    storage = Untouchable("/nowhere", base_url="/media/")
    name = "foto/ab/abcd.jpg"

    assert rendition_url(name, 320, storage) == "/media/foto/ab/abcd-320.webp"
    assert srcset(name, 2048, storage) == (
        "/media/foto/ab/abcd-320.webp 320w, /media/foto/ab/abcd-640.webp 640w, /media/foto/ab/abcd-1200.webp 1200w"
    )
    assert srcset(name, 500, storage) == "/media/foto/ab/abcd-320.webp 320w, /media/foto/ab/abcd-640.webp 500w"
    assert srcset(name, 320, storage) == "/media/foto/ab/abcd-320.webp 320w"
    with pytest.raises(ValueError, match="No rendition"):
        rendition_url(name, 800, storage)

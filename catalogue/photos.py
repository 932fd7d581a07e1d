"""What becomes of an uploaded photo: a clean JPEG master and WebP renditions, under names made from their content.

Nothing of the upload is kept but its pixels: no place, time, camera, comment, colour profile or hidden second file.
The widths of renditions are widths, not longest sides, because the cards crop to a square as wide as the card.
"""

import hashlib
import io
import re
import struct
import threading
import warnings
import zlib
from contextlib import ExitStack
from dataclasses import dataclass

import pillow_heif
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.translation import gettext_lazy as _
from PIL import ExifTags, Image, ImageCms

from unk_portal.uploads import MAX_BYTES

MEGABYTE = 1024**2
# Phones sold as "50 megapixels" take 8192 x 6144, a little over fifty million.
MAX_PIXELS = 50 * 1024**2
# A progressive JPEG has about ten scans. Each costs a pass over the whole picture but only a few bytes in the file.
MAX_JPEG_SCANS = 60
# A marker that begins a segment: not the stuffed zero, TEM or a restart, which have no length and stand inside a scan.
JPEG_MARKER = re.compile(rb"\xff([\x02-\xcf\xd8-\xfe])")
JPEG_SCAN, JPEG_END = b"\xda", b"\xd9"

# "MPO", a phone's JPEG with a second picture inside, cannot be asked for by name: it is opened as "JPEG".
FORMATS = ["JPEG", "PNG", "WEBP", "AVIF", "HEIF"]
SIGNATURES = re.compile(rb"\xff\xd8\xff|\x89PNG\r\n|RIFF....WEBP|....ftyp(hei|hev|mif|msf|avi)", re.DOTALL)

FOLDER = "foto"
MASTER_SIDE = 2048
MASTER_QUALITY = 88
# Width of each rendition in pixels: the bytes it should stay under.
RENDITIONS = {1200: 130_000, 640: 40_000, 320: 14_000}
# Tried in turn until the bytes fit; the last is kept whatever its size.
WEBP_QUALITIES = (78, 58, 36)

UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
SRGB = ImageCms.createProfile("sRGB")

# The first five are what Pillow and its decoders raised on a hundred thousand damaged files, the others they might.
DAMAGE = (OSError, SyntaxError, ValueError, EOFError, RuntimeError, TypeError, LookupError, struct.error, zlib.error)
BOMB = (Image.DecompressionBombError, Image.DecompressionBombWarning)

# Fifty megapixels take up to half a gigabyte while they are decoded; the threads of a process take turns.
ONE_AT_A_TIME = threading.Lock()

# Only the picture itself is read from a HEIC, not the small, depth and auxiliary ones beside it.
pillow_heif.register_heif_opener(thumbnails=False, depth_images=False, aux_images=False)
Image.MAX_IMAGE_PIXELS = MAX_PIXELS
warnings.simplefilter("error", Image.DecompressionBombWarning)


@dataclass(frozen=True)
class StoredPhoto:
    """A photo in the storage: the master's name, its width and height in pixels and its size in bytes."""

    name: str
    width: int
    height: int
    size: int


@dataclass(frozen=True)
class CleanPhoto:
    """A photo ready to be stored: the bytes of the master and, by width, of the renditions."""

    width: int
    height: int
    master: bytes
    renditions: dict[int, bytes]

    @property
    def name(self):
        digest = hashlib.sha256(self.master).hexdigest()[:32]
        return f"{FOLDER}/{digest[:2]}/{digest}.jpg"

    def store(self, storage=default_storage):
        """Write master and renditions and return the `StoredPhoto`; if one cannot be written, none stays.

        The same picture has the same name, so what an earlier upload stored whole is neither written nor undone.
        """
        name = self.name
        with ExitStack() as undo:
            for width, body in self.renditions.items():
                _store_file(storage, rendition_name(name, width), body, undo)
            _store_file(storage, name, self.master, undo)
            undo.pop_all()
        return StoredPhoto(name, self.width, self.height, len(self.master))


def store_photo(upload, storage=default_storage):
    """Store the photo in an uploaded file. Raises the ValidationError of `clean_photo` with nothing stored."""
    return clean_photo(upload).store(storage)


def clean_photo(upload):
    """Return the `CleanPhoto` in an uploaded binary file, whatever its name says it is.

    Raises ValidationError "empty", "too_large" (over 15 MB), "too_many_pixels" (over 50 megapixels), "not_a_photo"
    (none of JPEG, PNG, WebP, AVIF, HEIC) or "broken" (damaged, incomplete or built to keep the decoder busy).
    """
    body = _read(upload)
    try:
        with ONE_AT_A_TIME:
            picture = _clean_pixels(_open(body))
    except BOMB as error:
        raise _too_many_pixels() from error
    except DAMAGE as error:
        raise _broken_or_no_photo(body) from error
    return encode_photo(picture)


def encode_photo(picture):
    """Return the `CleanPhoto` of an RGB picture that is clean already, for pictures drawn by our own code."""
    return CleanPhoto(picture.width, picture.height, _jpeg(picture), _renditions(picture))


def delete_photo(name, storage=default_storage):
    """Remove a master and its renditions; missing files are passed over.

    Equal pictures share their files: ask first whether another row bears the same name.
    """
    for path in [name, *(rendition_name(name, width) for width in RENDITIONS)]:
        storage.delete(path)


def rendition_name(name, width):
    """The name of the rendition of master `name` that is at most `width` pixels wide, one of RENDITIONS."""
    if width not in RENDITIONS:
        raise ValueError(f"No rendition is {width} pixels wide.")
    return f"{name.removesuffix('.jpg')}-{width}.webp"


def rendition_url(name, width, storage=default_storage):
    """The address of a rendition. Every photo has all of them; those of a small photo are as wide as the photo."""
    return storage.url(rendition_name(name, width))


def srcset(name, photo_width, storage=default_storage):
    """The `srcset` of master `name`, which is `photo_width` pixels wide: renditions with their true widths."""
    candidates = []
    for width in sorted(RENDITIONS):
        candidates.append(f"{rendition_url(name, width, storage)} {min(width, photo_width)}w")
        if width >= photo_width:
            break
    return ", ".join(candidates)


def _read(upload):
    upload.seek(0)
    body = upload.read(MAX_BYTES + 1)
    if not body:
        raise ValidationError(_("This file is empty. Choose the photo again."), code="empty")
    if len(body) > MAX_BYTES:
        message = _("This photo is larger than %(limit)d MB. Choose a smaller one.")
        raise ValidationError(message, code="too_large", params={"limit": MAX_BYTES // MEGABYTE})
    return body


def _open(body):
    image = Image.open(io.BytesIO(body), formats=FORMATS)
    if image.width * image.height > MAX_PIXELS:
        raise _too_many_pixels()
    if image.format in {"JPEG", "MPO"}:
        if _count_scans(body) > MAX_JPEG_SCANS:
            raise ValueError("more scans than any camera writes")
        # Decode at a half, quarter or eighth if that is still large enough for the master.
        image.draft(None, _fit(image.size, MASTER_SIDE))
    return image


def _count_scans(jpeg):
    """The number of scans up to the end marker. Segments are stepped over, so those of a thumbnail do not count."""
    scans, position = 0, 2
    while (marker := JPEG_MARKER.search(jpeg, position)) and marker[1] != JPEG_END:
        scans += marker[1] == JPEG_SCAN
        position = marker.end() + int.from_bytes(jpeg[marker.end() : marker.end() + 2])
    return scans


def _clean_pixels(image):
    """The picture upright, in sRGB, at most MASTER_SIDE pixels on its longest side, and without anything but pixels."""
    image.load()
    turn = UPRIGHT.get(_orientation(image))
    profile = image.info.get("icc_profile")
    picture = _flatten(image)
    picture = picture.resize(_fit(picture.size, MASTER_SIDE), Image.Resampling.LANCZOS, reducing_gap=2)
    picture = _to_srgb(picture, profile)
    if turn is not None:
        picture = picture.transpose(turn)
    # Saving would carry comments and profiles over from here.
    picture.info = {}
    return picture


def _orientation(image):
    """The EXIF orientation, 1 to 8. HEIC comes upright already, and pillow-heif has set its tag to 1."""
    try:
        return image.getexif().get(ExifTags.Base.Orientation, 1)
    except DAMAGE:
        return 1


def _flatten(image):
    """The picture in mode L, RGB or CMYK of 8 bits, on white where it was transparent."""
    if image.mode.startswith("I"):
        # Sixteen bits of grey: convert() alone would cut off at 255 and leave white.
        return image.point(lambda value: value * (1 / 256)).convert("L")
    if image.has_transparency_data:
        image = image if image.mode == "RGBA" else image.convert("RGBA")
        page = Image.new("RGB", image.size, "white")
        page.paste(image, mask=image.getchannel("A"))
        return page
    return image if image.mode in {"L", "RGB", "CMYK"} else image.convert("RGB")


def _to_srgb(picture, profile):
    """The picture in sRGB by its ICC profile, which is disregarded if damaged or of another colour space."""
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            return ImageCms.profileToProfile(picture, source, SRGB, outputMode="RGB")
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass
    return picture.convert("RGB")


def _fit(size, side):
    """Width and height shrunk so that the longer is at most `side`, never grown, at least 1."""
    scale = min(1, side / max(size))
    return tuple(max(1, round(length * scale)) for length in size)


def _jpeg(picture):
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=MASTER_QUALITY, optimize=True, progressive=True)
    return file.getvalue()


def _renditions(picture):
    """The WebP of each width, each shrunk from the one before: a large step is slower and no sharper."""
    renditions = {}
    for width, budget in RENDITIONS.items():
        if picture.width > width:
            height = max(1, round(picture.height * width / picture.width))
            picture = picture.resize((width, height), Image.Resampling.LANCZOS)
        renditions[width] = _webp(picture, budget)
    return renditions


def _webp(picture, budget):
    for quality in WEBP_QUALITIES:
        file = io.BytesIO()
        picture.save(file, "WEBP", quality=quality, method=4)
        if file.tell() <= budget:
            break
    return file.getvalue()


def _store_file(storage, name, body, undo):
    """Write one file unless it stands there whole; `undo` learns to remove it, even if it gets only half written."""
    size = _stored_size(storage, name)
    if size == len(body):
        return
    if size is not None:
        storage.delete(name)
    content = ContentFile(body)
    content.content_type = "image/webp" if name.endswith(".webp") else "image/jpeg"
    undo.callback(storage.delete, name)
    written = storage.save(name, content)
    if written != name:
        # Another upload of the same picture came first.
        storage.delete(written)


def _stored_size(storage, name):
    try:
        return storage.size(name)
    except FileNotFoundError:
        return None


def _too_many_pixels():
    message = _("This photo has more than %(limit)d megapixels. Choose a smaller one.")
    return ValidationError(message, code="too_many_pixels", params={"limit": MAX_PIXELS // 1024**2})


def _broken_or_no_photo(body):
    if SIGNATURES.match(body):
        return ValidationError(
            _("This photo is damaged or incomplete. Send it again or choose another one."), code="broken"
        )
    return ValidationError(_("This is not a photo. Choose a JPEG, PNG, WebP, AVIF or HEIC file."), code="not_a_photo")

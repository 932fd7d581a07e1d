"""Files that people send, good and bad, made by code."""

import io
import struct
import zlib

from PIL import Image, ImageChops, ImageCms, ImageDraw

TOP_LEFT, TOP_RIGHT, BOTTOM_LEFT, BOTTOM_RIGHT = (210, 30, 40), (30, 150, 60), (40, 60, 200), (240, 200, 40)


def quarters(width=120, height=80):
    """A picture whose four quarters differ in colour, so that every turn shows."""
    picture = Image.new("RGB", (width, height), TOP_LEFT)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((width // 2, 0, width, height // 2 - 1), TOP_RIGHT)
    draw.rectangle((0, height // 2, width // 2 - 1, height), BOTTOM_LEFT)
    draw.rectangle((width // 2, height // 2, width, height), BOTTOM_RIGHT)
    return picture


def like_a_photo(width, height):
    """A picture as busy as a real photo of food: structure at every scale and the grain of a sensor."""
    light = Image.linear_gradient("L").resize((width, height))
    for cell in (256, 128, 64, 32, 16, 8, 4):
        noise = Image.effect_noise((width // cell, height // cell), 50).resize(
            (width, height), Image.Resampling.BICUBIC
        )
        light = ImageChops.overlay(light, noise)
    grain = [ImageChops.add(light, Image.effect_noise((width, height), 10), offset=-128) for _ in "RGB"]
    return Image.merge("RGB", grain)


def upload(picture, format="JPEG", **options):
    file = io.BytesIO()
    picture.save(file, format, **options)
    return file


def with_exif_of_a_phone(orientation=1):
    """The bytes of EXIF with a GPS position, a maker and an orientation."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "Secret Maker"
    exif.get_ifd(0x8825).update({1: "S", 2: (5.0, 22.0, 41.0), 3: "E", 4: (105.0, 15.0, 30.0)})
    return exif.tobytes()


def png_claiming(width, height):
    """A PNG of a few bytes whose header claims `width` x `height` pixels."""
    return io.BytesIO(
        b"\x89PNG\r\n\x1a\n"
        + _png_chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
        + _png_chunk(b"IDAT", zlib.compress(bytes(1000)))
        + _png_chunk(b"IEND", b"")
    )


def _png_chunk(kind, body):
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def jpeg_of_many_scans(count):
    """A progressive JPEG whose last scan is repeated `count` times: small to send, long to decode."""
    body = upload(quarters(), progressive=True).getvalue()
    last_scan = body[body.rfind(b"\xff\xda") : -2]
    return io.BytesIO(body[:-2] + last_scan * count + b"\xff\xd9")


def profile_taking_red_for_green():
    """An RGB profile made from sRGB with the red and green primaries exchanged in its table of tags."""
    body = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    red, green = body.index(b"rXYZ"), body.index(b"gXYZ")
    body[red : red + 4], body[green : green + 4] = b"gXYZ", b"rXYZ"
    return bytes(body)


def profile_printing_every_ink_red():
    """A CMYK profile of one 8-bit table (ICC.1:2001, 6.5.8): without black ink L*a*b* (50, 70, 50), with it black."""
    identity = bytes(range(256))
    red, black = (128, 128 + 70, 128 + 50), (0, 128, 128)
    table = bytes(red + black) * 2**3
    matrix = struct.pack(">9i", *(65536 if index % 4 == 0 else 0 for index in range(9)))
    lut = b"mft1" + bytes(4) + bytes((4, 3, 2, 0)) + matrix + identity * 4 + table + identity * 3
    tags = struct.pack(">I4sII", 1, b"A2B0", 128 + 16, len(lut))
    header = struct.pack(">I4xI4s4s4s12x4s28x", 128 + 16 + len(lut), 0x02400000, b"prtr", b"CMYK", b"Lab ", b"acsp")
    illuminant = struct.pack(">3i", 63190, 65536, 54061)
    return (header + illuminant).ljust(128, b"\0") + tags + lut

"""What visitors pass on of a page: its name and full Indonesian address, as a link, a message and a QR code."""

from io import BytesIO
from typing import NamedTuple

import segno
from django.conf import settings
from django.urls import reverse
from django.utils import translation

from members.whatsapp import chat_link


class Shared(NamedTuple):
    """A public page to pass on; `count_path` counts that by POST, `svg_path` and `png_path` are its QR codes."""

    name: str
    address: str
    count_path: str
    svg_path: str
    png_path: str

    @property
    def whatsapp_link(self):
        """Opens WhatsApp, which asks whom to send the page to."""
        return chat_link("", f"{self.name}\n{self.address}")

    def qr_code(self, kind):
        """The address to scan, as the bytes of an "svg" or "png" file that can be printed."""
        look = {"title": self.name, "omitsize": True} if kind == "svg" else {"scale": 20}
        file = BytesIO()
        segno.make_qr(self.address, error="m").save(file, kind=kind, light="#fff", **look)
        return file.getvalue()


def shared_product(product):
    return shared(product, "product", product.pk)


def shared_business(business):
    return shared(business, "business", business.slug)


def shared(thing, kind, key):
    with translation.override("id"):
        return Shared(
            name=thing.name,
            address=settings.SITE_URL + thing.get_absolute_url(),
            count_path=reverse(f"catalogue:{kind}-share", args=[key]),
            svg_path=reverse(f"catalogue:{kind}-qr", args=[key, "svg"]),
            png_path=reverse(f"catalogue:{kind}-qr", args=[key, "png"]),
        )

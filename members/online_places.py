"""Where else a business is on the internet: handles and shop addresses as people paste them, brought to one form."""

import re
from typing import NamedTuple
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

HANDLE = re.compile(r"[a-z0-9._]{2,30}")


class Network(NamedTuple):
    """Where people have a profile by their name: what it is called, its host and the sign before the name there."""

    label: str
    host: str
    sign: str


NETWORKS = {
    "instagram": Network("Instagram", "instagram.com", ""),
    "tiktok": Network("TikTok", "tiktok.com", "@"),
}

# {field: (what it is called, hosts whose pages and those of their subdomains are shops there)}
SHOPS = {
    "shopee": ("Shopee", ["shopee.co.id", "shp.ee"]),
    "tokopedia": ("Tokopedia", ["tokopedia.com", "tokopedia.link"]),
    # TikTok moved its Indonesian shop to Tokopedia in 2024.
    "tiktok_shop": ("TikTok Shop", ["tiktok.com", "shop-id.tokopedia.com", "vt.tokopedia.com"]),
}


def handle_of(network, text):
    """The bare name in "@name", "name" or the address of a profile on `network`, a key of NETWORKS.

    Raises ValidationError "invalid_handle".
    """
    label, host, sign = NETWORKS[network]
    name = text.strip().lower()
    if "/" in name:
        address = split(name)
        parts = [part for part in address.path.split("/") if part]
        # Instagram's posts stand at /p/…, those of TikTok below the profile.
        is_profile = len(parts) == 1 or (sign and parts and parts[0].startswith(sign))
        name = parts[0] if is_profile and is_on(address.hostname, [host]) else ""
    name = name.removeprefix("@")
    if not HANDLE.fullmatch(name):
        message = _("This is not a name on %(network)s. Write it like @dapurbuyani.")
        raise ValidationError(message, code="invalid_handle", params={"network": label})
    return name


def check_shop_address(shop, address):
    """Raise ValidationError "other_host" unless `address` is a page of `shop`, a key of SHOPS."""
    if not is_at_shop(shop, address):
        message = _("This is not an address of %(shop)s. Open your shop there, tap share and copy the link.")
        raise ValidationError(message, code="other_host", params={"shop": SHOPS[shop][0]})


def is_at_shop(shop, address):
    """Whether `address` is a web page of `shop`, a key of SHOPS."""
    parts = split(address)
    return parts.scheme in {"http", "https"} and is_on(parts.hostname, SHOPS[shop][1])


def check_website(address):
    """Raise ValidationError "invalid" unless `address` is a web page, with nothing before its host that misleads."""
    parts = split(address)
    if parts.scheme not in {"http", "https"} or "@" in parts.netloc or "." not in (parts.hostname or ""):
        raise ValidationError(_("Write the address like www.dapurbuyani.com."), code="invalid")


def split(address):
    """The parts of an address that may lack its "https://"."""
    try:
        return urlsplit(address if "//" in address else f"//{address}", scheme="https")
    except ValueError:
        return urlsplit("")


def is_on(hostname, hosts):
    return any(hostname == host or (hostname or "").endswith(f".{host}") for host in hosts)

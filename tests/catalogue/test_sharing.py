"""Passing pages on: the count of shares and the QR codes. The buttons themselves are tried in a browser."""

from io import BytesIO
from xml.etree import ElementTree

import pytest
import segno
from django.test import Client
from PIL import Image

from catalogue.counting import flush
from catalogue.models import DailyCount, Product
from catalogue.sharing import shared_business, shared_product
from members.models import Business
from tests.factories import make_business, make_product

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nothing_counted")]

SVG = "{http://www.w3.org/2000/svg}"
PHONE = {"User-Agent": "Mozilla/5.0 (Linux; Android 10; K) Chrome/139.0.0.0 Mobile Safari/537.36"}


def paths(product):
    return [f"/produk/{product.pk}/", f"/usaha/{product.business.slug}/"]


def test_share_is_counted_without_token_or_cookie():
    product = make_product()
    client = Client(enforce_csrf_checks=True)

    responses = [client.post(f"{path}bagikan/", headers=PHONE) for path in paths(product)]
    flush()

    assert [(response.status_code, response.content, len(response.cookies)) for response in responses] == [
        (204, b"", 0),
        (204, b"", 0),
    ]
    assert DailyCount.objects.get(product=product).shares == 1
    assert DailyCount.objects.get(business=product.business).shares == 1


def test_share_is_counted_by_post_alone(client):
    for path in paths(make_product()):
        assert client.get(f"{path}bagikan/", headers=PHONE).status_code == 405
    flush()

    assert not DailyCount.objects.exists()


@pytest.mark.parametrize("name", ["bagikan/", "qr.svg", "qr.png"])
def test_what_is_not_public_is_not_shared(client, name):
    product = make_product()
    Product.objects.update(status=Product.Status.ARCHIVED)
    Business.objects.update(status=Business.Status.SUSPENDED)
    ask = client.post if name == "bagikan/" else client.get

    assert [ask(path + name, headers=PHONE).status_code for path in paths(product)] == [404, 404]


def test_message_holds_name_and_indonesian_address(settings):
    settings.SITE_URL = "https://unk.example"
    product = make_product(name="Kopi & gula", business=make_business(name="Dapur Bu Yani"))

    assert shared_product(product).whatsapp_link == (
        f"https://wa.me/?text=Kopi%20%26%20gula%0Ahttps%3A%2F%2Funk.example%2Fproduk%2F{product.pk}-kopi-gula%2F"
    )
    assert shared_business(product.business).address == "https://unk.example/usaha/dapur-bu-yani/"


def test_english_page_shares_the_indonesian_address(client):
    product = make_product(name="Kopi")

    shared = client.get(f"/en{product.get_absolute_url()}").context["shared"]

    assert shared == shared_product(product)
    assert shared.address == f"http://127.0.0.1:8000/produk/{product.pk}-kopi/"


def test_qr_code_as_svg(client):
    product = make_product(name="Kopi <robusta> & gula")

    response = client.get(f"/produk/{product.pk}/qr.svg")
    image = ElementTree.fromstring(response.content)

    assert (response.status_code, response.headers["Content-Type"]) == (200, "image/svg+xml")
    assert response.headers["Cache-Control"] == "public, max-age=86400"
    assert image.findtext(f"{SVG}title") == "Kopi <robusta> & gula"
    assert image.get("viewBox")
    assert not [element for element in image.iter() if element.get("style") or element.tag == f"{SVG}style"]


def modules_in(png):
    """The black and white squares of a picture of a QR code, row by row, without its margin."""
    image = Image.open(BytesIO(png)).convert("1")
    side = image.width // 20
    small = image.resize((side, side), Image.Resampling.NEAREST)
    return [[not small.getpixel((x, y)) for x in range(4, side - 4)] for y in range(4, side - 4)]


def test_qr_code_as_png_says_the_address(client):
    business = make_business(name="Dapur Bu Yani")

    response = client.get(f"/usaha/{business.slug}/qr.png")

    expected = segno.make_qr("http://127.0.0.1:8000/usaha/dapur-bu-yani/", error="m").matrix
    assert response.headers["Content-Type"] == "image/png"
    assert modules_in(response.content) == [[bool(module) for module in row] for row in expected]


@pytest.mark.parametrize("kind", ["pdf", "svgz", "eps"])
def test_qr_code_in_another_format_is_not_here(client, kind):
    assert client.get(f"/produk/{make_product().pk}/qr.{kind}").status_code == 404

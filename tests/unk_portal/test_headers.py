"""The security headers, on every kind of answer: those of an A+ at Mozilla's Observatory."""

import pytest
from django.test import Client

HEADERS = {
    "Content-Security-Policy": None,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": None,
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
pytestmark = pytest.mark.django_db


@pytest.fixture
def get():
    """Answers to GET requests, with their files closed."""

    def get(path, **headers):
        response = Client(raise_request_exception=False).get(path, headers=headers)
        response.close()
        return response

    return get


@pytest.fixture
def photo(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    (tmp_path / "foto").mkdir()
    (tmp_path / "foto" / "kopi-1a2b3c.webp").write_bytes(b"RIFF" * 1000)
    return "/media/foto/kopi-1a2b3c.webp"


def directives(response):
    parts = (part.split() for part in response.headers["Content-Security-Policy"].split(";"))
    return {name: set(sources) for name, *sources in parts}


def assert_carries_headers(response):
    assert {name: response.headers.get(name) for name in HEADERS} == {
        name: value or response.headers.get(name) or "missing" for name, value in HEADERS.items()
    }
    assert directives(response)["default-src"] == {"'none'"}


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 200),
        ("/akun/masuk/", 200),
        ("/healthz", 200),
        ("/robots.txt", 200),
        ("/static/admin/css/base.css", 200),
        ("/admin/", 302),
        ("/produk", 301),
        ("/tidak-ada/", 404),
        ("/static/tidak-ada.css", 404),
        ("/media/foto/tidak-ada.webp", 404),
    ],
)
def test_answer_carries_the_headers(get, path, status):
    response = get(path)

    assert response.status_code == status
    assert_carries_headers(response)


def test_photo_carries_the_headers_and_is_sent_as_it_is(get, photo):
    response = get(photo, accept_encoding="gzip")

    assert_carries_headers(response)
    assert "Content-Encoding" not in response.headers
    assert response.headers["Content-Length"] == "4000"
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_page_is_compressed(get):
    response = get("/tentang/", accept_encoding="gzip")

    assert response.headers["Content-Encoding"] == "gzip"


def test_refusals_carry_the_headers(get):
    assert_carries_headers(get("/", host="jahat.example"))
    assert_carries_headers(Client().post("/tentang/"))
    assert_carries_headers(Client(enforce_csrf_checks=True).post("/akun/masuk/"))


def test_policy_allows_our_own_files_and_nothing_inline(get):
    policy = directives(get("/"))

    assert policy["script-src"] == policy["style-src"] == {"'self'"}
    assert policy["frame-ancestors"] == policy["base-uri"] == {"'none'"}
    assert not {"'unsafe-inline'", "'unsafe-eval'", "*", "https:"} & set.union(*policy.values())


def test_static_files_are_for_this_site_alone(get):
    response = get("/static/admin/css/base.css")

    assert "Access-Control-Allow-Origin" not in response.headers


def test_without_https_nothing_asks_for_it(get):
    response = get("/akun/masuk/")

    assert "Strict-Transport-Security" not in response.headers
    assert not response.cookies["csrftoken"]["secure"]

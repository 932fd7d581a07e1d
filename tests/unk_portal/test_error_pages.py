"""The error pages: the site's own, in the language of the address, even when the database is away."""

import pytest
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse, HttpResponseGone, HttpResponseNotAllowed
from django.test import Client
from django.urls import path
from django.utils import translation

from unk_portal import errors, urls
from unk_portal.errors import PAGES, STALE_FORM

handler400, handler403 = errors.bad_request, errors.permission_denied
handler404, handler500 = errors.page_not_found, errors.server_error


def failing(error):
    def view(request):
        raise error

    return login_not_required(view)


def answering(make_response):
    return login_not_required(lambda request: make_response())


VIEWS = {
    400: failing(SuspiciousOperation("bad")),
    403: failing(PermissionDenied("no")),
    405: answering(lambda: HttpResponseNotAllowed(["POST"])),
    410: answering(HttpResponseGone),
    429: answering(lambda: HttpResponse(status=429)),
    500: failing(ValueError("broken")),
    503: failing(OperationalError("away")),
}
urlpatterns = [
    *[path(f"{start}uji/{status}/", view) for status, view in VIEWS.items() for start in ("", "en/")],
    path("uji/interface/", failing(InterfaceError("away"))),
    path("uji/worded/", answering(lambda: HttpResponse("Sold out.", status=410))),
    *urls.urlpatterns,
]
pytestmark = pytest.mark.urls(__name__)


@pytest.fixture
def client():
    return Client(raise_request_exception=False)


def assert_is_page(response, status, language="id"):
    with translation.override(language):
        assert f"<h1>{PAGES[status].title}</h1>" in response.text
    assert f'<html lang="{language}">' in response.text
    assert response.status_code == status


@pytest.mark.parametrize("status", VIEWS)
@pytest.mark.parametrize(("start", "language"), [("/", "id"), ("/en/", "en")])
def test_page_needs_no_database(client, status, start, language):
    """Without the `db` fixture any query fails."""
    response = client.get(f"{start}uji/{status}/")

    assert_is_page(response, status, language)
    assert response.headers["Content-Type"] == "text/html; charset=utf-8"
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", ["/tidak-ada/", "/media/foto/tidak-ada.webp", "/static/tidak-ada.css"])
def test_missing_page(client, path):
    assert_is_page(client.get(path), 404)


def test_host_that_is_not_ours(client):
    assert_is_page(client.get("/", headers={"Host": "jahat.example"}), 400)


def test_lost_connection_to_the_database_is_a_503_too(client):
    response = client.get("/uji/interface/")

    assert_is_page(response, 503)
    assert response.headers["Retry-After"] == "30"


def test_refused_method_keeps_what_is_allowed(client):
    response = client.post("/tentang/")

    assert_is_page(response, 405)
    assert response.headers["Allow"] == "GET, HEAD"
    assert int(response.headers["Content-Length"]) == len(response.content)


def test_answer_with_words_of_its_own_keeps_them(client):
    assert client.get("/uji/worded/").text == "Sold out."


def test_stale_form_says_so():
    client = Client(enforce_csrf_checks=True)

    response = client.post("/akun/masuk/", {"login": "a@contoh.id", "password": "b"})

    assert response.status_code == 403
    with translation.override("id"):
        assert str(STALE_FORM.title) in response.text


def test_page_speaks_the_addresss_language_whoever_was_served_before(client):
    """An unknown host is refused before the language of the request is chosen."""
    translation.activate("en")

    response = client.get("/", headers={"Host": "jahat.example"})

    assert_is_page(response, 400, "id")

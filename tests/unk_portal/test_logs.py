"""One JSON line per event, with nothing in it about a person."""

import json
import logging
import sys
from decimal import Decimal

import pytest
from django.test import Client

from members.models import User
from tests.factories import make_user
from unk_portal.logs import EventFormatter

PERSONAL = "bu.yani@contoh.id"


def line(record):
    text = EventFormatter().format(record)
    assert "\n" not in text
    return json.loads(text)


def record_of(name, message, *args, **fields):
    return logging.makeLogRecord(
        {"name": name, "levelname": "WARNING", "msg": message, "args": args, "created": 0, **fields}
    )


def test_event_of_ours_tells_its_extra_fields():
    event = line(record_of("unk_portal.requests", "request", method="GET", route="produk/", status=200))

    assert event == {
        "level": "WARNING",
        "logger": "unk_portal.requests",
        "event": "request",
        "method": "GET",
        "route": "produk/",
        "status": 200,
        "time": "1970-01-01T00:00:00+00:00",
    }


def test_librarys_message_keeps_its_numbers_alone():
    event = line(record_of("gunicorn.error", "%s to %s, pid %d, %.1f s", PERSONAL, "/?q=rahasia", 42, Decimal("1.5")))

    assert event["event"] == "… to …, pid 42, 1.5 s"


def test_message_with_named_arguments():
    record = record_of("library", "from %(sender)s in %(seconds)d s")
    record.args = {"sender": PERSONAL, "seconds": 3}

    event = line(record)

    assert event["event"] == "from … in 3 s"


def test_record_stays_whole_for_other_handlers():
    record = record_of("library", "from %s", PERSONAL)

    line(record)

    assert record.getMessage() == f"from {PERSONAL}"


def test_request_object_is_left_out():
    event = line(record_of("django.request", "refused", request=object()))

    assert "request" not in event


def test_exception_is_told_by_type_and_place():
    try:
        int(PERSONAL)
    except ValueError:
        event = line(record_of("unk_portal.errors", "unhandled exception", exc_info=sys.exc_info()))

    assert event["exception"].startswith(f"builtins.ValueError at {__file__}:")
    assert PERSONAL not in str(event)


def test_deep_recursion_stays_readable():
    def fall():
        fall()

    try:
        fall()
    except RecursionError:
        event = line(record_of("unk_portal.errors", "unhandled exception", exc_info=sys.exc_info()))

    assert event["exception"].count("<") == 19


@pytest.fixture
def events(monkeypatch):
    """What the portal's handler has written so far, as JSON."""
    lines = []
    handler = next(iter(logging.getLogger("unk_portal").handlers))
    monkeypatch.setattr(handler, "emit", lambda record: lines.append(json.loads(handler.format(record))))
    return lines


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "route", "status"),
    [
        (f"/produk/?q={PERSONAL}", "produk/", 200),
        (f"/usaha/{PERSONAL}/", None, 404),
        ("/usaha/rahasia/", "usaha/<slug:slug>/", 404),
    ],
)
def test_request_is_logged_by_its_route(client, events, path, route, status):
    client.get(path)

    assert [(event["event"], event["method"], event["route"], event["status"]) for event in events] == [
        ("request", "GET", route, status)
    ]
    assert events[0]["milliseconds"] > 0
    assert not {PERSONAL, "rahasia"} & set(str(events).replace("/", " ").split())


def test_broken_page_is_logged_without_what_broke_it(events, monkeypatch):
    def break_off(*args):
        raise User.DoesNotExist(f"Key (email)=({PERSONAL}) is not present")

    monkeypatch.setattr("unk_portal.views.render", break_off)

    Client(raise_request_exception=False).get(f"/tentang/?email={PERSONAL}")

    assert [event["event"] for event in events] == ["unhandled exception", "request"]
    assert events[0]["exception"].startswith("members.models.user.User.DoesNotExist at ")
    assert PERSONAL not in str(events)


@pytest.mark.django_db
def test_refused_sign_in_is_logged_without_the_person(client, events):
    make_user(email=PERSONAL)

    client.post("/akun/masuk/", {"login": PERSONAL, "password": "salah-rahasia"})
    Client(enforce_csrf_checks=True).post("/akun/masuk/", {"login": PERSONAL})
    client.get("/", headers={"Host": "rahasia.example"})

    assert [event["status"] for event in events] == [200, 403, 400]
    assert PERSONAL not in str(events)
    assert "rahasia" not in str(events)

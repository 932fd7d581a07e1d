"""gunicorn with the project's own configuration, as behind a proxy, while the database is away."""

import http.client
import json
import os
import socket
import subprocess
import sys

import pytest

from unk_portal.settings import BASE_DIR

HTTPS = {"Host": "unk.example", "X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.9"}
HTTP = {**HTTPS, "X-Forwarded-Proto": "http"}
AWAY = {"DATABASE_URL": "sqlite:////proc/no/portal.sqlite3"}
AWAY_TOO = {"DATABASE_URL": "postgres://unk:rahasia@127.0.0.1:1/unk"}


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """A running gunicorn; `log` is the file that its events go to."""

    def __init__(self, folder, **variables):
        self.port = free_port()
        self.log = folder / "events"
        with self.log.open("w") as errors:
            self.process = self.start(errors, folder, variables)

    def start(self, errors, folder, variables):
        return subprocess.Popen(
            [sys.executable, "-m", "gunicorn"],
            cwd=BASE_DIR,
            env={
                "PATH": os.environ["PATH"],
                # Static files under their plain names, so that none need to be collected.
                "DJANGO_SETTINGS_MODULE": "tests.settings",
                "VAR_DIR": str(folder),
                "BIND": f"127.0.0.1:{self.port}",
                "WEB_CONCURRENCY": "1",
                **variables,
            },
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        )

    def wait(self):
        line = ""
        while "The portal is open" not in line:
            line = self.process.stdout.readline()
            assert line, self.log.read_text()

    def get(self, path, headers=HTTPS):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request("GET", path, headers=headers)
        response = connection.getresponse()
        response.text = response.read().decode()
        connection.close()
        return response

    def events(self):
        return [json.loads(line) for line in self.log.read_text().splitlines()]

    def stop(self):
        self.process.terminate()
        self.process.communicate(timeout=30)


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    server = Server(tmp_path_factory.mktemp("server"), **AWAY, HTTPS="True", SITE_URL="https://unk.example")
    server.wait()
    yield server
    server.stop()


def test_page_is_a_503_in_the_sites_design(server):
    response = server.get("/en/produk/?q=rahasia")

    assert response.status == 503
    assert "<h1>We will be back in a moment</h1>" in response.text
    assert response.headers["Retry-After"] == "30"
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]


def test_health_is_bad_and_asked_for_without_https(server):
    assert server.get("/healthz", HTTP).status == 503


def test_page_without_data_is_served(server):
    response = server.get("/tentang/")

    assert response.status == 200
    assert response.headers["Strict-Transport-Security"] == "max-age=63072000; includeSubDomains; preload"


def test_cookies_are_for_https_alone(server):
    cookie = server.get("/akun/masuk/").headers["Set-Cookie"]

    assert cookie.startswith("csrftoken=")
    assert "; Secure" in cookie
    assert "SameSite=Lax" in cookie


def test_http_leads_to_https_on_the_sites_own_name(server):
    response = server.get("/produk/?q=kopi", {**HTTP, "Host": "jahat.example"})

    assert (response.status, response.headers["Location"]) == (301, "https://unk.example/produk/?q=kopi")
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]


def test_every_line_is_an_event(server):
    server.get("/en/produk/?q=rahasia")

    events = server.events()

    assert {"database unavailable", "request"} <= {event["event"] for event in events}
    assert "rahasia" not in str(events)


def test_postgresql_that_is_away_is_a_503_and_the_server_stops_when_told(tmp_path):
    server = Server(tmp_path, **AWAY_TOO)
    server.wait()

    response = server.get("/produk/", {})
    server.stop()

    assert response.status == 503
    assert server.process.returncode == 0
    assert "database unavailable" in {event["event"] for event in server.events()}
    assert "rahasia" not in str(server.events())

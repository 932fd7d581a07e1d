"""Settings from the environment: what is allowed, and the one line that a bad value ends with."""

import os
import subprocess
import sys

import pytest

from unk_portal import settings as portal


@pytest.fixture
def environment(monkeypatch):
    """Set environment variables as the settings see them."""

    def set_variables(**variables):
        monkeypatch.setattr(portal.env, "ENVIRON", variables)

    set_variables()
    return set_variables


def assert_stops(call, name):
    with pytest.raises(SystemExit) as stopped:
        call()
    line = str(stopped.value.code)
    assert line.startswith(f"Setting {name}: write ")
    assert "\n" not in line
    return line


def test_database_is_sqlite_beside_the_secret_by_default(environment):
    database = portal.read_database()

    assert database["ENGINE"] == "django.db.backends.sqlite3"
    assert database["NAME"] == str(portal.VAR_DIR / "portal.sqlite3")


def test_postgresql_keeps_the_options_of_its_address(environment):
    environment(DATABASE_URL="postgres://unk:pass@db.example:5433/unk?sslmode=require", DATABASE_POOL="3")

    database = portal.read_database()

    assert (database["HOST"], database["PORT"], database["NAME"]) == ("db.example", 5433, "unk")
    assert database["OPTIONS"] == {"sslmode": "require", "pool": {"min_size": 1, "max_size": 3, "timeout": 5}}


@pytest.mark.parametrize(
    "url",
    [
        "mysql://u:rahasia@localhost/unk",
        "postgres://u:rahasia@localhost/",
        "postgres://u:rahasia@localhost:port/unk",
        "sqlite://portal.sqlite3/rahasia",
        "rahasia",
    ],
)
def test_unusable_database_stops_without_telling_its_password(environment, url):
    environment(DATABASE_URL=url)

    assert "rahasia" not in assert_stops(portal.read_database, "DATABASE_URL")


@pytest.mark.parametrize("size", ["many", "1.5"])
def test_pool_needs_a_whole_number(environment, size):
    environment(DATABASE_URL="postgres://localhost/unk", DATABASE_POOL=size)

    assert_stops(portal.read_database, "DATABASE_POOL")


def test_cache_is_shared(environment):
    assert portal.read_cache()["BACKEND"].endswith("DatabaseCache")
    environment(CACHE_URL="redis://localhost:6379/1")
    assert portal.read_cache()["BACKEND"].endswith("RedisCache")


def test_cache_that_is_not_shared_stops(environment):
    environment(CACHE_URL="locmemcache://")

    assert_stops(portal.read_cache, "CACHE_URL")


@pytest.mark.parametrize(("text", "value"), [("True", True), ("1", True), ("on", True), ("False", False)])
def test_switch(environment, text, value):
    environment(DEBUG=text)

    assert portal.read("DEBUG", "bool", not value) is value


def test_list_may_be_written_with_spaces(environment):
    environment(ALLOWED_HOSTS="unk.example, www.unk.example")

    assert portal.read_list("ALLOWED_HOSTS", []) == ["unk.example", "www.unk.example"]


@pytest.mark.parametrize("text", ["maybe", "ture", "2"])
def test_mistyped_switch_stops(environment, text):
    environment(HTTPS=text)

    assert_stops(lambda: portal.read("HTTPS", "bool", False), "HTTPS")


@pytest.mark.parametrize("url", ["https://unk.example", "https://unk.example/", "https://[::1]:8443"])
def test_site_with_https(environment, url):
    environment(SITE_URL=url)

    assert portal.read_site_url(https=True) == url.rstrip("/")


@pytest.mark.parametrize("url", ["http://unk.example", "unk.example", "https://unk.example/toko", "https://"])
def test_site_without_https_or_with_a_path_stops(environment, url):
    environment(SITE_URL=url)

    assert_stops(lambda: portal.read_site_url(https=True), "SITE_URL")


def test_communitys_number_is_read_as_people_write_it(environment):
    environment(COMMUNITY_WHATSAPP="0812-3456-7890")

    assert portal.read_whatsapp("COMMUNITY_WHATSAPP", "+6281200000001") == "+6281234567890"


@pytest.mark.parametrize("number", ["0721-123456", "halo"])
def test_number_without_whatsapp_stops(environment, number):
    environment(COMMUNITY_WHATSAPP=number)

    assert_stops(lambda: portal.read_whatsapp("COMMUNITY_WHATSAPP", "+6281200000001"), "COMMUNITY_WHATSAPP")


def test_folder_that_cannot_be_made_stops(environment, tmp_path):
    (tmp_path / "file").touch()
    environment(VAR_DIR=str(tmp_path / "file" / "var"))

    assert_stops(lambda: portal.read_folder("VAR_DIR", tmp_path), "VAR_DIR")


def start(tmp_path, *arguments, **variables):
    environment = {"PATH": os.environ["PATH"], "VAR_DIR": str(tmp_path), **variables}
    return subprocess.run(
        [sys.executable, *arguments], cwd=portal.BASE_DIR, env=environment, capture_output=True, text=True
    )


@pytest.mark.parametrize("command", [["manage.py", "check"], ["-m", "gunicorn"]])
def test_start_up_ends_with_one_line(tmp_path, command):
    ended = start(tmp_path, *command, DATABASE_URL="nonsense")

    assert ended.returncode == 1
    assert ended.stderr.splitlines() == [
        "Setting DATABASE_URL: write sqlite:///path or postgres://user:password@host/name."
    ]


@pytest.mark.parametrize("given", ["GOOGLE_CLIENT_ID", "GOOGLE_CLIENT_SECRET"])
def test_half_of_googles_settings_stops(environment, given):
    environment(**{given: "rahasia"})

    assert "rahasia" not in assert_stops(portal.read_google, "GOOGLE_CLIENT_ID")


@pytest.mark.parametrize("is_on", [False, True])
def test_forms_may_go_to_google_when_its_sign_in_is_on(tmp_path, is_on):
    google = {"GOOGLE_CLIENT_ID": "uji", "GOOGLE_CLIENT_SECRET": "rahasia"} if is_on else {}
    program = (
        "from unk_portal import settings\n"
        "print('https://accounts.google.com' in settings.CONTENT_SECURITY_POLICY['DIRECTIVES']['form-action'],"
        " bool(settings.SOCIALACCOUNT_PROVIDERS['google']['APPS']), settings.REQUIRE_TEAM_2FA)"
    )
    environment = {"PATH": os.environ["PATH"], "VAR_DIR": str(tmp_path), **google}

    printed = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True).stdout

    assert printed.split() == [str(is_on), str(is_on), "True"]


def test_deployment_with_https_passes_djangos_checks(tmp_path):
    ended = start(
        tmp_path,
        *["manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        HTTPS="True",
        SITE_URL="https://unk.example",
    )

    assert (ended.returncode, ended.stderr) == (0, "")


def test_new_installation_is_closed(tmp_path):
    """DEBUG off, a key of its own, this machine's names only."""
    told = "DEBUG, len(settings.SECRET_KEY) > 49, settings.ALLOWED_HOSTS"

    ended = start(tmp_path, "-c", f"from unk_portal import settings; print(settings.{told})")

    assert ended.stdout.strip() == "False True ['localhost', '127.0.0.1', '[::1]', '127.0.0.1']"
    assert (tmp_path / "secret_key").exists()

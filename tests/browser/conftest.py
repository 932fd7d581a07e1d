"""A real Chromium on the running site, as on a phone. What the browser complains about fails the test.

`page.goto("/")` opens the site. Override the size with `@pytest.mark.browser_context_args(viewport=…)`.
"""

import os
import shutil
from urllib.parse import urlsplit

import pytest

# Playwright runs an event loop in the test's thread, and Django would refuse to query beside it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
# No network but this machine: what the site links to is seen when asked for, and never reached.
LAUNCH_ARGS = [
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]
WHATSAPP = "wa.me"


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if not found:
        pytest.fail("Browser tests need Chromium: `make test` installs it or says how.", pytrace=False)
    return {**browser_type_launch_args, "executable_path": found, "args": LAUNCH_ARGS}


@pytest.fixture(scope="session")
def base_url(live_server):
    return live_server.url


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return {
        **browser_context_args,
        "viewport": {"width": 360, "height": 740},
        "has_touch": True,
        "locale": "id-ID",
        "timezone_id": "Asia/Jakarta",
    }


@pytest.fixture
def complaints():
    """What the browser has complained about so far. A test that provokes a complaint takes it out."""
    return []


@pytest.fixture
def chats():
    """The wa.me addresses that the visitor was sent to, in order."""
    return []


@pytest.fixture
def context(context, base_url, complaints, chats):
    """Every page of the test's browser, watched; the test fails when something is left in `complaints`."""

    def look_at_request(request):
        address = urlsplit(request.url)
        if address.hostname == WHATSAPP and request.is_navigation_request():
            chats.append(request.url)
        elif address.scheme in {"http", "https"} and not request.url.startswith(base_url):
            complaints.append(f"third-party request: {request.url}")

    def look_at_console(message):
        if message.type in {"error", "warning"}:
            complaints.append(f"{message.type}: {message.text} ({message.location['url']})")

    context.set_default_timeout(10_000)
    # A link is answered here; a redirect cannot be, and ends at a name that is not found.
    context.route(f"https://{WHATSAPP}/**", lambda route: route.fulfill(body="WhatsApp", content_type="text/plain"))
    context.on("request", look_at_request)
    context.on("console", look_at_console)
    context.on("weberror", lambda error: complaints.append(f"uncaught: {error.error}"))
    yield context
    assert complaints == []

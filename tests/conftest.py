"""What every test may rely on."""

import pytest
from django.core.cache import cache
from django.db import connections
from django.utils import translation

from tests.factories import make_team_member
from unk_portal.translations import CatalogueError, compile_catalogues

COMMITTING = {"live_server", "transactional_db"}


def pytest_configure(config):
    """Compile the translations once, before the workers of a parallel run start."""
    if hasattr(config, "workerinput"):
        return
    try:
        compile_catalogues()
    except CatalogueError as error:
        raise pytest.UsageError(str(error)) from error


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Leave out tests about the other database; mark browser tests; let tests that commit bring back reference data.

    The last test that commits emptied all tables, those that migrations load too.
    """
    items[:] = [item for item in items if is_about_this_database(item)]
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")
        if commits(item):
            item.add_marker(pytest.mark.django_db(transaction=True, serialized_rollback=True), append=False)


def is_about_this_database(item):
    marker = item.get_closest_marker("only_on")
    return marker is None or marker.args[0] == connections["default"].vendor


def commits(item):
    marker = item.get_closest_marker("django_db")
    return bool((marker and marker.kwargs.get("transaction")) or COMMITTING & set(getattr(item, "fixturenames", ())))


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup):
    """Tell every connection what to bring back: beside Playwright's event loop, tests get connections of their own."""
    connection = connections["default"]
    if hasattr(connection, "_test_serialized_contents"):
        type(connection)._test_serialized_contents = connection._test_serialized_contents


@pytest.fixture(autouse=True)
def empty_cache(request):
    """No rate limit outlives a test that commits; those of the others go with their transaction."""
    if not commits(request.node):
        yield
        return
    request.getfixturevalue("transactional_db")
    yield
    cache.clear()


@pytest.fixture(autouse=True)
def indonesian():
    """A request for an English page leaves its language in the thread; begin each test in Indonesian."""
    translation.activate("id")


@pytest.fixture
def rani(client):
    """A moderator, signed in."""
    person = make_team_member(name="Rani")
    client.force_login(person)
    return person

import pytest

from catalogue.counting import tally


@pytest.fixture
def nothing_counted():
    """Forget what other tests left uncounted."""
    tally.begin()

"""Somebody of the team, and a clock that stands still."""

import pytest
from django.utils import timezone

from tests.factories import make_team_member


@pytest.fixture
def clock(monkeypatch, request):
    """The time stands at the `NOW` of the test's module; `clock(later)` moves it."""

    def stand_at(moment):
        monkeypatch.setattr(timezone, "now", lambda: moment)

    stand_at(request.module.NOW)
    return stand_at


@pytest.fixture
def rani():
    return make_team_member(name="Rani")


@pytest.fixture
def team_client(client, rani):
    client.force_login(rani)
    return client

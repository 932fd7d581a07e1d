"""The Django admin: every record of the promotions."""

from datetime import time, timedelta

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django.asserts import assertContains, assertRedirects
from simple_history.models import HistoricalChanges

from promotions.models import (
    Absence,
    CalendarFeed,
    Campaign,
    Channel,
    DailyStanding,
    Guideline,
    InvitationMail,
    Lease,
    Mail,
    Occasion,
    Participation,
    PlatformLimits,
    Reservation,
    Rota,
    Skip,
    Slot,
    Tick,
    Ticket,
    TurnLetter,
    TurnRequest,
    WeeklySlot,
)
from tests.factories import make_business, make_superuser, make_team_member
from tests.members.test_admin import admin_url
from tests.promotions.factories import channel, make_participation, make_pause, make_slot, make_weekly_slot

pytestmark = pytest.mark.django_db

NOW = timezone.now()


def names(number):
    return {"name_id": f"Baris {number}", "name_en": f"Row {number}"}


def make_channel(number):
    return Channel.objects.create(slug=f"kanal-{number}", **names(number))


def make_occasion(number):
    return Occasion.objects.create(starts_on=NOW.date(), ends_on=NOW.date(), **names(number))


def make_campaign(number):
    return Campaign.objects.create(
        slug=f"kampanye-{number}",
        occasion=make_occasion(number),
        starts_at=NOW,
        ends_at=NOW + timedelta(days=7),
        **names(number),
    )


def make_filled_slot(number):
    person = make_team_member()
    return make_slot(
        starts_at=NOW + timedelta(days=number), assignee=person, approved_by=person, campaign=make_campaign(number)
    )


def make_skip(number):
    slot = make_slot(starts_at=NOW + timedelta(days=number))
    return Skip.objects.create(
        slot=slot, business=slot.business, product=slot.product, reason="Foto buram", skipped_by=make_team_member()
    )


def make_tick(number):
    return Tick.objects.create(
        slot=make_slot(starts_at=NOW + timedelta(days=number)),
        guideline=Guideline.objects.create(**names(number)),
        ticked_by=make_team_member(),
    )


# One row more each time, with rows of its own on the other side of every foreign key.
MAKERS = {
    Absence: lambda number: Absence.objects.create(user=make_team_member(), starts_on=NOW.date(), ends_on=NOW.date()),
    CalendarFeed: lambda number: CalendarFeed.objects.renew(make_team_member(), make_business()),
    Campaign: make_campaign,
    Channel: make_channel,
    DailyStanding: lambda number: DailyStanding.objects.create(
        day=NOW.date(), channel=make_channel(number), business=make_business()
    ),
    Guideline: lambda number: Guideline.objects.create(**names(number)),
    Lease: lambda number: Lease.objects.create(name=f"tugas-{number}", ends_at=NOW),
    InvitationMail: lambda number: InvitationMail.objects.create(
        campaign=make_campaign(number), user=make_team_member()
    ),
    Mail: lambda number: Mail.objects.create(key=f"kabar:{number}", user=make_team_member()),
    Occasion: make_occasion,
    Participation: lambda number: make_participation(make_campaign(number), joined_by=make_team_member()),
    PlatformLimits: lambda number: PlatformLimits.objects.create(
        channel=make_channel(number), valid_from=NOW.date(), source=f"Bantuan {number}"
    ),
    Reservation: lambda number: Reservation.objects.create(
        campaign=make_campaign(number), channel=make_channel(number), slots=2
    ),
    Rota: lambda number: Rota.objects.create(user=make_team_member(), weekday=1, channel=make_channel(number)),
    Skip: make_skip,
    Slot: make_filled_slot,
    Tick: make_tick,
    Ticket: lambda number: Ticket.objects.create(
        channel=make_channel(number), business=make_business(), number=number, drawn_on=NOW.date()
    ),
    TurnLetter: lambda number: TurnLetter.objects.create(
        slot=make_filled_slot(number), user=make_team_member(), kind="soon"
    ),
    TurnRequest: lambda number: make_pause(make_business()),
    WeeklySlot: lambda number: WeeklySlot.objects.create(channel=make_channel(number), weekday=1, time=time(8)),
}
every_model = pytest.mark.parametrize("model", MAKERS, ids=lambda model: model.__name__)


@pytest.fixture
def superuser_client(client):
    client.force_login(make_superuser())
    return client


def test_every_model_is_registered_and_tested_here():
    models = set(apps.get_app_config("promotions").get_models())
    histories = {model for model in models if issubclass(model, HistoricalChanges)}

    assert set(MAKERS) == models - histories
    assert all(admin.site.is_registered(model) for model in MAKERS)


def test_team_stays_outside(client):
    client.force_login(make_team_member())

    assert client.get("/admin/promotions/slot/", follow=True).status_code == 403


@every_model
def test_list_takes_the_same_queries_for_one_row_and_three(superuser_client, model):
    url = admin_url(model, "changelist")
    MAKERS[model](1)
    superuser_client.get(url)

    with CaptureQueriesContext(connection) as one:
        superuser_client.get(url)
    MAKERS[model](2)
    MAKERS[model](3)
    with CaptureQueriesContext(connection) as three:
        superuser_client.get(url)

    assert len(one) == len(three)


@every_model
def test_list_can_be_searched(superuser_client, model):
    MAKERS[model](1)

    response = superuser_client.get(admin_url(model, "changelist"), {"q": "zzz"})

    assert response.context["cl"].result_count == 0


@every_model
def test_row_can_be_opened(superuser_client, model):
    row = MAKERS[model](1)

    assertContains(superuser_client.get(admin_url(model, "change", row.pk)), str(row))


@pytest.mark.parametrize("model", [DailyStanding, Lease, Skip, Tick, Ticket, TurnLetter, TurnRequest])
def test_what_the_program_keeps_is_read_only(superuser_client, model):
    row = MAKERS[model](1)

    assert superuser_client.get(admin_url(model, "add")).status_code == 403
    assert superuser_client.post(admin_url(model, "delete", row.pk), {"post": "yes"}).status_code == 403


def test_slot_shows_its_skips_and_keeps_its_history(superuser_client):
    skip = make_skip(1)
    url = admin_url(Slot, "change", skip.slot_id)
    assertContains(superuser_client.get(url), "Foto buram")
    form = superuser_client.get(url).context["adminform"].form
    fields = {name: value for name, value in form.initial.items() if value is not None and name in form.fields}
    local = timezone.localtime(skip.slot.starts_at)
    data = fields | {
        "starts_at_0": local.strftime("%d-%m-%Y"),
        "starts_at_1": local.strftime("%H:%M:%S"),
        "remark": "Dipindah",
        "skips-TOTAL_FORMS": 1,
        "skips-INITIAL_FORMS": 1,
        "skips-0-id": skip.pk,
        "skips-0-slot": skip.slot_id,
    }

    assertRedirects(superuser_client.post(url, data), admin_url(Slot, "changelist"))

    latest = skip.slot.history.latest()
    assert (latest.remark, latest.history_user.is_superuser) == ("Dipindah", True)


def test_channel_is_edited_with_its_limits(superuser_client):
    make_weekly_slot()

    assertContains(superuser_client.get(admin_url(Channel, "change", channel().pk)), "2025-12-01", status_code=200)

"""The demo's plan and its past: true to the rules, to the records that scores read, and the same every time."""

from collections import Counter
from datetime import timedelta

import pytest
from django.utils import timezone

from catalogue.models import Photo
from promotions import planning, slot_life
from promotions.demo.year import load_promotions
from promotions.guidelines import Guidelines
from promotions.models import DailyStanding, Rota, Skip, Slot, Ticket, WeeklySlot
from promotions.queue import RULES
from tests.factories import make_business, make_team_member
from tests.promotions.factories import make_ready_product

pytestmark = pytest.mark.django_db

WEEKS = 12
WEDNESDAY = timezone.make_aware(timezone.datetime(2026, 6, 10, 14, 30))
JOINED = WEDNESDAY - timedelta(days=40)
OF_OLD = WEDNESDAY - timedelta(days=500)


@pytest.fixture
def community():
    """Seven members of old and one who joined lately."""
    for joined in [*[OF_OLD] * 7, JOINED]:
        join(joined)
    return [make_team_member(), make_team_member()]


def join(joined):
    make_ready_product(make_business(activated_at=joined, whatsapp_confirmed_at=joined), published_at=joined)


@pytest.fixture
def past(community):
    load_promotions(community, WEDNESDAY, WEEKS)
    return Slot.objects.filter(starts_at__lte=WEDNESDAY)


def rows(model, without=("updated_at",)):
    names = [field.attname for field in model._meta.fields if field.name not in without]
    return list(model.objects.order_by("pk").values(*names))


def test_past_slots_have_come_to_their_ends(past):
    over = past.filter(due_at__lte=WEDNESDAY)

    assert over.count() > 120
    assert not over.filter(status__in=["planned", "approved"]).exists()
    assert not past.filter(product=None).exists()
    by_team = Counter(over.exclude(channel__slug="portal").values_list("status", "is_late"))
    assert 0.7 < by_team["done", False] / by_team.total() < 0.9
    assert min(by_team["done", True], by_team["missed", False], by_team["skipped", False]) > 0
    assert set(past.filter(channel__slug="portal").values_list("status", flat=True)) == {"done"}


def test_done_slots_are_recorded_as_a_tap_records_them(past):
    for slot in past.filter(status="done").select_related("channel"):
        assert slot.done_at <= WEDNESDAY
        assert slot.is_late == (slot.done_at > slot.due_at)
        assert slot.due_at == slot.starts_at + timedelta(hours=24)
        assert slot.proof_address == slot_life.checked_address(slot.proof_address, slot.channel)
        assert slot.caption
        assert (slot.done_by is None) == slot.channel.is_automatic
        assert slot.reason_in_words


def test_what_was_not_posted_keeps_its_reason(past):
    skipped = past.filter(status="skipped")

    assert all(slot.remark == slot.skips.latest("skipped_at").reason for slot in skipped)
    assert Skip.objects.count() > skipped.count()
    for skip in Skip.objects.exclude(slot__status="skipped").select_related("slot"):
        assert skip.skipped_at < skip.slot.starts_at
        assert skip.slot.business_id != skip.business_id


def test_nobody_stands_where_it_could_not_be_promoted_yet(past):
    newest = past.filter(business__activated_at=JOINED)

    assert newest.exists()
    assert newest.order_by("starts_at").first().approved_at >= JOINED
    assert DailyStanding.objects.filter(business__activated_at=JOINED).earliest("day").day == JOINED.date()


def test_newcomer_is_welcomed_once_where_the_queue_is_long(community):
    for _ in range(12):
        join(OF_OLD)

    load_promotions(community, WEDNESDAY, weeks=8)

    done = Slot.objects.filter(business__activated_at=JOINED, status="done").order_by("done_at")
    first, *later = done.values_list("kind", "is_open")
    assert first == ("welcome", False)
    assert later
    assert not any(turn == ("welcome", False) for turn in later)


def test_tickets_stand_as_the_last_done_slots_left_them(past):
    done = past.filter(status="done")

    assert Ticket.objects.count() == 5 * 8
    for ticket in Ticket.objects.all():
        last = done.filter(channel=ticket.channel_id, business=ticket.business_id).order_by("-done_at").first()
        assert ticket.passed <= RULES.passes
        assert ticket.is_new == (last is None)
        if last:
            assert ticket.drawn_on == last.local_day


def test_daily_record_tells_what_the_slots_tell(past):
    done = Counter(
        (slot.channel_id, slot.business_id, timezone.localdate(max(slot.due_at, slot.done_at)))
        for slot in past.filter(status="done")
    )
    totals = Counter()

    for row in DailyStanding.objects.order_by("day"):
        key = (row.channel_id, row.business_id)
        totals[key, "done"] += row.done
        totals[key, "eligible"] += row.is_eligible
        assert row.done == done[*key, row.day]
        assert row.done_total == totals[key, "done"]
        assert row.eligible_total == totals[key, "eligible"]
    monday = WEDNESDAY.date() - timedelta(days=2, weeks=WEEKS)
    assert set(DailyStanding.objects.values_list("day", flat=True)) == {
        monday + timedelta(days=number) for number in range(WEEKS * 7 + 3)
    }


def test_periodic_run_right_after_changes_nothing(past):
    models = [Slot, Skip, Ticket, DailyStanding]
    before = [rows(model) for model in models]

    planning.run_due(WEDNESDAY)

    assert [rows(model) for model in models] == before


def test_past_is_the_same_every_time(past, community):
    own = ("id", "slot", "updated_at")
    models = [Slot, Skip, Ticket, DailyStanding, WeeklySlot, Rota]
    first = [rows(model, own) for model in models]
    for model in models:
        model.objects.all().delete()

    load_promotions(community, WEDNESDAY, WEEKS)

    assert [rows(model, own) for model in models] == first


@pytest.mark.parametrize("hours", [0, 9, 33, 57.5, 79, 102, 105])
def test_team_always_finds_something_to_do(community, hours):
    now = WEDNESDAY + timedelta(hours=hours)

    load_promotions(community, now, weeks=1)

    begun = Slot.objects.filter(starts_at__lte=now, due_at__gt=now, status="approved").exclude(channel__slug="portal")
    assert begun.exists()
    waiting = Slot.objects.get(kind="pinned", status="planned")
    assert timezone.localdate(now) < waiting.local_day <= timezone.localdate(now) + timedelta(days=3)
    assert slot_life.problems(waiting, Guidelines())
    coming = Slot.objects.filter(starts_at__gt=now)
    assert not coming.filter(business=None).exists()
    assert coming.filter(status="approved").exists()
    assert coming.latest("starts_at").starts_at > now + timedelta(weeks=4) - timedelta(days=1)


def test_without_photos_there_is_a_plan_but_no_past(community):
    Photo.objects.all().delete()

    load_promotions(community, WEDNESDAY)

    assert WeeklySlot.objects.count() == 8
    assert Rota.objects.count() == 8
    assert not Slot.objects.filter(starts_at__lte=WEDNESDAY).exists()
    assert Slot.objects.filter(starts_at__gt=WEDNESDAY, product=None).exists()
    assert not DailyStanding.objects.exists()

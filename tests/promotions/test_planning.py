"""The calendar in the database: laid out, filled, kept, by whoever runs the job and however often."""

import threading
from datetime import datetime, timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from catalogue.models import Product
from members.models import Business
from promotions import planning, slot_clock, slot_life, slot_undo
from promotions.lease import lease
from promotions.models import Channel, Slot, Ticket
from tests.factories import make_business, make_team_member
from tests.promotions.factories import channel, make_ready_product, make_slot, make_weekly_slot

pytestmark = pytest.mark.django_db

MONDAY = timezone.make_aware(datetime(2026, 11, 23, 9, 0))


def run(now=MONDAY, **options):
    assert planning.run_due(now, **options)


def calendar():
    """What stands there, as (day, business name or None, status)."""
    return [
        (timezone.localtime(slot.starts_at).strftime("%d %H.%M"), slot.business and slot.business.name, slot.status)
        for slot in Slot.objects.standing().select_related("business").order_by("starts_at", "place")
    ]


def ready(*names):
    """Businesses with a product each, in this order of joining."""
    return [
        make_ready_product(
            make_business(
                name=name,
                whatsapp_confirmed_at=MONDAY,
                activated_at=MONDAY - timedelta(days=100 - index),
            ),
            published_at=MONDAY - timedelta(days=90),
        ).business
        for index, name in enumerate(names)
    ]


def test_weekly_plan_is_laid_out_and_filled_in_turn():
    make_weekly_slot(weekday=0)
    make_weekly_slot(weekday=2)
    ready("Anyam", "Batik", "Cokelat")

    run(weeks=2)

    assert calendar() == [
        ("23 19.00", "Anyam", "approved"),
        ("25 19.00", "Batik", "planned"),
        ("30 19.00", "Cokelat", "planned"),
        ("02 19.00", "Anyam", "planned"),
    ]
    assert list(Ticket.objects.filter(channel=channel()).values_list("business__name", "number")) == [
        ("Anyam", 1),
        ("Batik", 2),
        ("Cokelat", 3),
    ]
    assert "belum pernah dipromosikan" in Slot.objects.earliest("starts_at").reason_in_words


def test_running_again_changes_nothing():
    make_weekly_slot()
    ready("Anyam", "Batik")
    run()
    before = list(Slot.objects.order_by("pk").values())

    run()

    assert list(Slot.objects.order_by("pk").values()) == before


def test_one_run_at_a_time():
    make_weekly_slot()

    with lease("promotions") as held:
        assert held
        assert planning.run_due(MONDAY) is False

    assert not Slot.objects.exists()
    run()


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_workers_at_once_plan_once():
    make_weekly_slot(weekday=0)
    make_weekly_slot(weekday=2)
    ready("Anyam", "Batik", "Cokelat")
    start = threading.Barrier(2)
    held = []

    def work():
        try:
            start.wait()
            held.append(planning.run_due(MONDAY))
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert True in held
    assert len(held) == 2
    assert [row[1] for row in calendar()][:4] == ["Anyam", "Batik", "Cokelat", "Anyam"]
    assert Slot.objects.count() == 8
    assert sorted(Ticket.objects.filter(channel=channel()).values_list("number", flat=True)) == [1, 2, 3]


def test_past_slots_become_missed_never_done_after_days_of_silence():
    make_weekly_slot(weekday=0)
    make_weekly_slot(weekday=2)
    ready("Anyam", "Batik")
    run(weeks=1)

    run(MONDAY + timedelta(days=4), weeks=1)

    assert [row for row in calendar() if row[2] in ("missed", "done")] == [
        ("23 19.00", "Anyam", "missed"),
        ("25 19.00", "Batik", "missed"),
    ]


def test_missed_turn_keeps_its_ticket_and_gets_the_first_open_slot():
    make_weekly_slot(weekday=0)
    ready("Anyam", "Batik", "Cokelat")
    run(weeks=3)

    run(MONDAY + timedelta(days=2), weeks=3)

    assert [row[1] for row in calendar()][:3] == ["Anyam", "Anyam", "Batik"]
    assert Ticket.objects.get(business__name="Anyam", channel=channel()).number == 1
    assert "tertunda" in Slot.objects.order_by("starts_at")[1].reason_in_words


def test_members_who_come_together_stand_first_on_different_channels():
    ready("Anyam", "Batik", "Cokelat", "Dodol", "Emping")

    run()

    firsts = Ticket.objects.filter(number=1).order_by("channel__position")
    assert list(firsts.values_list("business__name", flat=True)) == ["Anyam", "Batik", "Cokelat", "Dodol", "Emping"]
    on_tiktok = Ticket.objects.filter(channel=channel("tiktok")).order_by("number")
    assert "".join(name[0] for name in on_tiktok.values_list("business__name", flat=True)) == "DEABC"


def test_member_promoted_on_another_channel_is_welcomed_nowhere_unless_that_is_taken_back():
    make_weekly_slot("tiktok", weekday=2, kind=Slot.Kind.WELCOME)
    (anyam,) = ready("Anyam")
    run(weeks=1)
    assert welcomed_on_tiktok() == "Anyam"

    posted = make_slot(anyam.products.get(), "whatsapp", MONDAY, kind=Slot.Kind.PINNED)
    person = make_team_member()
    slot_life.finish(posted, person, MONDAY)
    planning.replan(MONDAY)
    assert welcomed_on_tiktok() is None
    Channel.objects.filter(slug="whatsapp").update(is_active=False)
    planning.replan(MONDAY)
    assert welcomed_on_tiktok() is None

    slot_undo.undo(posted, person, MONDAY)
    Slot.objects.filter(pk=posted.pk).update(status=Slot.Status.MISSED)
    planning.replan(MONDAY)
    assert welcomed_on_tiktok() == "Anyam"


def test_newcomer_approved_on_one_channel_is_not_welcomed_on_the_next():
    make_weekly_slot("whatsapp", weekday=1, time="08:00", kind=Slot.Kind.WELCOME)
    make_weekly_slot("tiktok", weekday=2, kind=Slot.Kind.WELCOME)
    ready("Anyam")

    run(weeks=1)

    assert calendar() == [("24 08.00", "Anyam", "approved"), ("25 19.00", "Anyam", "planned")]
    assert welcomed_on_tiktok() is None
    run(MONDAY + timedelta(days=2), weeks=1)  # what was missed is no promotion
    assert welcomed_on_tiktok() == "Anyam"


def welcomed_on_tiktok():
    slot = Slot.objects.filter(channel__slug="tiktok").earliest("starts_at")
    return None if slot.is_open else slot.business.name


def test_done_slot_draws_the_next_number():
    make_weekly_slot(weekday=0)
    ready("Anyam", "Batik")
    run(weeks=1)
    slot = Slot.objects.earliest("starts_at")

    slot_life.finish(slot, make_team_member(), MONDAY + timedelta(hours=11), "https://www.instagram.com/p/abc123/")

    assert dict(Ticket.objects.filter(channel=channel()).values_list("business__name", "number")) == {
        "Batik": 2,
        "Anyam": 3,
    }


def test_portal_goes_live_by_itself():
    make_weekly_slot("portal", weekday=1, time="00:00")
    ready("Anyam", "Batik")
    run(weeks=1)
    assert [row[1:] for row in calendar()] == [("Anyam", "approved"), ("Batik", "approved")] + [(None, "planned")] * 4

    tuesday = MONDAY + timedelta(days=1)
    assert Slot.objects.on_show(tuesday).count() == 2
    run(tuesday, weeks=1)

    assert Slot.objects.filter(status="done").count() == 2
    assert Slot.objects.on_show(tuesday + timedelta(days=6)).count() == 2
    assert Slot.objects.on_show(tuesday + timedelta(days=7)).count() == 0


@pytest.mark.parametrize(
    "change",
    [
        {"status": Product.Status.ARCHIVED},
        {"availability": Product.Availability.SOLD_OUT},
        {"hidden_reason": "Foto bukan milik sendiri"},
    ],
)
def test_product_that_falls_away_after_approval_gives_its_slot_back(change):
    make_weekly_slot(weekday=1)
    anyam, _batik = ready("Anyam", "Batik")
    run(weeks=1)
    assert calendar()[0][1:] == ("Anyam", "approved")
    Product.objects.filter(business=anyam).update(**change)

    run(weeks=1)

    slot = Slot.objects.earliest("starts_at")
    assert (slot.business.name, slot.status) == ("Batik", "approved")
    assert slot.history.exists() is False or slot.remark == ""


def test_approval_is_bound_to_what_was_seen():
    make_weekly_slot(weekday=1)
    (anyam,) = ready("Anyam")
    make_weekly_slot(weekday=2)
    run(weeks=1)
    slot = Slot.objects.earliest("starts_at")
    assert slot.status == Slot.Status.APPROVED

    Product.objects.filter(business=anyam).update(price=99_000)
    slot_clock.take_back_void_approvals(MONDAY)

    slot.refresh_from_db()
    assert slot.status == Slot.Status.PLANNED
    assert "diubah setelah disetujui" in slot.remark


def test_community_of_none_leaves_no_trace():
    make_weekly_slot()

    run()
    run(MONDAY + timedelta(days=9))

    assert not Slot.objects.filter(status=Slot.Status.MISSED).exists()


def test_skipped_turn_that_nobody_took_stays_skipped():
    slot = make_slot(starts_at=MONDAY + timedelta(hours=1))
    slot_life.skip(slot, make_team_member(), "Foto buram", is_products_fault=True, now=MONDAY)

    slot_clock.settle(MONDAY + timedelta(days=3))

    slot.refresh_from_db()
    assert slot.status == Slot.Status.SKIPPED
    assert slot.skips.count() == 1


def test_suspended_business_loses_its_turns():
    make_weekly_slot(weekday=2)
    anyam, _batik = ready("Anyam", "Batik")
    run(weeks=1)
    Business.objects.filter(pk=anyam.pk).update(status=Business.Status.SUSPENDED)

    run(weeks=1)

    assert calendar()[0][1] == "Batik"
    assert Ticket.objects.filter(business=anyam, channel=channel()).get().number == 1


def test_second_skip_for_its_own_fault_rests_the_product_until_it_is_edited():
    make_weekly_slot(weekday=2)
    make_weekly_slot(weekday=4)
    (anyam,) = ready("Anyam")
    person = make_team_member()
    for _ in range(2):
        run(weeks=1)
        slot = Slot.objects.filter(business=anyam).earliest("starts_at")
        slot_life.skip(slot, person, "Foto buram", is_products_fault=True, now=MONDAY)
    Product.objects.update(updated_at=MONDAY - timedelta(days=1))

    run(weeks=1)
    assert not Slot.objects.filter(business=anyam).exists()

    Product.objects.get(business=anyam).save()
    run(weeks=2)
    assert Slot.objects.filter(business=anyam).exists()


def test_pinned_slot_is_left_alone():
    (anyam, batik) = ready("Anyam", "Batik")
    make_weekly_slot(weekday=2)
    run(weeks=1)
    slot = Slot.objects.get()
    slot_life.assign(slot, batik.products.get(), make_team_member(), MONDAY)

    run(weeks=1)

    slot.refresh_from_db()
    assert (slot.business, slot.kind, slot.is_open) == (batik, Slot.Kind.PINNED, False)
    assert Ticket.objects.get(business=anyam, channel=channel()).number == 1


def test_neighbour_is_the_last_slot_in_time_not_the_one_made_last():
    anyam, batik = ready("Anyam", "Batik")
    for business, days in [(anyam, 30), (batik, 40)]:
        starts_at = MONDAY - timedelta(days=days)
        make_slot(business.products.get(), starts_at=starts_at, status=Slot.Status.DONE, done_at=starts_at)

    assert [slot.business for slot in planning.Calendar(MONDAY).slots] == [anyam]


def test_commands_plan_as_far_as_asked():
    make_weekly_slot(weekday=0)

    call_command("plan_slots", weeks=8)
    call_command("run_due")

    assert Slot.objects.count() == 8


@pytest.mark.parametrize("count", [1, 3])
def test_planning_costs_the_same_for_any_number_of_businesses(count, django_assert_max_num_queries):
    make_weekly_slot()
    ready(*[f"Usaha {number}" for number in range(count)])
    run(weeks=1)

    with django_assert_max_num_queries(71):
        run(MONDAY + timedelta(minutes=10), weeks=1)


def test_slot_whose_time_came_waits_for_its_post():
    slot = make_slot(starts_at=MONDAY - timedelta(hours=2), status=Slot.Status.PLANNED)

    run()

    slot.refresh_from_db()
    assert slot.status in (Slot.Status.PLANNED, Slot.Status.APPROVED)
    assert slot.business is not None

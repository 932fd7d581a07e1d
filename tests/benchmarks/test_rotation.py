"""The simulation behind docs/rotation-proof.md: one year for all ways of choosing, and what its figures mean."""

from collections import defaultdict
from dataclasses import fields
from datetime import datetime, timedelta

import pytest
from django.conf import settings

from benchmarks.rotation import report
from benchmarks.rotation import tickets as portal
from benchmarks.rotation.by_hand import Post, favourites, list_per_channel, one_list
from benchmarks.rotation.outcome import Outcome, outcome_of
from benchmarks.rotation.tickets import tickets
from benchmarks.rotation.world import AT_END, AT_START, MONDAY, WEEK, YEAR, Member, Slot, World, make_world
from promotions import plan_changes, scoring
from promotions.rotation import Rules

WAYS = [favourites, one_list, list_per_channel, tickets]


@pytest.fixture(scope="module")
def world():
    return make_world(1)


@pytest.fixture(scope="module")
def portals_posts(world):
    return tickets(world)


# The year


def test_same_seed_is_the_same_year(world, portals_posts):
    again = make_world(1)

    assert again == world
    assert make_world(2) != world
    assert tickets(again) == portals_posts
    assert favourites(again) == favourites(world)


def test_community_grows_over_the_year(world):
    at_start = [member for member in world.members if not member.is_newcomer]

    assert len(at_start) == AT_START
    assert len(world.members) >= AT_END
    assert len(world.ready[0]) < len(world.ready[-1]) < AT_END
    assert all(not member.days or member.joined <= member.days[0] for member in world.members)


def test_second_year_begins_with_the_first_one_behind():
    world = make_world(1, is_second_year=True)

    assert (world.since, world.days) == (YEAR, 2 * YEAR)
    assert all(member.joined == 0 or member.joined > YEAR for member in world.members)
    assert world.slots[-1].day == 2 * YEAR - 1


def test_reminded_team_forgets_a_part_of_the_same_posts(world):
    reminded = world.with_less_forgotten(0.05)

    forgotten = {slot.id for slot in world.slots if world.is_forgotten(slot)}
    still_forgotten = {slot.id for slot in world.slots if reminded.is_forgotten(slot)}

    assert still_forgotten < forgotten
    by_hand = [slot for slot in world.slots if not slot.is_automatic]
    assert len(forgotten) / len(by_hand) == pytest.approx(0.15, abs=0.04)


def test_plan_and_rules_are_the_portals_own():
    assert WEEK == plan_changes.EXAMPLE
    assert Rules() == Rules(settings.PROMOTION_PASSES, settings.PROMOTION_COOLDOWN_DAYS)
    assert timedelta(hours=settings.PROMOTION_APPROVAL_LEAD_HOURS) == portal.LEAD
    assert portal.GRACE == timedelta(hours=settings.PROMOTION_GRACE_HOURS) == scoring.GRACE


# The ways of choosing


@pytest.mark.parametrize("way", WAYS)
def test_only_the_choosing_differs(world, way):
    posts = way(world)

    assert [post.slot for post in posts] == world.slots
    assert all(post.business in world.ready[post.slot.day] for post in posts)
    assert [post.is_done for post in posts] == [not world.is_forgotten(slot) for slot in world.slots]


def test_list_begins_again_at_its_end_and_skips_who_is_not_ready():
    world = make_small_world({0: range(20), 1: range(5, 20), 2: range(20)}, days=[0, 1, 2, 6, 7], forgotten=[1])

    assert chosen(one_list(world)) == [0, 2, 0, 1, 2]
    assert [post.is_done for post in one_list(world)] == [True, False, True, True, True]


def test_lists_per_channel_are_apart():
    world = make_small_world({0: range(20), 1: range(20)}, days=[0, 1, 2], channels=[1, 2, 1])

    assert chosen(one_list(world)) == [0, 1, 0]
    assert chosen(list_per_channel(world)) == [0, 0, 1]


def test_longer_horizon_chooses_the_same(world, portals_posts, monkeypatch):
    monkeypatch.setattr(portal, "HORIZON", 28)

    assert chosen(tickets(world)) == chosen(portals_posts)


@pytest.mark.parametrize("rules", [Rules(), Rules(passes=10)])
def test_guarantee_of_the_rotation_is_kept(rules):
    world = make_world(1, is_second_year=True)
    posts = tickets(world, rules)
    waits = [wait for channel in world.channels for wait in waits_on(channel, world, posts)]

    assert len(waits) > 500
    assert all(counted <= ahead + rules.passes + 1 for counted, ahead in waits)
    # It is no empty promise: somebody waited for all who were ahead.
    assert any(counted > ahead for counted, ahead in waits)


def waits_on(channel, world, posts):
    """The open slots done from each draw until the own one, without those that do not count, and the tickets ahead."""
    posts = [post for post in posts if post.slot.channel == channel]
    firsts = {member.id: member.days[0] for member in world.members if member.days}
    for business, first_day in firsts.items():
        begun = sum(post.slot.day < first_day for post in posts)
        own = [index for index, post in enumerate(posts) if post.business == business and post.is_done]
        draws = [(begun, first_day, first_day - 1)]
        draws += [(index + 1, posts[index].slot.day, posts[index].slot.day) for index in own]
        for start, day, approved_by in draws:
            counted = 0
            lapse = next((later for later in range(day, world.days) if business not in world.ready[later]), world.days)
            for post in posts[start:]:
                if post.slot.day >= lapse or (post.business == business and not post.is_done):
                    break
                counted += (
                    post.is_done and post.is_open and (post.business == business or post.approved_on > approved_by)
                )
                if post.business == business:
                    break
            yield counted, sum(first <= day for first in firsts.values()) - 1


def test_portal_welcomes_a_member_once(portals_posts):
    welcomed = defaultdict(list)
    for post in portals_posts:
        if post.is_done:
            welcomed[post.business].append(not post.is_open)

    assert sum(first for first, *_later in welcomed.values()) > 50
    assert not any(any(later) for _first, *later in welcomed.values())


def test_members_there_at_the_start_are_first_on_different_channels(world, portals_posts):
    firsts = {post.slot.channel: post.business for post in reversed(portals_posts)}

    assert len(set(firsts.values())) == len(world.channels)


# What it meant


def test_waits_are_counted_in_days_on_which_the_member_was_ready():
    world = make_small_world({0: range(YEAR), 1: [*range(10), *range(30, YEAR)]}, days=[4, 40, 50])
    posts = [Post(slot, business, True) for slot, business in zip(world.slots, [0, 1, 0], strict=True)]

    outcome = outcome_of(world, posts)

    assert outcome.longest_first == 20
    assert outcome.longest_between == YEAR - 41
    assert outcome.never == 0
    assert outcome.most_slots == 2


def test_who_was_never_promoted_waited_all_year():
    world = make_small_world({0: range(YEAR), 1: range(YEAR), 2: range(59)}, days=[0, 10, 200])
    posts = [Post(slot, 0, True) for slot in world.slots]

    outcome = outcome_of(world, posts)

    assert (outcome.never, outcome.coverage_year) == (1, 0.5)
    assert outcome.longest_first == YEAR
    assert outcome.fairness_year == 0.5 / 0.9
    assert (outcome.cooldown, outcome.most_in_a_fortnight) == (1 / 3, 2)


def test_newcomers_and_the_forgotten_wait_for_the_next_slot():
    world = make_small_world({0: range(YEAR), 1: range(100, YEAR), 2: range(300, YEAR)}, days=[0, 110, 120, 130])
    posts = [Post(slot, 1, is_done) for slot, is_done in zip(world.slots, [False, False, True, False], strict=True)]

    outcome = outcome_of(world, posts)

    assert (outcome.newcomers_median, outcome.newcomers_longest) == (20, 20)
    assert outcome.forgotten_longest == YEAR - 131
    assert outcome.on_time == 0.25


def test_second_year_leaves_out_what_ended_before():
    world = make_small_world({0: range(2 * YEAR), 1: range(2 * YEAR)}, days=[0, 1, 2, YEAR + 10, YEAR + 99], since=YEAR)
    posts = [Post(slot, business, True) for slot, business in zip(world.slots, [0, 0, 0, 0, 1], strict=True)]

    outcome = outcome_of(world, posts)

    assert outcome.longest_first == YEAR + 99
    assert outcome.longest_between == YEAR + 7
    assert outcome.cooldown == 0
    assert outcome.most_slots == 1


def test_every_figure_is_printed(world, capsys):
    outcome = outcome_of(world, one_list(world))

    report.print_table([{"one list": outcome}, {"one list": outcome}])

    assert [name for name, *_row in report.ROWS] == [field.name for field in fields(Outcome)]
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 2 + len(report.ROWS)
    assert f"| members never promoted | {outcome.never} |" in lines


def chosen(posts):
    return [post.business for post in posts]


def make_small_world(ready, days, channels=None, forgotten=(), since=0):
    """Members by number with their ready days, and slots at noon of these days; who is not ready at once joins then."""
    members = [
        Member(number, min(theirs), 0, number + 1, 1, tuple(theirs)) for number, theirs in enumerate(ready.values())
    ]
    noon = datetime.combine(MONDAY, datetime.min.time(), portal.JAKARTA) + timedelta(hours=12)
    slots = [
        Slot(number, (channels or [1] * len(days))[number], noon + timedelta(days=day), 1, False, False, 0.9)
        for number, day in enumerate(days)
    ]
    slots = [slot._replace(luck=0.0) if slot.id in forgotten else slot for slot in slots]
    return World(members, slots, since, since + YEAR)

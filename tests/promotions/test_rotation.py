"""The rotation: its rules by example, then its guarantee on generated communities."""

import json
import random
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta, timezone

import pytest
from django.utils import translation
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from promotions.rotation import (
    Channel,
    Kind,
    Product,
    Queue,
    Reason,
    Rules,
    Slot,
    Ticket,
    Turn,
    Why,
    drawing_order,
    in_words,
    pick_products,
    plan,
    weeks_short_of_open_slots,
)

MONDAY = datetime(2026, 3, 2, tzinfo=timezone(timedelta(hours=7)))
JOINED = date(2026, 2, 1)
INSTAGRAM, TIKTOK = 1, 2


def at(day, hour=19):
    return MONDAY + timedelta(days=day, hours=hour)


def make_slots(*days, channel=INSTAGRAM, **fields):
    return [Slot(100 * channel + day, channel, at(day), **fields) for day in days]


def make_tickets(*businesses, passed=None, **fields):
    """Tickets numbered in this order."""
    passed = passed or {}
    return [
        Ticket(business, number, JOINED, passed.get(business, 0), **fields)
        for number, business in enumerate(businesses, start=1)
    ]


def make_channel(*businesses, channel=INSTAGRAM, eligible=None, missed=None, passed=None, **fields):
    eligible = set(businesses if eligible is None else eligible)
    return Channel(channel, make_tickets(*businesses, passed=passed, **fields), eligible, missed or {})


def planned(turns):
    return [turn.business for turn in turns]


@pytest.fixture(autouse=True)
def english():
    """The reasons are compared as they stand in the code."""
    translation.activate("en")


# The choice


def test_turns_go_round_by_number():
    turns = plan([make_channel(1, 2, 3)], make_slots(0, 20, 40, 60), {})

    assert planned(turns) == [1, 2, 3, 1]


def test_nobody_and_nothing():
    assert plan([], [], {}) == []
    assert plan([make_channel(1, 2)], [], {}) == []
    assert plan([make_channel()], make_slots(0), {}) == [Turn(100, None, True, Reason(Why.NOBODY))]
    assert planned(plan([make_channel(1, 2, eligible=[])], make_slots(0), {})) == [None]


def test_a_single_business_has_every_turn():
    turns = plan([make_channel(7)], make_slots(0, 1, 20), {7: 1})

    assert planned(turns) == [7, 7, 7]
    assert [turn.reason.shown_days_ago for turn in turns] == [None, 1, None]


def test_ineligible_businesses_are_left_out_and_keep_their_place():
    tickets = make_tickets(1, 2, 3)

    assert planned(plan([Channel(INSTAGRAM, tickets, {2, 3})], make_slots(0), {})) == [2]
    assert planned(plan([Channel(INSTAGRAM, tickets, {1, 2, 3})], make_slots(0), {})) == [1]


def test_cooldown_looks_at_every_channel():
    shown = make_slots(0, channel=TIKTOK, business=1, is_done=True)

    turns = plan([make_channel(1, 2), make_channel(channel=TIKTOK)], shown + make_slots(13), {})
    rested = plan([make_channel(1, 2), make_channel(channel=TIKTOK)], shown + make_slots(14), {})

    assert planned(turns) == [2]
    assert turns[0].reason.overtaken == 1
    assert planned(rested) == [1]


def test_cooldown_weighs_more_than_the_sector():
    shown = make_slots(0, business=9, is_done=True) + make_slots(0, channel=TIKTOK, business=1, is_done=True)

    turns = plan([make_channel(1, 2), make_channel(channel=TIKTOK)], shown + make_slots(5), {1: 8, 2: 4, 9: 4})

    assert planned(turns) == [2]
    assert turns[0].reason.same_sector


def test_sector_is_unlike_the_slot_before_and_a_settled_one_after():
    before, after = make_slots(0, business=8, is_done=True), make_slots(2, business=9, kind=Kind.PINNED)

    turns = plan([make_channel(1, 2, 3)], before + make_slots(1) + after, {1: 5, 2: 6, 3: 7, 8: 5, 9: 6})

    assert planned(turns) == [3]


def test_window_ends_after_k_more_and_after_who_was_passed_k_times():
    shown = [Slot(pk, TIKTOK, at(0), place=pk, business=pk, kind=Kind.PINNED, is_done=True) for pk in range(1, 5)]
    slots = shown + make_slots(1)
    channels = [make_channel(1, 2, 3, 4, 5), make_channel(channel=TIKTOK)]

    # Only 5 has rested, and stands fifth: outside of four.
    assert planned(plan(channels, slots, {})) == [1]
    assert planned(plan(channels, slots, {}, Rules(passes=4))) == [5]

    shown_but_third = [slot for slot in slots if slot.business != 3]
    assert planned(plan(channels, shown_but_third, {})) == [3]
    channels[0] = make_channel(1, 2, 3, 4, 5, passed={2: 3})
    assert planned(plan(channels, shown_but_third, {})) == [1]


def test_a_broken_cooldown_is_declared():
    shown = make_slots(0, channel=TIKTOK, business=1, is_done=True)
    channels = [make_channel(1, 2, passed={1: 3}), make_channel(channel=TIKTOK)]

    (turn,) = plan(channels, shown + make_slots(4), {})

    assert turn.business == 1
    assert turn.reason.shown_days_ago == 4
    assert "cooldown broken: promoted only 4 days before" in in_words(turn.reason)
    assert "nobody goes before it, for it was passed 3 times" in in_words(turn.reason)


def test_all_channels_are_planned_together_in_the_order_of_time():
    channels = [make_channel(1, 2), make_channel(1, 2, channel=TIKTOK)]
    slots = make_slots(1, 3) + make_slots(0, 2, channel=TIKTOK)

    turns = plan(channels, slots, {})

    assert [(turn.slot, turn.business) for turn in turns] == [(200, 1), (101, 2), (202, 2), (103, 1)]


def test_a_missed_turn_gets_the_first_slot_that_is_not_approved():
    channel = make_channel(1, 2, 3, 4, missed={2: date(2026, 2, 13)})
    approved = make_slots(0, business=3)

    turns = plan([channel], approved + make_slots(1, 2), {})

    assert planned(turns) == [2, 1]
    assert "its turn of February 13 was missed" in in_words(turns[0].reason)


def test_a_skipped_slot_goes_to_another_who_then_waits_no_longer():
    turns = plan([make_channel(1, 2)], make_slots(0, skipped={1}) + make_slots(20), {})

    assert planned(turns) == [2, 1]


# Slots that are not open


def test_pinned_and_campaign_slots_redraw_but_pass_nobody():
    pinned = make_slots(0, business=3, kind=Kind.PINNED) + make_slots(1, business=2, kind=Kind.CAMPAIGN)

    turns = plan([make_channel(1, 2, 3)], pinned + make_slots(20, 40, 60), {})

    assert planned(turns) == [1, 3, 2]
    assert turns[0].reason.passed == 0


def test_a_campaign_slot_without_a_product_is_left_alone():
    turns = plan([make_channel(1)], make_slots(0, kind=Kind.CAMPAIGN) + make_slots(1), {})

    assert [turn.slot for turn in turns] == [101]
    assert turns[0].reason.shown_days_ago is None


def test_welcome_slot_takes_new_members_and_is_open_when_none_waits():
    old = make_tickets(1, 2, is_new=False)
    new = [Ticket(3, 3, JOINED), Ticket(4, 4, JOINED)]
    channel = Channel(INSTAGRAM, old + new, {1, 2, 3, 4})

    turns = plan([channel], make_slots(0, 20, 40, kind=Kind.WELCOME), {})

    assert [(turn.business, turn.is_open, turn.reason.code) for turn in turns] == [
        (3, False, Why.WELCOME),
        (4, False, Why.WELCOME),
        (1, True, Why.TURN),
    ]
    assert in_words(turns[0].reason) == "welcome to a new member, never promoted here, waiting 29 days"
    assert turns[2].reason.passed == 0


def test_whoever_was_done_on_another_channel_is_new_nowhere():
    instagram = make_channel(1, 2)
    tiktok = Channel(TIKTOK, make_tickets(1, is_new=False), ())

    turns = plan([instagram, tiktok], make_slots(20, kind=Kind.WELCOME), {})

    assert [(turn.business, turn.reason.code) for turn in turns] == [(2, Why.WELCOME)]
    assert planned(plan([instagram], make_slots(20, kind=Kind.WELCOME), {})) == [1]


def test_newcomer_is_welcomed_on_one_channel_only():
    channels = [make_channel(1, 2), make_channel(1, 2, channel=TIKTOK)]
    slots = make_slots(0, 40, kind=Kind.WELCOME) + make_slots(20, 60, channel=TIKTOK, kind=Kind.WELCOME)

    turns = plan(channels, slots, {})

    assert [(turn.slot, turn.business, turn.is_open) for turn in turns] == [
        (100, 1, False),
        (220, 2, False),
        (140, 2, True),
        (260, 1, True),
    ]


def test_newcomer_with_an_approved_turn_is_not_welcomed_before_it():
    channels = [make_channel(1), make_channel(1, channel=TIKTOK)]
    welcome = make_slots(0, kind=Kind.WELCOME)

    (promised,) = plan(channels, welcome + make_slots(1, channel=TIKTOK, business=1), {})
    (pinned,) = plan(channels, welcome + make_slots(1, channel=TIKTOK, business=1, kind=Kind.PINNED), {})
    (missed,) = plan([channels[0], replace(channels[1], missed={1: date(2026, 3, 1)})], welcome, {})

    assert (promised.business, promised.is_open) == (1, True)
    assert (pinned.is_open, missed.is_open) == (False, False)


def test_approved_slots_stay_and_their_businesses_have_no_second_turn_before():
    approved = make_slots(30, business=1)

    turns = plan([make_channel(1, 2, 3)], make_slots(0, 15) + approved + make_slots(45, 60), {})

    assert planned(turns) == [2, 3, 2, 3]


def test_an_approved_slot_passes_those_ahead_before_earlier_free_slots_are_filled():
    """2 may be passed once more, and the approval of 3 is that time; so the day before cannot go to 3 or 4."""
    shown = make_slots(0, channel=TIKTOK, business=2, is_done=True)
    channels = [make_channel(2, 3, 4, passed={2: 2}), make_channel(channel=TIKTOK)]
    approved = make_slots(5, business=3)

    assert planned(plan(channels, shown + make_slots(4), {})) == [3]
    assert planned(plan(channels, shown + make_slots(4) + approved, {})) == [2]


# The first numbers


def test_first_numbers_begin_with_another_business_on_each_channel():
    orders = [drawing_order([11, 12, 13, 14, 15, 16, 17], place, 3) for place in range(3)]

    assert orders == [
        [11, 12, 13, 14, 15, 16, 17],
        [13, 14, 15, 16, 17, 11, 12],
        [15, 16, 17, 11, 12, 13, 14],
    ]
    assert drawing_order([11], 2, 3) == [11]
    assert drawing_order([], 2, 3) == []


@given(st.integers(0, 40), st.integers(1, 8))
def test_first_numbers_are_spread_evenly(newcomers, channels):
    orders = [drawing_order(range(newcomers), place, channels) for place in range(channels)]

    assert all(sorted(order) == list(range(newcomers)) for order in orders)
    firsts = Counter(order[0] for order in orders if order)
    assert len(firsts) == min(newcomers, channels)
    assert max(firsts.values(), default=0) <= -(-channels // max(1, newcomers))


# What really happens


def test_draw_gives_a_number_once():
    queue = Queue(make_tickets(1, 2), {1, 2, 3})

    assert queue.draw(3, JOINED) == Ticket(3, 3, JOINED)
    assert queue.draw(1, JOINED) == Ticket(1, 1, JOINED)


def test_a_done_open_slot_passes_the_eligible_ahead():
    tickets = make_tickets(1, 2, 3, 4, 5, passed={2: 3})
    today = date(2026, 3, 2)

    changed = Queue(tickets, {1, 2, 4, 5}).done(4, today, is_open=True)

    assert changed == [Ticket(4, 6, today, is_new=False), Ticket(1, 1, JOINED, passed=1)]


def test_a_done_slot_that_is_not_open_passes_nobody():
    today = date(2026, 3, 2)

    assert Queue(make_tickets(1, 2), {1, 2}).done(2, today, is_open=False) == [Ticket(2, 3, today, is_new=False)]


def test_a_business_without_ticket_draws_when_it_is_done():
    today = date(2026, 3, 2)

    assert Queue([], {1}, next_number=8).done(1, today, is_open=False) == [Ticket(1, 8, today, is_new=False)]


def test_eligible_without_a_ticket_is_an_error():
    with pytest.raises(ValueError, match=r"without a ticket: \[7\]"):
        plan([make_channel(1, eligible=[1, 7])], [], {})


# Products, weeks, words


def test_product_waits_longest_then_is_best_prepared():
    long_ago, lately = date(2026, 1, 1), date(2026, 2, 20)
    products = {(INSTAGRAM, 1): [Product(1, lately, 9), Product(2, long_ago, 5), Product(3, long_ago, 7)]}
    slots = make_slots(0, 20, 40, 60)

    picked = pick_products(slots, plan([make_channel(1)], slots, {}), products)

    assert picked == {100: 3, 120: 2, 140: 1, 160: 3}


def test_product_stands_once_on_a_channel_at_a_time():
    slots = [Slot(1, INSTAGRAM, at(0), 1, Kind.PINNED, business=1, product=5)]
    slots += [Slot(2, INSTAGRAM, at(0), 2), Slot(3, INSTAGRAM, at(0), 3)]
    products = {(INSTAGRAM, 1): [Product(5, JOINED, 9), Product(6, JOINED, 1)]}

    picked = pick_products(slots, plan([make_channel(1)], slots, {}), products)

    assert picked == {2: 6, 3: None}


def test_weeks_short_of_open_slots():
    first, second = date(2026, 3, 2), date(2026, 3, 9)
    half = [(first, True), (first + timedelta(days=6), False)]
    over_half = [(second, True), (second, False), (second + timedelta(days=3), False)]

    assert weeks_short_of_open_slots([]) == []
    assert weeks_short_of_open_slots(half + over_half) == [second]


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        (Reason(Why.NOBODY), "no business is ready for this channel"),
        (Reason(Why.TURN, is_new=True), "never promoted here"),
        (Reason(Why.TURN, days=43, is_new=True), "never promoted here, waiting 43 days"),
        (Reason(Why.TURN, days=1), "last promoted here 1 day ago"),
        (
            Reason(Why.TURN, days=0, shown_days_ago=0),
            "last promoted here on the same day, cooldown broken: promoted on the same day too",
        ),
        (
            Reason(Why.TURN, days=20, same_sector=True),
            "last promoted here 20 days ago, same sector as a slot next to it",
        ),
        (
            Reason(Why.TURN, days=20, overtaken=1),
            "last promoted here 20 days ago, goes before 1 other promoted lately or of a sector next to this slot",
        ),
    ],
)
def test_reasons_in_words(reason, words):
    assert in_words(reason) == words
    assert Reason.from_json(json.loads(json.dumps(reason.as_json()))) == reason


def test_reason_of_a_missed_turn_survives_json():
    reason = Reason(Why.MISSED, days=12, missed_on=date(2026, 3, 13))

    assert reason.as_json()["missed_on"] == "2026-03-13"
    assert Reason.from_json(reason.as_json()) == reason


# Generated communities


@dataclass
class Row:
    """A slot as a database keeps it: planned, approved, done, missed or skipped."""

    id: int
    channel: int
    at: datetime
    kind: Kind
    place: int = 1
    status: str = "planned"
    business: int | None = None
    is_open: bool = False
    skipped: set = field(default_factory=set)

    @property
    def order(self):
        return self.at, self.place, self.id

    @property
    def is_turn(self):
        return self.kind in (Kind.OPEN, Kind.WELCOME)

    @property
    def is_free(self):
        return self.status == "planned" and self.is_turn

    def as_slot(self):
        is_settled = self.status in ("approved", "done")
        return Slot(
            self.id,
            self.channel,
            self.at,
            self.place,
            kind=Kind.OPEN if is_settled and self.is_open else self.kind,
            business=self.business if is_settled else None,
            is_done=self.status == "done",
            skipped=frozenset(self.skipped),
        )


@dataclass
class Wait:
    """What a business was promised when it drew, and which open slots were done since."""

    ahead: int
    not_counted: set
    done: list = field(default_factory=list)


class World:
    """A community and a team living from day to day.

    An orderly team approves the slots of a channel in the order of time and leaves skipped ones empty. Another one
    also approves in any order, takes approvals back, gives skipped slots to others, removes pins and adds slots.
    """

    horizon = timedelta(days=9)

    def __init__(self, seed, rules, businesses, channels, is_orderly=True, has_surprises=True):
        self.rng = random.Random(seed)
        self.rules = rules
        self.is_orderly = is_orderly
        self.has_surprises = has_surprises
        self.miss_rate = self.rng.choice([0, 0.1, 0.3])
        self.now = MONDAY
        self.sectors, self.rows, self.posted_late = {}, {}, []
        self.tickets = {channel: {} for channel in range(1, channels + 1)}
        self.eligible = {channel: set() for channel in self.tickets}
        self.missed = {channel: {} for channel in self.tickets}
        self.waits = defaultdict(dict)  # channel: {business: Wait}
        self.pattern = {channel: self.weekly_slots() for channel in self.tickets}
        self.laid_out_until = MONDAY
        self.lay_out()
        for _ in range(businesses):
            self.join()

    # The facts as the planner takes them

    def facts(self):
        channels = [
            Channel(pk, list(self.tickets[pk].values()), frozenset(self.eligible[pk]), dict(self.missed[pk]))
            for pk in self.tickets
        ]
        slots = [row.as_slot() for row in self.rows.values() if row.status in ("planned", "approved", "done")]
        return channels, slots, self.sectors, self.rules

    def replan(self):
        turns = plan(*self.facts())
        assert {turn.slot for turn in turns} == {row.id for row in self.rows.values() if row.is_free}
        for turn in turns:
            row = self.rows[turn.slot]
            row.business, row.is_open = turn.business, turn.is_open
        return turns

    # Calendar

    def weekly_slots(self):
        days = self.rng.sample(range(7), self.rng.randint(1, 7))
        hour, places = self.rng.choice([8, 12, 19]), self.rng.choice([1, 1, 1, 2])
        welcome = self.rng.choice([None, days[0]])
        return [
            (day, hour, place, Kind.WELCOME if day == welcome and place == 1 else Kind.OPEN)
            for day in days
            for place in range(1, places + 1)
        ]

    def lay_out(self):
        while self.laid_out_until < self.now + self.horizon:
            for channel, pattern in self.pattern.items():
                for weekday, hour, place, kind in pattern:
                    if weekday == self.laid_out_until.weekday():
                        self.add_slot(channel, self.laid_out_until + timedelta(hours=hour), kind, place)
            self.laid_out_until += timedelta(days=1)

    def add_slot(self, channel, moment, kind=Kind.OPEN, place=1):
        row = Row(len(self.rows) + 1, channel, moment, kind, place)
        self.rows[row.id] = row
        return row

    def coming(self, channel=None, **fields):
        """Slots from now on in the order of time."""
        rows = [
            row
            for row in self.rows.values()
            if row.at > self.now
            and channel in (None, row.channel)
            and all(getattr(row, name) == value for name, value in fields.items())
        ]
        return sorted(rows, key=lambda row: row.order)

    def any_of(self, rows):
        return self.rng.choice(rows) if rows else None

    # A day

    def live(self, days):
        for _ in range(days):
            self.live_a_day()

    def live_a_day(self):
        self.lay_out()
        for _ in range(self.rng.randrange(4) if self.has_surprises else 0):
            self.rng.choice(self.surprises())()
        self.approve_ahead()
        for row in self.coming():
            if row.at.date() == self.now.date():
                self.come_due(row)
        self.now += timedelta(days=1)
        self.end_grace()

    def surprises(self):
        orderly = [self.join, self.suspend, self.resume, self.leave, self.pin, self.pin_over, self.join_campaign]
        orderly += [self.skip, self.post_late]
        if self.is_orderly:
            return orderly
        return orderly + 2 * [self.approve_one, self.take_back, self.skip_and_refill, self.unpin, self.squeeze_in]

    def approve_ahead(self):
        """48 hours ahead, and now and then a week of one channel at once."""
        for channel in self.tickets:
            until = self.now + timedelta(days=self.rng.choice([2, 2, 2, 2, 7]))
            for row in self.coming(channel, status="planned"):
                may_approve = self.is_orderly or self.rng.random() < 0.7
                if row.at <= until and row.is_turn and may_approve:
                    self.approve(row)

    def approve(self, row):
        self.replan()
        if row.business is None:
            return
        row.status = "approved"
        if not self.is_orderly:
            self.forgive_out_of_order(row)

    def come_due(self, row):
        if row.is_free:
            self.approve(row)  # its time has come
        if row.status != "approved":
            row.status = "skipped"
        elif self.rng.random() < 1 - 2 * self.miss_rate:
            self.done(row)

    def end_grace(self):
        waiting = [row for row in self.rows.values() if row.status == "approved" and row.at < self.now]
        self.rng.shuffle(waiting)
        for row in waiting:
            if self.rng.random() < 0.5:
                self.done(row)
            else:
                self.miss(row)

    # Outcomes

    def done(self, row):
        tickets, business = self.tickets[row.channel], row.business
        own_number = tickets[business].number if business in tickets else 0
        if own_number and self.rng.random() < 0.5:
            loaded = [ticket for ticket in tickets.values() if ticket.number <= own_number]
        else:
            loaded = tickets.values()
        next_number = max((ticket.number for ticket in tickets.values()), default=0) + 1
        queue = Queue(loaded, self.eligible[row.channel], self.rules, next_number)
        for ticket in queue.done(business, row.at.date(), row.is_open):
            tickets[ticket.business] = ticket
        self.missed[row.channel].pop(business, None)
        was_missed = row.status == "missed"
        row.status = "done"
        if row.is_open and not was_missed:
            for other, wait in self.waits[row.channel].items():
                if other != business:
                    wait.done.append(row)
        self.check_wait(row.channel, business, before=row.order)
        self.waits[row.channel].pop(business, None)
        self.start_waiting(row.channel, business)
        self.check_all()

    def miss(self, row):
        row.status = "missed"
        if row.is_turn:
            self.missed[row.channel].setdefault(row.business, row.at.date())
        self.posted_late.append(row)
        self.forgive_own_miss(row)
        self.check_all()

    def post_late(self):
        row = self.any_of([row for row in self.posted_late if row.status == "missed" and row.business in self.sectors])
        if row:
            self.done(row)

    # Surprises of every community

    def join(self):
        business = len(self.sectors) + 1
        self.sectors[business] = self.rng.choice([None, 1, 2, 3])
        for channel in self.tickets:
            if self.rng.random() < 0.8:
                self.become_eligible(channel, business)

    def become_eligible(self, channel, business):
        had_ticket = business in self.tickets[channel]
        self.eligible[channel].add(business)
        queue = Queue(self.tickets[channel].values(), self.eligible[channel], self.rules)
        self.tickets[channel][business] = queue.draw(business, self.now.date())
        if not had_ticket:
            self.start_waiting(channel, business)

    def suspend(self):
        channel = self.rng.choice(list(self.tickets))
        business = self.any_of(sorted(self.eligible[channel]))
        if business:
            self.eligible[channel].discard(business)
            self.waits[channel].pop(business, None)

    def resume(self):
        channel = self.rng.choice(list(self.tickets))
        business = self.any_of(sorted(set(self.sectors) - self.eligible[channel]))
        if business and self.tickets[channel]:
            self.become_eligible(channel, business)

    def leave(self):
        business = self.any_of(list(self.sectors))
        if business is None or self.rng.random() < 0.5:
            return
        for channel in self.tickets:
            for table in (self.tickets, self.missed, self.waits):
                table[channel].pop(business, None)
            self.eligible[channel].discard(business)
        for row in self.rows.values():
            if row.business == business and row.status == "approved":
                row.status = "skipped"
            elif row.business == business and row.status == "planned":
                row.business = None

    def pin(self):
        self.settle_by_hand(self.any_of(self.coming(is_free=True)), Kind.PINNED)

    def join_campaign(self):
        self.settle_by_hand(self.any_of(self.coming(is_free=True)), Kind.CAMPAIGN)

    def pin_over(self):
        row = self.any_of(self.coming(status="approved"))
        if row:
            self.forgive_own_miss(row)
            self.settle_by_hand(row, Kind.PINNED)

    def settle_by_hand(self, row, kind):
        if row and self.sectors:
            row.kind, row.status, row.is_open = kind, "approved", False
            row.business = self.rng.choice(list(self.sectors))

    def skip(self):
        row = self.any_of(self.coming(status="approved"))
        if row:
            row.status = "skipped"
            self.forgive_own_miss(row)

    # Surprises of a disorderly team

    def approve_one(self):
        row = self.any_of(self.coming(is_free=True))
        if row:
            self.approve(row)

    def take_back(self):
        row = self.any_of([row for row in self.coming(status="approved") if row.is_turn])
        if row:
            row.status, row.business = "planned", None

    def skip_and_refill(self):
        row = self.any_of([row for row in self.coming(status="approved") if row.is_turn])
        if row:
            self.forgive_own_miss(row)
            row.skipped.add(row.business)
            row.status, row.business = "planned", None

    def unpin(self):
        row = self.any_of(self.coming(kind=Kind.PINNED, status="approved"))
        if row:
            row.kind, row.status, row.business = Kind.OPEN, "planned", None

    def squeeze_in(self):
        channel = self.rng.choice(list(self.tickets))
        self.add_slot(channel, self.now + timedelta(hours=self.rng.randint(1, 200)))

    # The guarantee

    def start_waiting(self, channel, business):
        if business in self.eligible[channel]:
            approved = self.approved_for_others(channel, business)
            self.waits[channel][business] = Wait(len(self.tickets[channel]) - 1, approved)

    def approved_for_others(self, channel, business):
        return {
            row.id
            for row in self.rows.values()
            if row.channel == channel and row.status == "approved" and row.business != business
        }

    def forgive_own_miss(self, row):
        if wait := self.waits[row.channel].get(row.business):
            wait.not_counted |= self.approved_for_others(row.channel, row.business)
            wait.not_counted |= {other.id for other in wait.done if other.order > row.order}

    def forgive_out_of_order(self, approved):
        """`approved` does not count for those who have an approved turn, or stand earlier in the calendar."""
        own = defaultdict(list)
        for row in self.rows.values():
            if row.channel == approved.channel and row.status in ("planned", "approved"):
                own[row.business].append(row)
        for business, wait in self.waits[approved.channel].items():
            if business != approved.business and any(
                (row.status == "approved" and row.is_turn) or row.order < approved.order for row in own[business]
            ):
                wait.not_counted.add(approved.id)

    def check_wait(self, channel, business, before=None):
        wait = self.waits[channel].get(business)
        if wait:
            counted = [
                row
                for row in wait.done
                if row.id not in wait.not_counted
                and business not in row.skipped
                and (before is None or row.order < before)
            ]
            assert len(counted) + 1 <= wait.ahead + self.rules.passes + 1

    def check_all(self):
        """Nobody waits longer than promised; whose own slot is still awaited is looked at as of that slot."""
        for channel, tickets in self.tickets.items():
            assert all(ticket.passed <= self.rules.passes for ticket in tickets.values())
            own = {}
            for row in self.rows.values():
                if row.channel == channel and row.status == "approved":
                    own[row.business] = min(own.get(row.business, row.order), row.order)
            for business in self.waits[channel]:
                self.check_wait(channel, business, own.get(business))


rules = st.builds(Rules, passes=st.integers(0, 3), cooldown=st.sampled_from([0, 5, 14]))
worlds = st.builds(
    World, seed=st.integers(0, 2**32), rules=rules, businesses=st.integers(0, 14), channels=st.integers(1, 3)
)
disorderly_worlds = st.builds(
    World,
    seed=st.integers(0, 2**32),
    rules=rules,
    businesses=st.integers(0, 14),
    channels=st.integers(1, 2),
    is_orderly=st.just(False),
)
steady_worlds = st.builds(
    World,
    seed=st.integers(0, 2**32),
    rules=rules,
    businesses=st.integers(1, 14),
    channels=st.integers(1, 2),
    has_surprises=st.just(False),
)
few = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
fewer = settings(few, max_examples=25)


@few
@given(worlds, st.integers(10, 40))
def test_guarantee(world, days):
    world.live(days)


@few
@given(disorderly_worlds, st.integers(10, 40))
def test_guarantee_with_a_disorderly_team(world, days):
    world.live(days)


@few
@given(worlds | disorderly_worlds, st.integers(0, 15))
def test_plan_is_what_the_rules_say(world, days):
    world.live(days)
    facts = world.facts()

    turns = plan(*facts)

    assert [(turn.slot, turn.business, turn.is_open) for turn in turns] == planned_step_by_step(*facts)


def planned_step_by_step(channels, slots, sectors, rules):
    """The same plan without haste: every step looks at all tickets."""
    calendar = sorted(slots, key=lambda slot: (slot.at, slot.channel, slot.place, slot.id))
    tickets = {channel.id: {ticket.business: ticket for ticket in channel.tickets} for channel in channels}
    eligible = {channel.id: channel.eligible for channel in channels}
    missed = {channel.id: dict(channel.missed) for channel in channels}
    promised, counted, shown = set(), set(), []
    met = {slot.business for slot in slots if slot.is_promised}
    met |= {ticket.business for channel in channels for ticket in channel.tickets if not ticket.is_new}

    def in_line(channel):
        away = {business for _, at_channel, business in promised if at_channel == channel}
        line = [t for t in tickets[channel].values() if t.business in eligible[channel] - away]
        return sorted(line, key=lambda ticket: ticket.number)

    def overtake(channel, number):
        for ticket in in_line(channel):
            if ticket.number < number:
                passed = min(rules.passes, ticket.passed + 1)
                tickets[channel][ticket.business] = replace(ticket, passed=passed)

    def redraw(slot, business):
        number = max((ticket.number for ticket in tickets[slot.channel].values()), default=0) + 1
        tickets[slot.channel][business] = Ticket(business, number, slot.at.date(), is_new=False)
        missed[slot.channel].pop(business, None)

    def number_of(slot, business):
        held = tickets[slot.channel].get(business)
        return held.number if held else float("inf")

    for index, slot in enumerate(calendar):
        before = calendar[:index]
        if slot.business is None or slot.is_done:
            continue
        if slot.kind is Kind.OPEN and any(other.is_free and other.channel == slot.channel for other in before):
            is_second = any(
                (other.channel, other.business, other.is_done) == (slot.channel, slot.business, False)
                for other in before
            )
            overtake(slot.channel, float("inf") if is_second else number_of(slot, slot.business))
            counted.add(slot.id)
        if slot.is_promised:
            promised.add((slot.id, slot.channel, slot.business))

    planned = []
    for slot in calendar:
        if slot.is_free:
            line = [ticket for ticket in in_line(slot.channel) if ticket.business not in slot.skipped]
            strangers = [ticket for ticket in line if ticket.business not in met | {one for _, one in shown}]
            newcomers = strangers if slot.kind is Kind.WELCOME else []
            window = []
            for ticket in newcomers or line:
                window.append(ticket)
                if ticket.passed >= rules.passes or len(window) == rules.passes + 1:
                    break
            on_channel = [other for other in calendar if other.channel == slot.channel]
            after = on_channel[on_channel.index(slot) + 1 :][:1]
            beside = [business for other, business in shown if other.channel == slot.channel][-1:]
            beside += [other.business for other in after if other.business is not None]
            sectors_beside = [sectors[business] for business in beside if sectors[business] is not None]

            def wishes(ticket, slot=slot, sectors_beside=sectors_beside):
                last = [other.at for other, business in shown if business == ticket.business][-1:]
                return (
                    ticket.business not in missed[slot.channel],
                    any((slot.at.date() - moment.date()).days < rules.cooldown for moment in last),
                    sectors[ticket.business] in sectors_beside,
                    ticket.number,
                )

            chosen = min(window, key=wishes).business if window else None
            is_open = not newcomers
            planned.append((slot.id, chosen, is_open))
        else:
            chosen, is_open = slot.business, slot.kind is Kind.OPEN and slot.id not in counted
        if chosen is None:
            continue
        if not slot.is_done:
            if is_open:
                overtake(slot.channel, number_of(slot, chosen))
            redraw(slot, chosen)
            promised.discard((slot.id, slot.channel, chosen))
        shown.append((slot, chosen))
    return planned


@few
@given(worlds | disorderly_worlds, st.integers(0, 15), st.randoms(use_true_random=True))
def test_plan_depends_on_the_facts_alone(world, days, shuffler):
    world.live(days)
    channels, slots, sectors, rules = world.facts()
    shuffled_channels = [replace(one, tickets=shuffler.sample(one.tickets, len(one.tickets))) for one in channels]
    shuffler.shuffle(shuffled_channels)
    shuffled_sectors = dict(shuffler.sample(list(sectors.items()), len(sectors)))

    turns = plan(channels, slots, sectors, rules)

    assert turns == plan(channels, slots, sectors, rules)
    assert turns == plan(shuffled_channels, shuffler.sample(slots, len(slots)), shuffled_sectors, rules)


@few
@given(worlds | disorderly_worlds, st.integers(0, 15))
def test_every_turn_has_a_reason_that_names_a_broken_cooldown(world, days):
    world.live(days)
    channels, slots, sectors, rules = world.facts()

    turns = {turn.slot: turn for turn in plan(channels, slots, sectors, rules)}

    shown = {}
    for slot in sorted(slots, key=lambda slot: (slot.at, slot.channel, slot.place, slot.id)):
        turn = turns.get(slot.id)
        business = turn.business if turn else slot.business
        if turn:
            assert in_words(turn.reason)
            days_ago = (slot.at.date() - shown[business]).days if business in shown else rules.cooldown
            assert turn.reason.shown_days_ago == (days_ago if days_ago < rules.cooldown else None)
            assert ("cooldown broken" in in_words(turn.reason)) == (days_ago < rules.cooldown and business is not None)
        if business is not None:
            shown[business] = slot.at.date()


@few
@given(worlds | disorderly_worlds, st.integers(0, 15))
def test_only_who_stands_nowhere_yet_is_welcomed(world, days):
    world.live(days)
    channels, slots, sectors, rules = world.facts()

    turns = {turn.slot: turn for turn in plan(channels, slots, sectors, rules)}

    shown = {ticket.business for channel in channels for ticket in channel.tickets if not ticket.is_new}
    promised = {slot.business for slot in slots if slot.is_promised}
    for slot in sorted(slots, key=lambda slot: (slot.at, slot.channel, slot.place, slot.id)):
        turn = turns.get(slot.id)
        if turn and not turn.is_open:
            assert slot.kind is Kind.WELCOME
            assert turn.business not in shown | promised
        shown.add(turn.business if turn else slot.business)


@few
@given(worlds | disorderly_worlds, st.integers(0, 15))
def test_planning_leaves_settled_slots_alone(world, days):
    world.live(days)
    channels, slots, sectors, rules = world.facts()

    turns = plan(channels, slots, sectors, rules)

    free = {slot.id for slot in slots if slot.business is None and slot.kind in (Kind.OPEN, Kind.WELCOME)}
    assert {turn.slot for turn in turns} == free


@few
@given(steady_worlds, st.integers(1, 20))
def test_a_missed_turn_keeps_its_ticket_and_gets_the_first_slot_not_approved(world, days):
    world.live(days)
    row = next((row for row in world.coming(status="approved") if row.is_turn), None)
    if row is None:
        return
    world.now = row.at
    held = dict(world.tickets[row.channel])
    settled = {other.id: other.business for other in world.rows.values() if other.status == "approved"}

    world.miss(row)
    turns = world.replan()

    assert world.tickets[row.channel] == held
    assert all(world.rows[pk].business == business for pk, business in settled.items())
    has_another_turn = any(row.business == other.business for other in world.coming(row.channel, status="approved"))
    turns = [turn for turn in turns if world.rows[turn.slot].channel == row.channel]
    first_open = next((index for index, turn in enumerate(turns) if turn.is_open), None)
    if row.is_open and not has_another_turn and first_open is not None:
        # A welcome slot may come first, and of two missed turns one is the first.
        served = [turn.business for turn in turns[: first_open + 1]]
        assert row.business in served or turns[first_open].reason.code == Why.MISSED


@few
@given(worlds, st.integers(0, 15), st.integers(0, 30))
def test_a_plan_that_comes_true_stays(world, days, steps):
    world.live(days)
    channels, slots, sectors, rules = world.facts()
    turns = plan(channels, slots, sectors, rules)
    by_slot = {turn.slot: turn for turn in turns}
    empty = {turn.slot for turn in turns if turn.business is None}
    calendar = sorted(slots, key=lambda slot: (slot.at, slot.channel, slot.place, slot.id))
    calendar = [slot for slot in calendar if slot.id not in empty]
    first = [slot for slot in calendar if not slot.is_done][:steps]
    later = [slot for slot in calendar if slot not in first]

    approved = [settled(slot, by_slot) for slot in first]
    after_approval = plan(channels, approved + later, sectors, rules)
    done = [replace(slot, is_done=True) for slot in approved]
    after_posting = plan([happened(channel, approved, rules) for channel in channels], done + later, sectors, rules)

    expected = [turn for turn in turns if turn.slot in {slot.id for slot in later}]
    assert after_approval == expected
    assert after_posting == expected


def settled(slot, by_slot):
    turn = by_slot.get(slot.id)
    return replace(slot, business=turn.business, kind=Kind.OPEN if turn.is_open else slot.kind) if turn else slot


def happened(channel, slots, rules):
    """The facts of a channel after these slots were done in order."""
    queue = Queue(channel.tickets, channel.eligible, rules)
    missed = dict(channel.missed)
    for slot in slots:
        if slot.channel == channel.id:
            queue.done(slot.business, slot.at.date(), slot.kind is Kind.OPEN)
            missed.pop(slot.business, None)
    return Channel(channel.id, list(queue.tickets.values()), channel.eligible, missed)


@fewer
@given(worlds, st.integers(0, 15), st.integers(0, 9))
@example(World(seed=3, rules=Rules(passes=0, cooldown=0), businesses=10, channels=1), 1, 3)
def test_a_longer_horizon_only_adds_turns(world, days, shorter):
    world.live(days)
    channels, slots, sectors, rules = world.facts()
    until = world.now + timedelta(days=shorter)
    # A slot looks at its next neighbour, so the first one past the shorter horizon has to stand in both.
    later = sorted((slot for slot in slots if slot.at >= until), key=lambda slot: (slot.at, slot.place, slot.id))
    edge = {slot.channel: slot.id for slot in reversed(later)}.values()
    near = [slot for slot in slots if slot.at < until or slot.business is not None or slot.id in edge]

    turns = plan(channels, slots, sectors, rules)

    before = {slot.id for slot in slots if slot.at < until}
    near_turns = plan(channels, near, sectors, rules)
    assert [turn for turn in near_turns if turn.slot in before] == [turn for turn in turns if turn.slot in before]

"""Who is promoted next, and why: computed from facts alone, without database or clock.

**The queue.** Each channel has numbered tickets, one for each business. A business draws the next number when it first
becomes eligible there and whenever a slot of its own there is done, by any route. Nothing else changes a number: not a
missed, skipped or planned turn, not a spell of ineligibility. Those who first become eligible together draw in the same
order on all channels, but on each channel it begins with another of them, so that nobody stands first everywhere.

**The choice.** For an open slot the *window* is the first k + 1 eligible businesses by number, cut after the first that
has been passed k times. In the window a missed turn goes first, then who breaks the fewest wishes (rested since its
last slot on any channel; a sector unlike its neighbours'), then the lower number. A welcome slot goes by the same rule
among the eligible businesses that are new: never done on any channel. It is open when none of them waits. Whoever
stands approved for a turn on some channel is taken to be new no longer, so that nobody is welcomed twice at once; if
that turn is missed, the business is new again.

**Who is passed.** A done *open* slot adds one to `passed` of every business that is eligible then and holds a lower
number than the one done, up to k. Pinned, campaign and welcome slots take no open slot from anybody, so they pass
nobody; if they did, a few pins would empty the window of choice for all. Who is ineligible could not have been chosen.

**Approved slots** of the rotation are promises. Their businesses leave the line until that slot, and whoever they
overtake counts as passed from the start, even when an earlier slot of the channel is still free. A planned slot whose
time has come counts as approved: it can be posted or missed, but not given to another.

**The guarantee.** A business with A tickets ahead when it draws, and eligible throughout, is done at the latest in the
(A + k + 1)-th open slot done after that, provided its own turns are not missed or skipped, not counting slots already
approved for others when it drew. Each own miss or skip adds at most the slots approved for others at that moment.
Proof: an open slot done by another either has a business from ahead, which then draws a number behind, A times at most;
or one from behind, k times at most, because whoever has been passed k times closes the window. Promises keep the sum:
to approve a turn uses up a ticket ahead or a pass, and a promise to another that falls through only gives it back.

The words are meant so:

- Slots are in the order of their own times, not of their posting: a post within the grace period changes no place.
- A slot that was missed and is posted after all redraws the ticket, but is no longer counted.
- "Approved at that moment" are the slots then approved for others, and those after the missed turn that were done
  while its own post was still awaited. A skipped slot that is given to another is one of them.
- Approving out of order is the team's own promise: a slot approved for another while a turn of the business already
  stands approved, or stands earlier in the calendar and waits for approval, is not counted. Approve each channel in
  the order of time and there is none.
- Later joiners never raise A + k + 1; inside of it they may be among the k that pass.

**Planning again** with the same facts gives the same plan; so does planning after turns were approved or done as
planned and in order, and a longer horizon only adds turns at its end. A planned turn moves only when a fact makes the
rules give its slot to another; there is nothing to remember between two plans.

Days are calendar days, so times come in the time zone that people read.
"""

from collections import Counter, deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import takewhile

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


class Kind(StrEnum):
    OPEN = "open"
    WELCOME = "welcome"
    PINNED = "pinned"
    CAMPAIGN = "campaign"


class Why(StrEnum):
    TURN = "turn"
    MISSED = "missed"
    WELCOME = "welcome"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Rules:
    """How often a ticket may be passed (k), and how many days a business rests between two slots."""

    passes: int = 3
    cooldown: int = 14


@dataclass(frozen=True, slots=True)
class Ticket:
    """A business's place on one channel; `is_new` until a slot of the business is done there.

    The business itself is new, and may be welcomed, as long as all its tickets are.
    """

    business: int
    number: int
    drawn_on: date
    passed: int = 0
    is_new: bool = True


@dataclass(frozen=True, slots=True)
class Channel:
    """What is true of one channel now.

    `tickets` holds those of ineligible businesses too; on a channel out of use, where nobody is eligible, they still
    tell who was promoted. `missed` says for whom a turn was missed since its last done slot here, and on which day.
    """

    id: int
    tickets: Iterable[Ticket]
    eligible: Collection[int]
    missed: Mapping[int, date] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Slot:
    """One dated exposure; missed and skipped ones are none.

    `business` is set when the slot is settled: done, approved, pinned, a campaign's, or its time has come. An open or
    welcome slot without one is for the rotation to fill, but not with a business of `skipped`; its `product` is one
    chosen by hand, for as long as it is the turn of that product's business. A welcome slot that was filled as an open
    one stays `Kind.OPEN`.
    """

    id: int
    channel: int
    at: datetime
    place: int = 1
    kind: Kind = Kind.OPEN
    business: int | None = None
    product: int | None = None
    is_done: bool = False
    skipped: Collection[int] = ()

    @property
    def is_free(self) -> bool:
        return self.business is None and self.is_turn

    @property
    def is_turn(self) -> bool:
        """Whether the rotation fills it."""
        return self.kind in (Kind.OPEN, Kind.WELCOME)

    @property
    def is_promised(self) -> bool:
        return self.business is not None and self.is_turn and not self.is_done


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a slot is whose it is; `in_words` says it to people.

    `days` is the wait from the draw to the slot, `overtaken` the number of businesses in the window that go after it
    in spite of their lower numbers, `shown_days_ago` is set when the cooldown is broken.
    """

    code: Why
    days: int = 0
    is_new: bool = False
    missed_on: date | None = None
    passed: int = 0
    is_at_limit: bool = False
    overtaken: int = 0
    shown_days_ago: int | None = None
    same_sector: bool = False

    def as_json(self) -> dict:
        """Plain values for a JSON column; `from_json` reads them."""
        return {**asdict(self), "missed_on": self.missed_on and self.missed_on.isoformat()}

    @classmethod
    def from_json(cls, said: Mapping) -> "Reason":
        missed_on = said["missed_on"] and date.fromisoformat(said["missed_on"])
        return cls(**{**said, "code": Why(said["code"]), "missed_on": missed_on})


@dataclass(frozen=True, slots=True)
class Turn:
    """A free slot as planned. `is_open` is to be kept with the slot: a done open slot passes those ahead."""

    slot: int
    business: int | None
    is_open: bool
    reason: Reason


@dataclass(frozen=True, slots=True)
class Product:
    """A product that may be promoted: `waiting_since` its last slot anywhere, or else since it could be promoted."""

    id: int
    waiting_since: date
    readiness: int = 0


class Queue:
    """The tickets of one channel: what a draw and a done slot change in them, in the plan as in fact.

    For one real event the tickets up to the number of the business concerned are enough, if `next_number` is given.
    """

    def __init__(
        self,
        tickets: Iterable[Ticket],
        eligible: Collection[int],
        rules: Rules = Rules(),
        next_number: int | None = None,
    ):
        self.tickets = {ticket.business: ticket for ticket in tickets}
        self.eligible = frozenset(eligible)
        self.rules = rules
        # Approved slots ahead, by business; the plan keeps it out of the line meanwhile.
        self.promised: Counter[int] = Counter()
        waiting = [(t.number, t.business) for t in self.tickets.values() if t.business in self.eligible]
        waiting.sort()
        # Both lines only ever grow at their ends. Who redraws leaves its old place behind; it is dropped at the front.
        self._line = deque(waiting)
        self._new_line = deque(place for place in waiting if self.tickets[place[1]].is_new)
        self._next_number = next_number or max((t.number for t in self.tickets.values()), default=0) + 1

    def draw(self, business: int, on: date) -> Ticket:
        """Return the ticket of a business that is eligible: the one it holds, or its first."""
        return self.tickets.get(business) or self._take_number(business, on, is_new=True)

    def done(self, business: int, on: date, is_open: bool) -> list[Ticket]:
        """Return the tickets that change when a slot of `business` is done on day `on`, its own new one first."""
        passed = self.overtake(business) if is_open else []
        return [self.redraw(business, on), *passed]

    def redraw(self, business: int, on: date) -> Ticket:
        return self._take_number(business, on, is_new=False)

    def overtake(self, business: int, from_the_end: bool = False) -> list[Ticket]:
        """Add one to `passed` of everyone eligible ahead of `business`, and return their tickets.

        A business chosen for a slot stands at most k places behind the first, so there are few, unless the line
        changed after the choice. `from_the_end` is for a business that will have drawn anew by then.
        """
        ahead = [ticket for ticket in self._ahead_of(business, from_the_end) if ticket.passed < self.rules.passes]
        passed = [replace(ticket, passed=ticket.passed + 1) for ticket in ahead]
        self.tickets.update((ticket.business, ticket) for ticket in passed)
        return passed

    def window(self, without: Collection[int] = ()) -> list[Ticket]:
        return self._window(self._line, without)

    def newcomers_window(self, promoted: Collection[int], without: Collection[int] = ()) -> list[Ticket]:
        """The window among the new: neither done here nor in `promoted`, which may only grow from call to call."""
        while self._new_line and self._new_line[0][1] in promoted:
            self._new_line.popleft()
        return self._window(self._new_line, without, promoted)

    def _window(self, line: deque, without: Collection[int], promoted: Collection[int] = ()) -> list[Ticket]:
        """The first k + 1 tickets in the line, cut after the first that has been passed k times.

        Takes few steps however long the line is: open slots pass the first at most k times before it leaves, so the
        places that others left behind it are not seen again and again.
        """
        window = []
        while line and not self._holds(line[0]):
            line.popleft()
        for ticket in self._waiting(line):
            if ticket.business in without or ticket.business in promoted:
                continue
            window.append(ticket)
            if len(window) > self.rules.passes or ticket.passed >= self.rules.passes:
                break
        return window

    def _ahead_of(self, business: int, from_the_end: bool) -> Iterator[Ticket]:
        own = self.tickets.get(business)
        if own is None or from_the_end:
            return (ticket for ticket in self._waiting(self._line) if ticket.business != business)
        return takewhile(lambda ticket: ticket.number < own.number, self._waiting(self._line))

    def _waiting(self, line: deque) -> Iterator[Ticket]:
        return (self.tickets[place[1]] for place in line if self._holds(place))

    def _holds(self, place: tuple[int, int]) -> bool:
        number, business = place
        return self.tickets[business].number == number and not self.promised[business]

    def _take_number(self, business: int, on: date, is_new: bool) -> Ticket:
        ticket = self.tickets[business] = Ticket(business, self._next_number, on, is_new=is_new)
        self._next_number += 1
        if business in self.eligible:
            self._line.append((ticket.number, business))
            if is_new:
                self._new_line.append((ticket.number, business))
        return ticket


def drawing_order(newcomers: Sequence[int], place: int, channels: int) -> list[int]:
    """Return the order in which businesses that become eligible together draw on one of so many channels.

    `newcomers` stand in the order of joining, `place` is the channel's among the others, from 0. With each channel the
    first one to draw stands further down, by even steps.
    """
    first = len(newcomers) * place // channels
    return [*newcomers[first:], *newcomers[:first]]


def plan(
    channels: Iterable[Channel],
    slots: Iterable[Slot],
    sectors: Mapping[int, int | None],
    rules: Rules = Rules(),
) -> list[Turn]:
    """Fill the free slots of all channels in the order of time; one `Turn` for each, also where nobody is ready.

    `slots` are those of the horizon, settled ones whose post is still awaited, and the done ones that still matter: of
    the last `rules.cooldown` days, and the last one of each channel. Free ones lie ahead. `channels` are all that there
    are, for they tell who is new. `sectors` gives the sector of each business. Every slot is taken to be done at its
    time. Raises ValueError if an eligible business holds no ticket, KeyError for a free slot of an unknown channel.
    """
    calendar = sorted(slots, key=_order)
    simulation = _Simulation(channels, sectors, rules)
    simulation.keep_promises(calendar)
    following = _settled_next(calendar)
    turns = []
    for slot in calendar:
        if slot.is_free:
            turns.append(simulation.fill(slot, following.get(slot.id)))
        elif slot.business is not None:
            simulation.pass_by(slot, slot.business)
    return turns


def _order(slot: Slot):
    return slot.at, slot.channel, slot.place, slot.id


def _settled_next(calendar: list[Slot]) -> dict[int, int | None]:
    """Map a slot to the business of the next one on its channel, if that is settled."""
    after: dict[int, int | None] = {}
    found: dict[int, int | None] = {}
    for slot in reversed(calendar):
        found[slot.id] = after.get(slot.channel)
        after[slot.channel] = slot.business
    return found


class _Simulation:
    """The coming weeks on all channels, as far as they are planned."""

    def __init__(self, channels: Iterable[Channel], sectors: Mapping[int, int | None], rules: Rules):
        self.sectors = sectors
        self.rules = rules
        self.queues: dict[int, Queue] = {}
        self.missed: dict[int, dict[int, date]] = {}
        for channel in channels:
            self.queues[channel.id] = queue = Queue(channel.tickets, channel.eligible, rules)
            self.missed[channel.id] = dict(channel.missed)
            if without_ticket := queue.eligible - queue.tickets.keys():
                raise ValueError(f"eligible on channel {channel.id} without a ticket: {sorted(without_ticket)[:5]}")
        # Who is new no longer: done on some channel, or promised there.
        self.promoted = {
            ticket.business for queue in self.queues.values() for ticket in queue.tickets.values() if not ticket.is_new
        }
        self.counted: set[int] = set()  # open slots whose passes are counted already
        self.shown_on: dict[int, int] = {}  # day of a business's last slot, as an ordinal
        self.shown_last: dict[int, int] = {}  # business last shown on a channel

    def keep_promises(self, calendar: list[Slot]):
        """Take the businesses of promised slots out of the line, and count whom such slots pass behind a free one.

        Else the free slot could pass somebody whom the promise after it then passes once too often. Promises before
        every free slot of their channel are simulated at their time.
        """
        with_free_slot, redrawn = set(), set()
        for slot in calendar:
            if slot.business is not None and slot.is_promised:
                self.promoted.add(slot.business)
            if slot.is_free:
                with_free_slot.add(slot.channel)
            elif slot.business is not None and not slot.is_done and slot.channel in self.queues:
                queue = self.queues[slot.channel]
                if slot.kind is Kind.OPEN and slot.channel in with_free_slot:
                    queue.overtake(slot.business, from_the_end=(slot.channel, slot.business) in redrawn)
                    self.counted.add(slot.id)
                queue.promised[slot.business] += slot.is_promised
                redrawn.add((slot.channel, slot.business))

    def fill(self, slot: Slot, business_after: int | None) -> Turn:
        queue = self.queues[slot.channel]
        newcomers = queue.newcomers_window(self.promoted, slot.skipped) if slot.kind is Kind.WELCOME else []
        window = newcomers or queue.window(slot.skipped)
        is_open = not newcomers
        if not window:
            return Turn(slot.id, None, is_open, Reason(Why.NOBODY))
        neighbours = self._sectors_of(self.shown_last.get(slot.channel), business_after)
        ticket = min(window, key=lambda ticket: self._preference(ticket, slot, neighbours))
        reason = self._reason(ticket, slot, window, neighbours, is_open)
        queue.done(ticket.business, slot.at.date(), is_open)
        self._show(slot, ticket.business)
        return Turn(slot.id, ticket.business, is_open, reason)

    def pass_by(self, slot: Slot, business: int):
        """Let a settled slot of `business` happen."""
        queue = self.queues.get(slot.channel)
        if queue and not slot.is_done:
            queue.done(business, slot.at.date(), slot.kind is Kind.OPEN and slot.id not in self.counted)
            queue.promised[business] -= slot.is_promised
        self._show(slot, business)

    def _show(self, slot: Slot, business: int):
        self.shown_on[business] = slot.at.toordinal()
        self.shown_last[slot.channel] = business
        self.promoted.add(business)
        if slot.channel in self.missed and not slot.is_done:
            self.missed[slot.channel].pop(business, None)

    def _preference(self, ticket: Ticket, slot: Slot, neighbours: set) -> tuple:
        business = ticket.business
        return (
            business not in self.missed[slot.channel],
            self._shown_days_ago(business, slot) is not None,
            self.sectors.get(business) in neighbours,
            ticket.number,
        )

    def _shown_days_ago(self, business: int, slot: Slot) -> int | None:
        """Days since the last slot of `business` on any channel, or None when it has rested long enough."""
        shown_on = self.shown_on.get(business)
        if shown_on is None or slot.at.toordinal() - shown_on >= self.rules.cooldown:
            return None
        return slot.at.toordinal() - shown_on

    def _sectors_of(self, *businesses: int | None) -> set:
        return {self.sectors.get(business) for business in businesses if business is not None} - {None}

    def _reason(self, ticket: Ticket, slot: Slot, window: list[Ticket], neighbours: set, is_open: bool) -> Reason:
        missed_on = self.missed[slot.channel].get(ticket.business)
        return Reason(
            code=Why.MISSED if missed_on else Why.TURN if is_open else Why.WELCOME,
            days=max(0, (slot.at.date() - ticket.drawn_on).days),
            is_new=ticket.is_new,
            missed_on=missed_on,
            passed=ticket.passed,
            is_at_limit=0 < self.rules.passes <= ticket.passed,
            overtaken=window.index(ticket),
            shown_days_ago=self._shown_days_ago(ticket.business, slot),
            same_sector=self.sectors.get(ticket.business) in neighbours,
        )


def pick_products(
    slots: Iterable[Slot], turns: Iterable[Turn], products: Mapping[tuple[int, int], Iterable[Product]]
) -> dict[int, int | None]:
    """Map each planned slot to a product: the one waiting longest, then the best prepared.

    `products` has, by channel and business, those that may be promoted; only for businesses in `turns`. One chosen by
    hand goes first. None where no product is left: a product never stands twice on one channel at the same time.
    """
    planned = {turn.slot: turn.business for turn in turns if turn.business is not None}
    picked: dict[int, int | None] = {}
    shown_on: dict[int, date] = {}
    beside = set()
    for slot in sorted(slots, key=_order):
        product = None if slot.is_free else slot.product
        if slot.id in planned:
            choice = [
                candidate
                for candidate in products.get((slot.channel, planned[slot.id]), ())
                if (slot.channel, slot.at, candidate.id) not in beside
            ]
            wish = slot.product
            choice.sort(
                key=lambda one: (one.id != wish, shown_on.get(one.id, one.waiting_since), -one.readiness, one.id)
            )
            picked[slot.id] = product = choice[0].id if choice else None
        if product is not None:
            shown_on[product] = slot.at.date()
            beside.add((slot.channel, slot.at, product))
    return picked


def weeks_short_of_open_slots(slots: Iterable[tuple[date, bool]]) -> list[date]:
    """Return the Mondays of weeks with over half of their slots not open, from each slot's day and `is_open`."""
    laid_out: Counter[date] = Counter()
    not_open: Counter[date] = Counter()
    for day, is_open in slots:
        monday = day - timedelta(days=day.weekday())
        laid_out[monday] += 1
        not_open[monday] += not is_open
    return sorted(monday for monday in laid_out if 2 * not_open[monday] > laid_out[monday])


def in_words(reason: Reason) -> str:
    """The reason in the reader's language, for the day of the slot."""
    return ", ".join(_clauses(reason))


def _clauses(reason: Reason) -> Iterator[str]:
    if reason.code == Why.NOBODY:
        yield _("no business is ready for this channel")
        return
    if reason.missed_on:
        yield _("its turn of %(day)s was missed") % {"day": date_format(reason.missed_on, "MONTH_DAY_FORMAT")}
    if reason.code == Why.WELCOME:
        yield _("welcome to a new member")
    yield _wait_in_words(reason)
    if reason.is_at_limit:
        yield ngettext(
            "nobody goes before it, for it was passed %(count)s time",
            "nobody goes before it, for it was passed %(count)s times",
            reason.passed,
        ) % {"count": reason.passed}
    if reason.overtaken and not reason.missed_on:
        yield ngettext(
            "goes before %(count)s other promoted lately or of a sector next to this slot",
            "goes before %(count)s others promoted lately or of a sector next to this slot",
            reason.overtaken,
        ) % {"count": reason.overtaken}
    if reason.shown_days_ago is not None:
        yield _broken_cooldown_in_words(reason.shown_days_ago)
    if reason.same_sector:
        yield _("same sector as a slot next to it")


def _wait_in_words(reason: Reason) -> str:
    if reason.is_new and not reason.days:
        return _("never promoted here")
    if reason.is_new:
        words = ngettext(
            "never promoted here, waiting %(days)s day", "never promoted here, waiting %(days)s days", reason.days
        )
    elif reason.days:
        words = ngettext("last promoted here %(days)s day ago", "last promoted here %(days)s days ago", reason.days)
    else:
        return _("last promoted here on the same day")
    return words % {"days": reason.days}


def _broken_cooldown_in_words(days: int) -> str:
    if not days:
        return _("cooldown broken: promoted on the same day too")
    return ngettext(
        "cooldown broken: promoted only %(days)s day before",
        "cooldown broken: promoted only %(days)s days before",
        days,
    ) % {"days": days}

"""The portal's way: `promotions.rotation` itself, fed every day as `promotions.planning` feeds it from the database."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import chain

from benchmarks.rotation.by_hand import Post
from benchmarks.rotation.world import JAKARTA, MONDAY, Slot, World
from promotions import rotation

LEAD = timedelta(hours=48)  # turns are approved so long ahead
GRACE = timedelta(hours=24)
# A longer horizon only adds turns at its end, and only those of the next two days are approved.
HORIZON = 3  # days
RULES = rotation.Rules()


@dataclass
class Turn:
    """A slot that was given to somebody: approved, later done or missed."""

    slot: Slot
    business: int
    is_open: bool
    approved_on: int
    is_done: bool = False

    def as_fact(self) -> rotation.Slot:
        kind = rotation.Kind.OPEN if self.is_open else rotation.Kind.WELCOME
        slot = self.slot
        return rotation.Slot(slot.id, slot.channel, slot.at, slot.place, kind, self.business, is_done=self.is_done)


@dataclass
class Line:
    """One channel: its tickets, who is ready now, and whose last turn was missed on which day."""

    tickets: dict[int, rotation.Ticket] = field(default_factory=dict)
    ready: frozenset[int] = frozenset()
    missed: dict[int, date] = field(default_factory=dict)
    last_done: Turn | None = None


def tickets(world: World, rules: rotation.Rules = RULES) -> list[Post]:
    """Plan anew every midnight, before the first slot of the day; approve two days ahead, post or forget."""
    return _Portal(world, rules).live()


class _Portal:
    def __init__(self, world: World, rules: rotation.Rules):
        self.world = world
        self.rules = rules
        self.sectors = {member.id: member.sector for member in world.members}
        self.lines: dict[int, Line] = {channel: Line() for channel in sorted(world.channels)}
        self.turns: dict[int, Turn] = {}  # by slot, as long as the rotation looks at them
        self.over: dict[int, Turn] = {}

    def live(self) -> list[Post]:
        for day, ready in enumerate(self.world.ready):
            now = datetime.combine(MONDAY + timedelta(days=day), time(), JAKARTA)
            self.settle(now)
            self.see_who_is_ready(now, ready)
            self.plan(day, now)
            for slot in self.world.slots_of[day]:
                if slot.id in self.turns and not self.world.is_forgotten(slot):
                    self.finish(self.turns[slot.id])
        given = self.over | self.turns
        return [_post(slot, given.get(slot.id)) for slot in self.world.slots]

    def settle(self, now: datetime):
        """Let what is past its grace be missed, and forget what the rotation looks at no longer."""
        last = [line.last_done for line in self.lines.values()]
        for turn in list(self.turns.values()):
            if not turn.is_done and turn.slot.at + GRACE <= now:
                self.lines[turn.slot.channel].missed[turn.business] = turn.slot.at.date()
                self.put_away(turn)
            elif turn.is_done and turn.slot.at < now - timedelta(days=self.rules.cooldown) and turn not in last:
                self.put_away(turn)

    def put_away(self, turn: Turn):
        self.over[turn.slot.id] = self.turns.pop(turn.slot.id)

    def see_who_is_ready(self, now: datetime, ready: frozenset[int]):
        """Give newcomers their first tickets, and take approvals back whose business is ready no longer."""
        for place, line in enumerate(self.lines.values()):
            line.ready = ready
            if newcomers := sorted(ready - line.tickets.keys()):
                queue = self.queue(line)
                for business in rotation.drawing_order(newcomers, place, len(self.lines)):
                    queue.draw(business, now.date())
                line.tickets = queue.tickets
        for turn in list(self.turns.values()):
            if turn.slot.at >= now and turn.business not in ready:
                del self.turns[turn.slot.id]

    def plan(self, day: int, now: datetime):
        coming = chain.from_iterable(self.world.slots_of[day : day + HORIZON])
        free = [slot for slot in coming if slot.id not in self.turns]
        facts = [turn.as_fact() for turn in self.turns.values()]
        channels = [
            rotation.Channel(channel, line.tickets.values(), line.ready, line.missed)
            for channel, line in self.lines.items()
        ]
        slots = {slot.id: slot for slot in free}
        for turn in rotation.plan(channels, [*facts, *map(_as_free, free)], self.sectors, self.rules):
            slot = slots[turn.slot]
            if slot.at < now + LEAD and turn.business is not None:
                self.turns[slot.id] = Turn(slot, turn.business, turn.is_open, day)

    def finish(self, turn: Turn):
        turn.is_done = True
        line = self.lines[turn.slot.channel]
        queue = self.queue(line)
        queue.done(turn.business, turn.slot.at.date(), turn.is_open)
        line.tickets, line.last_done = queue.tickets, turn
        line.missed.pop(turn.business, None)

    def queue(self, line: Line) -> rotation.Queue:
        return rotation.Queue(line.tickets.values(), line.ready, self.rules)


def _as_free(slot: Slot) -> rotation.Slot:
    kind = rotation.Kind.WELCOME if slot.is_welcome else rotation.Kind.OPEN
    return rotation.Slot(slot.id, slot.channel, slot.at, slot.place, kind)


def _post(slot: Slot, turn: Turn | None) -> Post:
    if turn is None:
        return Post(slot, None, False)
    return Post(slot, turn.business, turn.is_done, turn.is_open, turn.approved_on)

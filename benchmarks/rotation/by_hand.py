"""Two ways in which a person chooses who is promoted next, on the day of the post and among those who are ready."""

import random
from collections import defaultdict, deque
from typing import NamedTuple

from benchmarks.rotation.world import Slot, World

ZIPF = 0.8  # 0: everyone alike; 1: the best known is chosen twice as often as the second, three times as the third
REMEMBERED = 6  # posts on all channels, the newest ones


class Post(NamedTuple):
    """What became of a slot; the last two say how the portal came to it."""

    slot: Slot
    business: int | None
    is_done: bool
    is_open: bool = False
    approved_on: int | None = None


def favourites(world: World, zipf: float = ZIPF, seed: int = 0) -> list[Post]:
    """Choose by chance: the better known and prepared, the likelier, but none of those that were posted just now.

    A new member is as likely to be known as any other.
    """
    rng = random.Random(f"favourites {seed}")
    weights = [member.photos / member.fame**zipf for member in world.members]
    posted: deque[int] = deque(maxlen=REMEMBERED)
    posts = []
    for slot in world.slots:
        choice = sorted(world.ready[slot.day] - set(posted))
        business = rng.choices(choice, [weights[business] for business in choice])[0] if choice else None
        if is_done := business is not None and not world.is_forgotten(slot):
            posted.append(business)
        posts.append(Post(slot, business, is_done))
    return posts


def one_list(world: World) -> list[Post]:
    """Go down one list for all channels, in the order of joining, and begin again at its end.

    Who is not ready, or was forgotten, waits for the next round.
    """
    return _down_the_list(world, by_channel=False)


def list_per_channel(world: World) -> list[Post]:
    """The same with a list for each channel, all in the same order."""
    return _down_the_list(world, by_channel=True)


def _down_the_list(world: World, by_channel: bool) -> list[Post]:
    reached: defaultdict[int, int] = defaultdict(lambda: -1)  # the member that stood last, by list
    posts = []
    for slot in world.slots:
        name = slot.channel if by_channel else 0
        ready = world.ready[slot.day]
        further = [business for business in ready if business > reached[name]]
        business = min(further or ready, default=None)
        if business is not None:
            reached[name] = business
        posts.append(Post(slot, business, business is not None and not world.is_forgotten(slot)))
    return posts

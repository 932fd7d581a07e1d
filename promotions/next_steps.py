"""What an owner should do next: a pure function of how their business stands.

The first step is the one thing the page asks for, the others follow by urgency: what keeps the business from existing,
what visitors cannot see, what puts a turn at risk, then what makes it better.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

LICENCE_NOTICE_DAYS = 60
SOLD_OUT_LONG_DAYS = 14
TURN_NOTICE_DAYS = 7
POSTED_NEWS_DAYS = 7
SHOP_WINDOW = 3  # so many products make a page worth opening


class Kind(Enum):
    JOIN = auto()
    CHANGE = auto()
    WHATSAPP = auto()
    MEND = auto()
    FIRST_PRODUCT = auto()
    RESCUE_TURN = auto()
    PUBLISH = auto()
    LICENCE_OVER = auto()
    COMPLETE = auto()
    LICENCE_ENDING = auto()
    CAMPAIGN = auto()
    RESTOCK = auto()
    CONFIRM_TURN = auto()
    POSTED = auto()
    MORE_PRODUCTS = auto()


class Stage(Enum):
    """How far the business has come with the team."""

    DRAFT = auto()
    RETURNED = auto()  # the team asks for changes
    SUBMITTED = auto()
    ACTIVE = auto()
    REJECTED = auto()


@dataclass(frozen=True)
class Listing:
    """A product that is not archived; `missing` counts what it lacks itself to be promoted, being in stock aside."""

    pk: int
    name: str = ""
    is_published: bool = True
    hidden_reason: str = ""
    is_review_asked: bool = False
    missing: int = 0
    sold_out_days: int | None = None


@dataclass(frozen=True)
class Permit:
    """A verified licence that has an end and no newer one of its kind."""

    name: str
    expires_on: date


@dataclass(frozen=True)
class Turn:
    """A turn, the next one `days` from today or the last one so many days ago; `missing` counts what it still lacks."""

    product: Listing
    days: int
    missing: int = 0
    pk: int = 0
    is_confirmed: bool = False


@dataclass(frozen=True)
class Invitation:
    """To a campaign that the business has not joined; `days` from today until it begins, 0 once it has."""

    pk: int
    name: str
    days: int


@dataclass(frozen=True)
class Situation:
    stage: Stage
    today: date
    has_whatsapp: bool = True
    is_whatsapp_checked: bool = True
    listings: Sequence[Listing] = ()
    permits: Sequence[Permit] = ()
    turn: Turn | None = None
    posted: Turn | None = None
    invitation: Invitation | None = None

    @property
    def turn_at_risk(self) -> Turn | None:
        """The next turn when it is soon and its product lacks something."""
        turn = self.turn
        return turn if turn and turn.missing and turn.days <= TURN_NOTICE_DAYS else None


@dataclass(frozen=True)
class Step:
    kind: Kind
    listing: Listing | None = None
    permit: Permit | None = None
    turn: Turn | None = None
    invitation: Invitation | None = None


def next_steps(situation: Situation) -> list[Step]:
    """What to do, the most urgent first; nothing for a business that was rejected."""
    if situation.stage is Stage.REJECTED:
        return []
    return [*_steps_of_business(situation), *_steps_of_listings(situation), *_steps_that_can_wait(situation)]


def _steps_of_business(situation: Situation) -> Iterable[Step]:
    if situation.stage is Stage.DRAFT:
        yield Step(Kind.JOIN)
    elif situation.stage is Stage.RETURNED:
        yield Step(Kind.CHANGE)
    # Joining asks for it in its own time.
    elif not (situation.has_whatsapp and situation.is_whatsapp_checked):
        yield Step(Kind.WHATSAPP)


def _steps_of_listings(situation: Situation) -> Iterable[Step]:
    for listing in situation.listings:
        if listing.hidden_reason and not listing.is_review_asked:
            yield Step(Kind.MEND, listing)
    if not situation.listings:
        yield Step(Kind.FIRST_PRODUCT)
    turn = situation.turn_at_risk
    if turn:
        yield Step(Kind.RESCUE_TURN, turn.product, turn=turn)
    drafts = [listing for listing in situation.listings if not listing.is_published and not listing.hidden_reason]
    if drafts and situation.stage in (Stage.ACTIVE, Stage.SUBMITTED):
        yield Step(Kind.PUBLISH, _nearest(drafts))
    for permit in situation.permits:
        if permit.expires_on < situation.today:
            yield Step(Kind.LICENCE_OVER, permit=permit)
    incomplete = [
        listing
        for listing in situation.listings
        if listing.is_published
        and not listing.hidden_reason
        and listing.missing
        and not (turn and listing.pk == turn.product.pk)
    ]
    if incomplete:
        yield Step(Kind.COMPLETE, _nearest(incomplete))


def _steps_that_can_wait(situation: Situation) -> Iterable[Step]:
    # Without a product that shoppers see there is nothing to take part with.
    if situation.invitation and any(each.is_published and not each.hidden_reason for each in situation.listings):
        yield Step(Kind.CAMPAIGN, invitation=situation.invitation)
    for permit in situation.permits:
        if 0 <= (permit.expires_on - situation.today).days <= LICENCE_NOTICE_DAYS:
            yield Step(Kind.LICENCE_ENDING, permit=permit)
    long_gone = [
        listing
        for listing in situation.listings
        if listing.is_published
        and not listing.hidden_reason
        and listing.sold_out_days is not None
        and listing.sold_out_days >= SOLD_OUT_LONG_DAYS
    ]
    if long_gone:
        yield Step(Kind.RESTOCK, max(long_gone, key=lambda listing: (listing.sold_out_days, -listing.pk)))
    turn = situation.turn
    if turn and not turn.missing and not turn.is_confirmed and turn.days <= TURN_NOTICE_DAYS:
        yield Step(Kind.CONFIRM_TURN, turn.product, turn=turn)
    posted = situation.posted
    if posted and posted.days <= POSTED_NEWS_DAYS:
        yield Step(Kind.POSTED, posted.product, turn=posted)
    if 0 < len(situation.listings) < SHOP_WINDOW:
        yield Step(Kind.MORE_PRODUCTS)


def _nearest(listings: Iterable[Listing]) -> Listing:
    return min(listings, key=lambda listing: (listing.missing, listing.pk))

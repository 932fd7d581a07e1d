"""Made-up facts for the score, in March 2026."""

from datetime import datetime, timedelta, timezone

from hypothesis import strategies as st

from promotions.scoring import Channel, Period, Slot, Standing

INSTAGRAM, TIKTOK, PORTAL = 1, 2, 3
MARCH = Period(*(datetime(2026, month, 1, tzinfo=timezone(timedelta(hours=7))) for month in (3, 4)))
GRACE = timedelta(hours=24)
NOON = MARCH.start + timedelta(days=14, hours=12)  # Sunday, 15 March


def at(day, hour=19):
    """An hour of that day of March; day 0 is the last of February."""
    return MARCH.start + timedelta(days=day - 1, hours=hour)


def make_slot(day, hour=19, **fields):
    return Slot(fields.pop("id", 100 * day + hour), at(day, hour), **fields)


def make_done(*days, **fields):
    """Slots posted half an hour after their time."""
    return [make_slot(day, done_at=at(day) + timedelta(minutes=30), **fields) for day in days]


def make_missed(*days, **fields):
    return [make_slot(day, **fields) for day in days]


def make_standings(*done, eligible=90, first=1):
    """Businesses numbered from `first` with these done slots, all of the last 60 days."""
    return [Standing(pk, min(eligible, 60), count, eligible, count) for pk, count in enumerate(done, start=first)]


def make_channel(slots=(), standings=(), channel=INSTAGRAM, **fields):
    return Channel(channel, list(slots), list(standings), **fields)


def make_mixed_channel(**fields):
    """On time 3/4, coverage 3/4, fairness 25/44 ÷ 25/28 = 7/11, lead 1/2, seen at NOON."""
    slots = make_done(1, 2, 3) + make_missed(4)
    ahead = [make_slot(16, approved_at=at(1)), make_slot(17, business=9)]
    return make_channel(slots + ahead, make_standings(3, 1, 0, 1), **fields)


minutes = st.integers(-60 * 24 * 10, 60 * 24 * 10)
moments = st.none() | minutes.map(lambda count: NOON + timedelta(minutes=count))


@st.composite
def plans(draw):
    """Slots with anything that can happen to them, and standings that need not fit to them."""
    slots = [
        Slot(
            number,
            NOON + timedelta(hours=draw(st.integers(-100 * 24, 15 * 24))),
            draw(st.integers(1, 2)),
            draw(st.none() | st.integers(1, 6)),
            *(draw(moments) for _ in range(4)),
        )
        for number in range(draw(st.integers(0, 12)))
    ]
    standings = []
    for business in range(1, draw(st.integers(0, 6)) + 1):
        eligible_60, done_60 = draw(st.integers(0, 60)), draw(st.integers(0, 4))
        eligible_90, done_90 = eligible_60 + draw(st.integers(0, 30)), done_60 + draw(st.integers(0, 4))
        standings.append(Standing(business, eligible_60, done_60, eligible_90, done_90))
    return slots, standings


@st.composite
def communities(draw):
    return [Channel(number, *draw(plans())) for number in range(draw(st.integers(0, 3)))]

"""What two volunteers make of the slots given to them: a little better each month, and badly around Idul Fitri."""

import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum, auto
from pathlib import Path

from django.utils import timezone

WORDS = json.loads((Path(__file__).parent / "words.json").read_text(encoding="utf-8"))
# As decreed by three ministers; from 2028 on as expected.
IDUL_FITRI = [date(2025, 3, 31), date(2026, 3, 21), date(2027, 3, 10), date(2028, 2, 26), date(2029, 2, 14)]
BUSY_BEFORE, BUSY_AFTER = timedelta(days=4), timedelta(days=10)
# Videos are the most work, a WhatsApp status the least.
EFFORT = {"tiktok": 1.5, "instagram": 1.1, "whatsapp": 0.8}
HELPED_OUT = 0.1
# Of the weeks, how many go without a fault.
CALM_AT_FIRST, CALM_AT_LAST = 0.1, 0.6


class Fate(Enum):
    IN_TIME = auto()
    LATE = auto()
    MISSED = auto()
    NOT_POSTED = auto()
    PASSED_OVER = auto()


@dataclass(frozen=True)
class Odds:
    missed: float
    late: float
    not_posted: float
    passed_over: float


AT_FIRST = Odds(missed=0.11, late=0.09, not_posted=0.04, passed_over=0.02)
AT_LAST = Odds(missed=0.03, late=0.03, not_posted=0.02, passed_over=0.02)
AT_IDUL_FITRI = Odds(missed=0.4, late=0.2, not_posted=0.06, passed_over=0.02)


class Team:
    def __init__(self, people, random, since, until):
        self.people = people
        self.random = random
        self.since = since
        self.until = until
        self.at_fault = set()
        self.strains = {}

    def fate(self, slot):
        odds, effort = self.odds(slot), EFFORT.get(slot.channel.slug, 1)
        strain = self.strain(slot)
        chances = {
            Fate.PASSED_OVER: odds.passed_over,
            Fate.NOT_POSTED: odds.not_posted * strain,
            Fate.MISSED: odds.missed * strain * effort,
            Fate.LATE: odds.late * strain * effort,
        }
        fates = [*chances, Fate.IN_TIME]
        return self.random.choices(fates, weights=[*chances.values(), max(0, 1 - sum(chances.values()))])[0]

    def odds(self, slot):
        if is_festive(slot.local_day):
            return AT_IDUL_FITRI
        progress = self.progress(slot)
        return Odds(
            **{name: first + (getattr(AT_LAST, name) - first) * progress for name, first in vars(AT_FIRST).items()}
        )

    def progress(self, slot):
        """From 0, a year ago, to 1, now."""
        return min(1, (slot.starts_at - self.since) / (self.until - self.since))

    def strain(self, slot):
        """How much of what goes wrong on average goes wrong in the week of `slot`: ever more weeks go well."""
        if is_festive(slot.local_day):
            return 1
        monday = slot.local_day - timedelta(days=slot.local_day.weekday())
        if monday not in self.strains:
            calm = CALM_AT_FIRST + (CALM_AT_LAST - CALM_AT_FIRST) * self.progress(slot)
            self.strains[monday] = 0 if self.random.random() < calm else 1 / (1 - calm)
        return self.strains[monday]

    def posted_at(self, slot, fate):
        """Soon after its time, now and then only after a meal or a night; when late, up to three days after."""
        if fate is Fate.LATE:
            return awake(slot.due_at + timedelta(minutes=self.random.uniform(20, 3 * 24 * 60)))
        minutes = self.random.expovariate(1 / 40) if self.random.random() < 0.8 else self.random.uniform(120, 700)
        return min(awake(slot.starts_at + timedelta(minutes=minutes - 10)), slot.due_at)

    def posted_by(self, slot):
        others = [person for person in self.people if person.pk != slot.assignee_id]
        return self.random.choice(others).pk if self.random.random() < HELPED_OUT else slot.assignee_id

    def reason(self, fate, product):
        """Words, and whether it was the product's own fault; never twice the same one's, which would shut it out."""
        reasons = WORDS["passed_over" if fate is Fate.PASSED_OVER else "not_posted"]
        if product in self.at_fault:
            reasons = [reason for reason in reasons if not reason["is_products_fault"]]
        reason = self.random.choice(reasons)
        if reason["is_products_fault"]:
            self.at_fault.add(product)
        return reason


def is_festive(day):
    return any(feast - BUSY_BEFORE <= day <= feast + BUSY_AFTER for feast in IDUL_FITRI)


def awake(at):
    """`at`, or when people get up after it."""
    local = timezone.localtime(at)
    if 5 <= local.hour < 23:
        return at
    morning = local.date() + timedelta(days=local.hour == 23)
    return timezone.make_aware(datetime.combine(morning, datetime.min.time())) + timedelta(
        hours=5, minutes=local.minute
    )

"""What the team sees of the owners' requests, and whom it has to tell by hand."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.utils import timezone

from members import letters
from promotions import owner_letters
from promotions.models import Slot, TurnRequest
from promotions.turn_requests import targets
from promotions.turn_words import answer_letter, question_letter

# How long an answer stands there to be sent on by WhatsApp.
ANSWERED_SHOWN = timedelta(hours=12)


@dataclass(frozen=True)
class Wish:
    """A request `row`, a WhatsApp link about it or "", and the later slots that the turn may be moved to."""

    row: TurnRequest
    chat_link: str
    targets: list[Slot] = field(default_factory=list)


class Wishes:
    """The requests to answer, those just answered, and coming turns of owners without e-mail; four queries."""

    def __init__(self, now=None):
        self.now = now or timezone.now()
        self.open = open_wishes(TurnRequest.objects.all(), self.now)
        self.answered = self.just_answered()
        self.untold = owner_letters.by_hand(self.now)

    @property
    def is_worth_showing(self):
        return bool(self.open or self.answered or self.untold)

    def just_answered(self):
        rows = TurnRequest.objects.filter(
            status__in=[TurnRequest.Status.ACCEPTED, TurnRequest.Status.DECLINED],
            decided_at__gt=self.now - ANSWERED_SHOWN,
            ended_at=None,
        )
        rows = rows.select_related("business", "channel", "moved_to", "decided_by").order_by("-decided_at")
        return [Wish(row, letters.ready(row.business, lambda row=row: answer_letter(row)).chat_link) for row in rows]


def open_wishes(requests, now):
    """A `Wish` for each of the queryset `requests` that the team can still answer, the oldest first; two queries."""
    rows = list(requests.open(now).select_related("business", "channel", "slot", "made_by").order_by("made_at", "pk"))
    later = targets(rows, now)
    return [
        Wish(
            row,
            letters.ready(row.business, lambda row=row: question_letter(row)).chat_link,
            later.get(row.pk, []),
        )
        for row in rows
    ]


def wishes_about(slot, now):
    """The open requests about `slot`."""
    return open_wishes(TurnRequest.objects.filter(slot=slot), now)

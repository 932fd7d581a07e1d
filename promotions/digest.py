"""What one person of the team is told in the morning: what waits for them, and what for anyone of the team."""

from promotions.agenda import Agenda

LINES = 8


class Digest:
    """The part of an `Agenda`, read once for all, that `user` can do something about."""

    def __init__(self, agenda: Agenda, user):
        self.user = user
        self.today = agenda.today
        self.late = [card for card in agenda.late if self.concerns(card)]
        self.own = [card for card in agenda.left_today if self.is_own(card)]
        self.everyones = [card for card in agenda.left_today if self.concerns(card) and not self.is_own(card)]
        self.gaps = agenda.gaps
        self.gap_count = agenda.gap_count
        self.to_approve = agenda.to_approve

    def is_own(self, card):
        return card.slot.assignee_id == self.user.pk

    def concerns(self, card):
        """At half the grace an undone post becomes everybody's."""
        return self.is_own(card) or card.is_for_everyone

    @property
    def is_empty(self):
        return not (self.late or self.own or self.everyones or self.gaps or self.to_approve)

    @property
    def to_post(self):
        return len(self.late) + len(self.own) + len(self.everyones)

    @property
    def gaps_shown(self):
        return self.gaps[:LINES]

    @property
    def to_approve_shown(self):
        return self.to_approve[:LINES]

"""Whose slot it is: the weekly rota, who is away, and who has left the team.

A channel's own line of the rota goes before the line of the day. Where that person is away or has left, the other is
asked; where nobody is there, the slot belongs to the whole team.
"""

from collections import defaultdict

from django.utils import timezone

from promotions.access import team_members
from promotions.models import Absence, Channel, Rota, Slot


class Assignees:
    """The rota and the absences as they stand, read once."""

    def __init__(self):
        self.lines = {
            (line.weekday, line.channel_id): line.user_id
            for line in Rota.objects.filter(user__in=team_members().order_by())
        }
        self.absences = defaultdict(list)
        for user, first, last in Absence.objects.values_list("user", "starts_on", "ends_on"):
            self.absences[user].append((first, last))

    def on(self, starts_at, channel):
        """The id of who looks after a slot of `channel`, an id, at `starts_at`; None for the whole team."""
        local = timezone.localtime(starts_at)
        for line in [(local.weekday(), channel), (local.weekday(), None)]:
            person = self.lines.get(line)
            if person and not self.is_away(person, local.date()):
                return person
        return None

    def is_away(self, person, day):
        return any(first <= day <= last for first, last in self.absences.get(person, ()))


def awaited_posts():
    return Slot.objects.to_do().exclude(channel__proof=Channel.Proof.AUTOMATIC)


def give(slots, now):
    """Save the new assignees of `slots`."""
    for slot in slots:
        slot.updated_at = now
    Slot.objects.bulk_update(slots, ["assignee", "updated_at"], batch_size=500)


def hand_over(before, after, now):
    """Give the coming slots to whom the rota names now, except those that were given to somebody else by hand.

    `before` and `after` are the `Assignees` of then and now; return how many slots changed hands.
    """
    changed = []
    for slot in awaited_posts().filter(starts_at__gt=now):
        old, new = before.on(slot.starts_at, slot.channel_id), after.on(slot.starts_at, slot.channel_id)
        if old != new and slot.assignee_id == old:
            slot.assignee_id = new
            changed.append(slot)
    give(changed, now)
    return len(changed)


def relieve_leavers(now):
    """Give what is still to be posted by people who left the team to the next one, even what was given by hand."""
    left = list(
        awaited_posts().filter(assignee__isnull=False).exclude(assignee__in=team_members().order_by().values("pk"))
    )
    if left:
        assignees = Assignees()
        for slot in left:
            slot.assignee_id = assignees.on(slot.starts_at, slot.channel_id)
        give(left, now)
    return len(left)

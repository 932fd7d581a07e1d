"""What the weekly plan means: how often a member's turn comes, and in which weeks too few turns are left."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from promotions import rotation
from promotions.models import Channel, Slot
from unk_portal.templatetags.site import localize_number

WEEKS_FROM = 14  # days from which on a wait is said in weeks


@dataclass(frozen=True)
class Meaning:
    """`slots` a week on a channel, its places counted, for so many eligible `members`."""

    channel: Channel
    slots: int
    members: int

    @property
    def days(self):
        """Between two turns of a member, about; None when nobody gets one."""
        return max(1, round(7 * self.members / self.slots)) if self.slots and self.members else None

    @property
    def in_words(self):
        if not self.slots:
            return _("No slot yet: nobody is promoted here.")
        if not self.members:
            return _("No member is ready for this channel yet.")
        members = ngettext("%(number)s member", "%(number)s members", self.members) % {
            "number": localize_number(self.members)
        }
        return f"{members}, {self.often}"

    @property
    def often(self):
        if self.days == 1:
            return _("each about every day")
        if self.days < WEEKS_FROM:
            return _("each about every %(days)d days") % {"days": self.days}
        return _("each about every %(weeks)s weeks") % {"weeks": localize_number(round(self.days / 7))}


def meanings(lines, eligible):
    """A `Meaning` for each channel in use, from the weekly slots and `eligible_businesses()`."""
    for channel in Channel.objects.active():
        weekly = sum(line.channel_id == channel.pk for line in lines)
        yield Meaning(channel, weekly * channel.places, len(eligible[channel.pk]))


def short_weeks(now):
    """The Mondays of coming weeks in which over half of the slots are not for whose turn it is."""
    slots = Slot.objects.standing().filter(starts_at__gt=now).values_list("starts_at", "kind", "is_open")
    rotated = (Slot.Kind.OPEN, Slot.Kind.WELCOME)
    return rotation.weeks_short_of_open_slots(
        (timezone.localdate(starts_at), is_open and kind in rotated) for starts_at, kind, is_open in slots
    )

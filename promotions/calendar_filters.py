"""What of the calendar the team wants to see: one channel, one campaign, one person's slots."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from members.models import User
from promotions.models import Campaign, Channel, Slot
from promotions.periods import Period, View, asked_for


@dataclass(frozen=True)
class Choice:
    """One chip: what to show, where it leads, and whether it is chosen."""

    label: str
    address: str
    is_chosen: bool
    channel: Channel | None = None


class Filters:
    """Read from the words of an address; what cannot be read is left out, and said in `notes`."""

    def __init__(self, words, today):
        self.today = today
        self.notes = []
        self.period, is_read = asked_for(words, today)
        if not is_read:
            self.notes.append(_("This date cannot be read. Here is the current month."))
        self.channels = list(Channel.objects.all())
        self.chosen = {
            "kanal": self.pick(words, "kanal", self.channel_of, _("channel")),
            "kampanye": self.pick(words, "kampanye", campaign_of, _("campaign")),
            "petugas": self.pick(words, "petugas", person_of, _("person")),
        }

    def pick(self, words, name, find, what):
        written = words.get(name, "").replace("\0", "").strip()[:100]
        found = find(written) if written else None
        if written and found is None:
            self.notes.append(_("The %(what)s of the filter is not known; it is left out.") % {"what": what})
        return found

    def channel_of(self, slug):
        return next((channel for channel in self.channels if channel.slug == slug), None)

    def narrow(self, slots):
        """Those of `slots` that are asked for."""
        fields = {"kanal": "channel", "kampanye": "campaign", "petugas": "assignee"}
        return slots.filter(**{fields[name]: row for name, row in self.chosen.items() if row is not None})

    @property
    def is_narrow(self):
        return any(self.chosen.values())

    def address(self, period=None, **changes):
        """The address of the calendar with these changes; a name with None leaves that filter out."""
        period = period or self.period
        rows = {**self.chosen, **changes}
        words = {period.view.value: period.word}
        words |= {name: getattr(row, "slug", None) or row.pk for name, row in rows.items() if row is not None}
        return f"?{urlencode(words)}"

    @property
    def query(self):
        return self.address()[1:]

    @property
    def unfiltered(self):
        return self.address(**dict.fromkeys(self.chosen))

    @property
    def previous(self):
        return self.address(self.period.previous)

    @property
    def next(self):
        return self.address(self.period.next)

    @property
    def now(self):
        return self.address(Period(self.period.view, self.today))

    @property
    def views(self):
        for view in View:
            yield Choice(view.label, self.address(self.period.seen_as(view, self.today)), view == self.period.view)

    def channel_choices(self, shown):
        """Every channel in use, and one that is not but is chosen or has one of the channels `shown`."""
        yield Choice(_("All"), self.address(kanal=None), self.chosen["kanal"] is None)
        for channel in self.channels:
            if channel.is_active or channel in shown or channel == self.chosen["kanal"]:
                yield self.choice("kanal", channel, str(channel), channel)

    def campaign_choices(self, campaigns):
        rows = {row.pk: row for row in [*campaigns, self.chosen["kampanye"]] if row is not None}
        return [self.choice("kampanye", row, str(row)) for row in rows.values()]

    def assignee_choices(self, start, end):
        """The people who have a slot between these two moments; who has left is marked so."""
        slots = Slot.objects.standing().filter(starts_at__gte=start, starts_at__lt=end, assignee__isnull=False)
        people = User.objects.filter(pk__in=slots.values("assignee")).order_by("name", "pk")
        rows = {row.pk: row for row in [*people, self.chosen["petugas"]] if row is not None}
        return [
            self.choice("petugas", row, str(row) if row.is_active else _("%(name)s (left)") % {"name": row})
            for row in rows.values()
        ]

    def choice(self, name, row, label, channel=None):
        is_chosen = self.chosen[name] == row
        # A second tap on a chip lets go of it.
        return Choice(label, self.address(**{name: None if is_chosen and name != "kanal" else row}), is_chosen, channel)


def campaign_of(slug):
    return Campaign.objects.filter(slug=slug).first()


def person_of(written):
    """Whoever has or had slots to post, by the number of the account."""
    if not (written.isascii() and written.isdigit() and len(written) < 10):
        return None
    return User.objects.filter(pk=int(written), slots__isnull=False).first()

"""What the team has to do now: the slots of these days, read once and sorted into the parts of its page."""

from collections import Counter, defaultdict
from datetime import datetime, time, timedelta
from functools import cached_property
from itertools import groupby

from django.conf import settings
from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from promotions import captions, slot_life
from promotions.guidelines import Guidelines
from promotions.models import Slot, WeeklySlot
from promotions.nudges import Nudge
from promotions.slot_life import OPEN_STATES, lacking, with_content
from promotions.slot_undo import UNDO_SECONDS, can_undo

AHEAD = timedelta(days=7)
MISSED_SHOWN = timedelta(days=7)


def slots_to_show():
    return with_content(Slot.objects.standing()).select_related(
        "assignee", "done_by", "approved_by", "confirmed_by", "campaign"
    )


def half_grace(slot):
    """From when on an undone slot belongs to the whole team."""
    return slot.starts_at + (slot.due_at - slot.starts_at) / 2


def is_late(slot, now):
    """Whether the time of an open slot has come on an earlier day, or half of its grace is over."""
    if slot.status not in OPEN_STATES or slot.starts_at > now:
        return False
    return slot.local_day < timezone.localdate(now) or now >= half_grace(slot)


class Card:
    """A slot as the team sees it at `now`."""

    def __init__(self, slot, user, now, guidelines, lacks):
        self.slot = slot
        self.user = user
        self.now = now
        self.product = slot.product
        self.channel = slot.channel
        self.is_empty = slot.product is None
        self.is_open = slot.status in OPEN_STATES
        self.is_approved = slot.status == Slot.Status.APPROVED
        self.to_tick = guidelines.to_tick(slot.channel) if slot.status == Slot.Status.PLANNED else []
        self.lacks = lacks

    @cached_property
    def caption(self):
        return self.slot.caption_shown

    @cached_property
    def limits(self):
        return self.channel.limits(self.slot.local_day)

    @property
    def hashtag_count(self):
        return len(captions.HASHTAG.findall(self.caption))

    @property
    def image_sizes(self):
        return " / ".join(size.replace("x", " × ") for size in self.limits.image_sizes)

    @cached_property
    def photos(self):
        """The product's pictures, each with the name of the file to save, without its ending."""
        return [
            {"picture": picture, "name": f"{self.product.slug[:60].strip('-')}-{number}"}
            for number, picture in enumerate(self.product.photos.all(), 1)
        ]

    @property
    def why(self):
        """Why it is the turn of this product, as a sentence."""
        if self.slot.kind == Slot.Kind.PINNED:
            return _("Chosen by hand.")
        if self.slot.kind == Slot.Kind.CAMPAIGN and self.slot.campaign:
            part = _("Part of “%(campaign)s”.") % {"campaign": self.slot.campaign}
            return " ".join(filter(None, [part, as_sentence(self.slot.reason_in_words)]))
        return as_sentence(self.slot.reason_in_words)

    @property
    def why_empty(self):
        return as_sentence(self.slot.reason_in_words) or _("Not filled yet.")

    @cached_property
    def problems(self):
        """What stands against approving it, in sentences."""
        if self.is_empty or self.slot.status != Slot.Status.PLANNED:
            return []
        return self.lacks + captions.problems(self.caption, self.limits)

    @property
    def is_pinned(self):
        return self.slot.kind == Slot.Kind.PINNED

    @property
    def can_be_pinned(self):
        return self.slot.is_rotated and not self.is_empty

    @property
    def seen(self):
        """The time at which the reader sees it, for a change to carry along."""
        return self.slot.starts_at.isoformat()

    @property
    def has_come(self):
        return self.slot.starts_at <= self.now

    @property
    def is_today(self):
        return self.slot.local_day == timezone.localdate(self.now)

    @property
    def is_late(self):
        return is_late(self.slot, self.now)

    @property
    def is_past_half_grace(self):
        return self.now >= half_grace(self.slot)

    @property
    def is_for_everyone(self):
        return self.slot.assignee_id is None or not self.slot.assignee.is_active or self.is_past_half_grace

    @property
    def is_taken_over(self):
        """Whether it was somebody's, and is everybody's now."""
        return self.slot.assignee_id is not None and self.is_for_everyone

    @property
    def is_mine(self):
        return self.slot.assignee_id == self.user.pk

    @cached_property
    def nudge(self):
        """How to remind the person it was given to; None while there is time, and for what is nobody's."""
        is_overdue = self.is_open and self.has_come and not self.is_empty and not self.channel.is_automatic
        return Nudge(self.slot) if is_overdue and self.slot.assignee else None

    @property
    def can_finish(self):
        """Whether a post may be recorded: at most a day early, and late for as long as it takes."""
        return (
            not self.channel.is_automatic
            and not self.is_empty
            and self.slot.status in [*OPEN_STATES, Slot.Status.MISSED]
            and self.slot.starts_at - self.now <= slot_life.EARLIEST
        )

    @property
    def hours_late(self):
        return int((self.now - self.slot.starts_at).total_seconds() // 3600)

    @property
    def approves_itself_at(self):
        return self.slot.starts_at - timedelta(hours=settings.PROMOTION_APPROVAL_LEAD_HOURS)

    @property
    def needs_a_person(self):
        """Whether it will not approve itself."""
        return bool(self.to_tick or self.problems or self.has_own_words)

    @cached_property
    def is_confirmed(self):
        """Whether somebody of the business found good what stands there now."""
        return slot_life.is_confirmed(self.slot)

    @cached_property
    def has_own_words(self):
        """Whether somebody of the business wrote the words."""
        return self.slot.has_own_words and self.is_confirmed

    @cached_property
    def undo_seconds(self):
        """For how long the reader may still take back a tap; 0 when there is nothing to take back."""
        if not self.slot.undo or not can_undo(self.slot, self.user, self.now):
            return 0
        return max(1, UNDO_SECONDS - int((self.now - datetime.fromisoformat(self.slot.undo["at"])).total_seconds()))

    @property
    def alone(self):
        return [self]

    @property
    def tap_in_words(self):
        if self.slot.undo.get("is_added"):
            return _("Added.")
        if self.slot.undo.get("freed"):
            return _("Moved to %(when)s.") % {
                "when": date_format(timezone.localtime(self.slot.starts_at), "l, j F, H.i")
            }
        if self.slot.undo["skip"]:
            return self._refilled(_("Skipped. The business keeps its place in the queue."))
        if self.slot.status == Slot.Status.DONE:
            return _("Recorded: %(product)s is out.") % {"product": self.product}
        if self.is_empty:
            return _("Changed.")
        return _("%(product)s stands there now.") % {"product": self.product}

    def _refilled(self, words):
        if self.is_empty:
            return words
        return f"{words} " + _("%(product)s stands there now.") % {"product": self.product}


def as_sentence(words):
    return f"{words[0].upper()}{words[1:]}." if words else ""


def cards_of(slots, user, now):
    """A card for each of `slots`; the number of queries does not grow with them."""
    guidelines = Guidelines()
    lacks = lacks_of([slot for slot in slots if slot.product and slot.status == Slot.Status.PLANNED], guidelines)
    return [Card(slot, user, now, guidelines, lacks.get(slot.pk, [])) for slot in slots]


def lacks_of(slots, guidelines):
    """Map the ids of `slots` to what keeps their products from being promoted there."""
    alike = defaultdict(list)
    for slot in slots:
        alike[guidelines.rules(slot.channel)].append(slot)
    found = {}
    for rules, group in alike.items():
        missing = lacking({slot.product for slot in group}, rules)
        found.update((slot.pk, missing.get(slot.product_id, [])) for slot in group)
    return found


class Agenda:
    """Today's page: what is late, due today, empty, waiting for an approval, and was missed."""

    def __init__(self, user, now=None):
        self.user = user
        self.now = now or timezone.now()
        self.today = timezone.localdate(self.now)
        self.cards = cards_of(list(self.slots()), user, self.now)
        manual = [card for card in self.cards if not card.channel.is_automatic]
        filled = [card for card in manual if not card.is_empty]
        self.late = [card for card in filled if card.is_late]
        self.due_today = sorted(
            (card for card in filled if self.is_of_today(card) and not card.is_late), key=lambda card: not card.is_open
        )
        self.missed = [card for card in filled if card.slot.status == Slot.Status.MISSED]
        self.missed.reverse()
        self.to_do = [card for card in [*self.late, *self.due_today] if card.is_open]
        self.left_today = [card for card in self.due_today if card.is_open]
        shown = {card.slot.pk for card in self.to_do}
        self.coming = [card for card in filled if card.is_open and not card.has_come and card.slot.pk not in shown]
        self.unapproved = [
            card
            for card in self.cards
            if not card.is_empty and card.slot.status == Slot.Status.PLANNED and card.slot.pk not in shown
        ]
        self.to_approve = [card for card in self.unapproved if card.needs_a_person]
        self.self_approving = [card for card in self.unapproved if not card.needs_a_person]
        self.just_tapped = [card for card in self.cards if card.undo_seconds]

    def slots(self):
        """What is awaited until a week from now, of today, missed lately, or was tapped a minute ago."""
        midnight = timezone.make_aware(datetime.combine(self.today, time.min))
        tomorrow = timezone.make_aware(datetime.combine(self.today + timedelta(days=1), time.min))
        is_today = Q(starts_at__gte=midnight, starts_at__lt=tomorrow) | Q(done_at__gte=midnight)
        is_past = Q(channel__proof="automatic", ends_at__lte=self.now)
        awaited = Q(status__in=OPEN_STATES, starts_at__lte=self.now + AHEAD) & ~is_past
        missed = Q(status=Slot.Status.MISSED, starts_at__gte=self.now - MISSED_SHOWN)
        tapped = Q(updated_at__gte=self.now - timedelta(seconds=UNDO_SECONDS)) & ~Q(undo={})
        return slots_to_show().filter(awaited | missed | is_today | tapped).order_by("starts_at", "channel", "place")

    def is_of_today(self, card):
        slot = card.slot
        if slot.status == Slot.Status.DONE:
            return timezone.localdate(slot.done_at) == self.today
        return slot.local_day == self.today and slot.status != Slot.Status.MISSED

    @cached_property
    def first(self):
        """What this reader should do next: a late one first, own and everybody's before those of others."""
        return next((card for card in self.to_do if card.is_mine or card.is_for_everyone), None) or next(
            iter(self.to_do), None
        )

    @cached_property
    def gaps(self):
        """Empty slots of the coming days, as (first card, how many at that time on that channel)."""
        empty = [card for card in self.cards if card.is_empty and card.is_open]
        groups = groupby(empty, key=lambda card: (card.slot.starts_at, card.channel.pk))
        return [(group[0], len(group)) for group in (list(cards) for _key, cards in groups)]

    @property
    def gap_count(self):
        return sum(count for _card, count in self.gaps)

    @cached_property
    def this_week(self):
        """How many of this calendar week's posts are out, of how many: {"done": …, "all": …}."""
        monday = self.today - timedelta(days=self.today.weekday())
        start = timezone.make_aware(datetime.combine(monday, time.min))
        week = Slot.objects.standing().exclude(channel__proof="automatic")
        return week.filter(starts_at__gte=start, starts_at__lt=start + timedelta(days=7)).aggregate(
            done=Count("pk", filter=Q(status=Slot.Status.DONE)), all=Count("pk")
        )

    @cached_property
    def has_plan(self):
        return bool(self.cards) or WeeklySlot.objects.exists()

    @property
    def summary(self):
        """Today's plan for the team's WhatsApp group, in Indonesian."""
        with translation.override("id"):
            day = date_format(timezone.localtime(self.now), "l, j F")
            parts = [_("*Promotions of %(day)s*") % {"day": day}]
            parts += self._part(_("Late:"), self.late)
            parts += self._part(_("Today:"), self.due_today)
            if not self.late and not self.due_today:
                parts.append(_("Nothing to post today."))
            if self.gap_count:
                parts.append(
                    ngettext("%(count)d slot is empty.", "%(count)d slots are empty.", self.gap_count)
                    % {"count": self.gap_count}
                )
            if self.to_approve:
                waiting = len(self.to_approve)
                parts.append(
                    ngettext("%(count)d waits for approval.", "%(count)d wait for approval.", waiting)
                    % {"count": waiting}
                )
            parts.append(f"{settings.SITE_URL}{reverse('promotions:today')}")
        return "\n\n".join(parts)

    def _part(self, title, cards):
        return ["\n".join([title, *(self._line(card) for card in cards)])] if cards else []

    def _line(self, card):
        at = timezone.localtime(card.slot.starts_at)
        when = date_format(at, "H.i") if at.date() == self.today else date_format(at, "l H.i")
        if card.is_open:
            who = card.slot.assignee if not card.is_for_everyone else _("the whole team")
        else:
            who = _("%(status)s ✓") % {"status": _("out")} if card.slot.status == Slot.Status.DONE else _("skipped")
        return f"• {when} {card.channel}: {card.product} ({card.product.business}), {who}"


def waiting_in_words(left):
    """Why slots were left unapproved: each reason once, with how many slots it holds back."""
    reasons = Counter(str(sentence) for sentences in left.values() for sentence in sentences)
    return " ".join(f"{reason} ({count})" if count > 1 else reason for reason, count in reasons.most_common())

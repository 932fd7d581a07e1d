from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models import Business
from promotions.models.channel import Channel
from promotions.models.slot import Slot


class TurnRequestQuerySet(models.QuerySet):
    def asked(self):
        return self.filter(status=TurnRequest.Status.ASKED)

    def open(self, now):
        """Those that the team can still answer: the turn is to come, the pause is not over."""
        awaited = Slot.objects.to_do().filter(starts_at__gt=now)
        swaps = Q(kind=TurnRequest.Kind.SWAP, slot__in=awaited, slot__business=F("business"))
        pauses = Q(kind=TurnRequest.Kind.PAUSE, until__gt=timezone.localdate(now))
        return self.asked().filter(swaps | pauses)

    def in_force(self, day):
        """Accepted ones that keep their business out of the rotation on `day`. They end by the clock."""
        return self.filter(status=TurnRequest.Status.ACCEPTED, ended_at=None, until__gt=day)


class TurnRequest(models.Model):
    """What an owner asks of the team: another time for one turn, or no turns until a day.

    Once accepted, one with `until` keeps the business out of the rotation until that day: a pause on all channels, a
    swap on the channel of its turn. The tickets keep their numbers.
    """

    class Kind(models.TextChoices):
        SWAP = "swap", _("another time")
        PAUSE = "pause", _("pause")

    class Status(models.TextChoices):
        ASKED = "asked", _("asked")
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")
        WITHDRAWN = "withdrawn", _("withdrawn")

    business = models.ForeignKey(Business, models.CASCADE, related_name="turn_requests", verbose_name=_("business"))
    kind = models.CharField(_("kind"), max_length=5, choices=Kind)
    slot = models.ForeignKey(
        Slot, models.SET_NULL, null=True, blank=True, related_name="turn_requests", verbose_name=_("slot")
    )
    channel = models.ForeignKey(
        Channel, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("channel")
    )
    reason = models.CharField(_("reason"), max_length=300)
    until = models.DateField(_("ready again from"), null=True, blank=True)
    status = models.CharField(_("status"), max_length=9, choices=Status, default=Status.ASKED)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("asked by")
    )
    made_at = models.DateTimeField(_("asked"), default=timezone.now)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("by")
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    answer = models.CharField(_("answer"), max_length=300, blank=True)
    moved_to = models.ForeignKey(
        Slot, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("moved to")
    )
    ended_at = models.DateTimeField(_("ended early"), null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("ended by")
    )

    objects = TurnRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request of an owner")
        verbose_name_plural = _("requests of owners")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint("slot", condition=Q(status="asked", kind="swap"), name="one_swap_asked_a_slot"),
            models.UniqueConstraint(
                "business", condition=Q(status="asked", kind="pause"), name="one_pause_asked_a_business"
            ),
            models.CheckConstraint(condition=Q(kind="swap") | Q(until__isnull=False), name="pause_has_an_end"),
            models.CheckConstraint(
                condition=Q(kind="pause", channel=None) | Q(kind="swap", channel__isnull=False),
                name="swap_is_of_a_channel",
            ),
        ]
        indexes = [models.Index(fields=["status", "until"], name="turn_request_in_force")]

    def __str__(self):
        return f"{self.business}: {self.get_kind_display()}"

    @property
    def is_pause(self):
        return self.kind == self.Kind.PAUSE

    @property
    def is_asked(self):
        return self.status == self.Status.ASKED

    @property
    def is_accepted(self):
        return self.status == self.Status.ACCEPTED


class TurnLetter(models.Model):
    """That one person is to be told of one turn, before it or after: made once, sent once."""

    class Kind(models.TextChoices):
        SOON = "soon", _("before the turn")
        AFTER = "after", _("after the turn")

    class State(models.TextChoices):
        WAITING = "waiting", _("waits to be sent")
        SENDING = "sending", _("being sent")
        SENT = "sent", _("sent")
        BY_HAND = "by_hand", _("no e-mail: for the team to tell")
        UNWANTED = "unwanted", _("mails switched off")

    slot = models.ForeignKey(Slot, models.CASCADE, related_name="letters", verbose_name=_("slot"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="turn_letters", verbose_name=_("to")
    )
    kind = models.CharField(_("kind"), max_length=5, choices=Kind)
    state = models.CharField(_("status"), max_length=8, choices=State, default=State.WAITING)
    made_at = models.DateTimeField(_("noted"), default=timezone.now)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)

    class Meta:
        verbose_name = _("letter about a turn")
        verbose_name_plural = _("letters about turns")
        ordering = ["-made_at", "-pk"]
        constraints = [models.UniqueConstraint("slot", "user", "kind", name="told_once_of_a_turn")]
        indexes = [models.Index(fields=["state", "kind"], name="turn_letter_by_state")]

    def __str__(self):
        return f"{self.slot}: {self.user}"

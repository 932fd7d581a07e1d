from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class MailQuerySet(models.QuerySet):
    def due(self, now):
        return self.filter(state=Mail.State.WAITING, next_try_at__lte=now)

    def troubled(self):
        """Mails that a person should know of: never sent, or nobody can say."""
        return self.filter(state__in=[Mail.State.FAILED, Mail.State.UNSURE])


class Mail(models.Model):
    """One mail to one person, from the moment its cause happens; `promotions.outbox` explains how it is sent once.

    The address is read when it is sent, and kept here neither before nor after.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        SENDING = "sending", _("being sent")
        SENT = "sent", _("sent")
        UNSURE = "unsure", _("maybe sent")
        FAILED = "failed", _("not sent")
        DROPPED = "dropped", _("not needed any more")

    key = models.CharField(_("cause"), max_length=120, unique=True, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="mails", verbose_name=_("to"))
    subject = models.CharField(_("subject"), max_length=200, blank=True)
    # Emptied once nobody will send them any more.
    text = models.TextField(blank=True, editable=False)
    html = models.TextField(blank=True, editable=False)
    state = models.CharField(_("state"), max_length=7, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(_("tries"), default=0)
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    next_try_at = models.DateTimeField(_("next try"), default=timezone.now)
    claimed_at = models.DateTimeField(_("taken up"), null=True, blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    expires_at = models.DateTimeField(_("of use until"), null=True, blank=True)
    # The kind of error alone: the words of mail servers quote addresses.
    error = models.CharField(_("error"), max_length=100, blank=True)

    objects = MailQuerySet.as_manager()

    class Meta:
        verbose_name = _("mail")
        verbose_name_plural = _("mails")
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["state", "next_try_at"], name="mail_by_state")]

    def __str__(self):
        return self.key

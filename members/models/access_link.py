import hashlib
import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models.business import Business


def digest(token):
    return hashlib.sha256(token.encode()).hexdigest()


class AccessLinkQuerySet(models.QuerySet):
    def usable(self):
        return self.filter(used_at=None, revoked_at=None, expires_at__gt=timezone.now())

    def about(self, business):
        """Links to claim `business`, and to sign in as one of its people."""
        people = business.memberships.values("user")
        return self.filter(Q(business=business) | Q(user__in=people))

    def issue(self, purpose, lifetime, made_by, **target):
        """Save a link and return it with its `token`, which is kept nowhere else.

        `target` is the `user` who signs in or the `business` that is claimed. Earlier usable links for the same
        target are revoked.
        """
        now = timezone.now()
        self.usable().filter(purpose=purpose, **target).update(revoked_at=now)
        token = secrets.token_urlsafe(32)
        link = self.create(
            purpose=purpose, digest=digest(token), made_by=made_by, made_at=now, expires_at=now + lifetime, **target
        )
        link.token = token
        return link

    def find(self, purpose, token):
        """The usable link with this token, or None."""
        return self.usable().filter(purpose=purpose, digest=digest(token)).select_related("user", "business").first()


class AccessLink(models.Model):
    """A secret address that the team sends by WhatsApp. It works once, for a time, until revoked.

    Opening it changes nothing, since WhatsApp itself opens links to preview them; the button on its page does.
    """

    class Purpose(models.TextChoices):
        SIGN_IN = "sign_in", _("sign in")
        CLAIM = "claim", _("claim a business")

    purpose = models.CharField(_("purpose"), max_length=7, choices=Purpose)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="access_links",
        verbose_name=_("user"),
    )
    business = models.ForeignKey(
        Business, models.CASCADE, null=True, blank=True, related_name="access_links", verbose_name=_("business")
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("made by")
    )
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    expires_at = models.DateTimeField(_("valid until"))
    used_at = models.DateTimeField(_("used"), null=True, blank=True)
    used_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("used by"),
    )
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)

    objects = AccessLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("access link")
        verbose_name_plural = _("access links")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(purpose="sign_in", user__isnull=False, business=None)
                | Q(purpose="claim", user=None, business__isnull=False),
                name="access_link_has_its_target",
            ),
        ]

    def __str__(self):
        return f"{self.get_purpose_display()}: {self.user or self.business}"

    @property
    def is_usable(self):
        return self.used_at is None and self.revoked_at is None and self.expires_at > timezone.now()

    def use(self, user):
        """Use the link up in the name of `user`; whether it was still usable. Of two at once, one gets True."""
        usable = AccessLink.objects.usable().filter(pk=self.pk)
        return bool(usable.update(used_at=timezone.now(), used_by=user))

    def revoke(self):
        AccessLink.objects.usable().filter(pk=self.pk).update(revoked_at=timezone.now())

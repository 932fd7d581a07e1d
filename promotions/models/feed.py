import hashlib
import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models import Business

# 256 bits of chance: nobody comes upon an address by trying.
TOKEN_BYTES = 32


def digest(token):
    return hashlib.sha256(token.encode()).hexdigest()


class CalendarFeedQuerySet(models.QuerySet):
    def of_token(self, token):
        """The feed with this token, or None.

        What is looked up is the digest: how long the look-up takes tells nothing about a token.
        """
        return self.filter(digest=digest(token)).select_related("user", "business").first()

    def renew(self, user, business=None):
        """Give `user` the one feed of the team, or of the turns of `business`, under a new secret address.

        Return it with its `token`, which is kept nowhere else; the address before it works no more.
        """
        token = secrets.token_urlsafe(TOKEN_BYTES)
        values = {"digest": digest(token), "made_at": timezone.now()}
        feed, _is_new = self.update_or_create(user=user, business=business, defaults=values)
        feed.token = token
        return feed


class CalendarFeed(models.Model):
    """A private calendar under an address that only its person knows; deleted, the address is gone.

    Without a business it holds what the person has to do for the team; with one, that business's turns.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="calendar_feeds", verbose_name=_("whose")
    )
    business = models.ForeignKey(
        Business, models.CASCADE, null=True, blank=True, related_name="calendar_feeds", verbose_name=_("business")
    )
    digest = models.CharField(max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField(_("made"), default=timezone.now)

    objects = CalendarFeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("calendar feed")
        verbose_name_plural = _("calendar feeds")
        ordering = ["user", "pk"]
        constraints = [
            models.UniqueConstraint("user", "business", name="one_feed_of_a_business"),
            models.UniqueConstraint("user", condition=Q(business=None), name="one_feed_of_the_team"),
        ]

    def __str__(self):
        return f"{self.user}: {self.business or '—'}"

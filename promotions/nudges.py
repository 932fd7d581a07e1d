"""The word from one to another in the team about a post that is overdue."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from members.whatsapp import chat_link
from promotions.models import Slot


@dataclass(frozen=True)
class Nudge:
    """A WhatsApp message about an overdue `slot` to its assignee, for whoever of the team looks at it."""

    slot: Slot

    @property
    def person(self):
        return self.slot.assignee

    @property
    def chat_link(self):
        """The address that opens the chat; "" while the person has given no number."""
        return chat_link(self.person.whatsapp, self.text) if self.person.whatsapp else ""

    @property
    def text(self):
        """In Indonesian, whoever sends it."""
        with translation.override("id"):
            words = {
                "name": self.person.name or _("friend"),
                "product": self.slot.product,
                "business": self.slot.product.business,
                "channel": self.slot.channel,
                "when": date_format(timezone.localtime(self.slot.starts_at), "l, j F, H.i"),
                "address": settings.SITE_URL + reverse("promotions:slot", args=[self.slot.pk]),
            }
            return (
                _(
                    "Hello %(name)s, %(product)s (%(business)s) was to go out on %(channel)s on %(when)s, and is not "
                    "recorded yet.\n\nIs it out? Record it here: %(address)s\n\n"
                    "If you cannot make it, just say so, and somebody else of the team takes over. Thank you 🙏"
                )
                % words
            )

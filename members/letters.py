"""What the team writes to the people of a business: the same words as a mail in their language and for WhatsApp."""

import logging
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from members.models import Business, User
from members.whatsapp import chat_link
from unk_portal import mail

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Letter:
    """`sentences`, the team's own `note` or "", `closing`, and a path on the portal with what one does there."""

    subject: str
    sentences: list[str]
    note: str
    closing: str
    path: str
    action: str

    @property
    def address(self):
        return settings.SITE_URL + self.path


def about_business(business):
    """The letter on the decision that the status of `business` tells, in the language of the moment."""
    words = {"business": business.name}
    path, action = reverse("promotions:dashboard"), _("Open your pages")
    help_offer = _("If you have a question, just answer this message.")
    match business.status:
        case Business.Status.ACTIVE:
            subject = _("%(business)s is on the portal") % words
            is_back = business.reviewed_at and business.activated_at < business.reviewed_at
            sentences = [
                _("%(business)s and its products are shown on the portal again. Thank you.") % words
                if is_back
                else _("Good news: %(business)s is approved and can be found on the portal now.") % words,
                _("Add products with good photos, so that shoppers find them and you get your turn in the promotions."),
            ]
            path, action = business.get_absolute_url(), _("See your page")
        case Business.Status.DRAFT:
            subject = _("%(business)s: please mend something first") % words
            sentences = [
                _("Thank you for submitting %(business)s. Before it can go on the portal, please mend this:") % words
            ]
            help_offer = _("Then submit it again. If you would like help, just answer this message.")
        case Business.Status.REJECTED:
            subject = _("%(business)s cannot join the portal") % words
            sentences = [_("We have looked at %(business)s and cannot take it on the portal:") % words]
            help_offer = _("If you think this is a mistake, just answer this message.")
        case _suspended:
            subject = _("%(business)s is suspended") % words
            sentences = [
                _("%(business)s is suspended for now: its page and products are not shown. The reason:") % words
            ]
            help_offer = _("When it is put right, or if you think this is a mistake, just answer this message.")
    return Letter(subject, sentences, business.review_note, help_offer, path, action)


def mail_people(business, write):
    """Send everybody of `business` who has an address the letter that `write()` gives in their language.

    A decision stands even when the mail host does not answer; WhatsApp carries the same words.
    """
    for user in User.objects.filter(memberships__business=business, is_active=True).order_by("pk"):
        with translation.override(user.language):
            letter = write()
        try:
            mail.send(user, "mail/letter", {"letter": letter})
        except OSError:
            logger.exception("letter not sent", extra={"business": business.pk})


def as_text(write):
    """The letter as a WhatsApp message: in Indonesian, who ever sends it."""
    with translation.override("id"):
        letter = write()
        greeting = _("Hello, we are the team of UMKM Naik Kelas Lampung. 🙏")
    parts = [f"{greeting} {letter.sentences[0]}", *letter.sentences[1:]]
    if letter.note:
        parts.append(f"“{letter.note}”")
    return "\n\n".join([*parts, f"{letter.action}: {letter.address}", letter.closing])


@dataclass(frozen=True)
class ReadyLetter:
    """A message for a moderator to look at and send to `business`; without `chat_link` there is no number."""

    business: Business
    text: str
    chat_link: str


def ready(business, write):
    text = as_text(write)
    return ReadyLetter(business, text, chat_link(business.whatsapp, text) if business.whatsapp else "")

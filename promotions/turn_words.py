"""Turns and requests in words for their owners."""

from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.letters import Letter
from promotions.forms import SKIP_REASONS
from promotions.models import TurnRequest

# The same reasons as the team's, said to the owner.
KIND_REASONS = [
    gettext_lazy("The team would like a better photo or video first."),
    gettext_lazy("The product was sold out or is no longer made."),
    gettext_lazy("Price or description have to be put right first."),
    gettext_lazy("You asked for another day."),
    gettext_lazy("The team could not reach you."),
    gettext_lazy("The team had no time. It was not your fault."),
]
LANGUAGES = ("id", "en")


def kind_reason(reason):
    """Why a turn was skipped, as one says it to the owner: kind words for the common reasons, then own ones."""
    for (common, _fault), words in zip(SKIP_REASONS, KIND_REASONS, strict=True):
        for language in LANGUAGES:
            with translation.override(language):
                said = str(common)
            if reason.startswith(said):
                rest = reason.removeprefix(said).lstrip(":").strip()
                return f"{words} {rest}".strip()
    return reason


def answer_in_words(request):
    """What the team's answer to `request` means, as sentences to the owner in the language of the moment."""
    words = {
        "business": request.business.name,
        "channel": request.channel,
        "day": request.until and date_format(request.until, "l, j F Y"),
    }
    if request.status == TurnRequest.Status.DECLINED:
        return [_("We cannot do what you asked for %(business)s this time.") % words]
    if request.is_pause:
        return [
            _("%(business)s gets no turns until %(day)s.") % words,
            _("You keep your place in every queue. You can end the pause at any time."),
        ]
    kept = _("Your turn on %(channel)s goes to the next business.") % words
    if request.moved_to:
        moment = date_format(timezone.localtime(request.moved_to.starts_at), "l, j F, H.i")
        return [_("Your turn on %(channel)s is now on %(moment)s.") % {**words, "moment": moment}]
    if request.until:
        return [kept, _("You keep your place in the queue, and get a turn again from %(day)s on.") % words]
    return [kept, _("You keep your place in the queue, and get one of the next turns.")]


def answer_letter(request):
    """The `Letter` to the people of the business, in the language of the moment."""
    return Letter(
        _("About the turns of %(business)s") % {"business": request.business.name},
        answer_in_words(request),
        request.answer,
        _("If you have a question, just answer this message."),
        reverse("promotions:turns"),
        _("See your turns"),
    )


def question_letter(request):
    """What the team may write before it answers."""
    subject = _("About the turns of %(business)s") % {"business": request.business.name}
    asked = _("It is about your request for %(business)s: “%(reason)s”") % {
        "business": request.business.name,
        "reason": request.reason,
    }
    return Letter(subject, [asked], "", "", reverse("promotions:turns"), _("See your turns"))

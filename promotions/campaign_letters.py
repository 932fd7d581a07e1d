"""What the team writes about a campaign: the invitation by mail and for the WhatsApp group, and that it is off."""

import logging

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from members.letters import Letter, mail_people
from members.models import Business, Membership, User
from promotions.campaign_words import period
from promotions.models import Campaign, InvitationMail
from unk_portal import mail

logger = logging.getLogger(__name__)

MAILS_A_RUN = 200


def invitation(campaign, business):
    """The letter to the people of `business`, in the language of the moment."""
    words = {"campaign": campaign, "business": business, "period": period(campaign)}
    sentences = [_("The community invites %(business)s to “%(campaign)s”, %(period)s.") % words]
    if campaign.theme:
        sentences.append(campaign.theme)
    sentences.append(
        _("Choose one product and, if you like, a special price. The campaign's slots are shared fairly among all.")
    )
    return Letter(
        subject=_("Invitation: %(campaign)s") % words,
        sentences=sentences,
        note="",
        closing=_("Taking part costs nothing, and you may withdraw until it begins."),
        path=reverse("promotions:own-campaign", args=[campaign.pk]),
        action=_("Take part"),
    )


def cancellation(campaign, business):
    words = {"campaign": campaign, "business": business, "period": period(campaign)}
    return Letter(
        subject=_("“%(campaign)s” is cancelled") % words,
        sentences=[
            _("The team has cancelled “%(campaign)s”, %(period)s.") % words,
            _("If you have made a special price for it, it stays yours: end it if you do not want it any more."),
        ],
        note="",
        closing=_("If you have a question, just answer this message."),
        path=reverse("catalogue:manage-offers"),
        action=_("See your special prices"),
    )


def mail_invitations(now=None, at_most=MAILS_A_RUN):
    """Mail those invited who have no mail about it yet, each person once; return how many. The next run goes on."""
    now = now or timezone.now()
    sent = 0
    for campaign in Campaign.objects.not_over(now).order_by("starts_at", "pk"):
        for user, business in unmailed(campaign, at_most - sent):
            if claimed(campaign, user):
                sent += send(campaign, user, business)
    return sent


def unmailed(campaign, at_most):
    """Up to so many people with an address, each with one of the invited businesses they belong to; two queries."""
    invited = Membership.objects.filter(business__in=campaign.invited_businesses())
    done = InvitationMail.objects.filter(campaign=campaign).values("user")
    people = User.objects.filter(pk__in=invited.values("user"), is_active=True, email__isnull=False)
    people = list(people.exclude(pk__in=done).order_by("pk")[:at_most])
    businesses = {row.user_id: row.business for row in invited.filter(user__in=people).select_related("business")}
    return [(user, businesses[user.pk]) for user in people]


def claimed(campaign, user):
    """Whether this run may mail `user`: a second run, or one after this has died, finds the row and does not."""
    _row, is_ours = InvitationMail.objects.get_or_create(campaign=campaign, user=user)
    return is_ours


def send(campaign, user, business):
    with translation.override(user.language):
        letter = invitation(campaign, business)
    try:
        return mail.send(user, "mail/letter", {"letter": letter})
    except OSError:
        # It did not go out, so a later run may try again.
        InvitationMail.objects.filter(campaign=campaign, user=user).delete()
        logger.exception("invitation not sent", extra={"campaign": campaign.pk})
        return False


def mail_cancelled(campaign):
    for business in Business.objects.filter(
        participations__campaign=campaign, participations__withdrawn_at=None
    ).order_by("pk"):
        mail_people(business, lambda business=business: cancellation(campaign, business))


def for_group(campaign, participants):
    """The invitation for the community's WhatsApp group, in Indonesian; `participants` is how many take part."""
    with translation.override("id"):
        sectors = ", ".join(str(sector) for sector in campaign.sectors.all())
        address = settings.SITE_URL + reverse("promotions:own-campaign", args=[campaign.pk])
        parts = [f"*{campaign}*\n{period(campaign)}", campaign.theme]
        parts.append(_("For members in: %(sectors)s.") % {"sectors": sectors} if sectors else _("For all members."))
        parts.append(_("Choose one product, with a special price if you like. From your phone, in a minute:"))
        parts[-1] += f"\n{address}"
        if participants:
            parts.append(
                ngettext("%(count)d member takes part already.", "%(count)d members take part already.", participants)
                % {"count": participants}
            )
    return "\n\n".join(part for part in parts if part)

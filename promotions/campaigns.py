"""What may happen to a campaign: invite, join, withdraw, cancel. Each locks the campaign and may be tapped twice."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from catalogue.models import Offer, Product
from catalogue.offer_forms import ONE_AT_A_TIME, no_offer_because
from catalogue.pricing import end
from promotions import reserving
from promotions.models import Campaign, Participation, Slot


def locked(campaign):
    return Campaign.objects.select_for_update().get(pk=campaign.pk)


def invite(campaign, user, now=None):
    """Tell members and visitors. Raises ValidationError "over", "cancelled", or "invited" if somebody was first."""
    now = now or timezone.now()
    with transaction.atomic():
        campaign = locked(campaign)
        if campaign.invited_at:
            who = campaign.invited_by or _("the portal")
            at = timezone.localtime(campaign.invited_at).strftime("%H.%M")
            words = _("%(who)s was first: the members have been invited since %(time)s.")
            raise ValidationError(words % {"who": who, "time": at}, code="invited")
        if campaign.cancelled_at:
            raise ValidationError(_("This campaign was cancelled meanwhile."), code="cancelled")
        if campaign.ends_at <= now:
            raise ValidationError(_("This campaign's days are over. Change them first."), code="over")
        campaign.invited_at, campaign.invited_by = now, user
        campaign.save(update_fields=["invited_at", "invited_by"])
    return campaign


def cancel(campaign, now=None):
    """Call it off. A draft is deleted; slots that are promised already stay; owners keep their lower prices.

    Return whether anybody knew of it. Raises ValidationError "cancelled" or "over".
    """
    now = now or timezone.now()
    with transaction.atomic():
        campaign = locked(campaign)
        if not campaign.invited_at:
            campaign.delete()
            return False
        if campaign.cancelled_at:
            raise ValidationError(_("This campaign was cancelled meanwhile."), code="cancelled")
        if campaign.ends_at <= now:
            raise ValidationError(_("This campaign is over; its result stays."), code="over")
        campaign.cancelled_at = now
        campaign.save(update_fields=["cancelled_at"])
        reserving.give_back(campaign.slots.standing().filter(starts_at__gt=now))
    return True


# Of one business


def join(campaign, business, product, price, user, now=None):
    """Let `business` take part with one of its published products, for a lower `price` or None; return the row.

    Who takes part already changes the product or price, as long as the campaign has not begun. Raises ValidationError
    "closed", "begun", "not_published", or, at the field "price", what stands against an offer.
    """
    now = now or timezone.now()
    with transaction.atomic():
        campaign = locked(campaign)
        if not Campaign.objects.inviting(business, now).filter(pk=campaign.pk).exists():
            raise ValidationError(_("This campaign is not open to you any more."), code="closed")
        product = Product.objects.select_for_update(of=["self"], no_key=True).get(pk=product.pk)
        product.business = business
        if not product.is_public:
            raise ValidationError(_("Visitors cannot see this product now."), code="not_published")
        row = Participation.objects.filter(campaign=campaign, business=business).first()
        row = row or Participation(campaign=campaign, business=business)
        if row.pk and not row.withdrawn_at and campaign.starts_at <= now:
            raise ValidationError(_("The campaign has begun: what you take part with stays as it is."), code="begun")
        if row.withdrawn_at or not row.pk:
            row.joined_at = now
        row.offer = offer_for(row, product, price, now)
        row.product, row.joined_by, row.withdrawn_at = product, user, None
        row.save()
    return row


def offer_for(row, product, price, now):
    """The offer of the participation from now on: the one it has, a new one in its place, or None."""
    had = row.offer
    if had and price == had.price and had.product_id == product.pk and not had.is_over:
        return had
    if had and not had.is_over:
        end(had)
    if not price:
        return None
    if words := no_offer_because(product):
        raise ValidationError({"price": words})
    campaign = row.campaign
    offer = Offer(product=product, price=price, starts_at=max(now, campaign.starts_at), ends_at=campaign.ends_at)
    try:
        offer.clean()
        with transaction.atomic():
            offer.save()
    except ValidationError as refusal:
        raise ValidationError({"price": refusal.messages}) from None
    except IntegrityError as error:
        if ONE_AT_A_TIME not in str(error):
            raise
        raise ValidationError({"price": _("Another offer runs in this period.")}) from None
    return offer


def withdraw(row, now=None):
    """Take part no more; the campaign's lower price goes too. Raises ValidationError "begun" once it has begun."""
    now = now or timezone.now()
    with transaction.atomic():
        campaign = locked(row.campaign)
        row = Participation.objects.select_related("offer").get(pk=row.pk)
        if row.withdrawn_at:
            return
        if campaign.starts_at <= now and not campaign.cancelled_at:
            words = _("The campaign has begun. Ask the team if you cannot go on.")
            raise ValidationError(words, code="begun")
        if row.offer and not row.offer.is_over:
            Product.objects.select_for_update(of=["self"], no_key=True).get(pk=row.product_id)
            end(row.offer)
        row.offer, row.withdrawn_at = None, now
        row.save()
        mine = campaign.slots.standing().filter(business=row.business_id, kind=Slot.Kind.CAMPAIGN, starts_at__gt=now)
        mine.filter(status__in=[Slot.Status.PLANNED, Slot.Status.APPROVED]).change(
            status=Slot.Status.PLANNED,
            approved_at=None,
            approved_by=None,
            business=None,
            product=None,
            caption="",
            reason={},
            remark=_("%(business)s takes part no more.") % {"business": row.business},
        )

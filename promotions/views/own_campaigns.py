"""Campaigns as owners see them: what they are invited to, what they take part in, and what it brought them."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from members.current import business_required
from promotions import campaigns, planning
from promotions.campaign_forms import JoinForm
from promotions.campaign_results import result_of
from promotions.models import Campaign, Participation
from unk_portal.pages import page_of

PAST_A_PAGE = 12


@require_safe
@business_required
def own_campaigns(request, business):
    now = timezone.now()
    own = Participation.objects.standing().filter(business=business, campaign__invited_at__isnull=False)
    own = own.select_related("campaign", "product", "offer__product")
    current = list(own.filter(campaign__ends_at__gt=now, campaign__cancelled_at=None).order_by("campaign__starts_at"))
    joined = [row.campaign_id for row in current]
    page, notes = page_of(
        own.filter(campaign__ends_at__lte=now, campaign__cancelled_at=None).order_by("-campaign__ends_at", "-pk"),
        request,
        per_page=PAST_A_PAGE,
    )
    context = {
        "business": business,
        "invitations": Campaign.objects.inviting(business, now).exclude(pk__in=joined).order_by("ends_at", "pk"),
        "current": current,
        "page": page,
        "notes": notes,
    }
    return render(request, "promotions/own_campaigns.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@business_required
def own_campaign(request, business, pk):
    """One campaign: take part, change what one takes part with until it begins, see what it brought."""
    now = timezone.now()
    campaign, row = campaign_of(business, pk)
    state = campaign.state_at(now)
    is_open = Campaign.objects.inviting(business, now).filter(pk=pk).exists()
    form = None
    if is_open and not (row and state == Campaign.State.RUNNING):
        data = request.POST if request.method == "POST" else None
        form = JoinForm(data, campaign=campaign, business=business, row=row)
        if form.is_bound and form.attempt(request.user):
            planning.refill()
            messages.success(request, _("You take part. Thank you!") if not row else _("Saved."))
            return redirect("promotions:own-campaign", pk)
    elif request.method == "POST":
        messages.error(request, _("The campaign has begun or is over: nothing can be changed any more."))
        return redirect("promotions:own-campaign", pk)
    slots = campaign.slots.standing().filter(business=business, product__isnull=False)
    context = {
        "business": business,
        "campaign": campaign,
        "state": state,
        "row": row,
        "form": form,
        "is_open": is_open,
        "slots": slots.select_related("channel", "product").order_by("starts_at"),
        "result": result_of(campaign, business, now) if row and state in ("running", "over") else None,
    }
    return render(request, "promotions/own_campaign.html", context)


def campaign_of(business, pk):
    """A campaign that invites `business` or in which it takes part, with its participation or None; else 404."""
    campaign = get_object_or_404(Campaign.objects.filter(invited_at__isnull=False), pk=pk)
    rows = campaign.participations.filter(business=business)
    row = rows.standing().select_related("product", "offer__product").first()
    if row is None and not Campaign.objects.inviting(business).filter(pk=pk).exists():
        raise Http404
    return campaign, row


@require_POST
@business_required
def own_campaign_withdraw(request, business, pk):
    _campaign, row = campaign_of(business, pk)
    if row is None:
        messages.info(request, _("You do not take part in this campaign."))
        return redirect("promotions:own-campaign", pk)
    try:
        campaigns.withdraw(row)
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
        return redirect("promotions:own-campaign", pk)
    planning.refill()
    messages.success(request, _("You take part no more. Until it begins you may come back."))
    return redirect("promotions:own-campaigns")

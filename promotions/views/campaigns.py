"""The team's campaigns: from an occasion to a period with its own slots, and what became of it."""

from contextlib import nullcontext
from functools import wraps

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from promotions import campaign_letters, campaigns, planning, reserving
from promotions.access import team_required
from promotions.campaign_forms import CampaignForm
from promotions.campaign_results import result_of
from promotions.models import Campaign, Occasion
from unk_portal.pages import page_of

OCCASIONS_SHOWN = 6
OCCASIONS_LISTED = 60
PAST_A_PAGE = 12
MAILS_AT_ONCE = 20  # the others go with the next periodic run


def change_in_transaction(view):
    """A decorator: what changes something runs in a transaction; who only looks keeps nobody waiting."""

    @wraps(view)
    def wrapped(request, *args, **kwargs):
        with transaction.atomic() if request.method == "POST" else nullcontext():
            return view(request, *args, **kwargs)

    return wrapped


@require_safe
@team_required
def campaign_list(request):
    now = timezone.now()
    taking_part = Count("participations", filter=Q(participations__withdrawn_at=None))
    listed = Campaign.objects.annotate(taking_part=taking_part)
    page, notes = page_of(listed.over(now).order_by("-starts_at", "pk"), request, per_page=PAST_A_PAGE)
    occasions = list(coming_occasions(timezone.localdate(now)))
    context = {
        "drafts": listed.filter(invited_at=None).order_by("starts_at", "pk"),
        "current": listed.not_over(now).order_by("starts_at", "pk"),
        "cancelled": Campaign.objects.filter(cancelled_at__isnull=False, ends_at__gt=now),
        "page": page,
        "notes": notes,
        "occasions": occasions[:OCCASIONS_SHOWN],
        "later_occasions": occasions[OCCASIONS_SHOWN:],
    }
    return render(request, "promotions/campaigns.html", context)


def coming_occasions(today):
    """Occasions that are not over and have no campaign."""
    taken = Campaign.objects.filter(occasion=OuterRef("pk"), cancelled_at=None)
    return Occasion.objects.filter(~Exists(taken), ends_on__gte=today)[:OCCASIONS_LISTED]


@require_http_methods(["GET", "HEAD", "POST"])
@team_required
def campaign_add(request):
    """A draft for the occasion `acara`, or without one."""
    key = request.GET.get("acara", "")
    occasion = Occasion.objects.filter(pk=key).first() if key.isdecimal() and len(key) < 10 else None
    form = CampaignForm(request.POST if request.method == "POST" else None, instance=Campaign(occasion=occasion))
    if form.is_bound and form.is_valid() and form.save_alone():
        messages.success(request, _("Saved as a draft. Look it over, then invite."))
        return redirect("promotions:campaign", form.instance.pk)
    return render(request, "promotions/campaign_form.html", {"form": form, "occasion": occasion})


@require_http_methods(["GET", "HEAD", "POST"])
@team_required
def campaign_edit(request, pk):
    campaign, form = edited(request, pk)
    if form is None:
        messages.error(request, _("This campaign is over or cancelled; it stays as it was."))
        return redirect("promotions:campaign", pk)
    if not form.is_bound or form.errors:
        context = {"form": form, "campaign": campaign, "occasion": campaign.occasion}
        return render(request, "promotions/campaign_form.html", context)
    planning.run_due()
    messages.success(request, _("Saved."))
    return redirect("promotions:campaign", pk)


@change_in_transaction
def edited(request, pk):
    """The campaign and its form, which has saved what was sent if that was in order; no form for one that is over."""
    rows = Campaign.objects.select_for_update() if request.method == "POST" else Campaign.objects.all()
    campaign = get_object_or_404(rows, pk=pk)
    if campaign.cancelled_at or (campaign.invited_at and campaign.ends_at <= timezone.now()):
        return campaign, None
    form = CampaignForm(request.POST if request.method == "POST" else None, instance=campaign)
    if form.is_bound and form.is_valid() and form.save_alone() and campaign.invited_at:
        reserving.fit(campaign, timezone.now())
    return campaign, form


@require_safe
@team_required
def campaign(request, pk):
    now = timezone.now()
    row = get_object_or_404(Campaign.objects.select_related("occasion", "invited_by"), pk=pk)
    participations = list(
        row.participations.standing().select_related("business", "product__business", "offer__product")
    )
    shown = set(row.participations.shown().values_list("pk", flat=True))
    slots = row.slots.standing().for_lists().order_by("starts_at", "channel__position", "place")
    wanted = reserving.wanted_by(row)
    reservations = reservations_of(row)
    state = row.state_at(now)
    context = {
        "campaign": row,
        "state": state,
        "participations": [(each, each.pk in shown) for each in participations],
        "slots": slots,
        "reservations": reservations,
        "is_more_to_come": any(number < each.slots for each, number in reservations),
        "invited_count": row.invited_businesses().count(),
        "short_weeks": reserving.short_weeks(row, wanted, now) if state in ("draft", "coming", "running") else [],
        "is_past": row.ends_at <= now,
        "group_text": campaign_letters.for_group(row, len(participations)),
        "result": result_of(row, now=now) if state in ("running", "over") else None,
    }
    return render(request, "promotions/campaign.html", context)


def reservations_of(row):
    """(reservation, how many of its slots stand in the calendar by now) for each channel."""
    counts = dict(row.slots.standing().order_by().values_list("channel").annotate(Count("pk")))
    return [(each, counts.get(each.channel_id, 0)) for each in row.reservations.select_related("channel")]


@require_POST
@team_required
def campaign_invite(request, pk):
    row = get_object_or_404(Campaign, pk=pk)
    try:
        campaigns.invite(row, request.user)
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
    else:
        planning.run_due()
        campaign_letters.mail_invitations(at_most=MAILS_AT_ONCE)
        number = row.invited_businesses().count()
        words = ngettext("%(count)d member is invited.", "%(count)d members are invited.", number)
        messages.success(request, words % {"count": number} + " " + _("Tell the WhatsApp group as well."))
    return redirect("promotions:campaign", pk)


@require_POST
@team_required
def campaign_cancel(request, pk):
    row = get_object_or_404(Campaign, pk=pk)
    try:
        was_known = campaigns.cancel(row)
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
        return redirect("promotions:campaign", pk)
    if not was_known:
        messages.success(request, _("The draft is deleted."))
        return redirect("promotions:campaigns")
    planning.refill()
    campaign_letters.mail_cancelled(row)
    messages.success(request, _("Cancelled. Its free slots go to whose turn it is, and who took part is told by mail."))
    return redirect("promotions:campaign", pk)

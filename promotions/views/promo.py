"""Promotions as everyone sees them: the same page for all, without cookie or form."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalogue.models import Product
from catalogue.models.product import load_for_cards
from promotions import campaign_words, ical
from promotions.campaign_results import result_of
from promotions.models import Campaign
from promotions.promo import Month, days_of, lines_of, months_shown, slots_shown, summary_of

PRODUCTS_SHOWN = 48
PAST_SHOWN = 6
# A subscription carries what is to come and what has just been.
FEED_BACK = timedelta(days=60)
FEED_SLOTS = 500
POST_LENGTH = timedelta(minutes=15)


@login_not_required
@require_safe
def promo(request):
    """What runs and comes, and this month."""
    return month_page(request, Month.of(timezone.localdate()), is_start=True)


@login_not_required
@require_safe
def promo_month(request, year, month):
    return month_page(request, Month(int(year), int(month)))


def month_page(request, month, is_start=False):
    now = timezone.now()
    first, last = months_shown(timezone.localdate(now))
    if not first <= month <= last:
        raise Http404
    invited = Campaign.objects.invited()
    today, days = timezone.localdate(now), days_of(month)
    context = {
        "month": month,
        "days": days,
        # What is on and coming first; what has been, the latest first.
        "ahead": [each for each in days if each[0] >= today],
        "earlier": [each for each in reversed(days) if each[0] < today],
        "today": today,
        "previous": month.previous if month > first else None,
        "next": month.next if month < last else None,
        "is_start": is_start,
        "campaigns": with_words(
            Campaign.objects.not_over(now).order_by("starts_at", "pk")
            if is_start
            else invited.overlapping(month.begin, month.end).order_by("starts_at", "pk"),
            now,
        ),
        "past": invited.over(now)[:PAST_SHOWN] if is_start else [],
    }
    return render(request, "promotions/promo.html", context)


def with_words(campaigns, now):
    """(campaign, its state, its countdown) of each."""
    return [(row, row.state_at(now), campaign_words.countdown(row, now)) for row in campaigns]


@login_not_required
@require_safe
def promo_campaign(request, slug):
    """A campaign that members and visitors know of; a cancelled one says so, for its address went round."""
    now = timezone.now()
    campaign = get_object_or_404(Campaign.objects.filter(invited_at__isnull=False), slug=slug)
    state = campaign.state_at(now)
    participations = []
    if state != Campaign.State.CANCELLED:
        participations = list(
            campaign.participations.shown().select_related("offer").order_by("joined_at", "pk")[:PRODUCTS_SHOWN]
        )
    found = Product.objects.with_place().in_bulk([row.product_id for row in participations])
    products = [found[row.product_id] for row in participations if row.product_id in found]
    load_for_cards(products)
    coming = [row.offer for row in participations if row.offer and row.offer.is_coming]
    for offer in coming:
        offer.product = found[offer.product_id]
    context = {
        "campaign": campaign,
        "state": state,
        "countdown": campaign_words.countdown(campaign, now),
        "refreshed": campaign_words.refreshed_words(),
        "products": products,
        "coming_offers": coming,
        "result": result_of(campaign, now=now) if state == Campaign.State.OVER else None,
    }
    return render(request, "promotions/promo_campaign.html", context)


@login_not_required
@require_safe
def promo_calendar(request):
    """Campaigns and promoted products as a calendar to subscribe to; it names products and businesses alone."""
    now = timezone.now()
    campaigns = Campaign.objects.invited().filter(ends_at__gt=now - FEED_BACK).order_by("starts_at", "pk")
    slots = slots_shown().filter(starts_at__gt=now - FEED_BACK).select_related("channel", "product__business")
    lines = lines_of(slots.order_by("starts_at", "channel__position", "channel", "place")[:FEED_SLOTS])
    events = [*map(event_of_campaign, campaigns), *map(event_of_line, lines)]
    name = _("Promotions of UMKM Naik Kelas Lampung")
    return HttpResponse(
        ical.calendar(name, events),
        content_type=ical.MEDIA_TYPE,
        headers={"Content-Disposition": 'inline; filename="kalender-promosi.ics"'},
    )


def event_of_campaign(campaign):
    return ical.event(
        uid=f"kampanye-{campaign.pk}@{ical.host()}",
        starts_at=campaign.first_day,
        ends_at=campaign.last_day + timedelta(days=1),
        summary=str(campaign),
        description=campaign.theme,
        url=settings.SITE_URL + campaign.get_absolute_url(),
        changed_at=campaign.invited_at,
    )


def event_of_line(line):
    """A post has its time; what stands on the portal for days has its days."""
    slot = line.slots[0]
    description = "\n".join(
        f"{each.product} ({each.product.business}): {settings.SITE_URL}{each.product.get_absolute_url()}"
        for each in line.slots
    )
    is_shared = line.channel.places > 1
    uid = f"tayang-{line.channel.slug}-{slot.starts_at:%Y%m%dT%H%M}" if is_shared else f"jadwal-{slot.pk}"
    days = slot.local_day, line.last_day
    starts, ends = (
        (days[0], max(days) + timedelta(days=1)) if line.last_day else (slot.starts_at, slot.starts_at + POST_LENGTH)
    )
    changed_at = max(each.updated_at for each in line.slots)
    address = settings.SITE_URL + (reverse("promotions:promo") if is_shared else slot.product.get_absolute_url())
    return ical.event(
        uid=f"{uid}@{ical.host()}",
        starts_at=starts,
        ends_at=ends,
        summary=summary_of(line),
        description=description,
        url=address,
        changed_at=changed_at,
    )

"""Whose turn comes when, by channel, and who cannot be promoted yet."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from promotions.access import team_required
from promotions.models import Channel
from promotions.queue import RULES
from promotions.waiting import Waiting
from unk_portal.pages import page_of

OUTSIDE = "belum"


@require_safe
@team_required
def rotation(request):
    channels = list(Channel.objects.active())
    channel = chosen(channels, request.GET.get("kanal"))
    context = {"channels": channels, "channel": channel}
    if channel:
        context |= queue_of(request, channel)
    return render(request, "promotions/rotation.html", context)


def chosen(channels, slug):
    """The channel asked for, or the first that the team posts on."""
    if not slug:
        return next((channel for channel in channels if not channel.is_automatic), next(iter(channels), None))
    for channel in channels:
        if channel.slug == slug:
            return channel
    raise Http404


def queue_of(request, channel):
    waiting = Waiting(channel)
    query = request.GET.get("q", "").replace("\0", "").strip()[:200]
    queued, outside = waiting.named(waiting.queue, query), waiting.named(waiting.outside, query)
    is_outside = request.GET.get("tampil") == OUTSIDE
    page, notes = page_of(outside if is_outside else queued, request)
    shown = list(page.object_list)
    return {
        "is_outside": is_outside,
        "query": query,
        "queued": len(queued),
        "outside": len(outside),
        "undrawn": waiting.undrawn,
        "passes": RULES.passes,
        "page": page,
        "notes": notes,
        "places": [] if is_outside else list(waiting.places(shown)),
        "outsiders": list(waiting.outsiders(shown)) if is_outside else [],
    }

from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from promotions import charts
from promotions.access import member_required, team_required
from promotions.consistency import overview, spans
from promotions.models import Channel
from promotions.score_words import action_in_words, change_in_words, effect_in_words, in_tenths, part_label, part_line
from promotions.scoring import shown
from unk_portal.spreadsheets import csv_response

ACTIONS_SHOWN = 4


@require_safe
@team_required
def team_consistency(request):
    return consistency(request, "team_shell.html")


@require_safe
@member_required
def member_consistency(request):
    return consistency(request, "owner_shell.html")


def consistency(request, shell):
    """The page, or with `?format=csv` its figures; `masa` and `kanal` choose period and channel."""
    now = timezone.now()
    choices = spans(timezone.localdate(now))
    span = next((choice for choice in choices if choice.slug == request.GET.get("masa")), choices[0])
    chosen = Channel.objects.filter(slug=request.GET.get("kanal", "")).first()
    found = overview(now, span, chosen)
    if request.GET.get("format") == "csv":
        return csv_response(f"konsistensi-{span.slug}.csv", table(found))
    names = {line.channel.pk: line.channel.name for line in found.by_channel}
    context = {
        "shell": shell,
        "overview": found,
        "spans": choices,
        "points": shown(found.score.value),
        "bar": charts.score_bar(found.score),
        "parts": [part_line(part, found.active) for part in found.score.parts],
        "change": None if found.change is None else change_in_words(found.change, span.before_label),
        "channels": [in_words(line, found.active) for line in found.by_channel],
        "actions": [
            {"gain": in_tenths(action.gain), "words": action_in_words(action, names), "effect": effect_in_words(action)}
            for action in found.actions[:ACTIONS_SHOWN]
        ],
    }
    return render(request, "promotions/consistency.html", context)


def in_words(line, active):
    """A channel's score for its row in the list."""
    return {
        "channel": line.channel,
        "points": shown(line.score.value),
        "bar": charts.score_bar(line.score),
        "parts": [part_line(part, active) for part in line.score.parts if part.value is not None],
    }


def table(found):
    """The figures of every channel and of all that count, a row for each part of the score."""
    yield [
        _("period"),
        _("channel"),
        _("part"),
        pgettext("score", "value"),
        _("numerator"),
        _("denominator"),
        _("weight"),
        _("points"),
    ]
    scores = [(_("all channels that count"), found.score)] if found.chosen is None else []
    scores += [(line.channel.name, line.score) for line in found.by_channel if found.chosen in (None, line.channel)]
    for name, score in scores:
        for part in score.parts:
            figures = [part.value, part.numerator, part.denominator, part.weight, part.points]
            yield [found.span.label, name, part_label(part.name), *map(cell, figures)]
        yield [found.span.label, name, _("score"), cell(score.value), "", "", "", cell(score.points)]


def cell(number):
    """An exact fraction as a decimal number, "" for what is absent."""
    return "" if number is None else round(float(number), 4)

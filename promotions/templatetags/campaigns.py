"""A campaign's days, countdown and result in words."""

from django import template

from promotions import campaign_words

register = template.Library()


@register.filter
def period(campaign):
    """Its days as one writes them: "10 – 12 December 2026"."""
    return campaign_words.period(campaign)


@register.filter
def countdown(campaign):
    """How long until it begins or ends."""
    return campaign_words.countdown(campaign)

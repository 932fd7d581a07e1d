"""Numbers of the team's navigation."""

from django import template

from promotions.models import Slot

register = template.Library()


@register.simple_tag
def due_count():
    """How many posts are due now or late."""
    return Slot.objects.due().count()

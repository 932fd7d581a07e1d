"""Words and signs that every page uses."""

from django import template
from django.templatetags.static import static
from django.urls import translate_url
from django.utils.formats import number_format
from django.utils.html import format_html

register = template.Library()


@register.simple_tag
def icon(name):
    """The sign `name` of static/img/icons.svg; the words beside it carry the meaning."""
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}#{}"/></svg>', static("img/icons.svg"), name)


@register.filter
def rupiah(amount):
    """27500 as "Rp27.500", in English "Rp27,500"."""
    return f"Rp{number_format(amount, force_grouping=True)}"


@register.simple_tag(takes_context=True)
def address_in(context, language):
    """This page's address in another language, query included."""
    return translate_url(context["request"].get_full_path(), language)

"""Words and signs that every page uses."""

from django import template
from django.conf import settings
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


@register.filter
def localize_number(number):
    """1284 as "1.284", in English "1,284"."""
    return number_format(number, force_grouping=True)


@register.simple_tag(takes_context=True)
def address_in(context, language):
    """This page's address in another language, query included."""
    return translate_url(context["request"].get_full_path(), language)


@register.simple_tag
def community_chat():
    """A WhatsApp chat with the community's team."""
    return f"https://wa.me/{settings.COMMUNITY_WHATSAPP.lstrip('+')}"


@register.filter
def page_numbers(paginator, number):
    """The page numbers to link to from page `number`, None where some are left out: 1 None 4 5 6 None 20."""
    numbers = [
        page for page in {1, number - 1, number, number + 1, paginator.num_pages} if page in paginator.page_range
    ]
    row, last = [], 0
    for page in sorted(numbers):
        if page - last > 1:
            row.append(None)
        row.append(page)
        last = page
    return row

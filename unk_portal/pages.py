"""Lists in pages."""

from django.core.paginator import Paginator
from django.utils.translation import gettext as _

PER_PAGE = 24


def page_of(queryset, request, count=None, per_page=PER_PAGE):
    """The page that `?hal=` asks for, and a note when there is no such page."""
    paginator = Paginator(queryset, per_page)
    if count is not None:
        paginator.count = count
    asked = request.GET.get("hal", "1")
    page = paginator.get_page(asked)
    notes = [] if asked == str(page.number) else [_("There is no such page; this is page %d.") % page.number]
    return page, notes

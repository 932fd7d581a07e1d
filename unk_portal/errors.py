"""The portal's error pages. They are printed without a database, a session or a context processor."""

import logging
import sys
from typing import NamedTuple

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

logger = logging.getLogger(__name__)


class Page(NamedTuple):
    title: Promise | str
    advice: Promise | str
    retry_after: int | None = None


PAGES = {
    400: Page(_("We could not read that request"), _("Go back and try again. If it happens again, tell us.")),
    403: Page(_("This page is not for you"), _("Sign in with another account, or ask the community's team.")),
    404: Page(_("This page is not here"), _("The address may be mistyped, or what stood here was taken down.")),
    405: Page(_("That does not work from here"), _("Open the page again and use its buttons.")),
    410: Page(_("This is no longer offered"), _("The member took it down. Others sell something like it.")),
    429: Page(_("Too many tries"), _("Please wait a few minutes, then try again."), retry_after=300),
    500: Page(_("Something broke on our side"), _("We have noted it. Please try again in a minute.")),
    503: Page(
        _("We will be back in a moment"), _("The portal is being looked after. Please try again soon."), retry_after=30
    ),
}
STALE_FORM = Page(_("This form is out of date"), _("Go back, load the page again and send the form once more."))


def error_page(request, status, page=None):
    """The page for HTTP `status`, one of PAGES unless `page` brings other words, in the language of the address."""
    page = page or PAGES[status]
    context = {"status": status, "title": page.title, "advice": page.advice, "request": request}
    # An error can come before LocaleMiddleware, while the thread still speaks the language of its last visitor.
    language = translation.get_language_from_path(request.path_info) or settings.LANGUAGE_CODE
    with translation.override(language):
        response = HttpResponse(render_to_string("error.html", context), status=status)
    response.headers["Cache-Control"] = "no-store"
    if page.retry_after:
        response.headers["Retry-After"] = str(page.retry_after)
    return response


def bad_request(request, exception):
    return error_page(request, 400)


def permission_denied(request, exception):
    return error_page(request, 403)


def csrf_failure(request, reason=""):
    return error_page(request, 403, STALE_FORM)


def page_not_found(request, exception):
    return error_page(request, 404)


def too_many_requests(request):
    """Called by django-allauth when a rate limit is reached."""
    return error_page(request, 429)


def server_error(request):
    """500, or 503 when it is the database that does not answer."""
    error = sys.exc_info()
    if isinstance(error[1], OperationalError | InterfaceError):
        logger.error("database unavailable", exc_info=error)
        return error_page(request, 503)
    logger.error("unhandled exception", exc_info=error)
    return error_page(request, 500)

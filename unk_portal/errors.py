"""The portal's error pages. They are printed without a database, a session or a context processor."""

import logging
import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

logger = logging.getLogger(__name__)

WORDS = {
    400: (_("We could not read that request"), _("Go back and try again. If it happens again, tell us.")),
    403: (_("This page is not for you"), _("Sign in with another account, or ask the community's team.")),
    404: (_("This page is not here"), _("The address may be mistyped, or what stood here was taken down.")),
    405: (_("That does not work from here"), _("Open the page again and use its buttons.")),
    410: (_("This is no longer offered"), _("The member took it down. Others sell something like it.")),
    429: (_("Too many tries"), _("Please wait a few minutes, then try again.")),
    500: (_("Something broke on our side"), _("Nothing you did is lost on purpose. Please try again in a minute.")),
    503: (_("We will be back in a moment"), _("The portal is being looked after. Please try again in a minute.")),
}


def error_page(request, status):
    """The page for HTTP `status`, one of WORDS, in the language of the address."""
    title, advice = WORDS[status]
    context = {"status": status, "title": title, "advice": advice, "request": request}
    return HttpResponse(render_to_string("error.html", context), status=status)


def bad_request(request, exception):
    return error_page(request, 400)


def permission_denied(request, exception):
    return error_page(request, 403)


def csrf_failure(request, reason=""):
    return error_page(request, 403)


def page_not_found(request, exception):
    return error_page(request, 404)


def server_error(request):
    """500, or 503 when it is the database that does not answer."""
    error = sys.exc_info()
    if isinstance(error[1], (OperationalError, InterfaceError)):
        logger.error("database unavailable", exc_info=error)
        response = error_page(request, 503)
        response.headers["Retry-After"] = "30"
        return response
    logger.error("unhandled exception", exc_info=error)
    return error_page(request, 500)

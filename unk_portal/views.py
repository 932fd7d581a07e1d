"""Addresses that belong to no app."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views import static
from django.views.decorators.http import require_safe

YEAR = 365 * 24 * 60 * 60


@login_not_required
def healthz(request):
    """200 "ok" when the database answers; its absence is a 503."""
    with connection.cursor() as cursor:
        # SQLite would answer "SELECT 1" without opening its file.
        cursor.execute("SELECT 1 FROM django_migrations LIMIT 1")
    return HttpResponse("ok", content_type="text/plain")


@login_not_required
def robots(request):
    return HttpResponse(render_to_string("robots.txt"), content_type="text/plain")


@login_not_required
def photo(request, path):
    """A file of the local media folder. Its name holds a hash of its content, so it may be kept for ever."""
    response = static.serve(request, path, document_root=settings.MEDIA_ROOT)
    response.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    return response


@login_not_required
@require_safe
def about(request):
    return render(request, "pages/about.html")


@login_not_required
@require_safe
def join(request):
    return render(request, "pages/join.html")

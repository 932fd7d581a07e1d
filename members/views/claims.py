"""Taking over an imported business by the team's secret link."""

from django.http import Http404


def claim(request, token):
    raise Http404

"""Lower prices for a period."""

from django.http import Http404


def offers(request, pk):
    raise Http404

"""What waits for a moderator's decision."""

from django.http import Http404


def queue(request):
    raise Http404

"""The list of an owner's products."""

from django.http import Http404


def product_list(request):
    raise Http404

"""An owner's form for one product."""

from django.http import Http404


def product_add(request):
    raise Http404


def product_edit(request, pk):
    raise Http404

"""An owner's own business: joining, and its profile."""

from django.shortcuts import render


def business_add(request):
    return render(request, "members/business_add.html")


def business_edit(request):
    return render(request, "members/business_add.html")

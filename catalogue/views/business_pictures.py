"""Where owners put up the logo and the cover of their business."""

from allauth.core.ratelimit import consume
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from catalogue.business_pictures import KINDS, PictureForm, hang, take_down
from members.models import Business

REMOVE = "hapus"
# The script that sends a photo as soon as it is chosen asks for the changed part of its page alone.
FRAGMENT = "X-Fragment"
JOINING = "daftar"


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def business_picture(request, pk, kind):
    managed = Business.objects.managed_by(request.user)
    business = get_object_or_404(managed, pk=pk)
    if kind not in KINDS:
        raise Http404
    form = PictureForm()
    if request.method == "POST":
        form = PictureForm(request.POST, request.FILES)
        if attempt(request, business, managed, kind, form):
            if FRAGMENT not in request.headers:
                return redirect(way_back(request, business))
            business, form = managed.get(pk=pk), PictureForm()
    field = KINDS[kind]
    context = {
        "business": business,
        "kind": kind,
        "name": getattr(business, field).name,
        "form": form,
        "back": way_back(request, business),
        "is_joining": JOINING in request.GET,
    }
    template = "_business_picture" if FRAGMENT in request.headers else "business_picture"
    return render(request, f"catalogue/{template}.html", context)


def attempt(request, business, managed, kind, form):
    """Whether the picture was put up or taken down; if not, the form says why."""
    try:
        if REMOVE in request.POST:
            take_down(business.pk, managed, KINDS[kind])
            return True
        form.is_one_too_many = not consume(request, action="picture", user=request.user)
        if form.is_valid():
            hang(business.pk, managed, KINDS[kind], form.cleaned_data["picture"])
        return form.is_valid()
    except Business.DoesNotExist as error:
        raise Http404 from error


def way_back(request, business):
    """The page that the picture belongs to: the last screen of joining, or the profile."""
    if JOINING in request.GET:
        return reverse("members:joining-screen", args=[business.pk, "layanan"])
    return reverse("members:business-edit")

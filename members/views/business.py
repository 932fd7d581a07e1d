"""An owner's own business: its profile, and where it stands with the team."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from members import current
from members.current import business_required
from members.models import Business
from members.profile_form import ProfileForm
from unk_portal.keys import read_key

PROFILE = "members:business-edit"


@require_http_methods(["GET", "HEAD", "POST"])
@business_required
def business_edit(request, business):
    if request.method != "POST":
        return profile_page(request, business, ProfileForm(instance=business))
    with transaction.atomic():
        # The page says which business it was opened for: another may have been chosen in another tab since.
        business = current.locked_business(request, read_key(request.POST.get("business", str(business.pk))))
        form = ProfileForm(request.POST, instance=business)
        is_saved = form.is_valid()
        if is_saved:
            business.save(update_fields=[*ProfileForm.Meta.fields, "updated_at"])
    current.choose(request, business)
    if not is_saved:
        return profile_page(request, Business.objects.get(pk=business.pk), form)
    messages.success(request, _("Your profile is saved."))
    return redirect(PROFILE)


def profile_page(request, business, form):
    own = Business.objects.owned_by(request.user).order_by("name", "pk")
    context = {"business": business, "form": form, "own": own}
    return render(request, "members/business_edit.html", context)


@require_safe
@business_required
def business_status(request, business):
    return render(request, "members/business_status.html", {"business": business})

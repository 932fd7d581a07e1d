"""The logo and the cover of a business, cleaned like every photo."""

from contextlib import ExitStack

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalogue.gallery import delete_unused
from catalogue.photos import clean_photo

# {its part of the address: the field}
KINDS = {"logo": "logo", "sampul": "cover"}


class PictureForm(forms.Form):
    # Not an ImageField: what opens the file is `clean_photo`, with its limits.
    picture = forms.FileField(
        label=gettext_lazy("Photo"),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": "image/*"}),
        error_messages={"required": gettext_lazy("Choose a photo first.")},
    )

    # Cleaning a photo keeps a processor busy: who sends too many waits.
    is_one_too_many = False

    def clean_picture(self):
        if self.is_one_too_many:
            raise ValidationError(_("Too many photos at once. Try again in an hour."), code="too_many")
        return clean_photo(self.cleaned_data["picture"])


def hang(business_pk, managed, field, photo):
    """Store a `CleanPhoto` as the "logo" or "cover" of a business and drop the one before.

    Raises Business.DoesNotExist when it is no longer among the businesses `managed`; then nothing stays.
    """
    with ExitStack() as undo, transaction.atomic():
        undo.callback(delete_unused, [photo.name])
        business = managed.select_for_update(of=("self",)).get(pk=business_pk)
        replace(business, field, photo.store(default_storage).name)
        undo.pop_all()
    return business


def take_down(business_pk, managed, field):
    with transaction.atomic():
        replace(managed.select_for_update(of=("self",)).get(pk=business_pk), field, "")


def replace(business, field, name):
    old = getattr(business, field).name
    setattr(business, field, name)
    business.save(update_fields=[field, "updated_at"])
    if old:
        transaction.on_commit(lambda: delete_unused([old]))

"""Forms for rows that two people, or one in two tabs, may change at once."""

import hashlib
import json

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


class GuardedForm(forms.ModelForm):
    """A form that does not overwrite what was saved by others since it was opened.

    It carries in `seen` what the fields held then. When some hold something else now, the save is refused once: what
    was typed is kept, each field that others changed says so with code "changed_meanwhile", and saving again keeps
    the typing. The view reads the instance with `select_for_update()` in the transaction that saves.
    """

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.stored = {name: self.stored_value(name) for name in self._meta.fields if name in self.fields}
        self.initial["seen"] = self.seen_now

    def stored_value(self, name):
        return self.instance._meta.get_field(name).value_to_string(self.instance)

    @property
    def seen_now(self):
        """What `seen` holds when the form is opened now: a short digest of each field's value."""
        return json.dumps({name: digest(value) for name, value in self.stored.items()})

    def clean(self):
        data = super().clean()
        if self.instance.pk:
            self.refuse_changed(read_digests(data.get("seen", "")))
        return data

    def refuse_changed(self, seen):
        changed = [name for name, value in self.stored.items() if seen.get(name) != digest(value)]
        for name in changed:
            words = _("Changed by someone else meanwhile, to “%(value)s”. Save again to keep yours.")
            error = ValidationError(words, code="changed_meanwhile", params={"value": self.value_in_words(name)})
            self.add_error(name, error)
        if changed:
            self.data = self.data.copy()
            self.data[self.add_prefix("seen")] = self.seen_now

    def value_in_words(self, name):
        """The stored value of a field as a person reads it."""
        display = getattr(self.instance, f"get_{name}_display", None)
        value = display() if display else getattr(self.instance, name)
        return value if value not in (None, "") else _("nothing")


def digest(value):
    return hashlib.sha256(str(value).encode()).hexdigest()[:16]


def read_digests(text):
    """What `seen` says; of something else, nothing, so that every field counts as changed."""
    try:
        seen = json.loads(text)
    except ValueError:
        return {}
    return seen if isinstance(seen, dict) else {}

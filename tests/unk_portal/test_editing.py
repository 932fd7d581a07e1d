"""Two people, or one in two tabs, change one row: the second save is refused once and loses nothing."""

import pytest

from members.models import Business
from tests.factories import make_business
from unk_portal.editing import GuardedForm

pytestmark = pytest.mark.django_db


class BusinessForm(GuardedForm):
    class Meta:
        model = Business
        fields = ["name", "tagline", "scale"]


def opened(business):
    """What a browser sends back of a form opened now, untouched."""
    form = BusinessForm(instance=Business.objects.get(pk=business.pk))
    return {name: form[name].value() for name in form.fields}


def sent(business, data):
    return BusinessForm(data, instance=Business.objects.get(pk=business.pk))


@pytest.fixture
def business():
    return make_business(name="Dapur", tagline="Keripik", scale="micro")


def test_undisturbed_change_is_saved(business):
    form = sent(business, opened(business) | {"tagline": "Keripik pisang"})

    assert form.is_valid()
    form.save()
    assert Business.objects.get().tagline == "Keripik pisang"


def test_second_save_is_refused_and_marks_only_what_the_other_changed(business):
    mine = opened(business) | {"tagline": "Milik saya"}
    Business.objects.update(tagline="Milik orang", scale="small")

    form = sent(business, mine)

    assert not form.is_valid()
    assert {name: [error.code for error in errors.data] for name, errors in form.errors.items()} == {
        "tagline": ["changed_meanwhile"],
        "scale": ["changed_meanwhile"],
    }
    assert "Milik orang" in form.errors["tagline"][0]
    assert "kecil" in form.errors["scale"][0]
    assert form["tagline"].value() == "Milik saya"


def test_saving_again_keeps_the_typing(business):
    mine = opened(business) | {"tagline": "Milik saya"}
    Business.objects.update(tagline="Milik orang")
    refused = sent(business, mine)
    refused.is_valid()

    form = sent(business, {name: refused[name].value() for name in refused.fields})

    assert form.is_valid()
    form.save()
    assert Business.objects.get().tagline == "Milik saya"


def test_a_third_change_is_refused_again(business):
    mine = opened(business)
    Business.objects.update(tagline="Kedua")
    refused = sent(business, mine)
    refused.is_valid()
    Business.objects.update(tagline="Ketiga")

    form = sent(business, {name: refused[name].value() for name in refused.fields})

    assert not form.is_valid()
    assert "Ketiga" in form.errors["tagline"][0]


@pytest.mark.parametrize("seen", ["", "entah", "[]", "1"])
def test_form_that_does_not_say_what_it_saw_is_refused(business, seen):
    form = sent(business, opened(business) | {"seen": seen})

    assert not form.is_valid()
    assert set(form.errors) == {"name", "tagline", "scale"}


def test_new_row_needs_no_memory():
    assert BusinessForm({"name": "Baru"}).is_valid()

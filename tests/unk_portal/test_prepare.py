"""`manage.py prepare`, which `make run` calls each time."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from catalogue.demo.community import SUPERUSER
from members.models import Business, User
from tests.factories import make_business

pytestmark = pytest.mark.django_db


def prepare(**options):
    out = StringIO()
    call_command("prepare", stdout=out, **options)
    return out.getvalue()


def test_demo_goes_into_an_empty_database_and_its_accounts_are_told_each_time(monkeypatch):
    monkeypatch.setattr("catalogue.demo.community.Community.load_pictures", lambda self, progress: None)

    first, second = prepare(demo=True), prepare(demo=True)

    assert SUPERUSER in second
    assert first.endswith(second)
    assert User.objects.filter(is_superuser=True).count() == 1


def test_demo_stays_out_of_a_database_with_businesses():
    business = make_business()

    assert prepare(demo=True) == ""
    assert list(Business.objects.all()) == [business]


def test_without_the_word_there_is_no_demo():
    prepare()

    assert not Business.objects.exists()


def test_bad_translation_stops_it_with_one_line(settings, tmp_path):
    source = tmp_path / "id" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    source.write_text('= "a"', encoding="utf-8")
    settings.LOCALE_PATHS = [tmp_path]

    with pytest.raises(CommandError, match=r"django\.po"):
        prepare()

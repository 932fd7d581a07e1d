"""Holidays computed, reference dates, and the team's own: kept present without undoing what the team did."""

from datetime import date, datetime

import pytest
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from promotions import occasions, planning
from promotions.models import Occasion
from tests.factories import make_business, make_superuser, make_team_member, make_user

pytestmark = pytest.mark.django_db

NOW = timezone.make_aware(datetime(2026, 11, 25, 10))
DATES = "/pengurus/kalender/tanggal/"


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.fixture
def team_client(client):
    client.force_login(make_team_member())
    return client


def make_occasion(name="HUT komunitas", starts_on=date(2027, 5, 4), ends_on=None, **fields):
    return Occasion.objects.create(
        name_id=name, name_en=f"{name} (en)", starts_on=starts_on, ends_on=ends_on or starts_on, **fields
    )


def found(**fields):
    return Occasion.objects.kept().get(**fields)


# What the portal knows by itself


def test_coming_two_years_are_kept_present():
    planning.run_due()

    years = {row.starts_on.year for row in Occasion.objects.all()}
    assert years == {2026, 2027, 2028}
    assert found(name_id="Hari Suci Nyepi", starts_on__year=2027).starts_on == date(2027, 3, 8)
    leave = Occasion.objects.filter(kind="joint_leave", starts_on__year=2027, name_en="Eid al-Fitr Joint Holiday")
    assert [row.starts_on.day for row in leave] == [9, 12, 15]
    anniversary = found(name_id="HUT Provinsi Lampung", starts_on__year=2028)
    assert (anniversary.starts_on, anniversary.kind, anniversary.is_certain) == (date(2028, 3, 18), "regional", True)
    assert Occasion.objects.filter(kind="shopping", starts_on__year=2028).count() == 12


def test_what_is_only_estimated_says_so():
    occasions.keep_present(NOW)

    ramadans = Occasion.objects.filter(name_id="Ramadan").values_list("starts_on", "ends_on", "is_certain")
    assert list(ramadans) == [
        (date(2026, 2, 19), date(2026, 3, 20), True),
        (date(2027, 2, 8), date(2027, 3, 9), False),
        (date(2028, 1, 28), date(2028, 2, 26), False),
    ]
    # Decreed for 2027, computed for 2028.
    eids = Occasion.objects.filter(name_id="Hari Raya Idul Fitri").values_list("starts_on", "is_certain")
    assert list(eids) == [(date(2026, 3, 21), True), (date(2027, 3, 10), True), (date(2028, 2, 27), False)]
    festivals = Occasion.objects.filter(name_en="Krakatau Festival")
    assert not any(row.is_certain for row in festivals)
    assert not Occasion.objects.filter(name_id__contains="perkiraan").exists()


def test_later_years_have_a_computed_ramadan_once():
    occasions.keep_present(timezone.make_aware(datetime(2028, 12, 31, 23)))

    starts = Occasion.objects.filter(name_id="Ramadan").values_list("key", "starts_on")
    assert list(starts) == [
        ("ramadan-1449", date(2028, 1, 28)),
        ("ramadan-1450", date(2029, 1, 16)),
        ("ramadan-1451", date(2030, 1, 5)),
    ]


def test_two_holidays_of_one_day_are_two_rows():
    occasions.keep_present(timezone.make_aware(datetime(2034, 1, 1)))

    names = Occasion.objects.filter(starts_on=date(2034, 6, 1)).values_list("name_id", flat=True)
    assert set(names) == {"Hari Lahir Pancasila", "Hari Raya Waisak"}


def test_running_again_adds_nothing():
    occasions.keep_present(NOW)
    before = list(Occasion.objects.values())

    planning.run_due()

    assert list(Occasion.objects.values()) == before


def test_year_is_the_one_of_lampung():
    # New Year in Lampung, still the old year in UTC.
    occasions.keep_present(timezone.make_aware(datetime(2027, 1, 1, 0, 30)))

    assert Occasion.objects.earliest("starts_on").starts_on == date(2027, 1, 1)


def test_estimates_follow_what_is_known_now():
    occasions.keep_present(NOW)
    estimated = Occasion.objects.filter(key="2028-eid-al-fitr-1")
    estimated.update(starts_on=date(2028, 2, 26), ends_on=date(2028, 2, 26))

    occasions.keep_present(NOW)

    assert estimated.get().starts_on == date(2028, 2, 27)


def test_what_the_team_changed_or_removed_stays_so(team_client):
    occasions.keep_present(NOW)
    changed, removed = found(key="ramadan-1448"), found(key="2027-krakatau-festival")

    send(team_client, changed, name_id="Ramadan 1448", starts_on="2027-02-09", ends_on="2027-03-09")
    team_client.post(f"{DATES}{removed.pk}/hapus/")
    planning.run_due()

    changed.refresh_from_db()
    assert (changed.name_id, changed.starts_on, changed.is_certain) == ("Ramadan 1448", date(2027, 2, 9), False)
    assert not Occasion.objects.kept().filter(key=removed.key).exists()
    assertNotContains(team_client.get(f"{DATES}?tahun=2027"), "Krakatau Festival")


def test_admin_leaves_the_same_traces(client):
    client.force_login(make_superuser())
    occasions.keep_present(NOW)
    changed, removed = found(key="ramadan-1448"), found(key="2027-krakatau-festival")
    fields = {"name_id": "Puasa", "name_en": "Fast", "kind": "religious_season", "is_certain": "", "source": ""}

    client.post(
        f"/admin/promotions/occasion/{changed.pk}/change/",
        {**fields, "starts_on": "2027-02-09", "ends_on": "2027-03-09"},
    )
    client.post(f"/admin/promotions/occasion/{removed.pk}/delete/", {"post": "yes"})
    planning.run_due()

    changed.refresh_from_db()
    assert (changed.name_id, changed.is_edited) == ("Puasa", True)
    assert not Occasion.objects.kept().filter(key=removed.key).exists()


# The team's page


def send(client, occasion=None, **data):
    data = {"name_id": "Pasar UNK", "kind": "community", "starts_on": "2027-05-04", **data}
    return client.post(f"{DATES}{occasion.pk if occasion else 'tambah'}/", data, follow=True)


def test_pages_are_the_teams(client):
    own = make_occasion()
    for path in [DATES, f"{DATES}tambah/", f"{DATES}{own.pk}/"]:
        client.logout()
        assertRedirects(client.get(path), f"/akun/masuk/?next={path}", fetch_redirect_response=False)
        for stranger in [make_user(), make_business().memberships.get().user]:
            client.force_login(stranger)
            assert client.get(path).status_code == 404
            assert client.post(path).status_code in (404, 405)
            assert client.post(f"{DATES}{own.pk}/hapus/").status_code == 404
        for person in [make_team_member(), make_superuser()]:
            client.force_login(person)
            assert client.get(path).status_code == client.get(f"/en{path}").status_code == 200
    assert Occasion.objects.get() == own


@pytest.mark.parametrize("count", [1, 3])
def test_list_shows_the_dates_of_a_year(team_client, django_assert_num_queries, count):
    rows = [make_occasion(starts_on=date(2027, 5, number + 1)) for number in range(count)]
    make_occasion(starts_on=date(2028, 5, 1), name="Tahun depan")

    # session, user, two of permissions, posts due, what waits for moderators, years, dates
    with django_assert_num_queries(8):
        response = team_client.get(f"{DATES}?tahun=2027")

    assert [row for _month, days in response.context["months"] for row in days] == rows
    assert response.context["years"] == [2026, 2027, 2028]
    assertNotContains(response, "Tahun depan")


@pytest.mark.parametrize("words", ["?tahun=entah", "?tahun=99999", "?tahun=-1", "?tahun=0000"])
def test_year_that_cannot_be_read_shows_this_one(team_client, words):
    response = team_client.get(f"{DATES}{words}")

    assert response.context["year"] == 2026
    assertContains(response, "Tahun itu tidak dapat dibaca.")


def test_date_is_added(team_client):
    response = send(team_client, ends_on="2027-05-06")

    row = Occasion.objects.get()
    assert (row.name_en, row.kind, row.ends_on, row.is_certain) == ("Pasar UNK", "community", date(2027, 5, 6), False)
    assertRedirects(response, f"{DATES}?tahun=2027")
    assertContains(response, "Sudah ditambahkan.")


def test_single_day_needs_no_last_one(team_client):
    send(team_client, is_certain="on")

    row = Occasion.objects.get()
    assert (row.ends_on, row.is_certain) == (date(2027, 5, 4), True)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"name_id": ""}, "name_id"),
        ({"starts_on": ""}, "starts_on"),
        ({"starts_on": "2027-02-30"}, "starts_on"),
        ({"ends_on": "2027-05-03"}, "ends_on"),
        ({"kind": "pesta"}, "kind"),
    ],
)
def test_date_that_makes_no_sense_is_refused_at_the_field(team_client, typed, field):
    response = send(team_client, source="rapat", **typed)

    assert list(response.context["form"].errors) == [field]
    assert response.context["form"]["source"].value() == "rapat"
    assert not Occasion.objects.exists()


def test_own_date_is_removed_for_good(team_client):
    own = make_occasion()

    assertRedirects(team_client.post(f"{DATES}{own.pk}/hapus/"), f"{DATES}?tahun=2027")

    assert not Occasion.objects.exists()
    assert team_client.get(f"{DATES}{own.pk}/").status_code == 404

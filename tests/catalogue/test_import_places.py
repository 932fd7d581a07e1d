"""Which regency or city a row means, and why a code without its system is not trusted."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from catalogue.imports.places import BPS, KEMENDAGRI, Regencies
from members.models import Regency

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def refusal(regencies, *place):
    with pytest.raises(ValidationError) as refused:
        regencies.find(*place)
    return refused.value.messages[0]


@pytest.mark.parametrize(
    ("place", "code"),
    [
        (("18.10",), "18.10"),
        (("18,10", "Pringsewu"), "18.10"),
        (("18.1", "Kabupaten Pringsewu"), "18.10"),
        (("", "KAB. PRINGSEWU"), "18.10"),
        (("", "bandar lampung"), "18.71"),
        (("", "Kota Metro"), "18.72"),
        (("1801", "Lampung Selatan"), "18.01"),
        (("1801", "Lampung Barat"), "18.04"),
        ((), ""),
        (("", "", "Lampung"), ""),
    ],
)
def test_place_is_found_by_code_name_or_both(place, code):
    assert Regencies().find(*place) == code


def test_code_without_dot_means_what_its_system_says():
    assert refusal(Regencies(), "1801").startswith("Without its dot this may be a code of the ministry or of BPS.")
    assert Regencies(KEMENDAGRI).find("1801") == "18.01"
    assert Regencies(BPS).find("1801") == "18.04"
    assert Regencies(BPS).find("18.01") == "18.04"


def test_bps_code_that_is_not_known_needs_a_name_that_is():
    regencies = Regencies(BPS)

    assert regencies.find("1899", "Kota Metro") == "18.72"
    assert refusal(regencies, "3372") == "This BPS code is not known. Add the name or write the Kemendagri code."
    assert refusal(regencies, "3372", "Kota Surakarta") == (
        "This regency or city is not known. Add its Kemendagri code."
    )


def test_code_beside_the_name_of_another_place_is_refused():
    assert refusal(Regencies(), "18.04", "Kabupaten Lampung Timur") == (
        "18.04 is Kabupaten Lampung Barat, but the row says Kabupaten Lampung Timur. "
        "Is it a BPS code? Say so with --code-system."
    )


@pytest.mark.parametrize("code", ["18", "1.801", "18.1", "181", "AB.CD", "18.010"])
def test_code_of_another_form_is_refused(code):
    assert refusal(Regencies(), code).startswith("A code has two digits, a dot and two digits")


@pytest.mark.parametrize(
    ("place", "reason"),
    [
        (("18.99", "Kota Baru"), "Lampung has no regency with this code."),
        (("33.72",), "This code is not known. Add the name of the regency or city."),
        (("", "Atlantis"), "This regency or city is not known. Add its Kemendagri code."),
    ],
)
def test_unknown_place_is_refused(place, reason):
    assert refusal(Regencies(), *place) == reason


def test_regencies_outside_lampung_are_made_from_code_and_name():
    regencies = Regencies()
    for code, name in [
        ("32.04", "Kabupaten Bandung"),
        ("32.73", "KOTA BANDUNG"),
        ("31.74", "Kota Administrasi Jakarta Selatan"),
        ("33.72", "Surakarta"),
    ]:
        assert regencies.find(code, name, "Jawa") == code
    regencies.save({"32.04", "32.73", "31.74", "33.72"})

    made = Regency.objects.exclude(province="Lampung").order_by("code")
    assert list(made.values_list("code", "name", "short_name", "slug", "province")) == [
        ("31.74", "Kota Administrasi Jakarta Selatan", "Jakarta Selatan", "jakarta-selatan", "Jawa"),
        ("32.04", "Kabupaten Bandung", "Kab. Bandung", "kab-bandung", "Jawa"),
        ("32.73", "Kota Bandung", "Kota Bandung", "kota-bandung", "Jawa"),
        ("33.72", "Kota Surakarta", "Kota Surakarta", "kota-surakarta", "Jawa"),
    ]
    assert refusal(regencies, "", "Bandung") == (
        "Several are called so. Write Kabupaten or Kota, or add the Kemendagri code."
    )
    assert refusal(regencies, "33.73", "Kota Surakarta") == "Kota Surakarta has the code 33.72 already."


def test_address_that_is_taken_gets_the_code():
    Regency.objects.create(code="33.01", name="X", short_name="X", slug="kota-surakarta")
    regencies = Regencies()

    regencies.find("33.72", "Kota Surakarta")
    regencies.save({"33.72"})

    assert Regency.objects.get(code="33.72").slug == "kota-surakarta-33-72"


def test_only_places_that_are_needed_are_saved():
    regencies = Regencies()
    regencies.find("33.72", "Kota Surakarta")
    regencies.find("32.73", "Kota Bandung")

    regencies.save({"33.72", "18.71", ""})

    assert list(Regency.objects.exclude(province="Lampung").values_list("code", flat=True)) == ["33.72"]

"""What becomes of the rows of a directory: businesses known by their ids alone."""

from datetime import timedelta

import pytest
from django.utils import timezone

from catalogue.imports.businesses import BusinessImport
from catalogue.imports.problems import RefusedFileError
from members.models import Business, District, Membership, Regency
from tests.catalogue.import_files import BUSINESSES, counts, problems, run_import, text_file
from tests.factories import make_business, make_user

pytestmark = pytest.mark.django_db

HEADINGS = "id,sumber,nama,kota,wa\n"


@pytest.fixture
def import_text(tmp_path):
    """Import a text as a file, with the options as keywords."""

    def run(text, **options):
        return run_import(BusinessImport, text_file(tmp_path, text), **options)

    return run


def test_rows_of_one_name_are_businesses_of_their_own(import_text):
    report = import_text(BUSINESSES)

    assert counts(report) == (3, 0, 0, 0, 0)
    assert (report.written, report.new_places) == (3, ["Kota Surakarta"])
    assert list(
        Business.objects.values_list("external_id", "name", "slug", "story", "sector__slug", "regency", "status")
    ) == [
        ("B3", "Tapis Ibu Ani", "tapis-ibu-ani", "menenun tapis", "wastra", "18.72", "draft"),
        ("B1", "Warung Kelontong", "warung-kelontong", "menjual sembako", "perdagangan-eceran", "33.72", "draft"),
        ("B2", "Warung Kelontong", "warung-kelontong-2", "menjual jajanan", "kuliner", "33.72", "draft"),
    ]


def test_publish_makes_new_businesses_active(import_text):
    import_text(BUSINESSES, publish=True)

    assert Business.objects.active().unclaimed().count() == 3


def test_every_column_reaches_its_field(import_text):
    import_text(
        "id\tsumber\tnama\tslogan\tcerita\tjam buka\tskala\twa\talamat\tkota\n"
        'B1\tdinas\tDapur Yani\tRasa rumah\t"Sejak 1990.\nMasih ada."\t08.00–17.00\tMikro\t08123456789\tJl. Kopi 1\t\n'
    )

    business = Business.objects.get()
    assert (business.tagline, business.story, business.opening_hours) == (
        "Rasa rumah",
        "Sejak 1990.\nMasih ada.",
        "08.00–17.00",
    )
    assert (business.scale, str(business.whatsapp), business.address) == ("micro", "+628123456789", "Jl. Kopi 1")
    assert business.regency is None


def test_same_name_elsewhere_is_another_business(import_text):
    make_business(name="Tapis Ibu Ani", regency=Regency.objects.get(code="18.72"), owner=False)

    import_text(BUSINESSES)

    assert Business.objects.filter(name="Tapis Ibu Ani").count() == 2


def test_repeat_changes_nothing(import_text):
    import_text(BUSINESSES)
    before = list(Business.objects.values())

    report = import_text(BUSINESSES)

    assert (counts(report), report.written) == ((0, 0, 3, 0, 0), 0)
    assert list(Business.objects.values()) == before
    assert Business.history.count() == 3


def test_only_rows_that_changed_in_the_file_are_applied(import_text):
    import_text(BUSINESSES)
    Business.objects.filter(external_id="B1").update(story="Diubah tim")

    report = import_text(BUSINESSES.replace("menjual jajanan", "menjual kue"))

    assert counts(report) == (0, 1, 2, 0, 0)
    assert dict(Business.objects.values_list("external_id", "story")) == {
        "B1": "Diubah tim",
        "B2": "menjual kue",
        "B3": "menenun tapis",
    }
    assert Business.objects.get(external_id="B2").slug == "warung-kelontong-2"
    assert Business.history.count() == 4


def test_claimed_business_is_left_alone(import_text):
    import_text(BUSINESSES)
    Membership.objects.create(user=make_user(), business=Business.objects.get(external_id="B3"))
    changed = BUSINESSES.replace("menenun tapis", "menjual tapis")

    report = import_text(changed)

    assert counts(report) == (0, 0, 2, 1, 0)
    assert [(note.row, note.value) for note in report.notes] == [(4, "Tapis Ibu Ani")]
    assert Business.objects.get(external_id="B3").story == "menenun tapis"

    assert counts(import_text(changed, overwrite_claimed=True)) == (0, 1, 2, 0, 0)
    assert Business.objects.get(external_id="B3").story == "menjual tapis"


def test_new_number_is_unconfirmed_and_a_new_place_has_no_district(import_text):
    import_text(HEADINGS + "B1,dinas,Dapur,Metro,081234567890\n")
    Business.objects.update(
        whatsapp_confirmed_at=timezone.now() - timedelta(days=1),
        district=District.objects.filter(regency="18.72").first(),
    )

    import_text(HEADINGS + "B1,dinas,Dapur Baru,Metro,081234567890\n")
    business = Business.objects.get()
    assert business.whatsapp_confirmed_at
    assert business.district

    import_text(HEADINGS + "B1,dinas,Dapur Baru,Pringsewu,081234567899\n")
    business = Business.objects.get()
    assert business.whatsapp_confirmed_at is None
    assert (business.district, business.regency.code) == (None, "18.10")


def test_wrong_rows_are_told_and_nothing_is_written(import_text):
    report = import_text(HEADINGS + "B1,dinas,Dapur,Metro,0721 123456\n,dinas,Lain,Metro,\nB1,dinas,Baik,Metro,\n")

    assert problems(report) == [(2, "wa", "0721 123456"), (3, "id", "")]
    assert not Business.objects.exists()


def test_same_id_twice_is_refused(import_text):
    report = import_text(HEADINGS + "B1,dinas,Dapur,Metro,\nB1,dinas,Lain,Metro,\nB1,desa,Lain,Metro,\n")

    assert problems(report) == [(3, "id", "B1")]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("sumber,nama\ndinas,Dapur\n", "These columns are missing: row id / id / id usaha."),
        ("id,nama\nB1,Dapur\n", "The rows have an id but no source."),
    ],
)
def test_file_without_id_or_source_is_refused(import_text, text, reason):
    with pytest.raises(RefusedFileError, match=reason):
        import_text(text)


def test_source_of_the_command_makes_the_ids_clear(import_text):
    import_text("id,nama\nB1,Dapur\n", source="dinas")

    assert Business.objects.values_list("source", "external_id").get() == ("dinas", "B1")


def test_source_that_is_too_long_is_refused(import_text):
    with pytest.raises(RefusedFileError, match=r"^--source: "):
        import_text(BUSINESSES, source="x" * 61)


def test_publish_tells_of_rows_that_stay_drafts(import_text):
    import_text(BUSINESSES)

    report = import_text(BUSINESSES, publish=True)

    assert [(note.message, note.rows) for note in report.notes] == [
        ("Unchanged and still a draft: only new rows are published.", 3)
    ]
    assert not Business.objects.active().exists()


@pytest.mark.parametrize("row_count", [1, 3])
def test_import_asks_the_same_for_any_number_of_rows(tmp_path, row_count, django_assert_num_queries):
    rows = "".join(f"B{number},dinas,Dapur,Metro,\n" for number in range(row_count))
    importing = BusinessImport(text_file(tmp_path, HEADINGS + rows))

    # businesses by id, twice; savepoint, businesses, history, release
    with django_assert_num_queries(6):
        importing.check()
        importing.apply()

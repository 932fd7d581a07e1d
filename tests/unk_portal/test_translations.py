"""Catalogues are compiled whole or not at all."""

import gettext

import pytest

from unk_portal.translations import CatalogueError, compile_catalogues

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


@pytest.fixture
def source(settings, tmp_path):
    settings.LOCALE_PATHS = [tmp_path]
    path = tmp_path / "id" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    return path


def test_catalogue_is_compiled_beside_its_source(source):
    source.write_text(f'{HEADER}msgid "price"\nmsgstr "harga"\n', encoding="utf-8")

    compiled = compile_catalogues()

    assert compiled == [source.with_suffix(".mo")]
    with compiled[0].open("rb") as file:
        assert gettext.GNUTranslations(file).gettext("price") == "harga"
    assert sorted(path.name for path in source.parent.iterdir()) == ["django.mo", "django.po"]


def test_one_form_stands_for_singular_and_plural(source):
    entry = 'msgid "row %(row)d"\nmsgid_plural "%(rows)d rows from %(row)d"\nmsgstr[0] "%(rows)d baris mulai %(row)d"\n'
    source.write_text(f"{HEADER}#, python-format\n{entry}", encoding="utf-8")

    assert compile_catalogues() == [source.with_suffix(".mo")]


def test_compiled_catalogue_is_left_alone(source):
    source.write_text(HEADER, encoding="utf-8")
    compile_catalogues()

    assert compile_catalogues() == []


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"#, fuzzy\n{HEADER}", id="fuzzy header, with which all would be skipped"),
        pytest.param(f'{HEADER}#, fuzzy\nmsgid "price"\nmsgstr "harga"\n', id="fuzzy entry"),
        pytest.param(f'{HEADER}#, python-format\nmsgid "%(n)s left"\nmsgstr "sisa %(m)s"\n', id="lost placeholder"),
        pytest.param(f'{HEADER}msgid "price"\n= "harga"\n', id="not a catalogue"),
    ],
)
def test_mistake_is_told_with_its_file(source, text):
    source.write_text(text, encoding="utf-8")

    with pytest.raises(CatalogueError, match=r"django\.po"):
        compile_catalogues()
    assert not source.with_suffix(".mo").exists()

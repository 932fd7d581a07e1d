"""Every text that a person reads stands in the Indonesian catalogue."""

import io
from itertools import chain

import pytest
from babel.messages import pofile
from babel.messages.extract import extract
from django.conf import settings
from django.utils.translation.template import templatize

APPS = ["unk_portal", "members", "catalogue", "promotions"]
KEYWORDS = {
    **dict.fromkeys(["_", "gettext", "gettext_lazy", "gettext_noop"]),
    **dict.fromkeys(["ngettext", "ngettext_lazy"], (1, 2)),
    **dict.fromkeys(["pgettext", "pgettext_lazy"], ((1, "c"), 2)),
    **dict.fromkeys(["npgettext", "npgettext_lazy"], ((1, "c"), 2, 3)),
}


@pytest.fixture(scope="module")
def catalogue():
    path = settings.LOCALE_PATHS[0] / "id" / "LC_MESSAGES" / "django.po"
    with path.open("rb") as file:
        return pofile.read_po(file, locale="id")


def python_sources():
    for app in APPS:
        for path in (settings.BASE_DIR / app).rglob("*.py"):
            if "migrations" not in path.parts:
                yield path, path.read_text(encoding="utf-8")


def template_sources():
    for path in chain.from_iterable((settings.BASE_DIR / "templates").rglob(f"*.{end}") for end in ("html", "txt")):
        yield path, templatize(path.read_text(encoding="utf-8"), origin=str(path))


def texts(sources):
    """Yield (path, msgid, context) for every marked text; a plural by its singular."""
    for path, source in sources:
        for _line, message, _comments, context in extract(
            "python", io.BytesIO(source.encode()), KEYWORDS, options={"encoding": "utf-8"}
        ):
            yield path, message[0] if isinstance(message, tuple) else message, context


@pytest.mark.parametrize("sources", [python_sources, template_sources])
def test_no_text_is_missing(catalogue, sources):
    found = list(texts(sources()))
    missing = {
        f"{path.name}: {message!r}"
        for path, message, context in found
        if not (entry := catalogue.get(message, context)) or not any(entry.string)
    }

    assert len(found) > 50
    assert not missing


def test_no_text_is_fuzzy(catalogue):
    assert not [message.id for message in catalogue if message.fuzzy and message.id]

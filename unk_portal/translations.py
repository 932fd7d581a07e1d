"""The site's own catalogues, compiled with Babel so that running the portal needs no gettext tools."""

import os
from io import BytesIO

from babel.messages.catalog import Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po
from django.conf import settings


class CatalogueError(Exception):
    """A catalogue that would not show what its translator wrote; the message says where and why."""


def compile_catalogues():
    """Write the `.mo` beside each `.po` that is newer; return the paths written. Raises CatalogueError."""
    sources = sorted(path for folder in settings.LOCALE_PATHS for path in folder.glob("*/LC_MESSAGES/*.po"))
    return [compile_catalogue(source) for source in sources if is_stale(source)]


def is_stale(source):
    compiled = source.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime


def compile_catalogue(source):
    catalogue = read_catalogue(source)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    target = source.with_suffix(".mo")
    draft = target.with_suffix(f".{os.getpid()}")
    draft.write_bytes(compiled.getvalue())
    draft.replace(target)
    return target


def read_catalogue(source):
    """Read a `.po` file. Raises CatalogueError where `pybabel compile` would drop entries, or all, without a word."""
    try:
        with source.open("rb") as file:
            catalogue = read_po(file, abort_invalid=True)
    except PoFileError as error:
        raise CatalogueError(f"{source}: {error}") from error
    if catalogue.fuzzy:
        raise CatalogueError(f'{source}: take the word "fuzzy" from its header.')
    for message in catalogue:
        if message.id and (mistake := mistake_in(message)):
            raise CatalogueError(f"{source}:{message.lineno}: {mistake}")
    return catalogue


def mistake_in(message):
    """What is wrong with a translation, or None."""
    if message.fuzzy:
        return f"fuzzy translation of {message.id!r}."
    if message.pluralizable:
        # Babel holds the first form to the singular, but the one form of Indonesian has to fit the plural.
        message = Message(message.id[1], message.string[-1], flags=message.flags)
    return next((str(error) for error in message.check()), None)

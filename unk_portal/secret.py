"""The secret key of an installation that was given none."""

import os
import tempfile
from contextlib import suppress

from django.core.management.utils import get_random_secret_key


def secret_from(path):
    """Return the key kept at `path`; make it, readable by its owner alone, the first time.

    The finished file appears under its name in one step, so processes that start together agree on one key.
    """
    with suppress(FileNotFoundError):
        return path.read_text().strip()
    # mkstemp makes the draft under a name of its own, with mode 600.
    handle, draft = tempfile.mkstemp(prefix=path.name, dir=path.parent)
    with open(handle, "w") as file:
        file.write(get_random_secret_key())
    with suppress(FileExistsError):
        os.link(draft, path)
    os.unlink(draft)
    return path.read_text().strip()

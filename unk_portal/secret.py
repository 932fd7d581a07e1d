"""The secret key of an installation that was given none."""

import os

from django.core.management.utils import get_random_secret_key


def secret_from(path):
    """Return the key kept at `path`; make it, readable by its owner alone, the first time.

    The finished file appears under its name in one step, so workers that start together agree on one key.
    """
    try:
        return path.read_text()
    except FileNotFoundError:
        pass
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(get_random_secret_key())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return path.read_text()

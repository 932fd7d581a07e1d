"""Keys of rows in what a browser sends."""

import re


def read_key(text):
    """The key that `text` is, or None for what no row can have."""
    return int(text) if re.fullmatch(r"[1-9][0-9]{0,17}", text) else None

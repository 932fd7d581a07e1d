"""SQLite before 3.51.3 can corrupt a WAL database when a reset races with a checkpoint; use the bundled one instead."""

import sqlite3
import sys

FIXED_IN = [(3, 51, 3), (3, 50, 7), (3, 44, 6)]


def is_safe(version):
    """Whether a SQLite `version`, a tuple such as (3, 40, 1), carries the fix. Source: sqlite.org/wal.html."""
    newest = FIXED_IN[0]
    return version >= newest or any(version[:2] == fixed[:2] and version >= fixed for fixed in FIXED_IN)


def replace_if_unsafe():
    """Put the `pysqlite3` wheel in the place of an unsafe `sqlite3`, before Django imports it."""
    if is_safe(sqlite3.sqlite_version_info):
        return
    try:
        import pysqlite3
    except ImportError:
        sys.exit(f"SQLite {sqlite3.sqlite_version} has the WAL-reset bug: install pysqlite3 or SQLite 3.51.3.")
    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2

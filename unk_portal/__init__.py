"""The portal's project package. Importing it settles which SQLite library Django will use."""

from unk_portal import sqlite_library

sqlite_library.replace_if_unsafe()

"""The facts about SQLite and PostgreSQL that keep the data whole and private."""

import sqlite3

import pytest
from django.core.cache import cache
from django.db import connection

from unk_portal.sqlite_library import is_safe

on_sqlite = pytest.mark.only_on("sqlite")
on_postgresql = pytest.mark.only_on("postgresql")


@pytest.mark.parametrize("version", [(3, 51, 3), (3, 53, 0), (4, 0, 0), (3, 50, 7), (3, 44, 6), (3, 44, 9)])
def test_safe_sqlite_versions(version):
    assert is_safe(version)


@pytest.mark.parametrize("version", [(3, 40, 1), (3, 51, 2), (3, 50, 6), (3, 44, 5), (3, 45, 9), (3, 7, 0)])
def test_sqlite_versions_with_the_wal_reset_bug(version):
    assert not is_safe(version)


def test_portal_uses_a_safe_sqlite():
    assert is_safe(sqlite3.sqlite_version_info)


@on_sqlite
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 1),
        ("secure_delete", 1),
        ("mmap_size", 0),
        ("foreign_keys", 1),
        ("busy_timeout", 5000),
    ],
)
def test_sqlite_connection(pragma, value):
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {pragma}")

        assert cursor.fetchone() == (value,)


@on_sqlite
@pytest.mark.django_db
def test_sqlite_transactions_take_the_write_lock_when_they_begin():
    assert connection.transaction_mode == "IMMEDIATE"


@on_postgresql
@pytest.mark.django_db
def test_postgresql_connections_come_from_a_pool():
    assert connection.pool.max_size == 8


@pytest.mark.django_db
def test_cache_is_one_for_all_workers():
    cache.add("hits", 1)

    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM cache")
        assert cursor.fetchone() == (1,)

"""What differs between SQLite and PostgreSQL; nothing else in Rapport asks which it is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def snapshot() -> Iterator[None]:
    """See one state of the whole database for as long as it takes, while others go on writing.

    Only reads: what is written inside is rolled back. Not to be used inside a transaction.
    """
    if connection.in_atomic_block:
        raise RuntimeError("a snapshot is a transaction of its own")
    beginnings = {"postgresql": "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"}
    connection.ensure_connection()
    with connection.cursor() as cursor:
        cursor.execute(beginnings.get(connection.vendor, "BEGIN DEFERRED"))
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


@contextmanager
def all_or_nothing() -> Iterator[None]:
    """Make changes of tables and rows together, or none; on SQLite only rows can be so bound.

    Whoever makes tables on SQLite makes them in a file that nobody uses yet.
    """
    if connection.vendor == "sqlite":
        yield
    else:
        with transaction.atomic():
            yield


def tend() -> None:
    """Have SQLite count its tables anew where they have grown; PostgreSQL does it by itself.

    From SQLite 3.46 on every table is looked at; before, those that this connection has asked.
    The limit keeps it to milliseconds. Source: sqlite.org/lang_analyze.html, section 2.
    """
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA analysis_limit = 1000")
            cursor.execute("PRAGMA optimize = 0x10002")

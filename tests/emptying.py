"""Take away what a test with transactions of its own left, quickly on either database."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

from django.db import connections, transaction

MADE_BY_MIGRATING: Final = {"django_migrations", "django_content_type", "auth_permission"}
"""No room of ours writes there; Django's own way empties them and makes the same rows anew."""


def take_away_all(test: Any) -> None:
    """Empty every table that has rows, in one transaction; as Django's flush, but sooner.

    To truncate seventy empty tables takes PostgreSQL a quarter of a second, for each test.
    """
    for alias in test._databases_names(include_mirrors=False):
        connection = connections[alias]
        quoted = connection.ops.quote_name
        having = " UNION ALL ".join(
            f"SELECT '{table}' WHERE EXISTS (SELECT 1 FROM {quoted(table)})"
            for table in _tables(alias)
        )
        with transaction.atomic(using=alias), connection.cursor() as cursor:
            cursor.execute(having)
            for (table,) in cursor.fetchall():
                cursor.execute(f"DELETE FROM {quoted(table)}")


@cache
def _tables(alias: str) -> tuple[str, ...]:
    found = connections[alias].introspection.django_table_names(
        only_existing=True, include_views=False
    )
    return tuple(sorted(set(found) - MADE_BY_MIGRATING))

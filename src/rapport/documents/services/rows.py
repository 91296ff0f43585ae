"""All rows of the database as JSON Lines, and back: the same lines on SQLite and PostgreSQL."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any, Final, TypeVar

from django.apps import apps
from django.core import serializers
from django.core.management import call_command
from django.core.management.color import no_style
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Model

from rapport.documents.services.targets import Counting
from rapport.web.databases import all_or_nothing

AT_ONCE: Final = 500
NEVER_SAVED: Final = frozenset({"sessions.session", "accounts.opensession"})
"""Sessions end with a restore: whoever held one signs in again."""

NEVER_EXPORTED: Final = frozenset(
    {
        "account.emailconfirmation",  # tokens
        "accounts.signinlink",  # hashes of tokens
        "mfa.authenticator",  # passkeys, secrets of authenticator apps
        "archive.word",  # the index of the texts, made from them again
        "auth.group",  # Django's own, unused here
        "auth.group_permissions",
        "auth.permission",
        "contenttypes.contenttype",
    }
)
"""Tables that hold secrets, or nothing of one's own."""

FIELDS_NEVER_EXPORTED: Final = {
    "accounts.invitation": frozenset({"token_hash"}),
    "mail.address": frozenset({"token"}),  # whoever knows it can write into a matter
    "office_uploads.code": frozenset({"code_hash"}),
}

MARK_TABLE: Final = "restored_from"

Table = type[Model]
One = TypeVar("One")


class Whole(DjangoJSONEncoder):
    """Writes instants to the microsecond; Django's own encoder cuts them off."""

    def default(self, o: Any) -> Any:
        """Write what JSON has no form for."""
        return o.isoformat() if isinstance(o, datetime) else super().default(o)


def tables() -> list[Table]:
    """Return every table that a backup holds, by name: all but the sessions."""
    named = {
        one._meta.label_lower: one
        for one in apps.get_models(include_auto_created=True)
        if one._meta.managed and not one._meta.proxy
    }
    return [named[name] for name in sorted(named) if name not in NEVER_SAVED]


def migrations() -> list[str]:
    """Return the name of every migration that made this database."""
    applied = MigrationRecorder(connection).applied_migrations()
    return sorted(f"{app}.{name}" for app, name in applied)


def write(table: Table, file: Counting, *, secrets: bool) -> int:
    """Write the rows of a table, one JSON object a line, by their ids; return how many.

    Each object has `model`, `pk` and `fields`, as Django's own dumps do.
    """
    left_out = (
        frozenset() if secrets else FIELDS_NEVER_EXPORTED.get(name_of(table), frozenset())
    )
    columns = [one for one in table._meta.local_concrete_fields if one.name not in left_out]
    fields = {name for one in columns for name in (one.name, one.attname)}
    count = 0
    for batch in _batches(table._base_manager.order_by("pk").iterator(AT_ONCE)):
        for row in serializers.serialize("python", batch, fields=fields):
            file.write(json.dumps(row, cls=Whole, ensure_ascii=False).encode() + b"\n")
        count += len(batch)
    return count


def name_of(table: Table) -> str:
    """Return a table's name as the files call it: the room's label and the model."""
    return table._meta.label_lower


def load(folder: Path, *, mark: str, then: Callable[[], object]) -> int:
    """Make the tables and fill them from a folder of JSON Lines; return how many rows.

    The database has to be empty: ask `is_empty` before. On PostgreSQL everything happens in one
    transaction, the mark and what is to be done `then` with it; on SQLite in a file that nobody
    uses yet.
    """
    with all_or_nothing():
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        connection.check_constraints()
        call_command("flush", interactive=False, verbosity=0, inhibit_post_migrate=True)
        with transaction.atomic():
            count = sum(_fill(path) for path in sorted(folder.glob("*.jsonl")))
            _continue_numbers()
            _leave(mark)
            then()
        connection.check_constraints()
    return count


def mark() -> str:
    """Return the mark of the restore that made this database; "" where there is none."""
    if MARK_TABLE not in connection.introspection.table_names():
        return ""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT mark FROM {MARK_TABLE}")  # noqa: S608  a constant
        return "".join(str(found) for (found,) in cursor.fetchall())


def _leave(mark: str) -> None:
    """Leave a mark: it tells this database from any other until its restore is complete.

    Afterwards the other half of it is gone, and it says nothing any more.
    """
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE {MARK_TABLE} (mark varchar(200) NOT NULL)")
        cursor.execute(f"INSERT INTO {MARK_TABLE} VALUES (%s)", [mark])  # noqa: S608


def is_empty() -> bool:
    """Whether the database has no table yet."""
    return not connection.introspection.table_names()


def _fill(path: Path) -> int:
    count = 0
    with path.open("rb") as file:
        for batch in _batches(_objects(file)):
            type(batch[0])._base_manager.bulk_create(batch)
            count += len(batch)
    return count


def _objects(file: Iterable[bytes]) -> Iterator[Model]:
    for line in file:
        for one in serializers.deserialize("python", [json.loads(line)]):
            yield one.object


def _batches(rows: Iterator[One]) -> Iterator[list[One]]:
    while batch := list(islice(rows, AT_ONCE)):
        yield batch


def _continue_numbers() -> None:
    """Let the next row of each table have a number of its own; rows brought theirs along."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), tables()):
            cursor.execute(statement)

"""Several people, or workers, or packages, at the same moment: real threads, real locks."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from socketserver import BaseServer
from typing import Any, Final

from django.db import OperationalError, connection, connections, transaction

PATIENCE_SECONDS: Final = 60
SHORT_MILLISECONDS: Final = 200

Deed = Callable[[], Any]


@contextmanager
def open_to_threads(folder: Path) -> Iterator[None]:
    """Let each thread have a connection of its own to the database of the test.

    SQLite's tests run in memory, where threads share one cache and lock each other out at once;
    for these the data move to a file, as every installation has one.
    """
    if connection.vendor != "sqlite":
        yield
        return
    connection.ensure_connection()
    file = folder / "threads.sqlite3"
    memory, named = connection.connection, connection.settings_dict["NAME"]
    with sqlite3.connect(file) as copy:
        memory.backup(copy)
    copy.close()
    connection.connection, connection.settings_dict["NAME"] = None, str(file)
    try:
        yield
    finally:
        connection.close()
        connection.connection, connection.settings_dict["NAME"] = memory, named


def at_once(*deeds: Deed) -> list[Any]:
    """Do all of it at the same moment; return what each gave back, or how it was refused."""
    gate = threading.Barrier(len(deeds))

    def do(deed: Deed) -> Any:
        try:
            gate.wait(PATIENCE_SECONDS)
            return deed()
        except Exception as trouble:
            return trouble
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(deeds)) as threads:
        return list(threads.map(do, deeds))


def waits(second: Deed, *, first: Deed) -> bool:
    """Whether the second deed waits for as long as the first one is not committed."""
    with transaction.atomic():
        first()
        (outcome,) = at_once(lambda: _hurried(second))
    return isinstance(outcome, OperationalError)


def _hurried(deed: Deed) -> Any:
    """Do it, but wait for a lock for a moment only."""
    how = {
        "sqlite": f"PRAGMA busy_timeout = {SHORT_MILLISECONDS}",
        "postgresql": f"SET lock_timeout = {SHORT_MILLISECONDS}",
    }
    connection.ensure_connection()
    with connection.cursor() as cursor:
        cursor.execute(how[connection.vendor])
    return deed()


def serving(server: BaseServer) -> threading.Thread:
    """Start a server in a thread; when it is told to stop it notices at once."""
    thread = threading.Thread(
        target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True
    )
    thread.start()
    return thread

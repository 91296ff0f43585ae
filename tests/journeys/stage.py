"""Stages for journeys: real processes, one side each, with a home and database of its own."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import psycopg
from psycopg import sql

from rapport.demo import cast
from rapport.demo.stage import Stage, free_ports

PORTS_FROM, HOW_MANY, PORTS_APART = 20_000, 11_000, 97
"""Where ports are looked for, by this process's number. Two test processes that begin together
take none twice, and the kernel gives none to whoever calls out: Linux has those from 32,768 on.
A stage is built before it is started, and many call out meanwhile."""

EVERYWHERE = tuple(one.key for one in cast.INSTALLATIONS)


@contextmanager
def built(
    folder: Path, places: tuple[str, ...] = EVERYWHERE, kind: type[Stage] = Stage
) -> Iterator[Stage]:
    """Build a stage in a folder, on SQLite or in fresh databases of the PostgreSQL named."""
    first = PORTS_FROM + os.getpid() * PORTS_APART % HOW_MANY
    stage = kind(folder, free_ports(first, 1 + len(places)), places)
    with databases(places) as urls:
        stage.database_urls = urls
        with stage:
            stage.build()
            yield stage


@contextmanager
def databases(places: tuple[str, ...]) -> Iterator[dict[str, str]]:
    """Make a database for each installation, and drop them at the end; none means SQLite."""
    server = os.environ.get("RAPPORT_DATABASE_URL", "")
    if not server:
        yield {}
        return
    run = uuid4().hex[:8]
    names = {key: f"journey_{run}_{key.replace('-', '_')}" for key in places}
    with psycopg.connect(server, autocommit=True) as connection:
        for name in names.values():
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        yield {
            key: urlunsplit(urlsplit(server)._replace(path=f"/{n}")) for key, n in names.items()
        }
        for name in names.values():
            drop = sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name))
            connection.execute(drop)

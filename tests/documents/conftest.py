"""Installations of their own for these tests: real folders, real databases, real commands."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import psycopg
import pytest
from psycopg import sql
from tests.mail.conftest import mail_on, server  # noqa: F401  a mail server that counts

SERVER = os.environ.get("RAPPORT_DATABASE_URL", "")


@dataclass(frozen=True)
class Place:
    """A folder in which an installation is, or may come to be, and its database."""

    home: Path
    database_url: str
    settings: tuple[tuple[str, str], ...] = ()

    def with_settings(self, **settings: str) -> Place:
        """Return the same place, told more by its environment."""
        return replace(self, settings=tuple(settings.items()))

    def run(self, *command: str, **settings: str) -> subprocess.CompletedProcess[str]:
        """Run a command of `rapport` here."""
        return self._python("rapport.cli", *command, **settings)

    def did(self, *command: str) -> str:
        """Run a command that has to succeed, and return what it printed."""
        done = self.run(*command)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def inside(self, *what: str) -> Any:
        """Do something inside the installation; return what it says."""
        done = self._python("tests.documents.inside", *what)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout) if done.stdout else None

    def die(self, module: str, function: str, *command: str) -> int:
        """Run a command that is killed once it has done a function; return its status."""
        return self._python(
            "tests.documents.inside", "die", module, function, *command
        ).returncode

    def started(self, *what: str) -> subprocess.Popen[str]:
        """Start something inside the installation."""
        command = [sys.executable, "-m", "tests.documents.inside", *what]
        return subprocess.Popen(
            command, env=self.environment(), stdout=subprocess.PIPE, text=True
        )

    def environment(self, **settings: str) -> dict[str, str]:
        """Return the environment of this installation's processes."""
        kept = {name: value for name, value in os.environ.items() if "RAPPORT_" not in name}
        own = {
            "RAPPORT_HOME": str(self.home),
            "DJANGO_SETTINGS_MODULE": "rapport.config.settings",
        }
        if self.database_url:
            own["RAPPORT_DATABASE_URL"] = self.database_url
        return {**kept, **own, **dict(self.settings), **settings}

    def _python(self, *command: str, **settings: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", *command],
            env=self.environment(**settings),
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Make places, each with a fresh database on PostgreSQL when that is under test."""
    folder = tmp_path_factory.mktemp("places")
    made: list[str] = []

    def one(name: str) -> Place:
        home = folder / f"{name}-{uuid4().hex[:8]}"
        if not SERVER:
            return Place(home, "")
        made.append(f"documents_{uuid4().hex[:12]}")
        _ask(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(made[-1])))
        return Place(home, urlunsplit(urlsplit(SERVER)._replace(path=f"/{made[-1]}")))

    yield one
    for database in made:
        _ask(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(database)))


@pytest.fixture(scope="module")
def desk(places: Any) -> Place:
    """A desk with an administrator, files, a contact and a package on its way."""
    place: Place = places("desk")
    place.did("init", "desk", "--name=Quillmoor Social", "--email=admin@quillmoor.example")
    place.inside("fill")
    return place


@pytest.fixture(scope="module")
def saved(desk: Place) -> Path:
    """Return its backup."""
    return Path(desk.did("backup", str(desk.home.parent)))


def _ask(statement: sql.Composed) -> None:
    with psycopg.connect(SERVER, autocommit=True) as connection:
        connection.execute(statement)

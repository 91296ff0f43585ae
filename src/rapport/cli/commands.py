"""Set an installation up, serve it, check it."""

from __future__ import annotations

import argparse
import logging
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connections

from rapport.accounts import services as accounts
from rapport.cli import home, restoring
from rapport.config.environment import SETTINGS_FILE
from rapport.directory import services as directory
from rapport.documents import services as documents
from rapport.documents.errors import FileDamaged
from rapport.exchange import services as exchange
from rapport.foundation import clock
from rapport.foundation.acts import SYSTEM, Act, Door, Post
from rapport.journal import services as journal
from rapport.mail import services as mail
from rapport.notices import services as notices
from rapport.web import databases

log = logging.getLogger("rapport.cli")
ISSUE_AREAS: Final = "rapport.desk.areas"
ARCHIVE: Final = "rapport.archive"
IDLE_SECONDS: Final = 0.5
GRACE_SECONDS: Final = 10
DAY_SECONDS: Final = 24 * 60 * 60


def add(subparsers: Any) -> None:
    """Add init, restore, serve, web, worker and check."""
    making = subparsers.add_parser(
        "init", help="make an installation of one side in RAPPORT_HOME"
    )
    home.add_arguments(making)
    making.set_defaults(run=init)
    restoring.add(subparsers)
    for name, run, what in (
        ("serve", serve, "run the web server and the worker"),
        ("web", web, "run the web server alone"),
        ("worker", worker, "run the worker alone"),
    ):
        subparsers.add_parser(name, help=what).set_defaults(run=run)
    upgrade = subparsers.add_parser("upgrade", help="bring the database up to this release")
    upgrade.set_defaults(run=_upgrade)
    checking = subparsers.add_parser("check", help="check settings, database and keys")
    checking.set_defaults(run=check)


def init(options: argparse.Namespace) -> int:
    """Make the database, load the directory, print the first administrator's sign-in link."""
    _migrate()
    act = Act(SYSTEM, clock.now(), Door.COMMAND)
    directory.load_directory(act)
    _load_issue_areas(act)
    exchange.own_card()
    print(f"{options.side} made in {settings.RAPPORT_HOME}", file=sys.stderr)
    if options.email:
        person = accounts.add_person(
            act, name=options.email, email=options.email, posts=[Post("administrator")]
        )
        path = accounts.make_signin_link(act, person_id=person.public_id)
        print(f"{settings.RAPPORT_URL}{path}")
    return 0


def _migrate() -> None:
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)


def _load_issue_areas(act: Act) -> None:
    """Bring a desk's issue areas and their map up to this release; what is its own stays."""
    if apps.is_installed(ISSUE_AREAS):  # only a desk has the tables, and can import the room
        room = import_module(f"{ISSUE_AREAS}.services")
        room.load_areas(act)
        room.load_themes(act)


def _upgrade(options: argparse.Namespace) -> int:
    _migrate()
    _load_issue_areas(Act(SYSTEM, clock.now(), Door.COMMAND))
    return 0


def web(options: argparse.Namespace) -> int:
    """Serve the pages with granian; replaces this process."""
    _try_the_files_key()
    command = _web_command()
    os.execv(command[0], command)


def _try_the_files_key() -> None:
    """Begin nothing with a key that does not open what is kept. Raises FilesKeyMissing.

    What was kept with another's key in the place of ours could not be read once ours is back.
    One file that is damaged, or a database that is not there yet, stops nobody.
    """
    with suppress(FileDamaged, OSError, DatabaseError):
        documents.open_newest()


def _web_command() -> list[str]:
    return [
        sys.executable,
        "-m",
        "granian",
        "--interface=wsgi",
        "--host=127.0.0.1",
        f"--port={settings.RAPPORT_PORT}",
        "--workers=1",
        "--blocking-threads=4",
        "--no-ws",
        "--no-access-log",
        "rapport.config.wsgi:application",
    ]


def worker(options: argparse.Namespace) -> int:
    """Do the work that falls due, for ever; first sweep up after those who were killed.

    Once a day the database is tended. An archive whose words another release kept finds them
    anew, some letters at a time, between all other work; where that fails it is tried again
    after a day, for letters are found by the words that are there.
    """
    _try_the_files_key()
    documents.sweep()
    unlike = False
    tended_at = time.monotonic() - DAY_SECONDS
    while True:
        if time.monotonic() - tended_at >= DAY_SECONDS:
            databases.tend()
            unlike = apps.is_installed(ARCHIVE)
            tended_at = time.monotonic()
        fetched = exchange.collect_due(Act(SYSTEM, clock.now(), Door.SCHEDULE))
        collected = mail.collect_when_due()  # also while there is other work: once a minute
        notices.tell_when_due()
        checked = documents.check_when_due()
        unlike = unlike and _index_some_again()
        if (
            not journal.work_off(limit=100)
            and not unlike
            and not checked
            and not fetched
            and not (collected and collected.taken)
        ):
            time.sleep(IDLE_SECONDS)


def _index_some_again() -> bool:
    """Keep the words of some letters as this release does; return whether there were any."""
    services = import_module(f"{ARCHIVE}.services")  # only an archive has the tables
    try:
        return bool(services.index_some_again(Act(SYSTEM, clock.now(), Door.SCHEDULE)))
    except Exception as trouble:  # one letter keeps no other work from being done
        log.warning("words could not be kept anew: %s", type(trouble).__name__, exc_info=True)
        return False


def serve(options: argparse.Namespace) -> int:
    """Run web server and worker until one of them ends or this process is told to stop."""
    _try_the_files_key()
    connections.close_all()  # only those who are started ask the database again
    running = [
        subprocess.Popen(_web_command()),
        subprocess.Popen([sys.executable, "-m", "rapport.cli", "worker"]),
    ]

    def stop(number: int, frame: object) -> None:
        for process in running:
            process.terminate()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    while all(process.poll() is None for process in running):
        time.sleep(IDLE_SECONDS)
    for process in running:
        process.terminate()
    for process in running:
        try:
            process.wait(GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
    return max(process.returncode for process in running) > 0


def check(options: argparse.Namespace) -> int:
    """Check this installation: Django's deployment checks, migrations, modes of files."""
    call_command("check", deploy=True, fail_level="ERROR")
    call_command("migrate", check_unapplied=True, verbosity=0)
    wrong = [str(path) for path in _home_files() if path.stat().st_mode & 0o077]
    for path in wrong:
        print(f"Others may read {path}; its mode should be 0600.", file=sys.stderr)
    documents.open_newest()
    return 1 if wrong else 0


def _home_files() -> list[Path]:
    folder: Path = settings.RAPPORT_HOME
    return [folder / SETTINGS_FILE, *sorted((folder / "keys").glob("*"))]

"""`rapport restore`: make an installation again from its backup, whole or not at all.

The backup is unpacked and checked before Django reads its settings, in `restoring/` inside the
empty home; the database is made there too (or, on PostgreSQL, in one transaction). Only then do
the pieces get their names, the settings file last: a home without it is no installation. What a
killed restore leaves is cleared by the next one. Rows that are in PostgreSQL by then stay: the
same mark in the database and beside the stage says that they are the next one's own.
"""

from __future__ import annotations

import argparse
import atexit
import os
import shutil
import sys
import zipfile
import zlib
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

from django.db import connection
from django.db.migrations.loader import MigrationLoader
from pydantic import ValidationError

from rapport.config.environment import SETTINGS_FILE, Environment
from rapport.documents import schemas
from rapport.documents.errors import (
    HomeTaken,
    NotABackup,
    OtherRelease,
    RestoreUnfinished,
    WrongSide,
)
from rapport.documents.schemas import Contents, Member
from rapport.foundation import clock
from rapport.foundation.acts import SYSTEM, Act, Door
from rapport.foundation.disk import sync_folder
from rapport.journal.events import Restored
from rapport.protocol import sealing

STAGE: Final = "restoring"
MARK: Final = "restoring.mark"
DATABASE: Final = "rapport.sqlite3"
LARGEST_MANIFEST: Final = 64 * 1024 * 1024
CHUNK: Final = 1024 * 1024
SPARE: Final = frozenset({"lost+found"})
ASKED: Final = "Once it is served, {contacts} contacts are asked for what they sent since then."
IN_DOUBT: Final = (
    "E-mails in doubt, as they may have left after the backup: {messages}. None goes again by "
    "itself; the secretariat finds them on Today."
)
AFTERWARDS: Final = "Next: `rapport check`, then serve. Everybody signs in again."


@dataclass(frozen=True, slots=True)
class Prepared:
    """A backup unpacked into the stage, waiting for its database."""

    home: Path
    contents: Contents
    database: Path | None  # where SQLite's file goes; None on PostgreSQL

    @property
    def stage(self) -> Path:
        """The folder in which everything is made before it gets its name."""
        return self.home / STAGE

    @property
    def mark(self) -> Path:
        """The file that says which restore the rows in the database are of."""
        return self.home / MARK

    def digest(self) -> str:
        """Return a hash of all that is in the backup."""
        return sha256(self.contents.model_dump_json().encode()).hexdigest()


_prepared: list[Prepared] = []


def add(subparsers: Any) -> None:
    """Add `rapport restore`."""
    parser = subparsers.add_parser(
        "restore", help="make an installation again from a backup, in an empty RAPPORT_HOME"
    )
    _arguments(parser)
    parser.set_defaults(run=_restore)


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", help="the backup, as `rapport backup` wrote it")


def prepare(arguments: list[str]) -> None:
    """Check and unpack a backup, and let Django read the settings that it holds.

    Raises NotABackup, HomeTaken, WrongSide, WrongSetting.
    """
    parser = argparse.ArgumentParser(prog="rapport restore")
    _arguments(parser)
    file = Path(parser.parse_args(arguments).file)
    outside = Environment()
    home, told = outside.home, outside.text("SIDE")
    _clear_leftovers(home)
    if _is_taken(home):
        raise HomeTaken(place=home)
    try:
        with zipfile.ZipFile(file) as archive:
            contents = _contents(archive)
            if told and told != contents.side:
                raise WrongSide(side=contents.side, told=told)
            atexit.register(_clear_leftovers, home)
            _unpack(archive, contents, home / STAGE)
    except OSError as trouble:
        raise NotABackup(reason=trouble.strerror or "it cannot be read") from trouble
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as trouble:
        raise NotABackup(reason=_why_unreadable(file)) from trouble
    os.environ["RAPPORT_HOME"] = str(home / STAGE)
    os.environ.setdefault("RAPPORT_SIDE", contents.side)
    os.environ.setdefault("RAPPORT_ID", str(contents.id))
    _prepared[:] = [Prepared(home, contents, _place_of_database(home))]


def _why_unreadable(file: Path) -> str:
    with file.open("rb") as found:
        is_sealed = sealing.is_sealed(found.read(len(sealing.FIRST_LINE)))
    if is_sealed:
        return "it is sealed; open it first: age -d -i KEY -o backup.zip FILE"
    return "it is damaged, or no backup of Rapport"


def _is_taken(home: Path) -> bool:
    """Whether anything is in a home; a key that was made by asking does not count."""
    if not home.exists():
        return False
    if not home.is_dir():
        return True
    found = {path.name for path in home.iterdir()} - SPARE
    keys = home / "keys"
    own = {path.name for path in keys.iterdir()} if keys.is_dir() else set()
    return not (found <= {"keys", MARK} and own <= {"secret.key"})


def _clear_leftovers(home: Path) -> None:
    """Remove what a restore left that did not come to its end; only it leaves this folder."""
    if not (home / STAGE).is_dir() or (home / SETTINGS_FILE).exists():
        return
    for name in ("files", "keys"):
        shutil.rmtree(home / name, ignore_errors=True)
    for path in home.glob(f"{DATABASE}*"):
        path.unlink()
    shutil.rmtree(home / STAGE)


def _contents(archive: zipfile.ZipFile) -> Contents:
    """Read the manifest; every file in the backup is listed in it once, and nothing else."""
    try:
        info = archive.getinfo(schemas.MANIFEST)
        if info.file_size > LARGEST_MANIFEST:
            raise NotABackup(reason="its manifest is too long")
        contents = Contents.model_validate_json(archive.read(info))
    except (KeyError, ValidationError) as trouble:
        raise NotABackup(reason="it is damaged, or no backup of Rapport") from trouble
    if contents.format != schemas.BACKUP:
        raise NotABackup(reason="it is an export, which has no keys and no settings")
    listed = sorted([*(one.name for one in contents.members), schemas.MANIFEST])
    if listed != sorted(archive.namelist()):
        raise NotABackup(reason="its files are not those of its manifest")
    return contents


def _unpack(archive: zipfile.ZipFile, contents: Contents, stage: Path) -> None:
    stage.mkdir(mode=0o700, parents=True)
    stage.parent.chmod(0o700)
    if sum(one.size for one in contents.members) > shutil.disk_usage(stage).free:
        raise NotABackup(reason="there is not enough room on the disk")
    for member in contents.members:
        _take_out(archive, member, stage / member.name)


def _take_out(archive: zipfile.ZipFile, member: Member, path: Path) -> None:
    for folder in (path.parent.parent, path.parent):
        folder.mkdir(mode=0o700, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    found, size = sha256(), 0
    with os.fdopen(handle, "wb") as file, archive.open(member.name) as packed:
        while size <= member.size and (data := packed.read(CHUNK)):
            size += len(data)
            found.update(data)
            file.write(data)
        file.flush()
        os.fsync(file.fileno())
    if (size, found.hexdigest()) != (member.size, member.sha256):
        raise NotABackup(reason=f"{member.name} in it is damaged")


def _place_of_database(home: Path) -> Path | None:
    """Return where SQLite's file goes; have it made in the stage. Raises HomeTaken."""
    database = Environment().database()
    if "sqlite3" not in database["ENGINE"]:
        return None
    place = Path(database["NAME"])
    if place.parent == home / STAGE:
        place = home / DATABASE
    if place.exists():
        raise HomeTaken(place=place)
    os.environ["RAPPORT_DATABASE_URL"] = f"sqlite:///{home / STAGE / DATABASE}"
    return place


def _restore(options: argparse.Namespace) -> int:
    # Their tables need Django set up.
    from rapport.documents.services import files, rows  # noqa: PLC0415
    from rapport.exchange import selectors  # noqa: PLC0415
    from rapport.mail import selectors as mail  # noqa: PLC0415

    prepared = _prepared[0]
    contents = prepared.contents
    if _known_migrations() != contents.migrations:
        raise OtherRelease(release=contents.release)
    files.open_all_of_backup()
    if rows.is_empty():
        rows.load(
            prepared.stage / "rows",
            mark=_new_mark(prepared),
            then=lambda: _go_on(contents),
        )
    elif not (left := rows.mark()) or left != _mark_beside(prepared):
        raise HomeTaken(place="the database")
    elif not left.endswith(prepared.digest()):
        raise RestoreUnfinished(place=prepared.home)
    asked, doubtful = selectors.contacts().count(), mail.perhaps_left()
    connection.close()
    _give_names(prepared)
    print(prepared.home)
    print(
        f"{contents.side} “{contents.name}” is as it was at {contents.made_at}.",
        file=sys.stderr,
    )
    print(ASKED.format(contacts=asked), file=sys.stderr)
    if doubtful:
        print(IN_DOUBT.format(messages=doubtful), file=sys.stderr)
    for digest in contents.missing_files:
        print(f"Missing when the backup was made: file {digest}", file=sys.stderr)
    print(AFTERWARDS, file=sys.stderr)
    return 0


def _go_on(contents: Contents) -> None:
    """Leave what follows from a restore, with its rows: nothing leaves a second time by itself.

    Records Restored, and MailPerhapsLeft for each e-mail that waited.
    """
    from rapport.exchange import services as exchange  # noqa: PLC0415  tables, as above
    from rapport.journal.services import record  # noqa: PLC0415
    from rapport.mail import services as mail  # noqa: PLC0415

    act = Act(SYSTEM, clock.now(), Door.COMMAND)
    record(act, Restored(matter=str(contents.id), as_of=contents.made_at.isoformat()))
    exchange.go_on_after_restore()
    mail.doubt_after_restore(act)


def _new_mark(prepared: Prepared) -> str:
    """Make the mark of this restore, on the disk before the first row is in the database."""
    mark = f"{uuid4()} {prepared.digest()}"
    prepared.mark.unlink(missing_ok=True)
    handle = os.open(prepared.mark, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(mark)
        file.flush()
        os.fsync(file.fileno())
    sync_folder(prepared.home)
    return mark


def _mark_beside(prepared: Prepared) -> str:
    return prepared.mark.read_text("ascii") if prepared.mark.exists() else ""


def _known_migrations() -> list[str]:
    loader = MigrationLoader(None)
    return sorted(f"{app}.{name}" for app, name in loader.disk_migrations)


def _give_names(prepared: Prepared) -> None:
    """Move everything from the stage to its place, the settings last: that completes it."""
    home, stage = prepared.home, prepared.stage
    shutil.rmtree(home / "keys", ignore_errors=True)
    for name in ("files", "keys"):
        if (stage / name).exists():
            (stage / name).rename(home / name)
    _name_database(prepared)
    shutil.rmtree(stage / "rows")
    for folder in (one for one in home.rglob("*") if one.is_dir()):
        sync_folder(folder)
    sync_folder(home)
    _name_settings(home)
    shutil.rmtree(stage)
    prepared.mark.unlink(missing_ok=True)


def _name_database(prepared: Prepared) -> None:
    if prepared.database:
        (prepared.stage / DATABASE).chmod(0o600)
        shutil.move(prepared.stage / DATABASE, prepared.database)
        sync_folder(prepared.database.parent)


def _name_settings(home: Path) -> None:
    """Give the settings their name: from now on this is an installation."""
    if (home / STAGE / SETTINGS_FILE).exists():
        (home / STAGE / SETTINGS_FILE).rename(home / SETTINGS_FILE)
        sync_folder(home)

"""Save an installation into one file, or all of one's data into a folder that anybody can read.

Both see one state of the database while the installation goes on working, get their name only
once they are complete and on the disk, and overwrite nothing. Format:
docs/reference/formats/backup.md.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import datetime
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import Any, Final
from uuid import UUID

from django.conf import settings

from rapport import __version__
from rapport.documents import schemas
from rapport.documents.errors import FileDamaged, FilesKeyMissing, NothingSaved, TargetTaken
from rapport.documents.models import StoredFile
from rapport.documents.schemas import Contents, Member
from rapport.documents.services import at_rest, rows
from rapport.documents.services.files import PIECE_BYTES, is_whole, path_of, pieces
from rapport.documents.services.targets import (
    IntoFolder,
    IntoZip,
    Target,
    new_file,
    new_folder,
    sealed_for,
    write_text,
)
from rapport.foundation import clock
from rapport.protocol.sealing import SealingKey
from rapport.web.databases import snapshot

README: Final = """All data of {name}, an installation of Rapport ({side}), {made_at}.

rows/      one file for each table, in JSON Lines: one row a line, UTF-8
files/     letters, replies and attachments, named by their SHA-256; the table
           documents.storedfile has their own names; what ends in .rapport is a ZIP
manifest.json  the size and SHA-256 of every file; tables that were left out, because they hold
           secrets or an index

There are no keys in here, and no secrets but those in e-mails that were sent: addresses for
answers, and upload codes. It is as confidential as the installation itself.
"""


def back_up(to: Path, recipients: Sequence[SealingKey] = ()) -> tuple[Path, Contents]:
    """Save database, stored files, keys and settings into one ZIP of mode 0600.

    With recipients, the ZIP is sealed for them and never on the disk in plain. Into a folder it
    goes under a name with side, id and time. Returns where it is, and what is in it. Raises
    TargetTaken, NothingSaved, FilesKeyMissing.
    """
    made_at = clock.machine_now()
    name = _file_name(made_at) + (".age" if recipients else "")
    target = to / name if to.is_dir() else to
    if target.exists():
        raise TargetTaken(target=target)
    with (
        _reporting(target),
        new_file(target) as file,
        sealed_for(file, recipients) as into,
        zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        contents = _fill(IntoZip(archive), schemas.BACKUP, made_at)
        archive.writestr(schemas.MANIFEST, contents.model_dump_json(indent=1))
    return target, contents


def export(to: Path) -> Contents:
    """Save all data, without keys and secrets, as a folder that needs no Rapport to be read.

    What was sent is in it as it was sent, with the upload codes that stand in e-mails.
    Raises TargetTaken, NothingSaved.
    """
    made_at = clock.machine_now()
    if to.exists() and (not to.is_dir() or any(to.iterdir())):
        raise TargetTaken(target=to)
    with _reporting(to), new_folder(to) as folder:
        contents = _fill(IntoFolder(folder), schemas.EXPORT, made_at)
        write_text(folder / schemas.MANIFEST, contents.model_dump_json(indent=1))
        about = contents.model_dump(mode="json", include={"name", "side", "made_at"})
        write_text(folder / "README.txt", README.format(**about))
    return contents


def _fill(into: Target, form: Any, made_at: datetime) -> Contents:
    """Write every member, and return the list of them."""
    whole = form == schemas.BACKUP
    with snapshot():
        migrations = rows.migrations()
        members = [
            _rows(into, table, secrets=whole)
            for table in rows.tables()
            if whole or rows.name_of(table) not in rows.NEVER_EXPORTED
        ]
        stored = _stored()
    if stored:
        at_rest.keys()  # without any, all would be called damaged
    files = {
        digest: _sealed(into, digest) if whole else _plain(into, digest, name)
        for digest, name in stored.items()
    }
    members += [member for member in files.values() if member]
    if whole:
        members += [_own(into, path) for path in _own_files()]
    return Contents(
        format=form,
        release=__version__,
        made_at=made_at,
        id=UUID(settings.RAPPORT_ID),
        side=settings.RAPPORT_SIDE,
        name=settings.RAPPORT_NAME,
        migrations=migrations,
        members=members,
        missing_files=[digest for digest, member in files.items() if not member],
        left_out=[] if whole else sorted(rows.NEVER_EXPORTED | rows.NEVER_SAVED),
    )


def _rows(into: Target, table: rows.Table, *, secrets: bool) -> Member:
    name = f"rows/{rows.name_of(table)}.jsonl"
    with into.opened(name) as file:
        count = rows.write(table, file, secrets=secrets)
    return file.member(name).model_copy(update={"rows": count})


def _stored() -> dict[str, str]:
    """Return each stored file's hash with one of its names, sorted by hash."""
    found = StoredFile.objects.order_by("-pk").values_list("sha256", "name")
    return dict(sorted(found.iterator()))


def _sealed(into: Target, digest: str) -> Member | None:
    """Write a stored file as it lies on the disk; None when it cannot be opened."""
    try:
        if not is_whole(digest):
            return None
    except FilesKeyMissing:  # it was sealed for another key
        return None
    place = f"files/{digest[:2]}/{digest[2:]}"
    with into.opened(place) as file, path_of(digest).open("rb") as sealed:
        while piece := sealed.read(PIECE_BYTES):
            file.write(piece)
    return file.member(place)


def _plain(into: Target, digest: str, name: str) -> Member | None:
    """Write a stored file as it was kept; None when it cannot be opened."""
    kept = pieces(StoredFile(sha256=digest))
    try:
        first = next(kept, b"")
    except (FileDamaged, FilesKeyMissing):
        return None
    suffix = PurePosixPath(name).suffix.lower()
    plain = suffix if suffix[1:].isascii() and suffix[1:].isalnum() and len(suffix) < 9 else ""
    place = f"files/{digest}{plain}"
    with closing(kept), into.opened(place) as file:
        for piece in chain([first], kept):
            file.write(piece)
    return file.member(place)


def _own_files() -> list[Path]:
    home: Path = settings.RAPPORT_HOME
    keys = [path for path in sorted((home / "keys").glob("*.key")) if path.is_file()]
    file = home / schemas.SETTINGS
    return [*keys, *([file] if file.exists() else [])]


def _own(into: Target, path: Path) -> Member:
    name = path.relative_to(settings.RAPPORT_HOME).as_posix()
    with into.opened(name) as file:
        file.write(path.read_bytes())
    return file.member(name)


def _file_name(at: datetime) -> str:
    short = settings.RAPPORT_ID.partition("-")[0]
    return f"rapport-{settings.RAPPORT_SIDE}-{short}-{at:%Y%m%dT%H%M%SZ}.zip"


@contextmanager
def _reporting(target: Path) -> Iterator[None]:
    """Say in a sentence what the system said. Raises NothingSaved."""
    try:
        yield
    except OSError as trouble:
        raise NothingSaved(target=target, reason=trouble.strerror or "it failed") from trouble

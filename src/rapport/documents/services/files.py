"""Keep bytes under their hash, read them back checked."""

from __future__ import annotations

import os
import tempfile
from hashlib import sha256
from pathlib import Path
from typing import Final

from django.conf import settings

from rapport.documents.errors import FileDamaged
from rapport.documents.models import StoredFile
from rapport.foundation import clock

HALF_AN_HOUR_SECONDS: Final = 30 * 60
"""So long nobody writes at one file: what is older than that was left by the dead."""


def keep(data: bytes, *, media_type: str, name: str) -> StoredFile:
    """Keep bytes under their hash and return their row. Keeping the same twice keeps them once.

    The bytes are on the disk before the row is written: a row never speaks of bytes that a
    power cut could take. What a rolled back transaction leaves behind is a file without a row,
    no more.
    """
    media_type, name = printable(media_type), printable(name)
    digest = sha256(data).hexdigest()
    write_once(path_of(digest), data)
    stored, _ = StoredFile.objects.get_or_create(
        sha256=digest,
        media_type=media_type,
        name=name,
        defaults={"size": len(data), "kept_at": clock.now()},
    )
    return stored


def printable(text: str) -> str:
    """Return what others call a file or its kind, without the signs that cannot be seen."""
    return "".join(sign for sign in text if sign.isprintable())


def read(file: StoredFile) -> bytes:
    """Return a stored file's bytes. Raises FileDamaged when they are not those kept."""
    try:
        data = path_of(file.sha256).read_bytes()
    except FileNotFoundError as trouble:
        raise FileDamaged(file=file.public_id) from trouble
    if sha256(data).hexdigest() != file.sha256:
        raise FileDamaged(file=file.public_id)
    return data


def path_of(digest: str) -> Path:
    """Return where the bytes of a SHA-256 (hex) are kept."""
    folder: Path = settings.RAPPORT_HOME / "files" / digest[:2]
    return folder / digest[2:]


def write_once(path: Path, data: bytes) -> None:
    """Put bytes on the disk under a name, whole or not at all, readable by this user alone.

    A file that is there already with these bytes stays; a damaged one is replaced.
    """
    if path.exists() and path.read_bytes() == data:
        return
    for folder in (path.parent.parent, path.parent):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, fresh = tempfile.mkstemp(dir=path.parent, prefix="new-")  # mode 0600
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(fresh).rename(path)
    except BaseException:
        Path(fresh).unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def sweep() -> int:
    """Take away what a process that was killed had not kept to its end; return how much."""
    before = clock.machine_now().timestamp() - HALF_AN_HOUR_SECONDS
    folder: Path = settings.RAPPORT_HOME / "files"
    halves = [path for path in folder.glob("*/new-*") if path.stat().st_mtime < before]
    for path in halves:
        path.unlink(missing_ok=True)
    return len(halves)


def sync_folder(folder: Path) -> None:
    """Make sure that a rename in a folder outlives a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

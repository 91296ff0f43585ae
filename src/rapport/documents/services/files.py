"""Keep bytes under their hash, read them back checked; large files piece by piece."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import IO, Final

from django.conf import settings

from rapport.documents.errors import FileDamaged
from rapport.documents.models import StoredFile
from rapport.foundation import clock

PIECE_BYTES: Final = 1024 * 1024
"""So much of a large file is in memory at once."""

HALF_AN_HOUR_SECONDS: Final = 30 * 60
"""So long nobody writes at one file: what is older than that was left by the dead."""


def keep(data: bytes, *, media_type: str, name: str) -> StoredFile:
    """Keep bytes under their hash and return their row. Keeping the same twice keeps them once.

    The bytes are on the disk before the row is written: a row never speaks of bytes that a
    power cut could take. What a rolled back transaction leaves behind is a file without a row,
    no more.
    """
    digest = sha256(data).hexdigest()
    write_once(path_of(digest), data)
    return _row(digest, len(data), media_type, name)


def keep_file(path: Path, *, media_type: str, name: str) -> StoredFile:
    """Keep the bytes of a file as `keep` does, without holding them in memory.

    The file itself stays where it is; where the disk allows it, both names are of the same
    bytes, so nobody may write into it afterwards. Outside of a transaction: it takes as long
    as the file is large. Raises OSError.
    """
    digest, size = digest_of(path)
    place = path_of(digest)
    if not (place.exists() and digest_of(place)[0] == digest):
        _take_over(path, place, digest)
    return _row(digest, size, media_type, name)


def digest_of(path: Path) -> tuple[str, int]:
    """Return SHA-256 (hex) and size of what lies on the disk, read piece by piece."""
    with path.open("rb") as file:
        return _digest(file)


def _row(digest: str, size: int, media_type: str, name: str) -> StoredFile:
    stored, _ = StoredFile.objects.get_or_create(
        sha256=digest,
        media_type=printable(media_type),
        name=printable(name),
        defaults={"size": size, "kept_at": clock.now()},
    )
    return stored


def _take_over(path: Path, place: Path, digest: str) -> None:
    """Give a file's bytes their place under their hash, whole or not at all."""
    _make_folders(place)
    fresh = Path(tempfile.mkdtemp(dir=place.parent, prefix="new-")) / "file"
    try:
        try:
            fresh.hardlink_to(path)
        except OSError:  # another disk, or one that knows no second names
            shutil.copyfile(path, fresh)
        with fresh.open("rb+") as file:
            os.fchmod(file.fileno(), 0o600)
            if _digest(file)[0] != digest:
                raise OSError("a file changed while it was kept")
            os.fsync(file.fileno())
        fresh.rename(place)
    finally:
        shutil.rmtree(fresh.parent, ignore_errors=True)
    sync_folder(place.parent)


def _digest(file: IO[bytes]) -> tuple[str, int]:
    found, size = sha256(), 0
    while piece := file.read(PIECE_BYTES):
        found.update(piece)
        size += len(piece)
    return found.hexdigest(), size


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


@contextmanager
def opened(file: StoredFile) -> Iterator[IO[bytes]]:
    """Open a stored file that is too large for the memory, at its beginning.

    Its bytes are checked before the first of them is handed out. Raises FileDamaged.
    """
    try:
        kept = path_of(file.sha256).open("rb")
    except FileNotFoundError as trouble:
        raise FileDamaged(file=file.public_id) from trouble
    with kept:
        if _digest(kept)[0] != file.sha256:
            raise FileDamaged(file=file.public_id)
        kept.seek(0)
        yield kept


def pieces(file: StoredFile) -> Iterator[bytes]:
    """Yield a stored file's bytes piece by piece, once all are checked. Raises FileDamaged."""
    with opened(file) as kept:
        while piece := kept.read(PIECE_BYTES):
            yield piece


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
    _make_folders(path)
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


def _make_folders(path: Path) -> None:
    for folder in (path.parent.parent, path.parent):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def sweep() -> int:
    """Take away what a process that was killed had not kept to its end; return how much."""
    before = clock.machine_now().timestamp() - HALF_AN_HOUR_SECONDS
    folder: Path = settings.RAPPORT_HOME / "files"
    halves = [path for path in folder.glob("*/new-*") if path.stat().st_mtime < before]
    for path in halves:
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
    return len(halves)


def sync_folder(folder: Path) -> None:
    """Make sure that a rename in a folder outlives a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

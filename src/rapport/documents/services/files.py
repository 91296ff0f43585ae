"""Keep bytes under their hash, sealed for ourselves; read them back checked.

Large files pass piece by piece.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import IO, Final

from django.conf import settings

from rapport.documents.errors import BackupKeyMissing, FileDamaged, FilesKeyMissing
from rapport.documents.models import StoredFile
from rapport.documents.services import at_rest
from rapport.foundation import clock
from rapport.foundation.disk import sync_folder

PIECE_BYTES: Final = 1024 * 1024
"""So much of a large file is in memory at once."""

HALF_AN_HOUR_SECONDS: Final = 30 * 60
"""So long nobody writes at one file: what is older than that was left by the dead."""


def keep(data: bytes, *, media_type: str, name: str) -> StoredFile:
    """Keep bytes under their hash and return their row. Keeping the same twice keeps them once.

    The bytes are on the disk, sealed, before the row is written: a row never speaks of bytes
    that a power cut could take. What a rolled back transaction leaves behind is a file without
    a row, no more. Raises FilesKeyMissing.
    """
    digest = sha256(data).hexdigest()
    if not is_whole(digest):
        write_sealed(path_of(digest), data)
    return _row(digest, len(data), media_type, name)


def keep_pieces(pieces: Iterable[bytes], *, media_type: str, name: str) -> StoredFile:
    """Keep bytes that come piece by piece as `keep` does, without holding them in memory.

    Outside of a transaction: it takes as long as the file is large. Raises OSError,
    FilesKeyMissing.
    """
    source = _Counted(pieces)
    with _new(_folder()) as (file, fresh):
        at_rest.seal_into(source, file)
        digest = source.hash.hexdigest()
        if not is_whole(digest):
            _name(file, fresh, path_of(digest))
    return _row(digest, source.size, media_type, name)


class _Counted:
    """Pieces as one file to read from, counted and hashed on the way."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces, self._left = iter(pieces), memoryview(b"")
        self.hash, self.size = sha256(), 0

    def read(self, size: int = -1, /) -> bytes:
        """Return at most so many bytes, none at the end."""
        while not self._left:
            piece = next(self._pieces, None)
            if piece is None:
                return b""
            self._left = memoryview(piece)
            self.hash.update(piece)
            self.size += len(piece)
        given, self._left = self._left[:size], self._left[size:]
        return bytes(given)


class _Hashed:
    """Somewhere to write to that keeps the hash alone."""

    def __init__(self) -> None:
        self.hash = sha256()

    def write(self, data: bytes, /) -> int:
        """Take bytes, and return how many."""
        self.hash.update(data)
        return len(data)


def _row(digest: str, size: int, media_type: str, name: str) -> StoredFile:
    stored, _ = StoredFile.objects.get_or_create(
        sha256=digest,
        media_type=printable(media_type),
        name=printable(name),
        defaults={"size": size, "kept_at": clock.now()},
    )
    return stored


def is_whole(digest: str) -> bool:
    """Whether the bytes of a SHA-256 are on the disk and can be opened.

    Raises FilesKeyMissing, OSError.
    """
    found = _Hashed()
    try:
        at_rest.unseal_into(path_of(digest), found)
    except at_rest.UNOPENED:
        return False
    return found.hash.hexdigest() == digest


def write_sealed(path: Path, data: bytes) -> None:
    """Put bytes on the disk under a name, sealed, whole or not at all.

    Raises OSError, FilesKeyMissing.
    """
    sealed = at_rest.seal(data)
    with _new(path.parent) as (file, fresh):
        file.write(sealed)
        _name(file, fresh, path)


def read_sealed(path: Path) -> bytes:
    """Return what was sealed under a name. Raises FileDamaged, FilesKeyMissing."""
    try:
        return at_rest.unseal(path)
    except at_rest.UNOPENED as trouble:
        raise FileDamaged(file=path.name) from trouble


@contextmanager
def _new(folder: Path) -> Iterator[tuple[IO[bytes], Path]]:
    """Open a file of mode 0600 in a folder that is gone afterwards unless it was named."""
    _make_folder(folder)
    handle, fresh = tempfile.mkstemp(dir=folder, prefix="new-")
    try:
        with os.fdopen(handle, "wb") as file:
            yield file, Path(fresh)
    finally:
        Path(fresh).unlink(missing_ok=True)


def _name(file: IO[bytes], fresh: Path, place: Path) -> None:
    """Give a new file its place once it is on the disk; a damaged one there is replaced."""
    file.flush()
    os.fsync(file.fileno())
    _make_folder(place.parent)
    fresh.rename(place)
    sync_folder(place.parent)


def _make_folder(folder: Path) -> None:
    for one in (folder.parent, folder):
        if not one.exists():
            one.mkdir(mode=0o700, parents=True, exist_ok=True)
            sync_folder(one.parent)


def _folder() -> Path:
    home: Path = settings.RAPPORT_HOME
    return home / "files"


def printable(text: str) -> str:
    """Return what others call a file or its kind, without the signs that cannot be seen."""
    return "".join(sign for sign in text if sign.isprintable())


def read(file: StoredFile) -> bytes:
    """Return a stored file's bytes.

    Raises FileDamaged when they are not those kept, FilesKeyMissing.
    """
    try:
        data = at_rest.unseal(path_of(file.sha256))
    except at_rest.UNOPENED as trouble:
        raise FileDamaged(file=file.public_id) from trouble
    if sha256(data).hexdigest() != file.sha256:
        raise FileDamaged(file=file.public_id)
    return data


def pieces(file: StoredFile) -> Generator[bytes, None, None]:
    """Yield a stored file's bytes piece by piece, once all are checked.

    Raises FileDamaged, FilesKeyMissing.
    """
    if not is_whole(file.sha256):
        raise FileDamaged(file=file.public_id)
    with at_rest.unsealed(path_of(file.sha256)) as plain:
        while piece := plain.read(PIECE_BYTES):
            yield piece


def open_newest() -> None:
    """See that the newest file of ordinary size can be opened.

    A large one would take seconds and memory at each start, to say the same of the key. Where
    nothing was kept yet no key is made: whoever looks may not be the one who serves. Raises
    FilesKeyMissing, FileDamaged.
    """
    ordinary = StoredFile.objects.filter(size__lte=PIECE_BYTES)
    if newest := ordinary.order_by("-pk").first():
        read(newest)


def on_disk() -> Iterator[str]:
    """Yield the SHA-256 (hex) of everything that lies among the stored files, sorted."""
    for path in sorted(_folder().glob("??/*")):
        if not path.name.startswith("new-"):
            yield f"{path.parent.name}{path.name}"


def open_all_of_backup() -> None:
    """See that every stored file that was just unpacked can be opened.

    Raises BackupKeyMissing, OSError.
    """
    try:
        is_good = all(map(is_whole, on_disk()))
    except FilesKeyMissing:
        is_good = False
    if not is_good:
        raise BackupKeyMissing


def reseal(digest: str) -> bool:
    """Seal a stored file for the key that seals now, unless it is; say whether it was sealed.

    Killed at any moment, the file is as it was or sealed again. Raises FileDamaged,
    FilesKeyMissing, OSError.
    """
    path = path_of(digest)
    try:
        if at_rest.is_for_newest(path):
            return False
    except at_rest.UNOPENED as trouble:
        raise FileDamaged(file=digest) from trouble
    if not is_whole(digest):
        raise FileDamaged(file=digest)
    with at_rest.unsealed(path) as plain, _new(path.parent) as (file, fresh):
        source = _Counted(iter(lambda: plain.read(PIECE_BYTES), b""))
        at_rest.seal_into(source, file)
        if source.hash.hexdigest() != digest:
            raise FileDamaged(file=digest)
        _name(file, fresh, path)
    return True


def path_of(digest: str) -> Path:
    """Return where the bytes of a SHA-256 (hex) are kept."""
    return _folder() / digest[:2] / digest[2:]


def sweep() -> int:
    """Take away what a process that was killed had not kept to its end; return how much."""
    before = clock.machine_now().timestamp() - HALF_AN_HOUR_SECONDS
    found = [*_folder().glob("new-*"), *_folder().glob("*/new-*")]
    halves = [path for path in found if path.stat().st_mtime < before]
    for path in halves:
        path.unlink(missing_ok=True)
    return len(halves)

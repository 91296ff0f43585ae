"""What lies on our disk is sealed for ourselves: age files that the key of the files opens.

The key is a file of the kind that `age` itself reads: one identity a line, the first of which
seals, while every one opens. It lies in the home as keys/files.key, or where
RAPPORT_FILES_KEY_FILE says. It is made when nothing is sealed yet, and never again: a new key
in place of a lost one would hide that what was kept can't be opened. Design: docs/adr/0024.
"""

from __future__ import annotations

import errno
import fcntl
import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import IO, Final

from django.conf import settings

from rapport.documents.errors import FilesKeyElsewhere, FilesKeyMissing
from rapport.foundation.secret_files import made_once, replaced
from rapport.protocol.errors import SealDamaged, SealedForAnother
from rapport.protocol.sealing import OpeningKey, Sink, Source, open_stream, seal_stream

UNOPENED: Final = (FileNotFoundError, SealDamaged)
"""What opening a file raises that is not there, or not as it was sealed."""

SEALED: Final = ("files/*/*", "uploads/*/*")
"""Where in the home there may be something that the key has sealed."""


def seal(data: bytes) -> bytes:
    """Return bytes as they may lie on the disk. Raises FilesKeyMissing."""
    target = io.BytesIO()
    seal_into(io.BytesIO(data), target)
    return target.getvalue()


def seal_into(source: Source, target: Sink) -> None:
    """Seal what a source gives, of any size. Raises FilesKeyMissing, OSError."""
    seal_stream(source, target, [keys()[0].sealing_key()])


def unseal(path: Path) -> bytes:
    """Open a sealed file. Raises FilesKeyMissing, OSError and what stands in UNOPENED."""
    target = io.BytesIO()
    unseal_into(path, target)
    return target.getvalue()


def unseal_into(path: Path, target: Sink) -> None:
    """Open a sealed file of any size. Raises FilesKeyMissing, OSError and what is UNOPENED.

    What was sealed for another key is not damaged; what the disk cannot read any more is.
    """
    try:
        with path.open("rb") as sealed:
            open_stream(sealed, target, keys())
    except SealedForAnother as trouble:
        raise FilesKeyMissing(place=place()) from trouble
    except OSError as trouble:
        if trouble.errno == errno.EIO:
            raise SealDamaged from trouble
        raise


def is_for_newest(path: Path) -> bool:
    """Whether the key that seals now is one that opens a file.

    Raises FilesKeyMissing, OSError and what is UNOPENED.
    """
    try:
        with path.open("rb") as sealed, Path(os.devnull).open("wb") as nothing:
            open_stream(sealed, nothing, keys()[:1])
    except SealedForAnother:
        return False
    return True


@contextmanager
def unsealed(path: Path) -> Iterator[IO[bytes]]:
    """Give what a sealed file holds as something to read from, without having it in memory.

    age hands out and is not asked: it writes into a pipe, in a thread of its own, as fast as
    the other end is read. Raises, at the end of what could be read, FilesKeyMissing, OSError
    and what is UNOPENED.
    """
    here, there = os.pipe()
    found: list[Exception] = []

    def write() -> None:
        try:
            with os.fdopen(there, "wb") as target:
                unseal_into(path, target)
        except Exception as trouble:  # it is raised where the file is read
            found.append(trouble)

    thread = Thread(target=write, name="unsealing")
    thread.start()
    try:
        with os.fdopen(here, "rb") as source:
            yield source
    finally:
        thread.join()
    for trouble in found:
        if not isinstance(trouble, BrokenPipeError):  # who reads had enough
            raise trouble


def keys() -> list[OpeningKey]:
    """Return the keys of the files, the one that seals first. Raises FilesKeyMissing."""
    try:
        found = OpeningKey.of_file(settings.RAPPORT_FILES_KEY or _own())
    except ValueError as trouble:
        raise FilesKeyMissing(place=place()) from trouble
    if not found:
        raise FilesKeyMissing(place=place())
    return found


def place() -> str:
    """Return where the key of the files is looked for. Strangers read it: no path of ours."""
    return "the setting RAPPORT_FILES_KEY" if settings.RAPPORT_FILES_KEY else "keys/files.key"


def add_key() -> None:
    """Make a new key that seals from now on; those before go on opening.

    Raises FilesKeyMissing, and FilesKeyElsewhere where the key is not in the home.
    """
    keys()
    if settings.RAPPORT_FILES_KEY:
        raise FilesKeyElsewhere
    handle = os.open(_path().parent, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)  # of two new keys at once, neither may be lost
        text = _path().read_text(encoding="utf-8").strip()
        replaced(_path(), f"{OpeningKey.generate().to_text()}\n{text}")
    finally:
        os.close(handle)


def _path() -> Path:
    home: Path = settings.RAPPORT_HOME
    return home / "keys" / "files.key"


def _own() -> str:
    """Return the text of the home's own key, made where nothing was sealed yet."""
    path = _path()
    home: Path = settings.RAPPORT_HOME
    if (
        not path.exists()
        and any(any(home.glob(pattern)) for pattern in SEALED)
        and not path.exists()  # another may have made it meanwhile, and sealed with it
    ):
        raise FilesKeyMissing(place=place())
    return made_once(path, lambda: OpeningKey.generate().to_text())

"""Where a backup or an export goes: a ZIP or a folder that gets its name once it is whole."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from hashlib import sha256
from pathlib import Path
from threading import Thread
from typing import IO, Protocol

from rapport.documents.schemas import Member
from rapport.foundation.disk import sync_folder
from rapport.protocol.sealing import SealingKey, seal_stream


class Counting:
    """A file being written, its bytes counted and hashed."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file, self.size, self.hash = file, 0, sha256()

    def write(self, data: bytes) -> int:
        """Write bytes and count them."""
        self.size += len(data)
        self.hash.update(data)
        return self._file.write(data)

    def member(self, name: str) -> Member:
        """Return what was written, as a manifest lists it."""
        return Member(name=name, size=self.size, sha256=self.hash.hexdigest())


class Target(Protocol):
    """Something that takes members by name."""

    def opened(self, name: str) -> AbstractContextManager[Counting]:
        """Open a new member for writing."""


class IntoZip:
    """Members written into a ZIP."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive

    @contextmanager
    def opened(self, name: str) -> Iterator[Counting]:
        """Open a new member for writing."""
        info = zipfile.ZipInfo(name)
        info.external_attr = 0o600 << 16
        is_sealed = name.startswith("files/")  # what is sealed does not get smaller
        info.compress_type = zipfile.ZIP_STORED if is_sealed else zipfile.ZIP_DEFLATED
        with self._archive.open(info, "w", force_zip64=True) as file:
            yield Counting(file)


class IntoFolder:
    """Members written as files of mode 0600."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @contextmanager
    def opened(self, name: str) -> Iterator[Counting]:
        """Open a new member for writing."""
        path = self._folder / name
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with created(path) as file:
            yield Counting(file)
            file.flush()
            os.fsync(file.fileno())


@contextmanager
def new_file(target: Path) -> Iterator[IO[bytes]]:
    """Open a file that gets its name once it is whole and on the disk."""
    handle, fresh = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")  # mode 0600
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        Path(fresh).rename(target)
    except BaseException:
        Path(fresh).unlink(missing_ok=True)
        raise
    sync_folder(target.parent)


@contextmanager
def sealed_for(target: IO[bytes], recipients: Sequence[SealingKey]) -> Iterator[IO[bytes]]:
    """Give something to write to, whose bytes go sealed into a target; it cannot be sought in.

    Without recipients that is the target itself. age takes and is not told: it reads from a
    pipe, in a thread of its own, as fast as the other end is written. Raises OSError.
    """
    if not recipients:
        yield target
        return
    here, there = os.pipe()
    found: list[Exception] = []

    def seal() -> None:
        try:
            with os.fdopen(here, "rb") as source:
                seal_stream(source, target, recipients)
        except Exception as trouble:  # it is raised where the bytes are written
            found.append(trouble)

    thread = Thread(target=seal, name="sealing")
    thread.start()
    try:
        with os.fdopen(there, "wb") as plain:
            yield plain
    except BrokenPipeError:
        thread.join()
        raise (found or [OSError(errno.EPIPE, "it was cut off")])[0] from None
    finally:
        thread.join()
    if found:
        raise found[0]


@contextmanager
def new_folder(target: Path) -> Iterator[Path]:
    """Make a folder of mode 0700 that gets its name once everything is in it."""
    fresh = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}."))
    try:
        yield fresh
        for folder in (*(one for one in fresh.rglob("*") if one.is_dir()), fresh):
            sync_folder(folder)
        fresh.rename(target)
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise
    sync_folder(target.parent)


def created(path: Path) -> IO[bytes]:
    """Open a file that was not there, of mode 0600."""
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")


def write_text(path: Path, text: str) -> None:
    """Write a new file whose text is on the disk when this returns."""
    with created(path) as file:
        file.write(text.encode())
        file.flush()
        os.fsync(file.fileno())

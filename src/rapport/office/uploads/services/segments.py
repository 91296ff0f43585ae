"""What is here of a file that is being sent: sealed segments, named by their place.

A file has a folder, and in it `FIRST-END` for its bytes from FIRST to before END. Each is
sealed for ourselves, whole or not there: nothing of an answer lies open before it is sent off.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from rapport.documents import services as documents

LARGEST: Final = 4 * 1024 * 1024
"""So many bytes of a file are in memory at once."""


def end(folder: Path) -> int:
    """Return how many bytes of a file are here without a gap."""
    return max((last for _, last in _chain(folder)), default=0)


def write(folder: Path, at: int, data: bytes) -> None:
    """Put bytes where they belong, on the disk when this returns. Raises OSError."""
    documents.write_sealed(folder / f"{at:020d}-{at + len(data):020d}", data)


def cut(folder: Path, at: int) -> None:
    """Take away what lies behind a place: what a process left that was killed, or no piece."""
    for path in folder.glob("*"):
        if not path.name[:20].isdecimal() or int(path.name[:20]) >= at:
            path.unlink(missing_ok=True)


def read(folder: Path) -> Iterator[bytes]:
    """Yield the bytes of a file, a segment at a time. Raises FileDamaged, FilesKeyMissing."""
    for path, _ in _chain(folder):
        yield documents.read_sealed(path)


def remove(folder: Path) -> None:
    """Take all of a file away."""
    shutil.rmtree(folder, ignore_errors=True)


def _chain(folder: Path) -> list[tuple[Path, int]]:
    """Return the segments that follow one another from the beginning, each with its end."""
    found: list[tuple[Path, int]] = []
    here = 0
    for path in sorted(folder.glob("[0-9]*-[0-9]*")):
        first, _, last = path.name.partition("-")
        if int(first) != here:
            break
        here = int(last)
        found.append((path, here))
    return found

"""What is here of a file that is being sent: sealed segments, named by their place.

A file has a folder, and in it `FIRST-END` for its bytes from FIRST to before END. Each is
sealed for ourselves, whole or not there: nothing of an answer lies open before it is sent off.
"""

from __future__ import annotations

import os
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
    for name in _names(folder):
        if not name[:20].isdecimal() or int(name[:20]) >= at:
            (folder / name).unlink(missing_ok=True)


def read(folder: Path) -> Iterator[bytes]:
    """Yield the bytes of a file, a segment at a time. Raises FileDamaged, FilesKeyMissing."""
    for name, _ in _chain(folder):
        yield documents.read_sealed(folder / name)


def remove(folder: Path) -> None:
    """Take all of a file away."""
    shutil.rmtree(folder, ignore_errors=True)


def _chain(folder: Path) -> list[tuple[str, int]]:
    """Return the segments that follow one another from the beginning, each with its end."""
    found: list[tuple[str, int]] = []
    here = 0
    for name in _names(folder):
        first, _, last = name.partition("-")
        if not first.isdecimal() or int(first) != here:
            break
        here = int(last)
        found.append((name, here))
    return found


def _names(folder: Path) -> list[str]:
    """Return what lies in a folder, in order; names alone, for each piece asks for all."""
    try:
        return sorted(os.listdir(folder))  # noqa: PTH208  a path each takes ten times as long
    except FileNotFoundError:
        return []

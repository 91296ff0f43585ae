"""Files that hold a secret: made once, for this user alone, never overwritten."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Callable
from pathlib import Path


def made_once(path: Path, make: Callable[[], str]) -> str:
    """Return the text of a secret's file, mode 0600; `make` writes it where there is none.

    Of several who make it at once, the first one's counts for all. Raises OSError.
    """
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        fresh = _written(path, make())
        with contextlib.suppress(FileExistsError):
            os.link(fresh, path)
        fresh.unlink()
        _sync(path.parent)
    return path.read_text(encoding="ascii").strip()


def replaced(path: Path, text: str) -> None:
    """Give a secret's file another text, whole or not at all. Raises OSError."""
    _written(path, text).rename(path)
    _sync(path.parent)


def _written(path: Path, text: str) -> Path:
    """Write a text to the disk under a name of nobody else's, beside the file it is for."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f"{path.stem}.", suffix=".new")
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(text + "\n")
        file.flush()
        os.fsync(file.fileno())
    return Path(name)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

"""Files that hold a secret: made once, for this user alone, never overwritten."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from rapport.foundation.disk import sync_folder


def made_once(path: Path, make: Callable[[], str]) -> str:
    """Return the text of a secret's file, mode 0600; `make` writes it where there is none.

    Of several who make it at once, the first one's counts for all. Raises OSError.
    """
    if not path.exists():
        if not path.parent.exists():
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            sync_folder(path.parent.parent)
        with _written(path, make()) as fresh, contextlib.suppress(FileExistsError):
            os.link(fresh, path)
        sync_folder(path.parent)
    return path.read_text(encoding="utf-8").strip()


def replaced(path: Path, text: str) -> None:
    """Give a secret's file another text, whole or not at all. Raises OSError."""
    with _written(path, text) as fresh:
        fresh.rename(path)
    sync_folder(path.parent)


@contextlib.contextmanager
def _written(path: Path, text: str) -> Iterator[Path]:
    """Give a file beside another that has a text on the disk, and is gone afterwards."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f"{path.stem}.", suffix=".new")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text + "\n")
            file.flush()
            os.fsync(file.fileno())
        yield Path(name)
    finally:
        Path(name).unlink(missing_ok=True)

"""Get the text out of a file, in a process of its own; read letters and replies in it."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any, Final

from rapport.documents.errors import VirusFound
from rapport.documents.selectors import renderer_environment
from rapport.foundation.errors import Refusal
from rapport.reading import errors
from rapport.reading.text import ReadFile, from_json

LARGEST_FILE_BYTES: Final = 25 * 1024 * 1024
SECONDS: Final = 120
EXTRACTOR: Final = (sys.executable, "-m", "rapport.reading.extract")
MISSING: Final = 3
REFUSED: Final = 4
_REFUSALS: Final[dict[str, type[Refusal]]] = {
    one.code.removeprefix("reading."): one
    for one in (
        errors.FileEmpty,
        errors.KindUnknown,
        errors.FileLocked,
        errors.FileDamaged,
        errors.TooManyPages,
        errors.UnpacksTooFar,
        errors.TooMuchWork,
        errors.OnlyPictures,
        errors.ReaderMissing,
    )
}


def refusal_of(code: str, facts: dict[str, Any]) -> Refusal:
    """Return a refusal of `text_of` that was kept as its code and facts.

    One that this release does not know any more says only that it was refused.
    """
    kept = {**_REFUSALS, "too_large": errors.FileTooLarge, VirusFound.code: VirusFound}
    refusal = kept.get(code.removeprefix("reading."))
    return refusal(**facts) if refusal else Refusal()


def why_not_size(size: int) -> Refusal | None:
    """Say why a file of so many bytes is not read, before anybody loads it."""
    if size == 0:
        return errors.FileEmpty()
    if size > LARGEST_FILE_BYTES:
        return errors.FileTooLarge(megabytes=LARGEST_FILE_BYTES // 1024**2)
    return None


def text_of(data: bytes) -> ReadFile:
    """Return the text of a file with its pages and lines.

    Runs a process of its own, so never call this inside a transaction. Raises FileEmpty,
    FileTooLarge, KindUnknown, FileLocked, FileDamaged, TooManyPages, UnpacksTooFar,
    TooMuchWork, OnlyPictures, ReaderMissing.
    """
    if refusal := why_not_size(len(data)):
        raise refusal
    try:
        done = subprocess.run(
            EXTRACTOR,
            input=data,
            capture_output=True,
            env=renderer_environment(),
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise errors.TooMuchWork from None
    if done.returncode == MISSING:
        raise errors.ReaderMissing
    if done.returncode == REFUSED:
        told: dict[str, Any] = json.loads(done.stdout)
        raise _REFUSALS[told["code"]](**told["facts"])
    if done.returncode < 0:
        raise errors.TooMuchWork  # stopped by a bound, or by what the file did to a library
    if done.returncode != 0:
        raise errors.FileDamaged
    return from_json(json.loads(done.stdout))

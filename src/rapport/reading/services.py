"""Open foreign files in a process of its own: their text, their pages, what stands on them."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from rapport.documents.errors import VirusFound
from rapport.documents.selectors import renderer_environment
from rapport.foundation.errors import Refusal
from rapport.reading import errors
from rapport.reading.text import ReadFile, from_json

LARGEST_FILE_BYTES: Final = 25 * 1024 * 1024
SECONDS: Final = 120
EXTRACTOR: Final = (sys.executable, "-m", "rapport.reading.extract")
PAGES: Final = (sys.executable, "-m", "rapport.reading.pages")
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
        errors.NoSuchPage,
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
    return from_json(json.loads(_started(EXTRACTOR, data)))


@dataclass(frozen=True, slots=True)
class Codes:
    """What stands on the pages of a scan: the codes of each page."""

    pages: tuple[tuple[str, ...], ...]
    looked: bool
    """Whether codes can be read on this machine."""
    is_picture: bool
    """Whether the file is a picture and no PDF: a page of something, perhaps."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Pages of a file, from the first (from 0) up to before the last; None means to its end."""

    data: bytes
    first: int = 0
    last: int | None = None


def codes_on(data: bytes) -> Codes:
    """Return the codes on each page of a scan: a PDF, or a picture as PNG, JPEG or TIFF.

    As `text_of`, never inside a transaction; raises the same refusals.
    """
    if refusal := why_not_size(len(data)):
        raise refusal
    order = {"do": "codes", "sizes": [len(data)]}
    told = json.loads(_started(PAGES, json.dumps(order).encode() + b"\n" + data))
    pages = tuple(tuple(page) for page in told["codes"])
    return Codes(pages, told["looked"], told["picture"])


def put_together(pieces: Sequence[Piece]) -> tuple[bytes, list[int]]:
    """Return one PDF of all pieces, and how many pages came from each.

    A file that cannot be opened gives no page. As `text_of`, never inside a transaction; raises
    TooManyPages, TooMuchWork, ReaderMissing, and FileDamaged where nothing could be opened.
    """
    order = {
        "do": "together",
        "sizes": [len(one.data) for one in pieces],
        "pages": [(one.first, one.last) for one in pieces],
    }
    said = json.dumps(order).encode() + b"\n" + b"".join(one.data for one in pieces)
    told, _, made = _started(PAGES, said).partition(b"\n")
    return made, json.loads(told)["counts"]


def picture_of(data: bytes, page: int) -> bytes:
    """Return a page of a PDF, from 1, as a PNG in grey to be looked at.

    As `text_of`, never inside a transaction; raises the same refusals, and NoSuchPage.
    """
    if refusal := why_not_size(len(data)):
        raise refusal
    order = {"do": "picture", "page": page, "sizes": [len(data)]}
    _, _, made = _started(PAGES, json.dumps(order).encode() + b"\n" + data).partition(b"\n")
    return made


def _started(program: Sequence[str], said: bytes) -> bytes:
    """Return what one of our programs told of foreign bytes. Raises what it refused."""
    try:
        done = subprocess.run(
            program,
            input=said,
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
    return done.stdout

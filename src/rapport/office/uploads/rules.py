"""Upload codes, and what may be sent with one: pure."""

from __future__ import annotations

import binascii
import errno
import re
from base64 import b64decode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final

from rapport.foundation.errors import Refusal
from rapport.office.uploads import errors

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base32: no I, L, O and U, which are taken for others."""

SIGNS: Final = 20
"""A hundred bits: nobody finds one by trying, so a plain hash of it is enough."""

LIKE_OTHERS: Final = str.maketrans({"O": "0", "I": "1", "L": "1"})
_BETWEEN: Final = re.compile(r"[\s\-‐-―]+")

CODES_A_MINUTE: Final = 10
"""So many are tried from one address."""

ALL_CODES_A_MINUTE: Final = 300

OPEN_AFTER_CLOSING: Final = timedelta(days=30)
"""So long after a letter is closed its code still opens the page."""

HOURS_OF_A_VISIT: Final = 2
"""After so long without a request the code is asked for again."""

KEPT_FOR: Final = timedelta(days=7)
"""So long files wait that were begun and never sent off."""

MOST_FILES: Final = 200
PLAIN_MB: Final = 20
"""Of a file that is sent by the form, without pieces."""

MB: Final = 1024 * 1024
LONGEST_NAME: Final = 200
LONGEST_WORDS: Final = 20_000
FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
"""What the system says when the disk is full."""

HASHES: Final = ("sha256", "sha1")


@dataclass(frozen=True, slots=True)
class Limits:
    """What this installation takes about one letter, in megabytes."""

    file_mb: int
    letter_mb: int


def code_of(number: int) -> str:
    """Write a random number of a hundred bits as a code: four groups of five signs."""
    signs = "".join(ALPHABET[(number >> 5 * place) & 31] for place in range(SIGNS))
    return "-".join(signs[at : at + 5] for at in range(0, SIGNS, 5))


def hash_of(typed: str) -> str | None:
    """Return the hash under which a code is kept, as people type it; None for no code."""
    signs = _BETWEEN.sub("", typed[:200]).upper().translate(LIKE_OTHERS)
    if len(signs) != SIGNS or not set(signs) <= set(ALPHABET):
        return None
    return sha256(signs.encode()).hexdigest()


def why_not_begin(size: int, others: Sequence[int], limits: Limits) -> Refusal | None:
    """Say why no file of this size can be begun beside others (sizes) about a letter."""
    if size > limits.file_mb * MB:
        return errors.FileTooLarge(most=limits.file_mb)
    if len(others) >= MOST_FILES:
        return errors.TooManyFiles(most=MOST_FILES)
    if size + sum(others) > limits.letter_mb * MB:
        return errors.LetterFull(most=limits.letter_mb)
    return None


def why_not_add(*, here: int, at: int, length: int, size: int) -> Refusal | None:
    """Say why a piece that begins at an offset cannot follow what is here of a file."""
    if at != here:
        return errors.PieceElsewhere()
    return errors.PieceTooLong() if length > size - here else None


def removed_at(moved_at: datetime) -> datetime:
    """Return when files are removed that nobody has sent off since they last moved."""
    return moved_at + KEPT_FOR


def name_in(metadata: str) -> str:
    """Return the file's name in the metadata of tus: `filename` and its base64."""
    for pair in metadata.split(","):
        key, _, value = pair.strip().partition(" ")
        if key == "filename":
            try:
                return b64decode(value.strip(), validate=True).decode()
            except (binascii.Error, ValueError) as trouble:
                raise errors.TusNotUnderstood(what="Upload-Metadata") from trouble
    return ""


def checksum_in(header: str) -> tuple[str, bytes] | None:
    """Return algorithm and value of tus's checksum, None where none came."""
    if not header:
        return None
    algorithm, _, value = header.strip().partition(" ")
    try:
        expected = b64decode(value.strip(), validate=True)
    except (binascii.Error, ValueError) as trouble:
        raise errors.TusNotUnderstood(what="Upload-Checksum") from trouble
    if algorithm not in HASHES:
        raise errors.TusNotUnderstood(what="Upload-Checksum")
    return algorithm, expected


def whole_number(text: str, what: str) -> int:
    """Read a number of bytes; a sign, a point or a letter in it is refused."""
    if not (text.isascii() and text.isdigit() and len(text) <= 15):
        raise errors.TusNotUnderstood(what=what)
    return int(text)

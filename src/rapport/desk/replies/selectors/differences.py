"""What changed between two versions of a text, word by word; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Final

MOST_WORDS: Final = 4_000
"""Longer texts are compared line by line: words would take too long."""

# A word with what follows it; a sign of Chinese or Japanese is a word of its own.
_WORDS: Final = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff]\s*|[^\s\u3040-\u30ff\u3400-\u9fff]+\s*|\s+"
)


class Change(StrEnum):
    """What became of a piece of text."""

    KEPT = "kept"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text that was kept, added or removed."""

    change: Change
    text: str


def differences(before: str, after: str) -> list[Piece]:
    """Return the pieces that tell how one text became another.

    Without the removed pieces they read as the later text, without the added as the earlier.
    """
    return list(_pieces(before, after))


def _pieces(before: str, after: str) -> Iterator[Piece]:
    old, new = _parts(before), _parts(after)
    if len(old) + len(new) > MOST_WORDS:
        old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    matcher = SequenceMatcher(a=old, b=new, autojunk=False)
    for what, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if what == "equal":
            yield Piece(Change.KEPT, "".join(old[old_from:old_to]))
            continue
        if old_to > old_from:
            yield Piece(Change.REMOVED, "".join(old[old_from:old_to]))
        if new_to > new_from:
            yield Piece(Change.ADDED, "".join(new[new_from:new_to]))


def _parts(text: str) -> list[str]:
    return _WORDS.findall(text)

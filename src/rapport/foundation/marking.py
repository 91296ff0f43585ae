"""Marks in texts: [[p:3]] is a person of the case, [[cut:…|…]] a place or date that must go.

Pure parsing; what a reader sees in place of a mark is decided by the room that knows the
consents. A person may stand inside the words of a cut; marks are read from the inside outwards.
What only looks like a mark stays in the text as it is, and is found by `broken_marks`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

HIGHEST_NUMBER: Final = 9999
LONGEST_TRACE: Final = 30

_MARK: Final = re.compile(
    r"\[\[(?:p:(?P<number>[1-9][0-9]{0,3})"
    r"|cut:(?P<words>[^\[\]|]*[^\[\]|\s][^\[\]|]*)\|(?P<reason>[^\[\]|]*[^\[\]|\s][^\[\]|]*))\]\]"
)
_TRACE: Final = re.compile(
    r"[\[［【]{2}(?:\s*(?:p|cut)\s*[:：])?"  # also as keyboards for Chinese write it
    r"|[\[［【]\s*(?:p|cut)\s*[:：]"
    r"|\b(?:p|cut)\s*[:：][^\[\]\n]{0,80}[\]］】]{2}",
    re.IGNORECASE,
)
_MASK: Final = "\0"


@dataclass(frozen=True, slots=True)
class PersonMark:
    """A person of the case, by number."""

    number: int


@dataclass(frozen=True, slots=True)
class CutMark:
    """Words that the public does not read, and why."""

    words: str
    reason: str


Mark = PersonMark | CutMark


def person_mark(number: int) -> str:
    """Write the mark of a person. Raises ValueError for a number that no mark can hold."""
    if not 1 <= number <= HIGHEST_NUMBER:
        raise ValueError(f"a mark holds a number from 1 to {HIGHEST_NUMBER}")
    return f"[[p:{number}]]"


def cut_mark(words: str, reason: str) -> str:
    """Write the mark of words that must go. Raises ValueError where it cannot be read back."""
    mark = f"[[cut:{words}|{reason}]]"
    if marks_in(mark)[-1:] != [CutMark(words.strip(), reason.strip())]:
        raise ValueError("a cut has words and a reason, without square brackets or bars")
    return mark


def replace(text: str, show: Callable[[Mark], str]) -> str:
    """Return a text with each mark replaced by what is shown for it; broken ones stay.

    Doing it twice is as good as once. What is shown for a person holds no square bracket or
    bar, else ValueError: it could make a mark of its surroundings.
    """

    def put(found: re.Match[str]) -> str:
        mark = _read(found)
        words = show(mark)
        if isinstance(mark, PersonMark) and re.search(r"[\[\]|]", words):
            raise ValueError("what is shown for a person holds no square bracket or bar")
        return words

    count = 1
    while count:
        text, count = _MARK.subn(put, text)
    return text


def marks_in(text: str) -> list[Mark]:
    """Return the marks of a text, in the order in which they begin; a cut's words as typed."""
    spans = sorted(_spans(text), key=lambda span: span[0])
    return [mark for _, _, mark in spans]


def persons_in(text: str) -> list[int]:
    """Return the numbers of the persons that a text marks, each once, in order."""
    numbers = (mark.number for mark in marks_in(text) if isinstance(mark, PersonMark))
    return list(dict.fromkeys(numbers))


def broken_marks(text: str) -> list[str]:
    """Return the beginnings of what looks like a mark and is none, each on one line."""
    rest = text
    for start, end, _ in _spans(text):
        rest = rest[:start] + _MASK * (end - start) + rest[end:]
    traces = (
        text[found.start() : found.start() + LONGEST_TRACE] for found in _TRACE.finditer(rest)
    )
    return [trace.split("\n", 1)[0].strip() for trace in traces]


def unmarked(text: str) -> str:
    """Return a text that was written without marks, so that nothing in it reads as one."""
    return text.replace("[[", "[ [").replace("]]", "] ]")


def without_marks(text: str) -> list[tuple[int, str]]:
    """Return the stretches of a text that somebody reads as typed, each with its place.

    The words of a cut are among them, since its addressee reads them; its reason is not.
    """
    rest = text
    for start, end, mark in _spans(text):
        if isinstance(mark, PersonMark):
            hidden = [(start, end)]
        else:
            hidden = [(start, start + len("[[cut:")), (text.rindex("|", start, end), end)]
        for a, b in hidden:
            rest = rest[:a] + _MASK * (b - a) + rest[b:]
    pieces = re.finditer(rf"[^{_MASK}]+", rest)
    return [(piece.start(), piece[0]) for piece in pieces] or [(0, "")]


def _spans(text: str) -> Iterator[tuple[int, int, Mark]]:
    """Give the marks with their places, those inside others before these."""
    rest = text
    while found := list(_MARK.finditer(rest)):
        for one in found:
            mark = _read(one)
            if isinstance(mark, CutMark):
                mark = CutMark(text[slice(*one.span("words"))].strip(), mark.reason)
            yield one.start(), one.end(), mark
        rest = _MARK.sub(lambda one: _MASK * len(one[0]), rest)


def _read(found: re.Match[str]) -> Mark:
    if found["number"]:
        return PersonMark(int(found["number"]))
    return CutMark(found["words"].strip(), found["reason"].strip())

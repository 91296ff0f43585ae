"""The text of a file as the page shows it: pages, with what was read marked where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

MOST_SIGNS: Final = 300_000
"""As much as the reader looks at."""

LONGEST_MARK: Final = 6_000
LINES_BEFORE: Final = 2
SHORTEST_MARK: Final = 16
"""Letters of a passage that goes on elsewhere, by which its beginning is found."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a page; marked, if a field was read in it."""

    text: str
    mark: str = ""


@dataclass(slots=True)
class Shown:
    """The pages of a file in pieces, and the mark where each field stands."""

    pages: list[list[Piece]] = field(default_factory=list)
    marks: dict[str, str] = field(default_factory=dict)


def shown(read: Mapping[str, Any] | None) -> Shown:
    """Return the text that was read, with its passages marked."""
    result = Shown()
    if not read:
        return result
    found = list(_found(read["letter"]))
    left = MOST_SIGNS
    for number, lines in enumerate(read["texts"][read["document"]]["pages"], 1):
        text = "\n".join(lines)[:left]
        left -= len(text)
        here = [(name, one) for name, one in found if one["page"] == number]
        result.pages.append(list(_pieces(text, lines, here, result.marks)))
        if left <= 0:
            break
    return result


def _found(letter: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for name, value in letter.items():
        if isinstance(value, list):
            yield from ((f"{name}-{place}", one) for place, one in enumerate(value, 1))
        elif isinstance(value, dict):
            yield name, value


def _pieces(
    text: str,
    lines: Sequence[str],
    found: Sequence[tuple[str, Mapping[str, Any]]],
    marks: dict[str, str],
) -> Iterator[Piece]:
    spans = sorted((*_span(text, lines, one), name) for name, one in found)
    joined: list[tuple[int, int, str]] = []
    for start, end, name in spans:
        if start >= end:
            continue
        if joined and start < joined[-1][1]:  # one within another: they share a mark
            before = joined[-1]
            joined[-1] = (before[0], max(before[1], end), before[2])
        else:
            joined.append((start, end, f"p-{name}"))
        marks[name] = joined[-1][2]
    at = 0
    for start, end, mark in joined:
        yield Piece(text[at:start])
        yield Piece(text[start:end], mark)
        at = end
    yield Piece(text[at:])


def _span(text: str, lines: Sequence[str], found: Mapping[str, Any]) -> tuple[int, int]:
    """Return where a passage stands on its page; of one that goes on elsewhere, its beginning.

    A passage may begin a line or two before its place. One that is not found is its line.
    """
    line = min(max(found["line"], 1), max(len(lines), 1))
    passage = str(found["passage"])[:LONGEST_MARK]
    start = sum(len(one) + 1 for one in lines[: line - 1])
    earlier = sum(len(one) + 1 for one in lines[: max(0, line - 1 - LINES_BEFORE)])
    for begin in (start, earlier):
        if there := _words(text, passage, begin) or _signs(text, passage, begin):
            return there
    end = start + len(lines[line - 1]) if lines else start
    return min(start, len(text)), min(end, len(text))


def _words(text: str, passage: str, start: int) -> tuple[int, int] | None:
    """Find a passage by its words, whatever white space is between them."""
    if not (words := passage.split()):
        return None
    whole = re.compile(r"\s+".join(map(re.escape, words)))
    match = whole.search(text, start, start + 2 * LONGEST_MARK)
    return match.span() if match else None


def _signs(text: str, passage: str, start: int) -> tuple[int, int] | None:
    """Find a passage, or its beginning, by letters and digits alone.

    It has neither the line breaks of the paper nor the hyphens at their ends.
    """
    stretch = text[start : start + 2 * LONGEST_MARK]
    places = [at for at, one in enumerate(stretch) if one.isalnum()]
    there = "".join(stretch[at] for at in places)
    signs = "".join(one for one in passage if one.isalnum())
    length = len(signs)
    while length >= SHORTEST_MARK:
        if (at := there.find(signs[:length])) >= 0:
            last = places[at + length - 1] + 1
            return start + places[at], start + last + _closing(stretch, last)
        length //= 2
    return None


def _closing(stretch: str, at: int) -> int:
    """Return how many signs that end a sentence follow."""
    rest = stretch[at : at + 3]
    return len(rest) - len(rest.lstrip(".?!;:)»”"))

"""Words that the end of a line parts, put together again; words that have a hyphen keep it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from rapport.reading.paper import Row

SOFT: Final = "\u2010\u00ad\ufffe\x02"
"""Hyphens that only a typesetter sets, at the end of a line."""

LONGEST: Final = 500
"""A longer line is none of a paper's."""

_PIECE: Final = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_UNENDED: Final = re.compile(rf"(?<!\S)\S+[-{SOFT}]$")
_BEFORE: Final = frozenset(
    (
        *("above", "below", "well", "self", "non", "high", "low", "vice", "cross"),
        *("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"),
        *("là", "peut", "celui", "celle", "ceux", "celles", "avant", "après", "quelques"),
        *("vingt", "trente", "quarante", "cinquante", "soixante", "quatre"),
    )
)
"""After these a hyphen is part of the word."""

_AFTER: Final = frozenset(
    (
        *("mentioned", "being", "term", "based", "related", "making", "border", "profit"),
        *("après", "dessus", "dessous", "joint", "jointe", "être", "là", "même", "mêmes"),
        *("elle", "ils", "elles", "vous", "nous", "t"),
    )
)
"""And before these. Only where the text itself has neither spelling."""

_PAIRS: Final = frozenset({"so-called", "ci-après", "long-term", "short-term"})


def rejoined(rows: Sequence[Row]) -> list[Row]:
    """Put words together that a hyphen parts at the end of a line, each on its first line."""
    joined: list[Row] = []
    known: frozenset[str] | None = None
    for row in rows:
        text = row.text
        before = joined[-1].text if joined else ""
        if before and _may_go_on(before, text):
            known = _words(rows) if known is None else known
            rest, _, text = text.lstrip().partition(" ")
            joined[-1] = Row(_put_together(before, rest, known), joined[-1].place)
        if text or not row.text:
            joined.append(Row(text, row.place))
    return joined


def _may_go_on(before: str, after: str) -> bool:
    """Say whether a line ends within a word that the next one goes on with."""
    last, first = before[-2:], after.lstrip()[:1]
    if (
        not 2 <= len(before) <= LONGEST
        or not last[0].isalnum()
        or (last[1] != "-" and last[1] not in SOFT)
    ):
        return False
    if last[0].isdigit():
        return last[1] == "-" and first.isdigit()
    return first.islower() or (first.isupper() and (last[1] == "-" or last[0].isupper()))


def _put_together(before: str, rest: str, known: frozenset[str]) -> str:
    """Return a line with the rest of its last word."""
    if before[-1] in SOFT:
        return before[:-1] + rest
    if not rest[0].islower() and not (rest[:2].isupper() and before[-3:-1].isupper()):
        return before + rest  # a name of two parts, or a number
    start = before.rfind(" ") + 1
    first = _PIECE.search(before[start:-1])
    second = _WORD.match(rest)
    if not first or not second:
        return before[:-1] + rest
    one, other = first[0].casefold(), second[0].casefold()
    if one + other in known:
        return before[:-1] + rest
    pieces = other.split("-")
    compound = f"{one}-{other}" in known | _PAIRS
    if compound or re.split(r"[-’']", one)[-1] in _BEFORE or pieces[0] in _AFTER:
        return before + rest
    return before[:-1] + rest


def _words(rows: Iterable[Row]) -> frozenset[str]:
    """Return the words of a text, but for those that the end of a line parts."""
    return frozenset(
        word.casefold() for row in rows for word in _WORD.findall(_UNENDED.sub("", row.text))
    )

"""A letter's lines as they are read: without what belongs to the paper, words put together.

Each row keeps its page and line, so that whatever is found can be shown where it stands.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property
from typing import Final

from rapport.reading.hyphens import rejoined
from rapport.reading.paper import Row, pages_of
from rapport.reading.text import Place, Text

LONG_LINE: Final = 500
"""A longer line holds several: the text came on one line, or a paragraph a line."""

LINES: Final = 60
FULL: Final = 0.85
"""A line is full from this share of the longest of so many lines before it."""

ENDS: Final = (".", "?", "!", ":", ";", "»", "”", "。", "？", "！", "：", "；", "؟", "؛")
LONGEST_TEXT: Final = 300_000
"""So many signs of a document are looked at; a letter has a third of them, with its annex."""

_MISREAD: Final = re.compile(
    r"(?<![\w/.-])(?=[^\W\d_]*[01])(?=(?:[01]?[^\W\d_])*[a-zà-ÿ]{2})[^\W\d_]*(?:[01][^\W\d_]+)+[01]?(?![\w/])"
    r"|(?<![\w/.-])[A-ZÀ-Ý]?[a-zà-ÿ]{4,}[01](?![\w/])"
)
_LETTERS: Final = str.maketrans("01", "ol")
_QUOTED: Final = re.compile(r"\s*(?:>\s?)+")
_DASHED: Final = re.compile(r"\s*[-–—](?:\s+|$)")
_SENTENCE: Final = re.compile(
    r"(?<=[.;:?!»”])(?<!\b[A-Z]\.)(?<!\b\d\.)(?<!\b\d\d\.)(?<!\bM[rs]\.)(?<!\bMrs\.)(?<!\bDr\.)"
    r"(?<!\bSr\.)(?<!\bSra\.)(?<!\bInc\.)(?<!\bNo\.)(?<!\bSt\.)(?<!\bCorp\.)(?<!\bLtd\.)(?<!\bart\.)"
    r"\s+(?=[A-ZÀ-Ý0-9¿«“(•])"
)


class Prepared:
    """The rows of a text, and all of them as one string whose places are known."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = list(rows)
        self.starts: list[int] = []
        at = 0
        for row in self.rows:
            self.starts.append(at)
            at += len(row.text) + 1
        self.text = "\n".join(row.text for row in self.rows)

    def place_at(self, offset: int) -> Place:
        """Return where an offset of the whole string stands on paper."""
        return self.rows[self.row_at(offset)].place if self.rows else Place(1, 1)

    def row_at(self, offset: int) -> int:
        """Return the number of the row in which an offset lies."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def line_at(self, offset: int) -> str:
        """Return the row in which an offset lies."""
        return self.rows[self.row_at(offset)].text

    def sentence_at(self, offset: int, *, longest: int = 1500) -> tuple[int, int]:
        """Return start and end of the sentence around an offset."""
        before = bisect_right(self.ends, offset, key=lambda one: one[1]) - 1
        start = self.ends[before][1] if before >= 0 else 0
        after = bisect_left(self.ends, offset, key=lambda one: one[0])
        end = self.ends[after][0] if after < len(self.ends) else len(self.text)
        return max(start, offset - longest), min(end, offset + longest)

    @cached_property
    def ends(self) -> list[tuple[int, int]]:
        """Where sentences end, and where the next begin."""
        return [found.span() for found in _ENDS.finditer(self.text)]


_ENDS: Final = re.compile(
    r"(?<=[.?!])(?<!\b[A-Z]\.)(?<!\bM[rs]\.)(?<!\bMrs\.)(?<!\bDr\.)(?<!\bInc\.)(?<!\bCorp\.)"
    r"(?<!\bLtd\.)(?<!\bS\.A\.)(?<!\bSr\.)(?<!\bSra\.)(?<!\bNo\.)\s+(?=[A-ZÀ-Ý¿«“(\d])|\n\s*\n(?!\s*[a-zà-ÿ])"
)


def prepared(text: Text) -> Prepared:
    """Return a text's rows, without what belongs to the paper."""
    rows: list[Row] = []
    for page in pages_of(text):
        if rows and page.rows and rows[-1].text.strip() and not runs_on(rows, page.rows):
            rows.append(Row("", page.rows[0].place))  # a page break may part paragraphs
        rows.extend(page.rows)
    rows = rejoined(undashed(unquoted(rows)))
    cut = [_mended(piece) for row in rows for piece in _cut(row)]
    return Prepared(_short_enough(_once_blank(cut)))


def runs_on(before: Sequence[Row], after: Sequence[Row]) -> bool:
    """Say whether a sentence goes on from one page to the next: its last line is full."""
    last = before[-1].text.rstrip()
    first = next((row.text for row in after if row.text.strip()), "")
    width = max(len(row.text) for row in before[-LINES:])
    full = len(last) + len(first.split(maxsplit=1)[0] if first else "") + 1 > FULL * width
    return full and not last.endswith(ENDS)


def _once_blank(rows: Sequence[Row]) -> list[Row]:
    """Keep one of several empty rows."""
    kept: list[Row] = []
    for row in rows:
        if row.text.strip():
            kept.append(row)
        elif not kept or kept[-1].text:
            kept.append(Row("", row.place))
    return kept


def _short_enough(rows: Sequence[Row]) -> list[Row]:
    """Keep what a letter can be long; the rest of a longer text is not read."""
    kept: list[Row] = []
    signs = 0
    for row in rows:
        signs += len(row.text) + 1
        if signs > LONGEST_TEXT:
            break
        kept.append(row)
    return kept


def unquoted(rows: Sequence[Row]) -> list[Row]:
    """Drop what a mail quotes of another; a text that is quoted as a whole keeps its words."""
    filled = [row for row in rows if row.text.strip()]
    quoted = sum(_QUOTED.match(row.text) is not None for row in filled)
    if quoted < 0.6 * len(filled):
        return [row for row in rows if not _QUOTED.match(row.text)]
    return [Row(_QUOTED.sub("", row.text, count=1), row.place) for row in rows]


def undashed(rows: Sequence[Row]) -> list[Row]:
    """Drop the dash before each line, where most lines have one."""
    filled = [row for row in rows if row.text.strip()]
    dashed = sum(_DASHED.match(row.text) is not None for row in filled)
    if not filled or dashed < 0.6 * len(filled):
        return list(rows)
    return [Row(_DASHED.sub("", row.text, count=1), row.place) for row in rows]


def _cut(row: Row) -> list[Row]:
    if len(row.text) <= LONG_LINE:
        return [row]
    return [Row(piece, row.place) for piece in _SENTENCE.split(row.text)]


def _mended(row: Row) -> Row:
    """Put letters where a scanner read 1 and 0 within a word."""
    if not _MISREAD.search(row.text):
        return row
    text = _MISREAD.sub(lambda found: found[0].translate(_LETTERS), row.text)
    return Row(text, row.place)


def flowing(text: str) -> str:
    """Return a passage on one line."""
    return " ".join(text.split())

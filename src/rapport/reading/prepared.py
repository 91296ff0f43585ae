"""A letter's lines without what belongs to the paper: running headers, page numbers, footnotes.

Each row keeps its page and line, so that whatever is found can be shown where it stands.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from rapport.reading.text import Place, Text

EDGE: Final = 3
"""Running headers and footers stand among so many lines at the edge of a page."""

LONG_LINE: Final = 500
"""A longer line holds several: the text came on one line, or a paragraph a line."""

LONGEST_TEXT: Final = 300_000
"""So many signs of a document are looked at; a letter has a third of them, with its annex."""

_PAGE_NUMBER: Final = re.compile(
    r"\s*(?:[-–—]?\s*\d{1,3}\s*[-–—]?|(?:page|página|p\.)\s*\d{1,3}(?:\s*(?:of|/|de|sur)\s*\d{1,3})?"
    r"|\d{1,3}\s*(?:/|of|de|sur)\s*\d{1,3})\s*",
    re.IGNORECASE,
)
_DIGITS: Final = re.compile(r"\d+")
_MONTH: Final = (
    r"(?i:(?:de\s+)?(?:january|february|march|april|may|june|july|august|september|october|november"
    r"|december|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
    r"|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)\b)"
)
_FOOTNOTE: Final = re.compile(rf"\s*(?:\d{{1,2}}(?!\s+{_MONTH})|[*†])\s{{1,4}}(?![.)\d])\S")
"""A line may begin with the day of a date, which is no note."""

_CITATION: Final = re.compile(
    r"\s*\d{1,2}[.)]?\s+(?:See|Available|Ibid|Cf|Id\.|A/HRC/|A/\d|E/CN|https?:|www\.|Voir|Disponible|Consultable|Véase)"
)
_MISREAD: Final = re.compile(
    r"(?<![\w/.-])(?=[^\W\d_]*[01])(?=(?:[01]?[^\W\d_])*[a-zà-ÿ]{2})[^\W\d_]*(?:[01][^\W\d_]+)+[01]?(?![\w/])"
    r"|(?<![\w/.-])[A-ZÀ-Ý]?[a-zà-ÿ]{4,}[01](?![\w/])"
)
_LETTERS: Final = str.maketrans("01", "ol")
_PARTED: Final = re.compile(r"[a-zà-ÿ][\u2010\u00ad\ufffe\x02]\s*")
"""A line that ends within a word, by a hyphen that only a typesetter sets."""

_QUOTED: Final = re.compile(r"\s*(?:>\s?)+")
_RULE: Final = re.compile(r"\s*[_\-–—=*]{4,}\s*")
_NOTE: Final = re.compile(rf"{_FOOTNOTE.pattern}|{_CITATION.pattern}")
_DASHED: Final = re.compile(r"\s*[-–—](?:\s+|$)")
_SENTENCE: Final = re.compile(
    r"(?<=[.;:?!»”])(?<!\b[A-Z]\.)(?<!\b\d\.)(?<!\b\d\d\.)(?<!\bM[rs]\.)(?<!\bMrs\.)(?<!\bDr\.)"
    r"(?<!\bSr\.)(?<!\bSra\.)(?<!\bInc\.)(?<!\bNo\.)(?<!\bSt\.)(?<!\bCorp\.)(?<!\bLtd\.)(?<!\bart\.)"
    r"\s+(?=[A-ZÀ-Ý0-9¿«“(•])"
)


@dataclass(frozen=True, slots=True)
class Row:
    """A line of text, and where it stands. An empty one parts paragraphs."""

    text: str
    place: Place


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
    pages = [_numbered(page, number) for number, page in enumerate(text.pages, 1)]
    running = _running(pages)
    rows: list[Row] = []
    for page in pages:
        kept = _without_footnotes(_without_edges(page, running))
        if rows and kept and rows[-1].text.strip():
            rows.append(Row("", kept[0].place))  # a page break may part paragraphs
        rows.extend(kept)
    rows = _rejoined(_undashed(_unquoted(rows)))
    cut = [_mended(piece) for row in rows for piece in _cut(row)]
    return Prepared(_short_enough(_once_blank(cut)))


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


def _numbered(page: Sequence[str], number: int) -> list[Row]:
    return [Row(line, Place(number, at)) for at, line in enumerate(page, 1)]


def _shape(line: str) -> str:
    return _DIGITS.sub("#", " ".join(line.split())).casefold()


def _edges(page: Sequence[Row]) -> list[Row]:
    filled = [row for row in page if row.text.strip()]
    return [*filled[:EDGE], *filled[-EDGE:]] if len(filled) > 2 * EDGE else filled


def _running(pages: Sequence[Sequence[Row]]) -> frozenset[str]:
    """Return the shapes of lines that stand at the edge of several pages."""
    counts = Counter(
        shape for page in pages for shape in {_shape(row.text) for row in _edges(page)}
    )
    enough = 2 if len(pages) < 5 else 3
    return frozenset(shape for shape, times in counts.items() if times >= enough)


def _without_edges(page: Sequence[Row], running: frozenset[str]) -> list[Row]:
    edges = {row.place.line for row in _edges(page)}
    filled = [row.place.line for row in page if row.text.strip()]
    head = set(filled[:EDGE]) if page and page[0].place.page == 1 else set()  # the letterhead
    return [
        row
        for row in page
        if row.place.line not in edges
        or not (
            _PAGE_NUMBER.fullmatch(row.text)
            or (row.place.line not in head and _shape(row.text) in running)
        )
    ]


def _without_footnotes(page: Sequence[Row]) -> list[Row]:
    """Drop a block at the foot of a page whose first line begins with a note's number."""
    filled = [at for at, row in enumerate(page) if row.text.strip()]
    if len(filled) < 6:
        return list(page)
    foot = filled[len(filled) * 3 // 5 :]
    for at in foot:
        ruled = _RULE.fullmatch(page[at].text) is not None
        if ruled and any(_NOTE.match(row.text) for row in page[at + 1 : at + 3]):
            return list(page[:at])
    notes = [at for at in foot if _NOTE.match(page[at].text)]
    numbered = [at for at in notes if len(page[at].text) > 12]
    if numbered and all(row.text.strip() for row in page[numbered[0] : filled[-1] + 1]):
        return list(page[: numbered[0]])
    return list(page)


def _unquoted(rows: Sequence[Row]) -> list[Row]:
    """Drop what a mail quotes of another; a text that is quoted as a whole keeps its words."""
    filled = [row for row in rows if row.text.strip()]
    quoted = sum(_QUOTED.match(row.text) is not None for row in filled)
    if quoted < 0.6 * len(filled):
        return [row for row in rows if not _QUOTED.match(row.text)]
    return [Row(_QUOTED.sub("", row.text, count=1), row.place) for row in rows]


def _rejoined(rows: Sequence[Row]) -> list[Row]:
    """Put words together that a typesetter's hyphen parts at the end of a line."""
    joined: list[Row] = []
    for row in rows:
        text = row.text
        if joined and _PARTED.fullmatch(joined[-1].text[-2:]) and text[:1].islower():
            rest, _, text = text.partition(" ")
            joined[-1] = Row(joined[-1].text[:-1] + rest, joined[-1].place)
        if text or not row.text:
            joined.append(Row(text, row.place))
    return joined


def _undashed(rows: Sequence[Row]) -> list[Row]:
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

"""The rows of a text without what belongs to the paper: running headers, page numbers, notes.

A text that came without its pages is parted again where its page numbers stand.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from rapport.reading.text import Place, Text

EDGE: Final = 3
"""Running headers and footers stand among so many lines at the edge of a page."""

FEWEST_LINES: Final = 6
"""A shorter page has no foot."""

HEAD: Final = 30
SHORTEST_REPEAT: Final = 8
SHORTEST_NOTE: Final = 12
LONGEST_NUMBER: Final = 60
"""A longer line is no page number."""

_OF: Final = r"(?:of|/|de|sur|von|из|من)"
_WORD: Final = r"(?:page|página|pag\.|pág\.|p\.|стр\.|страница|(?:ال)?صفحة)"
_PAGE_NUMBER: Final = re.compile(
    rf"\s*(?:[-–—]\s*)?(?:{_WORD}\s*)?(?P<number>\d{{1,3}})(?:\s*{_OF}\s*(?P<all>\d{{1,3}}))?(?:\s*[-–—])?\s*"
    r"|\s*第?\s*(?P<said>\d{1,3})\s*页\s*(?:[,，/]?\s*共\s*(?P<told>\d{1,3})\s*页)?\s*",
    re.IGNORECASE,
)
_BARE: Final = re.compile(r"\s*\d{1,3}\s*")
_BLANKS: Final = re.compile(r"\s{2,}")
_DIGITS: Final = re.compile(r"\d+")
_MONTH: Final = (
    r"(?i:(?:de\s+)?(?:january|february|march|april|may|june|july|august|september|october|november"
    r"|december|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
    r"|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)\b)"
)
_FOOTNOTE: Final = re.compile(
    rf"\s*(?:(?P<note>\d{{1,2}})(?!\s+{_MONTH})|[*†])\s{{1,4}}(?![.)\d])\S"
)
"""A line may begin with the day of a date, which is no note."""

_CITATION: Final = re.compile(
    r"\s*(?P<cited>\d{1,2})[.)]?\s+(?:See|Available|Ibid|Cf|Id\.|A/HRC/|A/\d|E/CN|https?:|www\.|Voir|Disponible|Consultable|Véase)"
)
_DOTTED: Final = re.compile(r"\s*(?P<dotted>\d{1,2})[.)]\s+\S")
_NOTE: Final = re.compile(rf"{_FOOTNOTE.pattern}|{_CITATION.pattern}")
_ITEM: Final = re.compile(
    r"\(?\d{1,3}\s?[.)\uff0e\u3001]|第?[一二三四五六七八九十]{1,3}[、.]"
    r"|(?:question|questions|pregunta|preguntas|вопрос|问题|السؤال|سؤال|q|point|punto|пункт"
    r"|annex|annexe|anexo|answer|response|reply|réponse|respuesta|ответ|回答|答复|الجواب|الإجابة|جواب)(?![^\W\d])"
)
"""How a line begins that is one of several, in small letters; each has words of its own."""

_RULE: Final = re.compile(r"\s*[_\-–—=*]{4,}\s*")
_MARKS: Final = "[.,;:?!»”’)\\]]"


@dataclass(frozen=True, slots=True)
class Row:
    """A line of text, and where it stands. An empty one parts paragraphs."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Page:
    """The rows of a page that are text, and those of the notes at its foot."""

    rows: list[Row]
    notes: list[Row]


def pages_of(text: Text) -> list[Page]:
    """Return the pages of a text without running headers, footers and page numbers."""
    pages = [_numbered(page, number) for number, page in enumerate(text.pages, 1)]
    if len(pages) == 1:
        pages = list(_parted(pages[0]))
    running = _running(pages)
    head = "\n".join(_flat(row.text) for row in pages[0][:HEAD]) if pages else ""
    kept = [
        _without_footnotes(_without_edges(page, running, head if at else None))
        for at, page in enumerate(pages)
    ]
    return [Page(_trimmed(page.rows), page.notes) for page in kept]


def _trimmed(rows: list[Row]) -> list[Row]:
    """Drop the empty rows at both ends of a page."""
    filled = [at for at, row in enumerate(rows) if row.text.strip()]
    return rows[filled[0] : filled[-1] + 1] if filled else []


def _flat(line: str) -> str:
    return " ".join(line.split()).casefold()


def _numbered(page: Sequence[str], number: int) -> list[Row]:
    """Return the lines of a page; many blanks are one, and no expression has to count them."""
    return [Row(_BLANKS.sub(" ", line), Place(number, at)) for at, line in enumerate(page, 1)]


def _parted(rows: list[Row]) -> Iterator[list[Row]]:
    """Part a text after its page numbers: lines of their own that count up from the first."""
    start, last, of = 0, 0, ""
    stops = []
    for at, row in enumerate(rows):
        found = _number(row)
        if found is None or not _counts(rows, at):
            continue
        number, total = int(found[1] or found[3]), found[2] or found[4] or ""
        follows = number == last + 1 and total == of if last else number in (1, 2)
        if follows or (total and total == of and number > last):
            stops.append((at, total))
            last, of = number, total
        elif total and not stops:
            stops, last, of = [(at, total)], number, total
    if len(stops) > 1 or (stops and stops[0][1]):
        for at, _total in stops:
            yield rows[start : at + 1]
            start = at + 1
    yield rows[start:]


def _number(row: Row) -> re.Match[str] | None:
    return _PAGE_NUMBER.fullmatch(row.text) if len(row.text) <= LONGEST_NUMBER else None


def _counts(rows: Sequence[Row], at: int) -> bool:
    """Say whether a number can be a page's: one without words stands between empty lines."""
    if not _BARE.fullmatch(rows[at].text):
        return True
    around = [*rows[max(0, at - 1) : at], *rows[at + 1 : at + 2]]
    return any(not row.text.strip() for row in around)


def _shape(line: str) -> str:
    """Return a line without its numbers, by which pages are told apart, but not questions."""
    flat = _flat(line)
    return flat if _ITEM.match(flat) else _DIGITS.sub("#", flat)


def _edges(page: Sequence[Row]) -> list[Row]:
    filled = [row for row in page if row.text.strip()]
    return [*filled[:EDGE], *filled[-EDGE:]] if len(filled) > 2 * EDGE else filled


def _running(pages: Sequence[Sequence[Row]]) -> frozenset[str]:
    """Return the shapes of lines that stand at the edge of several pages.

    A shorter line may be an answer, as "Yes." is.
    """
    counts = Counter(
        shape for page in pages for shape in {_shape(row.text) for row in _edges(page)}
    )
    enough = 2 if len(pages) < 5 else 3
    return frozenset(
        shape
        for shape, times in counts.items()
        if times >= enough and (len(shape) >= SHORTEST_REPEAT or "#" in shape)
    )


def _without_edges(
    page: Sequence[Row], running: frozenset[str], first: str | None
) -> list[Row]:
    """Drop page numbers and running lines; `first` is the head of the first page, on others.

    The first page's own head stays: it is the letterhead.
    """
    edges = {row.place.line for row in _edges(page)}
    head = {row.place.line for row in [row for row in page if row.text.strip()][:EDGE]}

    def is_running(row: Row) -> bool:
        if first is not None and row.place.line in head and _repeats(row.text, first):
            return True
        is_letterhead = first is None and row.place.line in head
        return not is_letterhead and _shape(row.text) in running

    return [
        row
        for row in page
        if row.place.line not in edges or not (_number(row) or is_running(row))
    ]


def _repeats(line: str, head: str) -> bool:
    """Say whether a line at the top of a page has a number that the first page's head has."""
    flat = _flat(line)
    if len(flat) < SHORTEST_REPEAT or _ITEM.match(flat):
        return False
    return _DIGITS.search(flat) is not None and flat in head


def _without_footnotes(page: Sequence[Row]) -> Page:
    """Part a block at the foot of a page whose first line begins with a note's number."""
    filled = [at for at, row in enumerate(page) if row.text.strip()]
    if len(filled) < FEWEST_LINES:
        return Page(list(page), [])
    foot = filled[len(filled) * 3 // 5 :]
    for at in foot:
        ruled = _RULE.fullmatch(page[at].text) is not None
        if ruled and any(_NOTE.match(row.text) for row in page[at + 1 : at + 3]):
            return _noted(page[:at], page[at + 1 :])
    notes = [at for at in foot if _NOTE.match(page[at].text)]
    numbered = [at for at in notes if len(page[at].text) > SHORTEST_NOTE]
    broken = _last_break([row.text for row in page[: filled[-1] + 1]])
    begin = (at for at in numbered[:1] or _dotted(page, foot) if at > broken)
    begins = next(begin, None)
    if begins is None:
        return Page(list(page), [])
    return _noted(page[:begins], page[begins:])


def _dotted(page: Sequence[Row], foot: Sequence[int]) -> list[int]:
    """Return where notes with a full stop begin: their number hangs on a word of the page."""
    first: dict[str, int] = {}
    for at, row in enumerate(page):
        for mark in _mark(r"\d{1,2}").finditer(row.text):
            first.setdefault(mark[0], at)
    return [
        at
        for at in foot
        if (found := _DOTTED.match(page[at].text)) and first.get(found["dotted"], at) < at
    ]


def _last_break(lines: Sequence[str]) -> int:
    """Return the last empty line after which no note begins, -1 without: no block reaches over it."""
    return max(
        (
            at
            for at, line in enumerate(lines[:-1])
            if not line.strip() and not _NOTE.match(lines[at + 1])
        ),
        default=-1,
    )


def _noted(rows: Sequence[Row], notes: Sequence[Row]) -> Page:
    """Return a page whose notes are parted, without their numbers in the text."""
    kept = list(rows)
    searched: Counter[str] = Counter()
    for note in notes:
        found, dotted = _NOTE.match(note.text), _DOTTED.match(note.text)
        if number := (found and (found["note"] or found["cited"])) or (
            dotted and dotted["dotted"]
        ):
            searched[number] = _unmark(kept, number, searched[number])
    return Page(kept, [row for row in notes if row.text.strip()])


def _unmark(rows: list[Row], number: str, start: int) -> int:
    """Drop the number of a note where it hangs on a word, or on what ends a sentence.

    Looks from a row on, and returns from which on it may hang once more.
    """
    mark = _mark(number)
    for at in range(start, len(rows)):
        if mark.search(rows[at].text):
            rows[at] = Row(mark.sub("", rows[at].text, count=1), rows[at].place)
            return at
    return len(rows)


@cache
def _mark(number: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?<=[^\W\d_])|(?<=[^\W\d_]{_MARKS})|(?<= {_MARKS})){number}(?=[\s,.;:]|$)"
    )

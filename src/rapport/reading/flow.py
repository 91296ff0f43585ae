"""A foreign text as paragraphs: without the line breaks, hyphens and edges of its paper.

For people who read or search a text, in any language; where something stands is told by the
lines of the file, which stay as they are.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import Final

from rapport.reading.hyphens import rejoined
from rapport.reading.paper import Row, pages_of
from rapport.reading.prepared import runs_on
from rapport.reading.text import Place, Text

FULL: Final = 0.8
"""A line that fills less of the page's width, with the next word, ends a line of its own."""

WIDEST_LINE: Final = 160
WIDEST_OF_SIGNS: Final = 80
"""Where lines are longer than paper is wide, each is a paragraph; signs of Chinese are wider."""

_SIGN: Final = r"[\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]"
_SIGNS: Final = re.compile(_SIGN)
_ITEM: Final = re.compile(
    r"\s*(?:>|\(?(?:\d{1,3}|[a-z]|[ivx]{1,5}|[一二三四五六七八九十]{1,3})(?:[.)．）]\s|、)|[•●▪◦‣·]\s|[-–—]\s|（[一二三四五六七八九十]{1,3}）"
    r"|(?:Question|Pregunta|Annex|Annexe|Anexo|السؤال|سؤال|问题|Вопрос)\b)"
)
USUAL: Final = 0.9
"""The width of a page is that of a line which so many of its lines do not pass."""


def flowed(text: Text) -> str:
    """Return a text's paragraphs, parted by empty lines; notes follow theirs."""
    rows: list[Row] = []
    notes: dict[Place, list[str]] = {}
    for page in pages_of(text):
        if rows and page.rows and not runs_on(rows, page.rows):
            rows.append(Row("", page.rows[0].place))
        rows.extend(page.rows)
        if page.notes and (last := _last(page.rows)):
            notes[last] = _paragraphs(rejoined(page.notes))
    width = _width([row.text for row in rows if row.text.strip()])
    pieces: list[str] = []
    for paragraph in _parted(rejoined(rows)):
        pieces.append(_flowing(paragraph, width))
        for row in paragraph:
            pieces += notes.pop(row.place, [])
    pieces += [note for left in notes.values() for note in left]  # their line went to another
    return "\n\n".join(piece for piece in pieces if piece)


def flowed_rows(rows: Sequence[Row]) -> str:
    """Return some rows of a prepared text as paragraphs."""
    return "\n\n".join(_paragraphs(rows))


def _last(rows: Sequence[Row]) -> Place | None:
    return next((row.place for row in reversed(rows) if row.text.strip()), None)


def _paragraphs(rows: Sequence[Row]) -> list[str]:
    width = _width([row.text for row in rows if row.text.strip()])
    return [_flowing(paragraph, width) for paragraph in _parted(rows)]


def _parted(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Yield the rows of each paragraph: what stands between empty lines."""
    paragraph: list[Row] = []
    for row in rows:
        if row.text.strip():
            paragraph.append(row)
        elif paragraph:
            yield paragraph
            paragraph = []
    if paragraph:
        yield paragraph


def _flowing(paragraph: Sequence[Row], width: int) -> str:
    """Put the lines of a paragraph together; items, headings and addresses keep theirs."""
    lines = [" ".join(row.text.split()) for row in paragraph]
    whole = lines[:1]
    for before, line in itertools.pairwise(lines):
        if _ITEM.match(line) or not _is_full(before, line, width):
            whole.append("\n")
        elif not (_SIGNS.match(before[-1:]) and _SIGNS.match(line)):
            whole.append(" ")  # between signs of Chinese stands none
        whole.append(line)
    return "".join(whole)


def _width(lines: Sequence[str]) -> int:
    """Return the usual width of lines, 0 where each line is a paragraph."""
    if not lines:
        return 0
    lengths = sorted(map(len, lines))
    usual = lengths[min(len(lengths) - 1, int(USUAL * len(lengths)))]
    of_signs = sum(_SIGNS.search(line) is not None for line in lines) > len(lines) / 2
    widest = WIDEST_OF_SIGNS if of_signs else WIDEST_LINE
    return usual if usual <= widest else 0


def _is_full(before: str, after: str, width: int) -> bool:
    word = after[:1] if _SIGNS.match(after) else after.split(maxsplit=1)[0]
    return 0 < FULL * width <= len(before) + 1 + len(word)

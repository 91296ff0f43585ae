"""PDFs by pdfium; pages that are pictures by Tesseract, where it is there."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from rapport.reading.opening import ocr
from rapport.reading.opening.limits import MOST_PAGES, Refused, Unable, bounded
from rapport.reading.text import Kind, Note

try:
    import pypdfium2
    from pypdfium2 import raw
except ImportError:  # the extra office-files is not installed
    pypdfium2 = None

FEWEST_SIGNS: Final = 20
"""A page with less text than this, and a picture, is a scan."""

COMMON: Final = 0.2
"""The share of all ways between lines that a common one has."""

WIDER: Final = 1.3
"""So many times the way between two lines is a way between paragraphs."""

_HYPHENS: Final = ("\x02", "\ufffe")
"""Pdfium gives a hyphen at a line's end so, and joins the line to the next."""

_HYPHEN: Final = re.compile("[\x02\ufffe]")
_LINE_END: Final = re.compile(r"\r\n|[\r\n\x02\ufffe]")
_PACKAGE: Final = b".rapport"
_PASSWORD: Final = 4  # FPDF_ERR_PASSWORD


def read(data: bytes) -> dict[str, Any]:
    """Return the text of a PDF, page by page. Raises Refused, Unable."""
    if pypdfium2 is None:
        raise Unable
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as trouble:
        locked = getattr(trouble, "err_code", None) == _PASSWORD or "assword" in str(trouble)
        raise Refused("locked" if locked else "damaged") from None
    if len(document) > MOST_PAGES:
        raise Refused("too_many_pages", pages=len(document), most=MOST_PAGES)
    pages, notes = _pages(document)
    if _PACKAGE in data:
        notes.append(Note.CARRIES_PACKAGE)
    return {"kind": Kind.PDF, "pages": bounded(pages), "notes": notes}


def _pages(document: Any) -> tuple[list[list[str]], list[Note]]:
    set_in_type: list[list[_Line]] = []
    pictures: list[int] = []
    for number in range(len(document)):
        try:
            page = document[number]
            lines = _lines(page)
            if sum(len(line.text) for line in lines) < FEWEST_SIGNS and _has_picture(page):
                pictures.append(number)
        except pypdfium2.PdfiumError:
            raise Refused("damaged") from None
        set_in_type.append(lines)
    way = _usual_way(set_in_type)
    pages = [
        [_HYPHEN.sub("-", line.text) for line in _parted(lines, way)] for lines in set_in_type
    ]
    if not pictures:
        if not any(line.strip() for page in pages for line in page):
            raise Refused("empty")
        return pages, []
    if not ocr.is_there():
        if len(pictures) == len(pages):
            raise Refused("only_pictures", packages=ocr.PACKAGES, pages=len(pages))
        return pages, [Note.SOME_PICTURES]
    for number in pictures:
        pages[number] = ocr.read(document[number])
    return pages, [Note.RECOGNISED]


def _lines(page: Any) -> list[_Line]:
    """Return a page's lines, with where they stand if pdfium's places and signs go together."""
    paper = page.get_textpage()
    text: str = paper.get_text_range()
    lines = [_Line(text[start:end], start) for start, end in _cuts(text)]
    return _placed(lines, paper) if len(text) == paper.count_chars() else lines


@dataclass(slots=True)
class _Line:
    """A line, where it starts in its page's text, and where it stands: points from the foot."""

    text: str
    start: int
    foot: float | None = None


def _cuts(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for found in _LINE_END.finditer(text):
        yield start, found.start() + (found[0] in _HYPHENS)
        start = found.end()
    yield start, len(text)


def _placed(lines: list[_Line], paper: Any) -> list[_Line]:
    """Say where lines stand; one that was cut at a hyphen within it is put together again."""
    placed: list[_Line] = []
    for line in lines:
        first = len(line.text) - len(line.text.lstrip())
        if first < len(line.text):
            line.foot = _foot(paper, line.start + first)
        before = placed[-1] if placed else None
        if before and before.text[-1:] in _HYPHENS and _same(before.foot, line.foot):
            before.text += line.text
        else:
            placed.append(line)
    return placed


def _foot(paper: Any, at: int) -> float | None:
    """Return how high a sign stands; None where pdfium does not know."""
    try:
        return float(paper.get_charbox(at, loose=True)[1])
    except pypdfium2.PdfiumError:
        return None


def _same(foot: float | None, other: float | None) -> bool:
    return foot is not None and other is not None and abs(foot - other) < 1


def _usual_way(pages: Sequence[Sequence[_Line]]) -> float:
    """Return the way from one line to the next within paragraphs: the shortest common one."""
    ways = Counter(
        round(one.foot - after.foot)
        for lines in pages
        for one, after in itertools.pairwise(line for line in lines if line.foot is not None)
        if one.foot is not None and after.foot is not None and one.foot - after.foot > 1
    )
    common = [way for way, times in ways.items() if times >= COMMON * ways.total()]
    return min(common or ways, default=0)


def _parted(lines: Sequence[_Line], usual: float) -> list[_Line]:
    """Put an empty line where the way to the next is wider than within paragraphs."""
    wide = usual * WIDER
    parted: list[_Line] = []
    before: float | None = None
    for line in lines:
        if line.foot is not None:
            way = 0 if before is None else before - line.foot
            if usual and not -1 <= way <= wide and parted[-1].text.strip():
                parted.append(_Line("", line.start))
            before = line.foot
        parted.append(line)
    return parted


def _has_picture(page: Any) -> bool:
    return any(True for _ in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3))

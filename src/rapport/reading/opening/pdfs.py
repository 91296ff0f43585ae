"""PDFs by pdfium; pages that are pictures by Tesseract, where it is there."""

from __future__ import annotations

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
    pages: list[list[str]] = []
    pictures: list[int] = []
    for number in range(len(document)):
        try:
            page = document[number]
            lines = _lines(page)
            if sum(map(len, lines)) < FEWEST_SIGNS and _has_picture(page):
                pictures.append(number)
        except pypdfium2.PdfiumError:
            raise Refused("damaged") from None
        pages.append(lines)
    if not pictures:
        if not any(line.strip() for page in pages for line in page):
            raise Refused("empty")
        return pages, []
    if not ocr.is_there():
        if len(pictures) == len(pages):
            raise Refused("only_pictures", packages=ocr.PACKAGES)
        return pages, [Note.SOME_PICTURES]
    for number in pictures:
        pages[number] = ocr.read(document[number])
    return pages, [Note.RECOGNISED]


def _lines(page: Any) -> list[str]:
    text: str = page.get_textpage().get_text_range()
    # pdfium gives a hyphen at a line's end as U+0002 or U+FFFE and joins the line to the next
    text = text.replace("\x02", "-").replace("\ufffe", "-")
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _has_picture(page: Any) -> bool:
    return any(True for _ in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3))

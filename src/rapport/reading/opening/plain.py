"""Plain text: which encoding it is in, and its pages."""

from __future__ import annotations

import codecs
from typing import Any, Final

from rapport.reading.opening.limits import Refused, bounded
from rapport.reading.text import Kind, Note

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ODD_SHARE: Final = 0.01
"""More control signs than this, and it is no text."""


def read(data: bytes) -> dict[str, Any]:
    """Return the text of bytes in an encoding that they tell or that fits them."""
    text, guessed = decoded(data)
    notes = [Note.ENCODING_GUESSED] if guessed else []
    return {"kind": Kind.TEXT, "pages": pages_of(text), "notes": notes}


def decoded(data: bytes) -> tuple[str, bool]:
    """Return the text, and whether its encoding is a guess. Raises Refused."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _strictly(data, name), False
    for name in _without_mark(data):
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        if _is_text(text):
            return text, name != "utf-8"
    raise Refused("kind_unknown")


def _strictly(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        raise Refused("damaged") from None
    if not _is_text(text):
        raise Refused("kind_unknown")
    return text


def _without_mark(data: bytes) -> list[str]:
    if b"\x00" in data[:4096]:
        even, odd = data[0:4096:2].count(0), data[1:4096:2].count(0)
        return ["utf-16-le" if odd > even else "utf-16-be"]
    return ["utf-8", "cp1252", "latin-1"]


def _is_text(text: str) -> bool:
    odd = sum(not (sign.isprintable() or sign.isspace()) for sign in text[:20_000])
    return odd <= max(2, _ODD_SHARE * min(len(text), 20_000)) and "\x00" not in text


def pages_of(text: str) -> list[list[str]]:
    """Return a text's pages (a form feed parts them), each with its lines."""
    whole = text.replace("\r\n", "\n").replace("\r", "\n")
    pages = [page.split("\n") for page in whole.split("\f")]
    while len(pages) > 1 and not any(line.strip() for line in pages[-1]):
        pages.pop()
    return bounded(pages)

"""Tell by its first bytes what a file is, and open it."""

from __future__ import annotations

from typing import Any, Final

from rapport.reading.opening import emails, office, pdfs, plain
from rapport.reading.opening.limits import Refused

_ZIP: Final = b"PK\x03\x04"
_OLE: Final = bytes.fromhex("d0cf11e0a1b11ae1")
_PICTURES: Final = (b"\x89PNG", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"GIF8")
_OTHERS: Final = (b"{\\rtf", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"\x7fELF", b"MZ")
_HEAD_BYTES: Final = 1024


def opened(data: bytes) -> dict[str, Any]:
    """Return the text of a file. Raises Refused, Unable."""
    if not data.strip():
        raise Refused("empty")
    if emails.looks_like_one(data):
        return emails.read(data, one_document)
    text = one_document(data, name="")
    return {"kind": text["kind"], "texts": [text], "headers": {}, "left_out": []}


def one_document(data: bytes, *, name: str) -> dict[str, Any]:
    """Return the text of a document that is no e-mail. Raises Refused, Unable."""
    if not data.strip():
        raise Refused("empty")
    if b"%PDF-" in data[:_HEAD_BYTES]:
        return {"name": name, **pdfs.read(data)}
    if data.startswith(_ZIP):
        return {"name": name, **office.read(data)}
    if data.startswith(_OLE):
        raise Refused("locked" if office.is_encrypted(data) else "kind_unknown")
    if data.startswith(_PICTURES + _OTHERS):
        raise Refused("kind_unknown")
    return {"name": name, **plain.read(data)}

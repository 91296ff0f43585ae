"""Read as much of a PDF as appending to it needs: its catalogue and what its end says.

Only PDFs in a plain form are read: one section, a cross-reference stream, no encryption,
streams plain or deflated. Anything else is refused rather than guessed at: bytes come from
outside, and a reader that mends what is broken can be led to see other pages than a person
does. Every step is bounded by the size of the file and the limits below.

Numbers in comments are sections of ISO 32000-1.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from typing import Final

LARGEST_STREAM: Final = 32 * 1024 * 1024
DEEPEST: Final = 30
TAIL_BYTES: Final = 64
IN_FILE: Final = 1
IN_STREAM: Final = 2

_SPACE: Final = re.compile(rb"(?:[\x00\t\n\x0c\r ]|%[^\r\n]*)*")
_NAME: Final = re.compile(rb"/[^\x00\t\n\x0c\r ()<>\[\]{}/%]*")
_REFERENCE: Final = re.compile(rb"(\d{1,10}) (\d{1,5}) R(?![A-Za-z0-9])")
_ATOM: Final = re.compile(rb"[+-]?\d*\.?\d+\.?|true|false|null")
_HEX_STRING: Final = re.compile(rb"<[0-9A-Fa-f\x00\t\n\x0c\r ]*>")
_IN_STRING: Final = re.compile(rb"[^()\\]*(?:\\.[^()\\]*)*", re.DOTALL)
_END: Final = re.compile(rb"startxref[\r\n]+(\d{1,10})[\r\n]+%%EOF(?:\r\n|\r|\n)?\Z")
_OBJECT: Final = re.compile(rb"(\d{1,10}) (\d{1,5}) obj")
_STREAM: Final = re.compile(rb"stream\r?\n")
_NUMBER: Final = re.compile(rb"\d{1,10}")

Entries = dict[bytes, bytes]
"""A dictionary: each value's bytes as they stand in the file, by key without its stroke."""


class Unreadable(ValueError):
    """A PDF that is not in the plain form; the text says in what."""


@dataclass(frozen=True, slots=True)
class Plain:
    """What appending to a PDF needs to know of it. Texts are its own bytes."""

    starts_at: int  # where its cross-references stand
    size: int  # one more than its highest object number
    root: int
    catalogue: Entries
    info: bytes | None
    first_id: bytes


def read(data: bytes) -> Plain:
    """Return what appending needs. Raises Unreadable."""
    end = _END.search(data, max(0, len(data) - TAIL_BYTES))
    if not end:
        raise Unreadable("it does not end as PDFs do")
    starts_at = int(end[1])
    trailer, body = _stream(data, starts_at)
    if {b"Prev", b"XRefStm", b"Encrypt"} & trailer.keys():
        raise Unreadable("it was changed or encrypted after it was made")
    if trailer.get(b"Type") != b"/XRef":
        raise Unreadable("it has no cross-reference stream")
    root = _REFERENCE.fullmatch(trailer.get(b"Root", b""))
    if not root or int(root[2]) != 0:
        raise Unreadable("it has no catalogue")
    number, size = int(root[1]), _whole(trailer, b"Size")
    index = _Index(trailer, body)
    if index.beyond > size or number >= size:
        raise Unreadable("its cross-references are broken")
    info = trailer.get(b"Info")
    if info is not None and not _REFERENCE.fullmatch(info):
        raise Unreadable("what it says of itself is broken")
    catalogue = _dictionary_of(data, index, number)
    if catalogue.get(b"Type") != b"/Catalog":
        raise Unreadable("it has no catalogue")
    return Plain(
        starts_at=starts_at,
        size=size,
        root=number,
        catalogue=catalogue,
        info=info,
        first_id=_first_of(trailer.get(b"ID", b"")),
    )


def dictionary(data: bytes, at: int = 0) -> tuple[Entries, int]:
    """Return the dictionary that starts at an offset, and where it ends. Raises Unreadable."""
    return _dictionary(data, at, 0)


def _dictionary(data: bytes, at: int, depth: int) -> tuple[Entries, int]:
    at = _after_space(data, at)
    if data[at : at + 2] != b"<<":
        raise Unreadable("a dictionary is missing")
    found: Entries = {}
    at = _after_space(data, at + 2)
    while data[at : at + 2] != b">>":
        name = _NAME.match(data, at)
        if not name:
            raise Unreadable("a dictionary is broken")
        key = _plain_name(name[0])
        start = _after_space(data, name.end())
        end = _after_object(data, start, depth + 1)
        if key in found:
            raise Unreadable("a dictionary says something twice")
        found[key] = data[start:end]
        at = _after_space(data, end)
    return found, at + 2


def _plain_name(name: bytes) -> bytes:
    """Return a name without its stroke and with its escapes undone: /A#46 is /AF (7.3.5)."""
    return re.sub(rb"#([0-9A-Fa-f]{2})", lambda found: bytes([int(found[1], 16)]), name[1:])


def _after_space(data: bytes, at: int) -> int:
    found = _SPACE.match(data, at)
    return found.end() if found else at


def _after_object(data: bytes, at: int, depth: int) -> int:
    """Return where the object ends that starts at an offset (7.3)."""
    if depth > DEEPEST:
        raise Unreadable("it is nested too deeply")
    match data[at : at + 1]:
        case b"<" if data[at + 1 : at + 2] == b"<":
            return _dictionary(data, at, depth)[1]
        case b"[":
            at = _after_space(data, at + 1)
            while data[at : at + 1] != b"]":
                at = _after_space(data, _after_object(data, at, depth + 1))
            return at + 1
        case b"(":
            return _after_string(data, at)
    for form in (_HEX_STRING, _NAME, _REFERENCE, _ATOM):
        if found := form.match(data, at):
            return found.end()
    raise Unreadable("an object is broken")


def _after_string(data: bytes, at: int) -> int:
    """Return where a literal string ends; its brackets pair (7.3.4.2)."""
    open_brackets = 0
    while True:
        sign = data[at : at + 1]
        if sign == b"(":
            open_brackets += 1
        elif sign == b")":
            open_brackets -= 1
        else:
            raise Unreadable("a string does not end")
        at += 1
        if open_brackets == 0:
            return at
        found = _IN_STRING.match(data, at)
        at = found.end() if found else at


def _stream(data: bytes, at: int) -> tuple[Entries, bytes]:
    """Return the dictionary and the decoded bytes of the stream object at an offset (7.3.8)."""
    head = _OBJECT.match(data, at)
    if not head:
        raise Unreadable("an object is not where it should be")
    entries, at = dictionary(data, head.end())
    start = _STREAM.match(data, _after_space(data, at))
    length = _whole(entries, b"Length")
    if not start or start.end() + length > len(data):
        raise Unreadable("a stream is broken")
    body = data[start.end() : start.end() + length]
    if b"DecodeParms" in entries or b"F" in entries:
        raise Unreadable("a stream is coded in a way that is not read here")
    match entries.get(b"Filter"):
        case None:
            return entries, body
        case b"/FlateDecode":
            return entries, _inflated(body)
    raise Unreadable("a stream is coded in a way that is not read here")


def _inflated(body: bytes) -> bytes:
    opening = zlib.decompressobj()
    try:
        text = opening.decompress(body, LARGEST_STREAM)
    except zlib.error as trouble:
        raise Unreadable("a stream is broken") from trouble
    if not opening.eof:
        raise Unreadable("a stream is broken or too long")
    return text


class _Index:
    """A cross-reference stream (7.5.8): where each object stands."""

    def __init__(self, trailer: Entries, body: bytes) -> None:
        self._widths = _wholes(trailer.get(b"W", b""))
        if len(self._widths) != 3 or max(self._widths) > 8 or self._widths[1] == 0:
            raise Unreadable("its cross-references are broken")
        self._runs = _wholes(trailer.get(b"Index", b"[0 %d]" % _whole(trailer, b"Size")))
        self._body = body
        if len(body) != sum(self._widths) * sum(self._runs[1::2]):
            raise Unreadable("its cross-references are broken")
        ends = [a + b for a, b in zip(self._runs[::2], self._runs[1::2], strict=False)]
        self.beyond = max(ends, default=0)
        """One more than the highest number that has an entry."""

    def find(self, number: int) -> tuple[int, int, int]:
        """Return an object's entry: its kind and two numbers."""
        before = 0
        for first, count in zip(self._runs[::2], self._runs[1::2], strict=False):
            if first <= number < first + count:
                return self._entry(before + number - first)
            before += count
        raise Unreadable("an object is missing")

    def _entry(self, place: int) -> tuple[int, int, int]:
        width = sum(self._widths)
        line = self._body[place * width : (place + 1) * width]
        one, two, three = self._widths
        kind = int.from_bytes(line[:one]) if one else IN_FILE
        return (
            kind,
            int.from_bytes(line[one : one + two]),
            int.from_bytes(line[width - three :]),
        )


def _dictionary_of(data: bytes, index: _Index, number: int) -> Entries:
    kind, where, place = index.find(number)
    if kind == IN_FILE:
        head = _OBJECT.match(data, where)
        if not head or int(head[1]) != number:
            raise Unreadable("an object is not where it should be")
        return dictionary(data, head.end())[0]
    if kind != IN_STREAM or index.find(where)[0] != IN_FILE:
        raise Unreadable("an object is missing")
    entries, body = _stream(data, index.find(where)[1])
    first = _whole(entries, b"First")
    places = _wholes(b"[%b]" % body[:first])
    if entries.get(b"Type") != b"/ObjStm" or len(places) <= 2 * place + 1:
        raise Unreadable("an object is missing")
    if places[2 * place] != number:
        raise Unreadable("an object is not where it should be")
    return dictionary(body, first + places[2 * place + 1])[0]


def _whole(entries: Entries, key: bytes) -> int:
    text = entries.get(key, b"")
    if not _NUMBER.fullmatch(text):
        raise Unreadable("a number is missing")
    return int(text)


def _wholes(text: bytes) -> list[int]:
    words = text[1:-1].split()
    if (text[:1], text[-1:]) != (b"[", b"]") or not all(map(_NUMBER.fullmatch, words)):
        raise Unreadable("its cross-references are broken")
    return [int(word) for word in words]


def _first_of(text: bytes) -> bytes:
    """Return the first string of the file's identifier (14.4), as it stands."""
    if text[:1] != b"[":
        raise Unreadable("it has no identifier")
    start = _after_space(text, 1)
    if text[start : start + 1] not in {b"(", b"<"}:
        raise Unreadable("it has no identifier")
    return text[start : _after_object(text, start, 0)]

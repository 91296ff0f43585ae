"""The PDF that carries its own data: a package embedded in its own readable part.

The readable part of a package is its PDF, `letter.pdf` or `reply.pdf`. `embed` appends the rest
of the package to it as an incremental update, so the file begins with exactly the bytes that
were signed; `extract` takes the package out again and refuses a file whose tail is not what
`embed` makes. Written out by hand, without compression: other libraries, other releases and
other languages give the same bytes. Format: docs/reference/formats/pdf.md.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import md5, sha256
from typing import Final

from rapport.protocol import package as packages
from rapport.protocol import pdfsyntax
from rapport.protocol.errors import (
    Malformed,
    NotAPdf,
    PackageRefused,
    PageAltered,
    PageUnsuitable,
    PdfAltered,
    PdfEncrypted,
    PdfWithoutPackage,
    TooLarge,
    WithoutPage,
)
from rapport.protocol.package import LARGEST_BYTES, Manifest, PartEntry

__all__ = ["LARGEST_PDF", "MEDIA_TYPE", "embed", "extract", "is_pdf"]

MEDIA_TYPE: Final = "application/vnd.rapport.package+zip"
PAGE_TYPE: Final = "application/pdf"
FILE_NAME: Final = b"package.rapport"
DESCRIPTION: Final = b"The signed data of this document"
BEGINNING: Final = b"%PDF-"
LARGEST_PDF: Final = LARGEST_BYTES + 64 * 1024
"""The package's own limit, and room for what embedding writes around it."""

ENTRIES: Final = 4
WIDTHS: Final = (1, 4, 2)
_TYPE_NAME: Final = b"/" + MEDIA_TYPE.encode().replace(b"/", b"#2F")
_HEAD: Final = re.compile(
    rb"\d{1,10} 0 obj\n<</Type /EmbeddedFile /Subtype "
    + re.escape(_TYPE_NAME)
    + rb" /Params <<[^<>]{1,200}<[0-9A-F]{32}>>> /Length (\d{1,9})>>\nstream\n"
)
_TAIL: Final = re.compile(
    rb"stream\n(.{%d})\nendstream\nendobj\nstartxref\n\d{1,10}\n%%%%EOF\n\Z"
    % (ENTRIES * sum(WIDTHS)),
    re.DOTALL,
)
_TAIL_BYTES: Final = 120
_ENCRYPTED: Final = re.compile(rb"/Encrypt\s*(\d+\s+\d+\s+R|<<)")


def is_pdf(data: bytes) -> bool:
    """Whether bytes begin as a PDF does."""
    return data.startswith(BEGINNING)


def embed(package: bytes) -> bytes:
    """Return the PDF of a package with the rest of the package embedded in it.

    The same package gives the same bytes. Whether it is signed and whole is not checked here.
    Raises PackageRefused: Malformed, TooLarge, WithoutPage, PageUnsuitable.
    """
    manifest, members = packages.peek(package)
    page = _page_entry(manifest)
    if page is None or page.name not in members:
        raise WithoutPage(part=_page_name(manifest))
    try:
        return _embedded(manifest, page, members)
    except pdfsyntax.Unreadable as trouble:
        raise PageUnsuitable(reason=str(trouble)) from trouble


def extract(data: bytes) -> bytes:
    """Return the package that a PDF carries, in the form in which it was signed.

    The file begins with the signed page, every part is the one listed, and the file is, byte
    for byte, what `embed` makes of the package. Who signed is for `package.read` to check.

    Raises PackageRefused: NotAPdf, TooLarge, PdfWithoutPackage, PdfEncrypted, PageAltered,
    PdfAltered, PartAltered and the others of `package.examine`.
    """
    if not is_pdf(data):
        raise NotAPdf
    if len(data) > LARGEST_PDF:
        raise TooLarge(reason=f"it has {len(data)} bytes, at most {LARGEST_PDF} are taken")
    page, rest = _apart(data)
    package = _joined(page, rest)
    packages.examine(package)
    if embed(package) != data:
        raise PdfAltered
    return package


def _page_name(manifest: Manifest) -> str:
    return f"{manifest.kind}.pdf"


def _page_entry(manifest: Manifest) -> PartEntry | None:
    """Return the readable part as the manifest lists it."""
    name = _page_name(manifest)
    found = (one for one in manifest.parts if (one.name, one.media_type) == (name, PAGE_TYPE))
    return next(found, None)


def _apart(data: bytes) -> tuple[bytes, bytes]:
    """Cut a PDF into its page and the rest of its package, by the references at its end."""
    tail = _TAIL.search(data, max(0, len(data) - _TAIL_BYTES))
    if not tail:
        raise _why_not_apart(data)
    second = tail[1][sum(WIDTHS) : 2 * sum(WIDTHS)]
    starts_at = int.from_bytes(second[1:5])
    head = _HEAD.match(data, starts_at)
    if not head:
        raise _why_not_apart(data)
    return data[: starts_at - 1], data[head.end() : head.end() + int(head[1])]


def _why_not_apart(data: bytes) -> PackageRefused:
    """Say why a file does not end as ours do: its trailer is never encrypted itself."""
    if _ENCRYPTED.search(data):
        return PdfEncrypted()
    return PdfAltered() if _TYPE_NAME in data else PdfWithoutPackage()


def _joined(page: bytes, rest: bytes) -> bytes:
    try:
        manifest, members = packages.peek(rest)
    except PackageRefused as trouble:
        raise PdfAltered from trouble
    entry = _page_entry(manifest)
    if entry is None or entry.name in members:
        raise PdfAltered
    if sha256(page).hexdigest() != entry.sha256:
        raise PageAltered
    return packages.pack({**members, entry.name: page})


def _embedded(manifest: Manifest, entry: PartEntry, members: Mapping[str, bytes]) -> bytes:
    page = members[entry.name]
    plain = pdfsyntax.read(page)
    rest = packages.pack({name: data for name, data in members.items() if name != entry.name})
    file, spec, index = plain.size, plain.size + 1, plain.size + 2
    objects = (
        (file, _file_object(rest, _pdf_date(manifest.made_at))),
        (spec, _spec_object(file)),
        (plain.root, _catalogue_object(plain, spec)),
    )
    body = bytearray(page)
    offsets: dict[int, int] = {}
    body += b"\n"
    for number, text in objects:
        offsets[number] = len(body)
        body += b"%d 0 obj\n%b\nendobj\n" % (number, text)
    offsets[index] = len(body)
    body += b"%d 0 obj\n%b\nendobj\n" % (index, _index_object(plain, offsets, rest))
    body += b"startxref\n%d\n%%%%EOF\n" % offsets[index]
    return bytes(body)


def _file_object(rest: bytes, made: bytes) -> bytes:
    """Write the embedded file (ISO 32000-1, 7.11.4); MD5 is what the standard asks for."""
    checksum = md5(rest, usedforsecurity=False).hexdigest().upper().encode()
    return (
        b"<</Type /EmbeddedFile /Subtype %b /Params <</Size %d /CreationDate %b /ModDate %b"
        b" /CheckSum <%b>>> /Length %d>>\nstream\n%b\nendstream"
        % (_TYPE_NAME, len(rest), made, made, checksum, len(rest), rest)
    )


def _spec_object(file: int) -> bytes:
    return (
        b"<</Type /Filespec /F (%b) /UF (%b) /AFRelationship /Data /Desc (%b)"
        b" /EF <</F %d 0 R /UF %d 0 R>>>>" % (FILE_NAME, FILE_NAME, DESCRIPTION, file, file)
    )


def _catalogue_object(plain: pdfsyntax.Plain, spec: int) -> bytes:
    """Write the catalogue again, with the file in /AF and in the tree of embedded files."""
    entries = dict(plain.catalogue)
    names = entries.pop(b"Names", b"<<>>")
    if not names.startswith(b"<<"):
        raise pdfsyntax.Unreadable("its names stand apart from its catalogue")
    named, _ = pdfsyntax.dictionary(names)
    if b"AF" in entries or b"EmbeddedFiles" in named:
        raise pdfsyntax.Unreadable("it carries files already")
    named[b"EmbeddedFiles"] = b"<</Names [(%b) %d 0 R]>>" % (FILE_NAME, spec)
    entries[b"AF"] = b"[%d 0 R]" % spec
    entries[b"Names"] = _written(named)
    return _written(entries)


def _written(entries: pdfsyntax.Entries) -> bytes:
    return b"<<%b>>" % b"\n".join(
        b"/%b %b" % (_escaped(key), value) for key, value in entries.items()
    )


def _escaped(key: bytes) -> bytes:
    return re.sub(rb"[^A-Za-z0-9_.+-]", lambda sign: b"#%02X" % sign[0][0], key)


def _index_object(plain: pdfsyntax.Plain, offsets: Mapping[int, int], rest: bytes) -> bytes:
    """Write the cross-references of what was appended (ISO 32000-1, 7.5.8)."""
    one, two, three = WIDTHS
    lines = b"".join(
        (1).to_bytes(one) + offset.to_bytes(two) + bytes(three)
        for _, offset in sorted(offsets.items())
    )
    info = b" /Info %b" % plain.info if plain.info else b""
    changed = sha256(rest).hexdigest()[:32].upper().encode()
    return (
        b"<</Type /XRef /Index [%d 1 %d 3] /W [%d %d %d] /Size %d /Root %d 0 R%b /Prev %d"
        b" /ID [%b <%b>] /Length %d>>\nstream\n%b\nendstream"
        % (
            *(plain.root, plain.size, *WIDTHS, plain.size + 3, plain.root, info),
            *(plain.starts_at, plain.first_id, changed, len(lines), lines),
        )
    )


def _pdf_date(at: datetime) -> bytes:
    """Write an instant as PDFs do, in UTC (ISO 32000-1, 7.9.4)."""
    try:
        utc = at.astimezone(UTC)
    except OverflowError as trouble:
        raise Malformed(reason="its date is out of bounds") from trouble
    return b"(D:%04d%02d%02d%02d%02d%02dZ)" % utc.timetuple()[:6]

"""The smallest page in the plain form that can carry data: blank, with a title."""

from __future__ import annotations

from typing import Final

_OBJECTS: Final = {
    2: b"<</Type /Pages /Kids [3 0 R] /Count 1>>",
    3: b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 200 200]>>",
    4: b"<</Title (A letter)>>",
    1: b"<</Type /Catalog /Pages 2 0 R /Lang (en-GB)>>",
}
_ID: Final = b"<0123456789ABCDEF0123456789ABCDEF>"


def blank(title: bytes = b"A letter") -> bytes:
    """Return a PDF with one blank page and uncompressed streams."""
    body = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places = {0: (0, 0, 65535)}
    for number, text in sorted(_OBJECTS.items()):
        places[number] = (1, len(body), 0)
        body += b"%d 0 obj\n%b\nendobj\n" % (number, text.replace(b"A letter", title))
    at, last = len(body), max(places) + 1
    places[last] = (1, at, 0)
    lines = b"".join(
        number.to_bytes(width)
        for _, entry in sorted(places.items())
        for number, width in zip(entry, (1, 4, 2), strict=True)
    )
    body += (
        b"%d 0 obj\n<</Type /XRef /Size %d /W [1 4 2] /Root 1 0 R /Info 4 0 R /ID [%b %b] "
        b"/Length %d>>\nstream\n%b\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n"
        % (last, last + 1, _ID, _ID, len(lines), lines, at)
    )
    return bytes(body)

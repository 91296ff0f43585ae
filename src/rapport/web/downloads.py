"""Files that leave by a page: handed out to keep, never opened as pages of ours."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, TypeVar

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.http import content_disposition_header

Answer = TypeVar("Answer", bound=HttpResponseBase)

PDF: Final = "application/pdf"
PACKAGE: Final = "application/vnd.rapport.package+zip"
DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
OURS: Final = frozenset({PACKAGE, DOCX})
"""Kinds of files that we make ourselves."""

NOT_IN_NAMES: Final = '"<>:|?*'


def download(data: bytes, *, name: str, media_type: str = "") -> HttpResponse:
    """Hand bytes out as a file to keep, never as a page: what others made is not opened here.

    Only what is a PDF is called one; what we made ourselves is named; all else is bytes.
    """
    return _named(HttpResponse(data, content_type=_kind(data, media_type)), name)


def download_pieces(
    pieces: Iterator[bytes], *, size: int, name: str, media_type: str = ""
) -> StreamingHttpResponse:
    """Hand out bytes that are too many for the memory, as `download` does."""
    first = next(pieces, b"")  # what is wrong with the file is said before anything is sent
    kind = _kind(first, media_type)
    response = StreamingHttpResponse(_all(first, pieces), content_type=kind)
    response["Content-Length"] = str(size)
    return _named(response, name)


def _all(first: bytes, others: Iterator[bytes]) -> Iterator[bytes]:
    """Yield pieces; whoever closes this has closed their source, as `chain` has not."""
    yield first
    yield from others


def _kind(beginning: bytes, media_type: str) -> str:
    is_pdf = media_type == PDF and beginning.startswith(b"%PDF-")
    return media_type if is_pdf or media_type in OURS else "application/octet-stream"


def _named(response: Answer, name: str) -> Answer:
    response["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=safe_name(name)
    )
    response["X-Content-Type-Options"] = "nosniff"
    return response


def safe_name(name: str) -> str:
    """Return a file's own name without paths, quotes, and signs that cannot be seen."""
    last = name.replace("\\", "/").rpartition("/")[2]
    kept = "".join(sign for sign in last if sign.isprintable() and sign not in NOT_IN_NAMES)
    return kept.strip(" .")[:200] or "file"

"""Files that leave by a page: handed out to keep, never opened as pages of ours."""

from __future__ import annotations

from typing import Final

from django.http import HttpResponse
from django.utils.http import content_disposition_header

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
    is_pdf = media_type == PDF and data.startswith(b"%PDF-")
    kind = media_type if is_pdf or media_type in OURS else "application/octet-stream"
    response = HttpResponse(data, content_type=kind)
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

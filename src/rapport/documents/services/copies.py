"""Letters and replies in two other forms, from the page that is also set as PDF: DOCX and HTML.

Copies to work with: what was signed is the package, and the PDF in it.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from django.utils import translation
from django.utils.translation import gettext

from rapport.documents import rules, selectors
from rapport.documents.errors import DocxFailed, DocxMissing
from rapport.documents.services import programs
from rapport.web.languages import catalogue_of

SECONDS: Final = 60
LINK: Final = '<link rel="stylesheet" href="rapport:letter.css">'
SHEET: Final = Path(__file__).resolve().parents[1] / "templates" / "documents" / "letter.css"
ON_SCREEN: Final = "body { max-width: 42rem; margin: 2rem auto; padding: 0 1rem }"
POLICY: Final = (
    '<meta http-equiv="Content-Security-Policy" '
    "content=\"default-src 'none'; style-src 'unsafe-inline'\">"
    '<meta name="viewport" content="width=device-width, initial-scale=1">'
)
"""The file asks nobody for anything, wherever it is opened."""


def as_docx(html: str, *, title: str, language: str, made_at: datetime) -> bytes:
    """Return a page of HTML as DOCX; the same input gives the same bytes.

    The language is one of the protocol's, made_at an aware instant. Runs a process of its own,
    so never call this inside a transaction. Raises DocxMissing, DocxFailed.
    """
    with translation.override(catalogue_of(language)):
        page_words = gettext("Page {page} of {pages}")
    order = {
        "html": html,
        "title": title,
        "language": rules.LANGUAGE_TAGS[language],
        "made_at": made_at.astimezone(UTC).isoformat(timespec="seconds"),
        "page_words": page_words,
    }
    try:
        status, docx = programs.run(
            selectors.DOCX_WRITER,
            json.dumps(order, ensure_ascii=False).encode(),
            environment=selectors.renderer_environment(),
            seconds=SECONDS,
        )
    except programs.TookTooLong as trouble:
        raise DocxFailed(reason="it took too long") from trouble
    if status == selectors.MISSING:
        raise DocxMissing
    if status != 0 or not docx.startswith(b"PK"):
        raise DocxFailed(reason=f"the writer ended with status {status}")
    return docx


def as_web_page(html: str) -> bytes:
    """Return a page of HTML as a file that stands alone: its style sheet is in it."""
    sheet = SHEET.read_text(encoding="utf-8")
    style = f"{POLICY}<style>{sheet}@media screen {{ {ON_SCREEN} }}</style>"
    return html.replace(LINK, style, 1).encode()

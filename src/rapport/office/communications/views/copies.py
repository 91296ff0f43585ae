"""Doors of copies to work with: a letter that left, a reply that came, as DOCX and as HTML."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from rapport.documents import services as documents
from rapport.office.communications import selectors
from rapport.office.communications.errors import LetterNotFound
from rapport.office.communications.models import Letter, Reply
from rapport.office.communications.views.doors import opens_to
from rapport.office.communications.views.files import (
    name_of,
    reply_name_of,
    whole_letter,
    whole_reply,
)
from rapport.protocol import kinds
from rapport.web.downloads import DOCX, download
from rapport.web.requests import Request


@require_safe
@opens_to("draft_letter")
def letter_docx(request: Request, letter_id: UUID) -> HttpResponse:
    """Hand out the letter as DOCX."""
    letter = whole_letter(request, letter_id)
    document = _sent(letter)
    made = documents.as_docx(
        documents.letter_html(document),
        title=f"{document.reference} – {document.subject}",
        language=document.language,
        made_at=document.sent_at,
    )
    return download(made, name=name_of(letter, "docx"), media_type=DOCX)


@require_safe
@opens_to("draft_letter")
def letter_html(request: Request, letter_id: UUID) -> HttpResponse:
    """Hand out the letter as a page of HTML that stands alone."""
    letter = whole_letter(request, letter_id)
    page = documents.as_web_page(documents.letter_html(_sent(letter)))
    return download(page, name=name_of(letter, "html"))


@require_safe
@opens_to("draft_letter")
def reply_docx(request: Request, letter_id: UUID, reply_id: UUID) -> HttpResponse:
    """Hand out a reply as DOCX."""
    reply = whole_reply(request, letter_id, reply_id)
    document = selectors.reply_document(reply)
    made = documents.as_docx(
        _page(reply),
        title=reply.letter.reference,
        language=document.language,
        made_at=document.sent_at,
    )
    return download(made, name=reply_name_of(reply, "docx"), media_type=DOCX)


@require_safe
@opens_to("draft_letter")
def reply_html(request: Request, letter_id: UUID, reply_id: UUID) -> HttpResponse:
    """Hand out a reply as a page of HTML that stands alone."""
    reply = whole_reply(request, letter_id, reply_id)
    page = documents.as_web_page(_page(reply))
    return download(page, name=reply_name_of(reply, "html"))


def _sent(letter: Letter) -> kinds.Letter:
    if not letter.document:
        raise LetterNotFound
    return selectors.document_of(letter)


def _page(reply: Reply) -> str:
    asked = selectors.document_of(reply.letter).questions
    return documents.reply_html(selectors.reply_document(reply), asked)

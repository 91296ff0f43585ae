"""Doors of the inbox: take a letter on; hand out the letter, its files and its package."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from rapport.desk.inbox import selectors, services
from rapport.desk.inbox.views.doors import opens_to, opens_to_readers
from rapport.documents import services as documents
from rapport.protocol import pdf
from rapport.web.downloads import DOCX, PACKAGE, PDF, download
from rapport.web.requests import Request


@require_POST
@opens_to("acknowledge_letter")
def acknowledge(request: Request, letter_id: UUID) -> HttpResponse:
    """Take a letter on."""
    services.acknowledge_letter(request.act, letter_id=letter_id)
    messages.success(request, _("You have taken this letter on."))
    return redirect("desk_today:letter", letter_id)


@require_safe
@opens_to_readers
def letter_pdf(request: Request, letter_id: UUID) -> HttpResponse:
    """Hand out the letter as a PDF that carries its signed package."""
    letter = selectors.get_letter(request.act.actor, letter_id)
    whole = pdf.embed(selectors.package_of(letter))
    return download(whole, name="letter.pdf", media_type=PDF)


@require_safe
@opens_to_readers
def letter_docx(request: Request, letter_id: UUID) -> HttpResponse:
    """Hand out the letter as DOCX, to work with."""
    document = selectors.written_document_of(selectors.get_letter(request.act.actor, letter_id))
    made = documents.as_docx(
        documents.letter_html(document),
        title=f"{document.reference} – {document.subject}",
        language=document.language,
        made_at=document.sent_at,
    )
    return download(made, name="letter.docx", media_type=DOCX)


@require_safe
@opens_to_readers
def letter_html(request: Request, letter_id: UUID) -> HttpResponse:
    """Hand out the letter as a page of HTML that stands alone."""
    document = selectors.written_document_of(selectors.get_letter(request.act.actor, letter_id))
    return download(documents.as_web_page(documents.letter_html(document)), name="letter.html")


@require_safe
@opens_to_readers
def letter_package(request: Request, letter_id: UUID) -> HttpResponse:
    """Hand out the signed package in which the letter came, byte by byte as it arrived."""
    letter = selectors.get_letter(request.act.actor, letter_id)
    return download(selectors.package_of(letter), name="letter.rapport", media_type=PACKAGE)


@require_safe
@opens_to_readers
def letter_file(request: Request, letter_id: UUID, name: str) -> HttpResponse:
    """Hand out a file that came with the letter."""
    row = selectors.get_file(request.act.actor, letter_id, name)
    data = documents.read(row.file)
    return download(data, name=row.shown, media_type=row.file.media_type)

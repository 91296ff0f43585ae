"""Doors of files: put to a question, handed out, taken away; and a reply as it left."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rapport.desk.inbox import selectors as inbox
from rapport.desk.inbox.views import opens_to, opens_to_readers
from rapport.desk.replies import rules, selectors, services
from rapport.desk.replies.forms import FileForm
from rapport.desk.replies.views.questions import question_page
from rapport.documents import services as documents
from rapport.foundation.errors import NotAllowed, NotFound, Refusal
from rapport.protocol import pdf
from rapport.web.downloads import DOCX, PACKAGE, PDF, download
from rapport.web.refusals import sentence
from rapport.web.requests import Request


@require_POST
@opens_to("attach_file")
def attach(request: Request, letter_id: UUID, number: int) -> HttpResponse:
    """Put a file to a question."""
    found = inbox.get_question(request.act.actor, letter_id, number)
    form = FileForm(request.POST, request.FILES, auto_id="file_%s")
    status = 422
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            services.attach_file(
                request.act,
                letter_id=letter_id,
                number=number,
                name=file.name,
                media_type=file.content_type or "application/octet-stream",
                data=file.read(),
                goes_with_reply=form.cleaned_data["goes_with_reply"] == "yes",
            )
        except (NotFound, NotAllowed):
            raise
        except Refusal as refusal:
            form.add_error("file", sentence(refusal))
            status = refusal.status
        else:
            messages.success(request, _("The file is kept with this question."))
            return redirect("desk_replies:question", letter_id, number)
    return question_page(request, found, status=status, file_form=form)


@require_safe
@opens_to_readers
def attachment(request: Request, attachment_id: UUID) -> HttpResponse:
    """Hand out a file of a question."""
    row = selectors.get_attachment(request.act.actor, attachment_id)
    return download(documents.read(row.file), name=row.name, media_type=row.file.media_type)


@require_http_methods(["GET", "POST"])
@opens_to("take_away_file")
def take_away(request: Request, attachment_id: UUID) -> HttpResponse:
    """Say what taking a file away means, and do it."""
    row = selectors.get_attachment(request.act.actor, attachment_id)
    found = row.question
    if request.method == "POST":
        services.take_away_file(request.act, attachment_id=attachment_id)
        messages.success(request, _("The file was taken away from this question."))
        return redirect("desk_replies:question", found.letter.public_id, found.number)
    owner = str(found.owner_id) if found.owner_id else None
    context = {
        "attachment": row,
        "question": found,
        "letter": found.letter,
        "why_not": rules.why_not_write(request.act.actor, number=found.number, owner=owner),
    }
    return render(request, "desk/replies/take_away.html", context)


@require_safe
@opens_to_readers
def reply_pdf(request: Request, reply_id: UUID) -> HttpResponse:
    """Hand out a reply that left, as a PDF that carries its signed package.

    What leaves by a person's own means carries none, and is handed out to be sent.
    """
    reply = selectors.get_reply(request.act.actor, reply_id)
    if selectors.is_on_paper(reply):
        return download(services.paper_pdf(reply), name="reply.pdf", media_type=PDF)
    whole = pdf.embed(selectors.package_of(reply))
    return download(whole, name="reply.pdf", media_type=PDF)


@require_safe
@opens_to_readers
def reply_docx(request: Request, reply_id: UUID) -> HttpResponse:
    """Hand out a reply that left as DOCX, to work with."""
    page, made_at = _page(request, reply_id)
    reply = selectors.get_reply(request.act.actor, reply_id)
    made = documents.as_docx(
        page, title=reply.letter.reference, language=reply.language, made_at=made_at
    )
    return download(made, name="reply.docx", media_type=DOCX)


@require_safe
@opens_to_readers
def reply_html(request: Request, reply_id: UUID) -> HttpResponse:
    """Hand out a reply that left as a page of HTML that stands alone."""
    page, _made_at = _page(request, reply_id)
    return download(documents.as_web_page(page), name="reply.html")


def _page(request: Request, reply_id: UUID) -> tuple[str, datetime]:
    """Return a reply as a page, and the instant that stands in its files."""
    actor = request.act.actor
    found = selectors.get_reply(actor, reply_id)
    if selectors.is_on_paper(found):
        return services.paper_of(found)
    reply = selectors.get_sent_reply(actor, reply_id)
    assert reply.sent_at is not None  # submitted
    return services.page_of(reply), reply.sent_at


@require_safe
@opens_to_readers
def reply_package(request: Request, reply_id: UUID) -> HttpResponse:
    """Hand out the signed package in which a reply left."""
    reply = selectors.get_reply(request.act.actor, reply_id)
    return download(selectors.package_of(reply), name="reply.rapport", media_type=PACKAGE)


@require_safe
@opens_to_readers
def reply_answer(request: Request, reply_id: UUID) -> HttpResponse:
    """Hand out the office's signed receipt, or rejection, of a reply, as it came."""
    reply = selectors.get_reply(request.act.actor, reply_id)
    answer = selectors.answer_to(reply)
    return download(documents.read(answer), name="answer.rapport", media_type=PACKAGE)


@require_safe
@opens_to_readers
def sent_file(request: Request, reply_id: UUID, attachment_id: UUID) -> HttpResponse:
    """Hand out a file that a reply carries."""
    row = selectors.get_sent_file(request.act.actor, reply_id, attachment_id)
    return download(documents.read(row.file), name=row.name, media_type=row.file.media_type)

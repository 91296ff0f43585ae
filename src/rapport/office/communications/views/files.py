"""Files that go with a letter, and what can be kept of it: its PDF and its package."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rapport.documents import services as documents
from rapport.exchange import selectors as exchange
from rapport.office.communications import rules, selectors, services
from rapport.office.communications.errors import ReplyStruck
from rapport.office.communications.forms import FileForm
from rapport.office.communications.models import Letter, Reply
from rapport.office.communications.views.doors import opens_to
from rapport.office.communications.views.drafting import LETTER, writable
from rapport.office.communications.views.handing_out import hand_out, stored
from rapport.office.communications.views.letter_page import why_not_whole
from rapport.protocol import pdf
from rapport.web.downloads import PACKAGE, PDF, download
from rapport.web.requests import Request
from rapport.web.trying import DONE, form_of, tried


@require_http_methods(["GET", "POST"])
@opens_to("attach_file")
def attach(request: Request, letter_id: UUID) -> HttpResponse:
    """Ask for a file, and put it to the letter."""
    letter = writable(request, letter_id, "attach_file")
    form = form_of(request, FileForm)

    def keep() -> None:
        file = form.cleaned_data["file"]
        services.attach_file(
            request.act,
            letter_id=letter_id,
            name=file.name,
            media_type=file.content_type or "application/octet-stream",
            data=file.read(),
        )

    status = tried(request, form, keep)
    if status == DONE:
        messages.success(request, _("The file goes with the letter."))
        return redirect(LETTER, letter_id)
    context = {"letter": letter, "form": form, "most_mb": rules.ALL_FILES_MB}
    return render(request, "office/communications/attach.html", context, status=status)


@require_safe
def file(request: Request, letter_id: UUID, file_id: UUID) -> HttpResponse:
    """Hand out a file of a letter."""
    row = selectors.get_file(request.act.actor, letter_id, file_id)
    taking_part = selectors.taking_part(row.letter)
    if refusal := rules.why_not_read_whole(request.act.actor, signing=taking_part):
        raise refusal
    return download(documents.read(row.file), name=row.name, media_type=row.file.media_type)


@require_POST
@opens_to("take_away_file")
def take_away(request: Request, letter_id: UUID, file_id: UUID) -> HttpResponse:
    """Take a file away from a draft."""
    services.take_away_file(request.act, letter_id=letter_id, file_id=file_id)
    messages.success(request, _("The file no longer goes with the letter."))
    return redirect(LETTER, letter_id)


@require_safe
@opens_to("draft_letter")
def letter_pdf(request: Request, letter_id: UUID) -> HttpResponse:
    """Hand out the letter as a PDF that carries its own signed package."""
    letter = whole_letter(request, letter_id)
    data = pdf.embed(selectors.package_of(letter))
    return download(data, name=name_of(letter, "pdf"), media_type=PDF)


@require_safe
@opens_to("draft_letter")
def letter_package(request: Request, letter_id: UUID) -> HttpResponse:
    """Hand out the signed package with the letter, as it was posted."""
    letter = whole_letter(request, letter_id)
    data = selectors.package_of(letter)
    return download(data, name=name_of(letter, "rapport"), media_type=PACKAGE)


@require_safe
@opens_to("draft_letter")
def delivery_answer(request: Request, letter_id: UUID, package: UUID) -> HttpResponse:
    """Hand out the signed receipt, or rejection, of a package about the letter, as it came."""
    letter = whole_letter(request, letter_id)
    answer = exchange.signed_answer(letter.public_id, package)
    return download(documents.read(answer), name="answer.rapport", media_type=PACKAGE)


@require_safe
@opens_to("draft_letter")
def reply_pdf(request: Request, letter_id: UUID, reply_id: UUID) -> HttpResponse:
    """Hand out a reply as a PDF that carries its own signed package."""
    reply = whole_reply(request, letter_id, reply_id)
    data = pdf.embed(selectors.package_of_reply(reply))
    return download(data, name=reply_name_of(reply, "pdf"), media_type=PDF)


@require_safe
@opens_to("draft_letter")
def reply_package(request: Request, letter_id: UUID, reply_id: UUID) -> HttpResponse:
    """Hand out the signed package in which a reply came, as it arrived."""
    reply = whole_reply(request, letter_id, reply_id)
    data = selectors.package_of_reply(reply)
    return download(data, name=reply_name_of(reply, "rapport"), media_type=PACKAGE)


@require_safe
def reply_file(
    request: Request, letter_id: UUID, reply_id: UUID, name: str
) -> HttpResponseBase:
    """Hand out a file that came with a reply; before one with a finding comes a warning."""
    reply = whole_reply(request, letter_id, reply_id)
    row = selectors.get_reply_file(request.act.actor, letter_id, reply_id, name)
    take = reverse("office_communications:take_reply_file", args=[letter_id, reply_id, name])
    back = reverse("office_communications:reply", args=[letter_id, reply_id])
    return hand_out(request, reply.letter, row.file, name=row.title, take=take, back=back)


@require_POST
@opens_to("take_out_infected")
def take_reply_file(
    request: Request, letter_id: UUID, reply_id: UUID, name: str
) -> HttpResponseBase:
    """Hand out a file to somebody who has read the warning about it."""
    whole_reply(request, letter_id, reply_id)
    row = selectors.get_reply_file(request.act.actor, letter_id, reply_id, name)
    return stored(row.file, name=row.title)


def whole_letter(request: Request, letter_id: UUID) -> Letter:
    """Return a letter to somebody who may read it as it was sent, or refuse."""
    letter = selectors.get_letter(request.act.actor, letter_id)
    if refusal := why_not_whole(request.act, letter):
        raise refusal
    return letter


def whole_reply(request: Request, letter_id: UUID, reply_id: UUID) -> Reply:
    """Return a reply to somebody who may read it as it came, or refuse."""
    reply = selectors.get_reply(request.act.actor, letter_id, reply_id)
    if refusal := why_not_whole(request.act, reply.letter):
        raise refusal
    if reply.struck_at:
        raise ReplyStruck
    return reply


def name_of(letter: Letter, ending: str) -> str:
    """Return the name of a letter's file: its reference, which is public in time."""
    return f"{letter.reference.replace('/', '-')}.{ending}"


def reply_name_of(reply: Reply, ending: str) -> str:
    """Return the name of a reply's file: its letter's reference and its number."""
    return f"{reply.letter.reference.replace('/', '-')} reply {reply.number}.{ending}"

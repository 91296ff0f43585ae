"""Open a reply; say how far each of its answers answers its question."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from rapport.office.communications import rules, selectors, services
from rapport.office.communications.errors import ReplyStruck
from rapport.office.communications.forms import AssessForm
from rapport.office.communications.models import Reply
from rapport.office.communications.rules import Verdict
from rapport.office.communications.views.doors import opens_to
from rapport.office.communications.views.letter_page import (
    QuestionRow,
    answers_of,
    why_not_assess,
    why_not_whole,
)
from rapport.office.communications.views.reading import as_sent
from rapport.web.requests import Request
from rapport.web.trying import DONE, form_of, tried


@require_safe
def reply(request: Request, letter_id: UUID, reply_id: UUID) -> HttpResponse:
    """Show one reply: each question with its answer beside it."""
    found = selectors.get_reply(request.act.actor, letter_id, reply_id)
    letter = found.letter
    files = list(selectors.reply_files(found))
    words = as_sent(request.act.actor, letter)
    document = selectors.reply_document(found)
    context = {
        "letter": letter,
        "reply": found,
        "document": document,
        "opening": words(document.opening),
        "answers": answers_of(letter, [found], words),
        "why_not_whole": why_not_whole(request.act, letter),
        "files": files,
        "has_pdf": any(file.name == "reply.pdf" for file in files),
        "days_late": rules.days_late(
            found.received_on, letter.reply_due_on or found.received_on
        ),
        "why_not_assess": ReplyStruck()
        if found.struck_at
        else why_not_assess(request.act, letter),
        "may_take_back": services.why_not_take_reply_back(request.act, found) is None,
    }
    return render(request, "office/communications/reply.html", context)


@require_http_methods(["GET", "POST"])
@opens_to("assess_answer")
def assess(request: Request, letter_id: UUID, reply_id: UUID, number: int) -> HttpResponse:
    """Show an answer beside its question, and ask how far it answers it."""
    found = selectors.get_reply(request.act.actor, letter_id, reply_id)
    letter = found.letter
    if refusal := why_not_assess(request.act, letter):
        raise refusal
    if found.struck_at:
        raise ReplyStruck
    selectors.get_question(letter, number)
    latest = selectors.assessments_of(letter).get((found.pk, number))
    initial = {"verdict": latest.verdict.value, "note": latest.note} if latest else {}
    form = form_of(request, AssessForm, initial=initial)
    status = tried(
        request,
        form,
        lambda: services.assess_answer(
            request.act,
            letter_id=letter_id,
            reply_id=reply_id,
            number=number,
            verdict=Verdict(form.cleaned_data["verdict"]),
            note=form.cleaned_data["note"],
        ),
    )
    if status == DONE:
        said = _("The answer to question %(number)s was assessed.") % {"number": number}
        messages.success(request, said)
        return redirect("office_communications:reply", letter_id, reply_id)
    context = {
        "letter": letter,
        "reply": found,
        "number": number,
        "row": _row(request, found, number),
        "latest": latest,
        "form": form,
    }
    return render(request, "office/communications/assess.html", context, status=status)


def _row(request: Request, reply: Reply, number: int) -> QuestionRow:
    words = as_sent(request.act.actor, reply.letter)
    return next(row for row in answers_of(reply.letter, [reply], words) if row.number == number)

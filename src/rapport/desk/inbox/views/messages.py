"""Doors through which the lead says something about a letter to the office that wrote it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rapport.desk.inbox import rules, selectors, services
from rapport.desk.inbox.forms import (
    AcknowledgementForm,
    AnswerForm,
    ExtensionForm,
    QuestionForm,
    RedirectForm,
)
from rapport.desk.inbox.models import Letter
from rapport.desk.inbox.views.doors import opens_to
from rapport.web import matters
from rapport.web.requests import Request
from rapport.web.trying import DONE, tried


@dataclass(frozen=True, slots=True)
class Page:
    """A page on which something is written: its command, its words, its button's."""

    command: str
    title: str
    lede: str
    button: str


@require_http_methods(["GET", "POST"])
@opens_to("send_acknowledgement")
def acknowledge_receipt(request: Request, letter_id: UUID) -> HttpResponse:
    """Ask who answers for a letter, and tell the office that it is here."""
    letter = selectors.get_letter(request.act.actor, letter_id)
    form = AcknowledgementForm(
        request.POST or None, was_opened=letter.acknowledged_at is not None
    )
    page = Page(
        "send_acknowledgement",
        _("Acknowledge receipt"),
        _("The office then knows that the letter is here, and who answers for it."),
        _("Send the acknowledgement"),
    )
    return _said(
        request,
        letter,
        form,
        page,
        lambda: services.send_acknowledgement(
            request.act, letter_id=letter_id, **form.cleaned_data
        ),
    )


@require_http_methods(["GET", "POST"])
@opens_to("request_extension")
def ask_for_time(request: Request, letter_id: UUID) -> HttpResponse:
    """Ask until when and why, and ask the office for more time."""
    letter = selectors.get_letter(request.act.actor, letter_id)
    form = ExtensionForm(request.POST or None)
    page = Page(
        "request_extension",
        _("Ask for more time"),
        _(
            "There is no right to it. Whatever the answer, the due date stays as it is, and "
            "letter and reply may be made public on the day the letter says."
        ),
        _("Send the request"),
    )
    return _said(
        request,
        letter,
        form,
        page,
        lambda: services.request_extension(
            request.act, letter_id=letter_id, **form.cleaned_data
        ),
    )


@require_http_methods(["GET", "POST"])
@opens_to("send_clarification")
def ask_office(request: Request, letter_id: UUID) -> HttpResponse:
    """Ask what is unclear, and put it to the office."""
    letter = selectors.get_letter(request.act.actor, letter_id)
    numbers = [one.number for one in selectors.questions_of([letter])]
    form = QuestionForm(request.POST or None, numbers=numbers)
    page = Page(
        "send_clarification",
        _("Ask the office about this letter"),
        _("The period for the reply goes on while you wait for the answer."),
        _("Send the question"),
    )
    return _said(
        request,
        letter,
        form,
        page,
        lambda: services.send_clarification(
            request.act, letter_id=letter_id, **form.cleaned_data
        ),
    )


@require_http_methods(["GET", "POST"])
@opens_to("answer_message")
def answer(request: Request, letter_id: UUID, message_id: UUID) -> HttpResponse:
    """Show what the office asked, and answer it."""
    asked = selectors.get_message(request.act.actor, letter_id, message_id)
    if refusal := rules.why_not_answer_message(
        asked.kind,
        is_ours=asked.is_ours,
        is_answer=asked.answers_id is not None,
        is_answered=selectors.is_answered(asked),
    ):
        raise refusal
    form = AnswerForm(request.POST or None)
    document = selectors.message_document(asked)
    page = Page(
        "answer_message",
        _("Answer the office"),
        _("Facts first. It goes to the mandates as it stands here."),
        _("Send the answer"),
    )
    return _said(
        request,
        asked.letter,
        form,
        page,
        lambda: services.answer_message(
            request.act, letter_id=letter_id, message_id=message_id, **form.cleaned_data
        ),
        asked={"headline": matters.headline(document), "lines": matters.lines(document)},
    )


@require_http_methods(["GET", "POST"])
@opens_to("redirect_letter")
def not_for_us(request: Request, letter_id: UUID) -> HttpResponse:
    """Ask for whom a letter is, and tell the office that it is not for this company."""
    letter = selectors.get_letter(request.act.actor, letter_id)
    form = RedirectForm(request.POST or None)
    page = Page(
        "redirect_letter",
        _("Tell the office that this letter is not for you"),
        _(
            "Nothing is forwarded: the office decides whether it writes to somebody else. The "
            "letter stays here, and its dates stay as they are."
        ),
        _("Tell the office"),
    )
    return _said(
        request,
        letter,
        form,
        page,
        lambda: services.redirect_letter(request.act, letter_id=letter_id, **form.cleaned_data),
    )


def _said(
    request: Request,
    letter: Letter,
    form: forms.Form,
    page: Page,
    say: Callable[[], object],
    **more: Any,
) -> HttpResponse:
    status = tried(request, form, say)
    if status == DONE:
        messages.success(
            request, _("Handed over. The office’s receipt shows when it is there.")
        )
        return redirect("desk_today:letter", letter.public_id)
    why_not = rules.why_not_say(
        request.act.actor, page.command, withdrawn_at=letter.withdrawn_at
    ) or selectors.why_not_reach(letter)
    context = {
        "letter": letter,
        "from_whom": selectors.from_whom(letter),
        "signatories": selectors.document_of(letter).signatories,
        "form": form,
        "page": page,
        "why_not": why_not,
        **more,
    }
    return render(request, "desk/inbox/message.html", context, status=status)

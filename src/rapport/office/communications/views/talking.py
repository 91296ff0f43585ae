"""Doors through which something is said about a letter to the company that got it."""

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

from rapport.office.cases import selectors as cases
from rapport.office.communications import rules, selectors, services
from rapport.office.communications.forms import FollowUpForm, TalkForm, TimeForm
from rapport.office.communications.models import Letter, Message
from rapport.office.communications.views.doors import opens_to
from rapport.office.communications.views.drafting import LETTER
from rapport.office.communications.views.reading import as_sent
from rapport.office.communications.views.said import why_not_say
from rapport.protocol.kinds import ExtensionRequest
from rapport.protocol.matters import MatterKind
from rapport.web import matters
from rapport.web.requests import Request
from rapport.web.trying import DONE, form_of, tried


@dataclass(frozen=True, slots=True)
class Page:
    """A page on which something is written: its words, and its button's."""

    title: str
    lede: str
    button: str


@require_http_methods(["GET", "POST"])
@opens_to("send_clarification")
def ask(request: Request, letter_id: UUID) -> HttpResponse:
    """Ask what is unclear, and put it to the company."""
    letter = _letter(request, letter_id, "send_clarification")
    numbers = [one.number for one in selectors.questions_of(letter)]
    form = form_of(request, TalkForm, numbers=numbers)
    page = Page(
        _("Ask the company about this letter"),
        _("The period for the reply goes on meanwhile."),
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
    """Show what the company asked, and answer it."""
    letter = _letter(request, letter_id, "answer_message")
    asked = _asked(request, letter_id, message_id, MatterKind.CLARIFICATION)
    form = form_of(request, TalkForm, numbers=None)
    page = Page(
        _("Answer the company"),
        _("The period for the reply goes on as before."),
        _("Send the answer"),
    )
    return _said(
        request,
        letter,
        form,
        page,
        lambda: services.answer_message(
            request.act, letter_id=letter_id, message_id=message_id, **form.cleaned_data
        ),
        asked=_shown(request, letter, asked),
    )


@require_http_methods(["GET", "POST"])
@opens_to("answer_extension")
def grant(request: Request, letter_id: UUID, message_id: UUID) -> HttpResponse:
    """Show until when the company asks for time and why, and answer it."""
    letter = _letter(request, letter_id, "answer_extension")
    asked = _asked(request, letter_id, message_id, MatterKind.EXTENSION_ANSWER)
    document = selectors.message_document(asked)
    until = document.until if isinstance(document, ExtensionRequest) else None
    form = form_of(request, TimeForm, initial={"until": until})
    page = Page(
        _("Answer the request for more time"),
        _(
            "Whatever you say, the due date and the day from which letter and reply may be "
            "public stay as they are."
        ),
        _("Send the answer"),
    )
    return _said(
        request,
        letter,
        form,
        page,
        lambda: services.answer_extension(
            request.act, letter_id=letter_id, message_id=message_id, **form.said()
        ),
        asked=_shown(request, letter, asked),
    )


@require_http_methods(["GET", "POST"])
@opens_to("send_follow_up")
def follow_up(request: Request, letter_id: UUID) -> HttpResponse:
    """Ask which further questions there are and until when, and put them to the company."""
    letter = _letter(request, letter_id, "send_follow_up")
    replies = [
        (str(one.public_id), _("Reply %(number)s") % {"number": one.number})
        for one in selectors.replies_of(letter)
    ]
    form = form_of(request, FollowUpForm, replies=replies)
    page = Page(
        _("Send further questions"),
        _("They have a date of their own. For a new letter, begin one in the case."),
        _("Send the questions"),
    )
    return _said(
        request,
        letter,
        form,
        page,
        lambda: services.send_follow_up(request.act, letter_id=letter_id, **form.said()),
    )


def _letter(request: Request, letter_id: UUID, command: str) -> Letter:
    letter = selectors.get_letter(request.act.actor, letter_id)
    if refusal := why_not_say(request.act, letter, command):
        raise refusal
    return letter


def _asked(request: Request, letter_id: UUID, message_id: UUID, kind: MatterKind) -> Message:
    asked = selectors.get_message(request.act.actor, letter_id, message_id)
    if refusal := rules.why_not_answer_message(
        asked.kind,
        kind,
        is_ours=asked.is_ours,
        is_answer=asked.answers_id is not None,
        is_answered=selectors.is_answered(asked),
    ):
        raise refusal
    return asked


def _shown(request: Request, letter: Letter, message: Message) -> dict[str, Any]:
    words = as_sent(request.act.actor, letter)
    document = selectors.message_document(message)
    return {
        "headline": matters.headline(document, words),
        "lines": matters.lines(document, words),
    }


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
        said = _("Handed over. It counts as received once the desk’s signed receipt is here.")
        messages.success(request, said)
        return redirect(LETTER, letter.public_id)
    context = {
        "letter": letter,
        "form": form,
        "page": page,
        "persons": cases.persons_visible_to(request.act.actor, letter.case),
        **more,
    }
    return render(request, "office/communications/message.html", context, status=status)

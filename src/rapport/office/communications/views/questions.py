"""The numbered questions of a draft: add, word anew, move, take away."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from rapport.foundation.errors import Invalid
from rapport.office.communications import selectors, services
from rapport.office.communications.forms import MoveForm, QuestionForm, RemoveForm
from rapport.office.communications.models import Letter
from rapport.office.communications.views.doors import opens_to
from rapport.office.communications.views.drafting import LETTER, start_anew, writable
from rapport.office.consents import selectors as consents
from rapport.web.languages import base_language
from rapport.web.requests import Request
from rapport.web.trying import DONE, form_of, tried

NEW = 0
"""Stands for the number of a question that is not there yet."""


@require_http_methods(["GET", "POST"])
@opens_to("save_questions")
def add(request: Request, letter_id: UUID) -> HttpResponse:
    """Ask for one question more, and put it at the end."""
    return _word(request, letter_id, NEW)


@require_http_methods(["GET", "POST"])
@opens_to("save_questions")
def edit(request: Request, letter_id: UUID, number: int) -> HttpResponse:
    """Word a question anew."""
    return _word(request, letter_id, number)


def _word(request: Request, letter_id: UUID, number: int) -> HttpResponse:
    letter = writable(request, letter_id, "save_questions")
    now = selectors.get_question(letter, number).text if number else ""
    initial = {"text": now, "based_on": letter.questions_version}
    form = form_of(request, QuestionForm, initial=initial)

    def save() -> None:
        texts = _texts(letter)
        if number:
            texts[number - 1] = form.cleaned_data["text"]
        else:
            texts.append(form.cleaned_data["text"])
        _save(request, letter, texts, form.cleaned_data["based_on"])

    status = tried(request, form, save)
    if status == DONE:
        messages.success(request, _("The questions were saved."))
        return redirect(LETTER, letter_id)
    overtaken = request.method == "POST" and start_anew(request, form, letter.questions_version)
    addressing = selectors.where_questions_go(
        letter, request.act.today, base_language(get_language() or "en")
    )
    context = {
        "letter": letter,
        "number": number,
        "addressing": addressing,
        "goes": addressing.goes.get(number),
        "form": form,
        "theirs": selectors.questions_of(letter) if overtaken else None,
        "persons": consents.persons_of(letter.case.public_id),
    }
    return render(request, "office/communications/question.html", context, status=status)


@require_POST
@opens_to("save_questions")
def move(request: Request, letter_id: UUID, number: int) -> HttpResponse:
    """Move a question one place up or down; the others are numbered anew."""
    letter = writable(request, letter_id, "save_questions")
    form = MoveForm(request.POST)
    if not form.is_valid():
        raise Invalid
    selectors.get_question(letter, number)
    texts = _texts(letter)
    here = number - 1
    there = here - 1 if form.cleaned_data["way"] == "up" else here + 1
    if 0 <= there < len(texts):
        texts[here], texts[there] = texts[there], texts[here]
        _save(request, letter, texts, form.cleaned_data["based_on"])
    return redirect(LETTER, letter_id)


@require_POST
@opens_to("save_questions")
def remove(request: Request, letter_id: UUID, number: int) -> HttpResponse:
    """Take a question away; the others are numbered anew."""
    letter = writable(request, letter_id, "save_questions")
    form = RemoveForm(request.POST)
    if not form.is_valid():
        raise Invalid
    selectors.get_question(letter, number)
    texts = _texts(letter)
    del texts[number - 1]
    _save(request, letter, texts, form.cleaned_data["based_on"])
    said = _("Question %(number)s was taken away. The others are numbered anew.")
    messages.success(request, said % {"number": number})
    return redirect(LETTER, letter_id)


def _texts(letter: Letter) -> list[str]:
    return [question.text for question in selectors.questions_of(letter)]


def _save(request: Request, letter: Letter, texts: list[str], based_on: int) -> None:
    services.save_questions(
        request.act, letter_id=letter.public_id, texts=texts, based_on=based_on
    )

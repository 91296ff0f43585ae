"""Doors of one question: its answer, what is said about it, counsel's note and reading."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rapport.desk.inbox import selectors as inbox
from rapport.desk.inbox.models import Question
from rapport.desk.inbox.views import opens_to, opens_to_readers
from rapport.desk.replies import rules, selectors, services
from rapport.desk.replies.errors import AnswerMovedOn
from rapport.desk.replies.forms import AnswerForm, CommentForm, FileForm, NoteForm
from rapport.desk.routing import rules as routing_rules
from rapport.desk.routing import selectors as routing
from rapport.foundation.errors import Invalid, NotAllowed, NotFound, Refusal
from rapport.protocol import deadlines
from rapport.protocol.kinds import Stance
from rapport.web.refusals import sentence
from rapport.web.requests import Request


@require_http_methods(["GET", "POST"])
@opens_to("save_answer", readers=True)
def question(request: Request, letter_id: UUID, number: int) -> HttpResponse:
    """Show a question with its answer in the making, and save a new version of it.

    When somebody else saved in the meantime, the text that was written is kept beside theirs.
    """
    found = inbox.get_question(request.act.actor, letter_id, number)
    if request.method != "POST":
        return question_page(request, found)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return question_page(request, found, status=422, form=form)
    try:
        version = services.save_answer(
            request.act,
            letter_id=letter_id,
            number=number,
            stance=Stance(form.cleaned_data["stance"]),
            text=form.cleaned_data["text"],
            finished=form.cleaned_data["finished"],
            based_on=form.cleaned_data["based_on"],
        )
    except (NotFound, NotAllowed):
        raise
    except AnswerMovedOn as refusal:
        return _beside_theirs(request, found, refusal)
    except Refusal as refusal:
        form.add_error("text", sentence(refusal))
        return question_page(request, found, status=refusal.status, form=form)
    messages.success(request, _("Saved as version %(n)s.") % {"n": version.number})
    return redirect("desk_replies:question", letter_id, number)


def _beside_theirs(request: Request, found: Question, refusal: AnswerMovedOn) -> HttpResponse:
    """Show the text that could not be saved and what differs; start from the newest."""
    latest = selectors.find_latest(found)
    assert latest is not None  # it has moved on
    written = request.POST.copy()
    written["based_on"] = str(latest.number)
    form = AnswerForm(written)
    form.is_valid()
    form.add_error("text", sentence(refusal))
    theirs = selectors.differences(latest.text, request.POST.get("text", "").strip())
    return question_page(request, found, status=refusal.status, form=form, theirs=theirs)


@require_safe
@opens_to_readers
def versions(request: Request, letter_id: UUID, number: int) -> HttpResponse:
    """Show every version of an answer, with what changed since the one before."""
    found = inbox.get_question(request.act.actor, letter_id, number)
    newest_first = list(selectors.versions_of(found))
    before = [*newest_first[1:], None]
    pairs = [
        (version, selectors.differences(earlier.text if earlier else "", version.text))
        for version, earlier in zip(newest_first, before, strict=True)
    ]
    context = {"question": found, "letter": found.letter, "pairs": pairs}
    return render(request, "desk/replies/versions.html", context)


@require_POST
@opens_to("add_comment")
def comment(request: Request, letter_id: UUID, number: int) -> HttpResponse:
    """Keep a comment on a question."""

    def keep(text: str) -> None:
        services.add_comment(request.act, letter_id=letter_id, number=number, text=text)
        messages.success(request, _("Your comment is kept. It is never sent."))

    found = inbox.get_question(request.act.actor, letter_id, number)
    form = CommentForm(request.POST, auto_id="comment_%s")
    if _is_kept(form, keep):
        return redirect("desk_replies:question", letter_id, number)
    return question_page(request, found, status=422, comment_form=form)


@require_POST
@opens_to("write_note")
def note(request: Request, letter_id: UUID, number: int) -> HttpResponse:
    """Keep counsel's sealed note on a question, as a new version."""

    def keep(text: str) -> None:
        services.write_note(request.act, letter_id=letter_id, number=number, text=text)
        messages.success(request, _("The sealed note is kept. It never leaves this desk."))

    found = inbox.get_question(request.act.actor, letter_id, number)
    form = NoteForm(request.POST, auto_id="note_%s")
    if _is_kept(form, keep):
        return redirect("desk_replies:question", letter_id, number)
    return question_page(request, found, status=422, note_form=form)


def _is_kept(form: forms.Form, keep: Callable[[str], None]) -> bool:
    """Hand a text to its command; a refusal of the text stands at its field."""
    if not form.is_valid():
        return False
    try:
        keep(form.cleaned_data["text"])
    except Invalid as refusal:
        form.add_error("text", sentence(refusal))
        return False
    return True


@require_POST
@opens_to("record_legal_check")
def legal_check(request: Request, letter_id: UUID, number: int) -> HttpResponse:
    """Record that counsel has read the version that was shown."""
    shown = request.POST.get("version", "")
    services.record_legal_check(
        request.act,
        letter_id=letter_id,
        number=number,
        version=int(shown) if shown.isascii() and shown.isdigit() else 0,
    )
    messages.success(request, _("It is recorded that counsel has read this version."))
    return redirect("desk_replies:question", letter_id, number)


def question_page(
    request: Request, found: Question, *, status: int = 200, **given: Any
) -> HttpResponse:
    """Show a question with everything about its answer that the actor may know of."""
    actor = request.act.actor
    recent = list(selectors.versions_of(found)[:2])
    latest = recent[0] if recent else None
    owner = str(found.owner_id) if found.owner_id else None
    current = routing.find_current(found)
    notes = list(selectors.notes_of(actor, found))
    checks = list(selectors.checks_of(latest)) if latest else []
    context = {
        "question": found,
        "letter": found.letter,
        "day": deadlines.day_number(found.letter.sent_on, request.act.today),
        "is_replied": selectors.is_replied(found.letter),
        "latest": latest,
        "changes": selectors.differences(recent[1].text, recent[0].text) if recent[1:] else [],
        "reworded": selectors.differences(before, found.text)
        if (before := inbox.reworded(found.letter).get(found.number))
        else [],
        "checks": checks,
        "own_check": next((one for one in checks if str(one.by.public_id) == actor.id), None),
        "form": AnswerForm(initial=_as_it_is(latest)),
        "why_not_write": rules.why_not_write(actor, number=found.number, owner=owner),
        "why_not_check": rules.why_not_check(
            actor, number=found.number, version=latest.number if latest else None
        ),
        "why_not_take_on": routing_rules.why_not_take_on(
            actor,
            number=found.number,
            owner=str(owner),
            acknowledged_at=current.acknowledged_at if current else None,
        ),
        "is_owner": owner == actor.id,
        "is_taken_on": bool(current and current.acknowledged_at),
        "assignments": routing.history_of(found),
        "reads_notes": rules.reads_notes(actor),
        "notes": notes,
        "note_form": NoteForm(auto_id="note_%s"),
        "why_not_note": rules.why_not_write_note(actor),
        "comments": selectors.comments_of(found),
        "comment_form": CommentForm(auto_id="comment_%s"),
        "why_not_comment": rules.why_not_comment(actor),
        "attachments": selectors.attachments_of(found),
        "file_form": FileForm(auto_id="file_%s"),
        **_neighbours(request, found),
        **given,
    }
    return render(request, "desk/replies/question.html", context, status=status)


def _as_it_is(latest: Any) -> dict[str, object]:
    if latest is None:
        return {"based_on": 0, "stance": Stance.ANSWERED.value}
    return {
        "based_on": latest.number,
        "text": latest.text,
        "stance": latest.stance.value,
        "finished": latest.is_finished,
    }


def _neighbours(request: Request, found: Question) -> dict[str, object]:
    seen = inbox.questions_visible_to(request.act.actor).filter(letter=found.letter_id)
    numbers = list(seen.order_by("number").values_list("number", flat=True))
    before = [number for number in numbers if number < found.number]
    after = [number for number in numbers if number > found.number]
    return {
        "before": before[-1] if before else None,
        "after": after[0] if after else None,
        "last_number": inbox.questions_of([found.letter]).count(),
    }

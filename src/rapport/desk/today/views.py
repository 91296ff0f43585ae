"""Doors of Today: what waits, all letters by day, one letter with everything about it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from rapport.accounts import rules as accounts
from rapport.desk.inbox import rules as inbox_rules
from rapport.desk.inbox import selectors as inbox
from rapport.desk.inbox.views import opens_to_readers
from rapport.desk.replies import rules as reply_rules
from rapport.desk.replies import selectors as replies
from rapport.desk.routing import rules as routing
from rapport.desk.seats import may, sees_letters
from rapport.desk.today import rules, selectors
from rapport.documents import rules as documents
from rapport.exchange import selectors as exchange
from rapport.journal import selectors as journal
from rapport.notices import services as notices
from rapport.protocol.kinds import ExtensionAnswer
from rapport.protocol.matters import MatterKind
from rapport.web import matters
from rapport.web.requests import Request

ROWS_OF_TODAY = 10
ROWS_OF_A_PAGE = 50


@require_safe
def today(request: Request) -> HttpResponse:
    """Show what waits for this person, most urgent first, and the open letters."""
    act = request.act
    if not sees_letters(act.actor):
        return _without_letters(request)
    rows, open_count = selectors.open_rows(act)
    waiting = selectors.everything_for(act, rows)
    notices.note_seen(act, selectors.as_waits(act.actor, waiting))
    late = [one for one in waiting if one.urgency is rules.Urgency.LATE]
    other = [one for one in waiting if one.urgency is not rules.Urgency.LATE]
    context = {
        "late": late[:ROWS_OF_TODAY],
        "waiting": other[:ROWS_OF_TODAY],
        "waiting_count": len(waiting),
        "more": max(0, len(late) - ROWS_OF_TODAY) + max(0, len(other) - ROWS_OF_TODAY),
        "rows": _with_lines(rows[:ROWS_OF_TODAY], request),
        "files_waiting": inbox.waiting_count(act.actor),
        "open_count": open_count,
        "looked_at": len(rows),
        "next": next((row for row in rows if row.days_left >= 0), None),
    }
    return render(request, "desk/today/today.html", context)


def _without_letters(request: Request) -> HttpResponse:
    manages = accounts.why_not_manage_people(request.act.actor) is None
    context = {
        "manages": manages,
        "undelivered": len(exchange.undelivered()) if manages else 0,
        "given_up": journal.given_up().count() if manages else 0,
        "kept_aside": exchange.kept_waiting().count() if manages else 0,
    }
    return render(request, "desk/today/administrator.html", context)


@require_safe
def letters(request: Request) -> HttpResponse:
    """Show the letters that this person may see: the open by day, or those replied to."""
    actor = request.act.actor
    visible = inbox.letters_visible_to(actor).order_by("reply_due_on", "id")
    replied = request.GET.get("show") == "replied"
    if replied:
        wanted = replies.with_full_reply(visible).order_by("-reply_due_on", "-id")
    else:
        wanted = replies.without_full_reply(visible)
    page = Paginator(wanted, ROWS_OF_A_PAGE).get_page(request.GET.get("page"))
    rows = selectors.rows_of(actor, page.object_list, request.act.at)
    context = {
        "page": page,
        "rows": _with_lines(rows, request),
        "replied": replied,
        "sees_letters": sees_letters(actor),
        "may_hand_in": inbox_rules.why_not_hand_in(actor) is None,
    }
    return render(request, "desk/today/letters.html", context)


@require_safe
@opens_to_readers
def letter(request: Request, letter_id: UUID) -> HttpResponse:
    """Show one letter: its line, its questions, its text and files, and what happened."""
    act = request.act
    row = selectors.get_letter_row(act.actor, letter_id, act.at)
    found = row.letter
    document = inbox.document_of(found)
    before, after = documents.around_questions(document.parts)
    context = {
        "row": row,
        "letter": found,
        "document": document,
        "before": before,
        "after": after,
        "files": inbox.files_of(found),
        "has_pdf": inbox.has_pdf(found),
        "waiting": selectors.waits_for(act.actor, [row], act.today),
        "line": selectors.line_of(row, act.today),
        "handed": inbox.handed_of(found) if inbox.came_outside(found) else None,
        "twins": inbox.twins_of(found),
        "before_joining": inbox.before_joining(found),
        "may_join": may(act.actor, "join_letters"),
        "from_whom": inbox.from_whom(found),
        "lost": inbox_rules.days_lost(found.sent_on, found.arrived_on),
        "notes": replies.note_counts(act.actor, found),
        "history": selectors.history_of(act.actor, found),
        "why_not_take_on": inbox_rules.why_not_acknowledge(found.acknowledged_at, act.actor),
        "why_not_owners": routing.why_not_name_owners(act.actor),
        **_reply(request, row),
        **_messages(request, row),
    }
    return render(request, "desk/today/letter.html", context)


def _messages(request: Request, row: selectors.LetterRow) -> dict[str, Any]:
    """Return what was said about a letter since it came, and what may be said now."""
    letter, actor = row.letter, request.act.actor
    known = inbox.messages_of(letter)
    posted = exchange.deliveries_about(letter.matter) if letter.matter else []
    delivered = {one.package: one for one in posted}
    may_answer = not inbox_rules.why_not_say(
        actor, "answer_message", withdrawn_at=letter.withdrawn_at
    )
    answered = {one.answers_id for one in known}
    said = {one.pk: inbox.message_document(one) for one in known}
    return {
        "shown": [
            matters.Shown(
                id=one.message,
                side="desk" if one.is_ours else "office",
                at=one.at,
                who=one.by.name if one.by else "",
                headline=matters.headline(said[one.pk]),
                lines=matters.lines(said[one.pk]),
                delivery=delivered.get(one.package) if one.is_ours else None,
                answer_url=reverse("desk_inbox:answer", args=[letter.public_id, one.message])
                if may_answer and inbox.asks_something(one) and one.pk not in answered
                else "",
            )
            for one in known
        ],
        "extension": next(
            (
                document
                for one in reversed(known)
                if isinstance(document := said[one.pk], ExtensionAnswer)
            ),
            None,
        ),
        "is_redirected": any(one.kind is MatterKind.REDIRECT for one in known),
        "why_not_say": inbox_rules.why_not_say(
            actor, "request_extension", withdrawn_at=letter.withdrawn_at
        ),
        "why_not_reach": inbox.why_not_reach(letter) if inbox.came_outside(letter) else None,
        "may_ask": may_answer,
    }


def _reply(request: Request, row: selectors.LetterRow) -> dict[str, Any]:
    states = [row.open_reply.state] if row.open_reply else []
    return {
        "open_reply": row.open_reply,
        "why_not_begin": reply_rules.why_not_begin(request.act.actor, states),
        "unfinished": [one.number for one in row.facts.questions if not one.is_finished],
        "sees_all": rules.sees_all(request.act.actor),
    }


def _with_lines(rows: list[selectors.LetterRow], request: Request) -> list[tuple[Any, Any]]:
    return [(row, selectors.mini_of(row, request.act.today)) for row in rows]

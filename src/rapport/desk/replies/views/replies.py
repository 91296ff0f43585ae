"""Doors of the reply as a whole: prepare, ask, sign off or return, and send."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rapport.accounts import selectors as accounts
from rapport.desk.inbox import selectors as inbox
from rapport.desk.inbox.views import opens_to, opens_to_readers
from rapport.desk.replies import rules, selectors, services
from rapport.desk.replies.forms import (
    FULL,
    INTERIM,
    BeginForm,
    ReplyForm,
    ReturnReplyForm,
    SentOutsideForm,
)
from rapport.desk.replies.models import Reply
from rapport.desk.seats import SEES_ALL
from rapport.exchange import selectors as exchange
from rapport.foundation.errors import NotAllowed, NotFound, Refusal
from rapport.protocol import deadlines
from rapport.protocol.kinds import PublicWish
from rapport.web.overtaken import begun_from, theirs
from rapport.web.refusals import sentence
from rapport.web.requests import Request
from rapport.web.trying import DONE, form_of, tried


@require_http_methods(["GET", "POST"])
@opens_to("begin_reply")
def begin(request: Request, letter_id: UUID) -> HttpResponse:
    """Ask which reply to prepare, and begin it."""
    letter = inbox.get_letter(request.act.actor, letter_id)
    form = BeginForm(request.POST or None, initial={"kind": FULL})
    if request.method == "POST" and form.is_valid():
        reply = services.begin_reply(
            request.act, letter_id=letter_id, interim=form.cleaned_data["kind"] == INTERIM
        )
        return redirect("desk_replies:edit", reply.public_id)
    waiting = selectors.find_open_reply(letter)
    context = {
        "letter": letter,
        "form": form,
        "open_reply": waiting,
        "why_not": rules.why_not_begin(request.act.actor, [waiting.state] if waiting else []),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "desk/replies/begin.html", context, status=status)


@require_safe
@opens_to_readers
def reply(request: Request, reply_id: UUID) -> HttpResponse:
    """Show a reply as it will leave, or as it left, and what can be done with it."""
    found = selectors.get_reply(request.act.actor, reply_id)
    return render(request, "desk/replies/reply.html", _context(request, found))


def _context(request: Request, found: Reply) -> dict[str, Any]:
    actor = request.act.actor
    content = selectors.content_of(found)
    answers = {version.question_id: version for version in selectors.answers_of(found)}
    steps = list(selectors.steps_of(found))
    return {
        "reply": found,
        "letter": found.letter,
        "content": content,
        "pairs": [
            (question, answers.get(question.pk))
            for question in inbox.questions_of([found.letter])
        ],
        "reworded": inbox.reworded(found.letter),
        "answer_count": len(answers),
        "files": selectors.files_of(found),
        "steps": steps,
        "returned": steps[-1] if steps and steps[-1].reason else None,
        "left_behind": selectors.left_behind(actor, found),
        "days_left": deadlines.days_left(found.letter.reply_due_on, request.act.today),
        "from_whom": inbox.from_whom(found.letter),
        "signatories": inbox.document_of(found.letter).signatories,
        "own_readers": accounts.people_with_any(SEES_ALL),
        "lacks": rules.why_not_content(content),
        **_delivery(found),
        "held_up_since": selectors.held_up().get(found.public_id) if found.sent_at else None,
        **_why_nots(request, found, content),
    }


def _delivery(reply: Reply) -> dict[str, Any]:
    """Say why a reply that was handed over cannot go, and whether its signed answer is here."""
    delivery = exchange.delivery_of(reply.package) if reply.package else None
    return {
        "why_waits": delivery.why_waits if delivery else None,
        "has_answer": bool(delivery and delivery.has_answer),
    }


def _why_nots(request: Request, found: Reply, content: rules.Content) -> dict[str, Any]:
    actor = request.act.actor
    return {
        "why_not_edit": rules.why_not_edit(found.state, actor),
        "why_not_ask": rules.why_not_ask(found.state, content, actor),
        "why_not_take_back": rules.why_not_take_back(found.state, actor),
        "why_not_approve": rules.why_not_approve(found.state, selectors.asked_by(found), actor),
        # Any reason will do here: whether there is one is asked when it is given.
        "why_not_return": rules.why_not_return(found.state, "reason", actor),
        "why_not_send": rules.why_not_submit(found.state, content, actor)
        or inbox.why_not_reach(found.letter),
        "why_not_record": rules.why_not_record_sent(
            found.state, actor, came_outside=inbox.came_outside(found.letter)
        ),
    }


@require_http_methods(["GET", "POST"])
@opens_to("edit_reply")
def edit(request: Request, reply_id: UUID) -> HttpResponse:
    """Ask what stands around the answers, and keep it."""
    found = selectors.get_reply(request.act.actor, reply_id)
    around = selectors.around_of(found)
    form = ReplyForm(request.POST or None, initial=begun_from(around))
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            wish = form.cleaned_data["wish"]
            try:
                services.edit_reply(
                    request.act,
                    reply_id=reply_id,
                    interim=form.cleaned_data["kind"] == INTERIM,
                    language=form.cleaned_data["language"],
                    entity=form.cleaned_data["entity"],
                    signed_by=form.cleaned_data["signed_by"],
                    opening=form.cleaned_data["opening"],
                    wish=PublicWish(wish) if wish else None,
                    based_on=form.cleaned_data["based_on"],
                )
            except (NotFound, NotAllowed):
                raise
            except Refusal as refusal:
                form.add_error(None, sentence(refusal))
                status = refusal.status
            else:
                messages.success(request, _("Saved. This is the reply as it would leave."))
                return redirect("desk_replies:reply", reply_id)
    context = {
        "reply": found,
        "letter": found.letter,
        "form": form,
        "why_not": rules.why_not_edit(found.state, request.act.actor),
        "theirs": theirs(request, form, around),
    }
    return render(request, "desk/replies/edit.html", context, status=status)


@require_POST
@opens_to("ask_approval")
def ask(request: Request, reply_id: UUID) -> HttpResponse:
    """Ask for a reply to be signed off."""
    services.ask_approval(request.act, reply_id=reply_id)
    messages.success(request, _("Asked. The approver finds the reply under Today."))
    return redirect("desk_replies:reply", reply_id)


@require_POST
@opens_to("take_back_reply")
def take_back(request: Request, reply_id: UUID) -> HttpResponse:
    """Take a reply back from approval."""
    services.take_back_reply(request.act, reply_id=reply_id)
    messages.success(request, _("Taken back. A change asks for approval again."))
    return redirect("desk_replies:reply", reply_id)


@require_POST
@opens_to("approve_reply")
def approve(request: Request, reply_id: UUID) -> HttpResponse:
    """Sign a reply off."""
    services.approve_reply(request.act, reply_id=reply_id)
    messages.success(request, _("Signed off. The human rights lead can send it now."))
    return redirect("desk_replies:reply", reply_id)


@require_http_methods(["GET", "POST"])
@opens_to("return_reply")
def give_back(request: Request, reply_id: UUID) -> HttpResponse:
    """Ask why a reply goes back to the lead, and return it."""
    found = selectors.get_reply(request.act.actor, reply_id)
    form = ReturnReplyForm(request.POST or None)
    status = 200
    if request.method == "POST":
        form = ReturnReplyForm(request.POST)
        status = 422
        if form.is_valid():
            try:
                services.return_reply(
                    request.act, reply_id=reply_id, reason=form.cleaned_data["reason"]
                )
            except (NotFound, NotAllowed):
                raise
            except Refusal as refusal:
                form.add_error("reason", sentence(refusal))
                status = refusal.status
            else:
                messages.success(
                    request, _("The reply went back to the lead, with your reason.")
                )
                return redirect("desk_replies:reply", reply_id)
    context = {
        "reply": found,
        "letter": found.letter,
        "form": form,
        "why_not": rules.why_not_return(found.state, "reason", request.act.actor),
    }
    return render(request, "desk/replies/return.html", context, status=status)


@require_http_methods(["GET", "POST"])
@opens_to("submit_reply")
def send(request: Request, reply_id: UUID) -> HttpResponse:
    """Say who will read a reply and what does not go, and send it."""
    if request.method == "POST":
        services.submit_reply(request.act, reply_id=reply_id)
        messages.success(
            request, _("Handed over. It counts as sent once the office’s receipt is here.")
        )
        return redirect("desk_replies:reply", reply_id)
    found = selectors.get_reply(request.act.actor, reply_id)
    if found.state is rules.State.SENT:
        return redirect("desk_replies:reply", reply_id)
    if inbox.came_outside(found.letter):
        return redirect("desk_replies:sent_outside", reply_id)
    return render(request, "desk/replies/send.html", _context(request, found))


@require_http_methods(["GET", "POST"])
@opens_to("record_reply_sent")
def sent_outside(request: Request, reply_id: UUID) -> HttpResponse:
    """Hand out a reply to be sent by a person's own means, and record on which day and how."""
    found = selectors.get_reply(request.act.actor, reply_id)
    form = form_of(request, SentOutsideForm)
    status = tried(
        request,
        form,
        lambda: services.record_reply_sent(request.act, reply_id=reply_id, **form.cleaned_data),
    )
    if status == DONE:
        messages.success(request, _("Recorded. It counts as sent by your word."))
        return redirect("desk_replies:reply", reply_id)
    context = {**_context(request, found), "form": form}
    return render(request, "desk/replies/sent_outside.html", context, status=status)

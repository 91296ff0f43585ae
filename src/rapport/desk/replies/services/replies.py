"""Prepare a reply, have it approved, send it."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from rapport.accounts import selectors as accounts
from rapport.desk.inbox import selectors as inbox
from rapport.desk.replies import rules, selectors
from rapport.desk.replies.events import (
    ApprovalAsked,
    ReplyApproved,
    ReplyBegun,
    ReplyReturned,
    ReplySubmitted,
    ReplyTakenBack,
)
from rapport.desk.replies.models import Reply, ReplyAnswer, ReplyFile, ReplyStep
from rapport.desk.replies.rules import Move, State
from rapport.desk.replies.services.messages import reply_document
from rapport.foundation.acts import Act
from rapport.journal.services import enqueue, record
from rapport.protocol.deadlines import days_left
from rapport.protocol.kinds import PublicWish, ReplyKind, Stance
from rapport.web.overtaken import refuse_overtaken
from rapport.web.text import one_line


@transaction.atomic
def begin_reply(act: Act, *, letter_id: UUID, interim: bool) -> Reply:
    """Begin to prepare a reply, full or interim. Several may follow each other on one letter.

    Raises LetterNotFound, NotTheLead, ReplyOpen. Records ReplyBegun.
    """
    letter = inbox.get_letter(act.actor, letter_id, lock=True)
    before = Reply.objects.filter(letter=letter)
    states = [reply.state for reply in before if reply.state is not State.SENT]
    if refusal := rules.why_not_begin(act.actor, states):
        raise refusal
    lead = accounts.author_of(act)
    reply = Reply.objects.create(
        letter=letter,
        number=before.count() + 1,
        kind=ReplyKind.INTERIM if interim else ReplyKind.SUBSTANTIVE,
        language=letter.language,
        entity=inbox.document_of(letter).addressee.name,
        signed_by=lead.name,
        begun_by=lead,
        begun_at=act.at,
    )
    matter = str(letter_id)
    record(act, ReplyBegun(matter=matter, reply=str(reply.public_id), kind=reply.kind.value))
    return reply


@transaction.atomic
def edit_reply(
    act: Act,
    *,
    reply_id: UUID,
    interim: bool,
    language: str,
    entity: str,
    signed_by: str,
    opening: str,
    wish: PublicWish | None,
    based_on: str = "",
) -> Reply:
    """Say what stands around the answers: opening, signature, language, wish to be public.

    `based_on` is the mark of what was seen, if any was. Raises ReplyNotFound, NotTheLead,
    WrongState, AnswerTooLong, ChangedMeanwhile.
    """
    reply = selectors.get_reply(act.actor, reply_id, lock=True)
    if refusal := rules.why_not_edit(reply.state, act.actor) or rules.why_not_this_length(
        opening
    ):
        raise refusal
    refuse_overtaken(selectors.around_of(reply), based_on)
    reply.kind = ReplyKind.INTERIM if interim else ReplyKind.SUBSTANTIVE
    reply.language = language
    reply.entity, reply.signed_by = one_line(entity), one_line(signed_by)
    reply.opening = opening.replace("\r\n", "\n").strip()
    reply.wish = wish or ""
    reply.save(update_fields=["kind", "language", "entity", "signed_by", "opening", "wish"])
    return reply


@transaction.atomic
def ask_approval(act: Act, *, reply_id: UUID) -> Reply:
    """Ask for a reply to be signed off, with the answers and files as they are now.

    Raises ReplyNotFound, NotTheLead, WrongState, QuestionsOpen, ReplyEmpty, SignatureMissing,
    WishMissing. Records ApprovalAsked.
    """
    reply = selectors.get_reply(act.actor, reply_id, lock=True)
    inbox.lock_questions(reply.letter)  # what is checked is what is asked about
    content = selectors.content_of(reply)
    if refusal := rules.why_not_ask(reply.state, content, act.actor):
        raise refusal
    answers, files = selectors.answers_of(reply), selectors.files_of(reply)

    reply.round += 1
    ReplyAnswer.objects.bulk_create(
        ReplyAnswer(reply=reply, round=reply.round, version=version) for version in answers
    )
    ReplyFile.objects.bulk_create(
        ReplyFile(reply=reply, round=reply.round, attachment=attachment) for attachment in files
    )
    move_reply(act, reply, Move.ASK)
    record(act, ApprovalAsked(matter=_matter(reply), reply=str(reply_id)))
    return reply


@transaction.atomic
def take_back_reply(act: Act, *, reply_id: UUID) -> Reply:
    """Take a reply back from approval, or after it, to change something.

    Raises ReplyNotFound, NotTheLead, WrongState. Records ReplyTakenBack.
    """
    reply = selectors.get_reply(act.actor, reply_id, lock=True)
    if refusal := rules.why_not_take_back(reply.state, act.actor):
        raise refusal
    move_reply(act, reply, Move.RETURN)
    record(act, ReplyTakenBack(matter=_matter(reply), reply=str(reply_id)))
    return reply


@transaction.atomic
def approve_reply(act: Act, *, reply_id: UUID) -> Reply:
    """Sign a reply off. It holds for what was asked about; a change asks again.

    Raises ReplyNotFound, NotTheApprover, WrongState, SecondPersonNeeded. Records ReplyApproved.
    """
    reply = selectors.get_reply(act.actor, reply_id, lock=True)
    if refusal := rules.why_not_approve(reply.state, selectors.asked_by(reply), act.actor):
        raise refusal
    move_reply(act, reply, Move.APPROVE)
    record(act, ReplyApproved(matter=_matter(reply), reply=str(reply_id)))
    return reply


@transaction.atomic
def return_reply(act: Act, *, reply_id: UUID, reason: str) -> Reply:
    """Return a reply to the lead, with a reason; also one that was already signed off.

    Raises ReplyNotFound, NotTheApprover, WrongState, TextMissing. Records ReplyReturned.
    """
    reply = selectors.get_reply(act.actor, reply_id, lock=True)
    if refusal := rules.why_not_return(reply.state, reason, act.actor):
        raise refusal
    move_reply(act, reply, Move.RETURN, reason=reason.strip())
    record(act, ReplyReturned(matter=_matter(reply), reply=str(reply_id)))
    return reply


@transaction.atomic
def submit_reply(act: Act, *, reply_id: UUID) -> Reply:
    """Send the company's approved reply to the office that wrote.

    Its content is fixed here, in this transaction; a job makes the PDF and posts the package.
    Raises ReplyNotFound, NotTheLead, WrongState, QuestionsOpen, and what keeps us from
    sending to them (CameOutside, ContactRevoked, KeyMissing, ContactUnverified). Records
    ReplySubmitted.
    """
    reply = selectors.get_reply(act.actor, reply_id, lock=True)
    content = selectors.content_of(reply)
    if refusal := rules.why_not_submit(reply.state, content, act.actor) or inbox.why_not_reach(
        reply.letter
    ):
        raise refusal

    reply.kind = rules.kind_as_sent(reply.kind, content.stances)
    answers, files = selectors.answers_of(reply), selectors.files_of(reply)
    reply.document = reply_document(reply, answers, files, at=act.at).model_dump_json()
    reply.sent_at, reply.sent_on = act.at, act.today
    move_reply(act, reply, Move.SUBMIT, also=("kind", "document", "sent_at", "sent_on"))
    enqueue("desk_replies.dispatch", key=f"reply:{reply_id}", reply=str(reply_id))
    declined = content.stances.count(Stance.DECLINED)
    record(
        act,
        ReplySubmitted(
            matter=_matter(reply),
            reply=str(reply_id),
            kind=reply.kind.value,
            answered=len(content.stances) - declined,
            declined=declined,
            open=len(content.unanswered),
            days_left=days_left(reply.letter.reply_due_on, act.today),
        ),
    )
    return reply


def move_reply(
    act: Act, reply: Reply, move: Move, *, reason: str = "", also: Sequence[str] = ()
) -> None:
    """Take a locked reply one step on, and keep who did it; only commands of replies do."""
    reply.state = rules.LIFE[reply.state, move]
    reply.save(update_fields=["state", "round", *also])
    ReplyStep.objects.create(
        reply=reply,
        round=reply.round,
        move=move,
        by=accounts.author_of(act),
        at=act.at,
        reason=reason,
    )


def _matter(reply: Reply) -> str:
    return str(reply.letter.public_id)

"""The life of a reply, who may write, read, approve and send; pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from rapport.desk.inbox.errors import NotTheLead
from rapport.desk.replies import errors
from rapport.desk.routing.errors import NotYourQuestion
from rapport.desk.seats import READS_NOTES, Seat, may
from rapport.foundation.acts import Actor
from rapport.foundation.errors import NotAllowed, Refusal
from rapport.protocol.kinds import PublicWish, ReplyKind, Stance

LONGEST_TEXT: Final = 200_000
LARGEST_FILE_MB: Final = 10
ALL_FILES_MB: Final = 20
MB: Final = 1024 * 1024


class State(StrEnum):
    """Where a reply stands. Whether it was received is told by the exchange, never here."""

    DRAFTING = "drafting"
    IN_APPROVAL = "in_approval"
    APPROVED = "approved"
    SENT = "sent"


class Move(StrEnum):
    """A step in a reply's life."""

    ASK = "ask"
    RETURN = "return"
    APPROVE = "approve"
    SUBMIT = "submit"


LIFE: Final[Mapping[tuple[State, Move], State]] = {
    (State.DRAFTING, Move.ASK): State.IN_APPROVAL,
    (State.IN_APPROVAL, Move.RETURN): State.DRAFTING,
    (State.IN_APPROVAL, Move.APPROVE): State.APPROVED,
    (State.APPROVED, Move.RETURN): State.DRAFTING,  # a late doubt outranks a signature
    (State.APPROVED, Move.SUBMIT): State.SENT,
}


@dataclass(frozen=True, slots=True)
class Content:
    """What a reply would carry: facts for the rules and for the checks on the page."""

    kind: ReplyKind
    stances: tuple[Stance, ...]
    unanswered: tuple[int, ...]
    opening: str
    entity: str
    signed_by: str
    wish: PublicWish | None


# Answers, notes, comments, files


def why_not_write(actor: Actor, *, number: int, owner: str | None) -> Refusal | None:
    """Say why the actor may not write the answer to a question with an owner (by public id)."""
    if Seat.LEAD in actor.seats:
        return None
    if may(actor, "save_answer") and actor.id == owner:
        return None
    return NotYourQuestion(number=number)


def why_not_this_answer(stance: Stance, text: str) -> Refusal | None:
    """Say what an answer lacks: each needs words, but for "nothing to add"."""
    if stance is not Stance.NOTHING_TO_ADD and not text.strip():
        return errors.AnswerEmpty()
    return why_not_this_length(text)


def why_not_this_text(text: str) -> Refusal | None:
    """Say what a comment, a note or a reason lacks."""
    return why_not_this_length(text) if text.strip() else errors.TextMissing()


def why_not_this_length(text: str) -> Refusal | None:
    """Say that a text is longer than a package takes."""
    if len(text) > LONGEST_TEXT:
        return errors.AnswerTooLong(length=len(text), most=LONGEST_TEXT)
    return None


def why_not_comment(actor: Actor) -> Refusal | None:
    """Say why the actor may not comment on a question they can see."""
    return None if may(actor, "add_comment") else NotAllowed()


def why_not_write_note(actor: Actor) -> Refusal | None:
    """Say why the actor may not write a privileged note."""
    return None if may(actor, "write_note") else errors.NotCounsel()


def reads_notes(actor: Actor) -> bool:
    """Say whether the actor may know of privileged notes: counsel and the lead do."""
    return bool(actor.seats & READS_NOTES)


def why_not_check(actor: Actor, *, number: int, version: int | None) -> Refusal | None:
    """Say why the actor may not record that counsel has read the latest version."""
    if not may(actor, "record_legal_check"):
        return errors.NotCounsel()
    return None if version else errors.NothingToRead(number=number)


def why_not_attach(name: str, size: int, *, already: int) -> Refusal | None:
    """Say why a file of so many bytes cannot join files of so many bytes on one reply."""
    if not 0 < size <= LARGEST_FILE_MB * MB:
        return errors.FileUnusable(name=name, most=LARGEST_FILE_MB)
    if size + already > ALL_FILES_MB * MB:
        return errors.FilesTooMany(size=-(-(size + already) // MB), most=ALL_FILES_MB)
    return None


# The reply


def why_not_begin(actor: Actor, open_states: Collection[State]) -> Refusal | None:
    """Say why the actor may not begin a reply, with the states of the letter's open ones."""
    if not may(actor, "begin_reply"):
        return NotTheLead()
    return errors.ReplyOpen() if open_states else None


def why_not_edit(state: State, actor: Actor) -> Refusal | None:
    """Say why the actor may not change a reply's opening, signature or wish."""
    if not may(actor, "edit_reply"):
        return NotTheLead()
    return None if state is State.DRAFTING else errors.WrongState(state=state.value)


def why_not_content(content: Content) -> Refusal | None:
    """Say what a reply lacks before anybody can sign it off."""
    if content.kind is not ReplyKind.INTERIM and content.unanswered:
        return errors.QuestionsOpen(numbers=listed(content.unanswered))
    if not content.stances and not content.opening.strip():
        return errors.ReplyEmpty()
    if not content.entity.strip() or not content.signed_by.strip():
        return errors.SignatureMissing()
    return errors.WishMissing() if content.wish is None else None


def why_not_ask(state: State, content: Content, actor: Actor) -> Refusal | None:
    """Say what stands in the way of asking for approval; None when nothing does."""
    if not may(actor, "ask_approval"):
        return NotTheLead()
    if (state, Move.ASK) not in LIFE:
        return errors.WrongState(state=state.value)
    return why_not_content(content)


def why_not_take_back(state: State, actor: Actor) -> Refusal | None:
    """Say why the lead may not take a reply back from approval."""
    if not may(actor, "take_back_reply"):
        return NotTheLead()
    return None if (state, Move.RETURN) in LIFE else errors.WrongState(state=state.value)


def why_not_approve(state: State, asked_by: str, actor: Actor) -> Refusal | None:
    """Say why the actor may not sign a reply off that somebody (by public id) asked to be."""
    if not may(actor, "approve_reply"):
        return errors.NotTheApprover()
    if (state, Move.APPROVE) not in LIFE:
        return errors.WrongState(state=state.value)
    return errors.SecondPersonNeeded() if asked_by == actor.id else None


def why_not_return(state: State, reason: str, actor: Actor) -> Refusal | None:
    """Say why the actor may not return a reply, with a reason, to the lead."""
    if not may(actor, "return_reply"):
        return errors.NotTheApprover()
    if (state, Move.RETURN) not in LIFE:
        return errors.WrongState(state=state.value)
    return why_not_this_text(reason)


def why_not_submit(state: State, content: Content, actor: Actor) -> Refusal | None:
    """Say what stands in the way of sending a reply; None when nothing does.

    A late reply is still a reply: the due date is no reason to hold one back.
    """
    if not may(actor, "submit_reply"):
        return NotTheLead()
    if (state, Move.SUBMIT) not in LIFE:
        return errors.WrongState(state=state.value)
    return why_not_content(content)


def why_not_join_replies(
    here: State | None, there: State | None, *, is_leaving: bool, changed: Sequence[int]
) -> Refusal | None:
    """Say why the replies to two letters stand in the way of making them one.

    The states are those of their open replies, of the file's letter first; changed are the
    numbers of its questions that do not stay as they are.
    """
    if here and there:
        return errors.RepliesOnBoth()
    if is_leaving:
        return errors.ReplyOnItsWay()
    if changed and here in (State.IN_APPROVAL, State.APPROVED):
        return errors.WordsChangeUnderReply(numbers=listed(changed))
    return None


def why_not_record_sent(state: State, actor: Actor, *, came_outside: bool) -> Refusal | None:
    """Say why the actor may not record that they sent a reply by their own means."""
    if not may(actor, "record_reply_sent"):
        return NotTheLead()
    if not came_outside:
        return errors.SendItFromHere()
    return None if (state, Move.SUBMIT) in LIFE else errors.WrongState(state=state.value)


def why_not_sent_on(
    sent_on: date, way: str, *, approved_on: date, today: date
) -> Refusal | None:
    """Say what is wrong with a day of sending (Geneva dates) or a way; None for nothing."""
    if not approved_on <= sent_on <= today:
        return errors.SentDateWrong(approved_on=approved_on)
    return None if way.strip() else errors.SentWayMissing()


def kind_as_sent(kind: ReplyKind, stances: Sequence[Stance]) -> ReplyKind:
    """Return what a reply is once it leaves: one that declines every question is a refusal."""
    if kind is not ReplyKind.INTERIM and stances and set(stances) == {Stance.DECLINED}:
        return ReplyKind.REFUSAL
    return kind


def listed(numbers: Sequence[int]) -> str:
    """Write numbers of questions as people list them."""
    return ", ".join(map(str, numbers))

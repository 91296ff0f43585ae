"""What the office may say about a letter after it left; pure. Nothing of it moves a date."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from rapport.foundation.acts import Actor
from rapport.foundation.errors import Refusal
from rapport.office.communications import errors
from rapport.office.communications.rules.life import SENT_STATES, State
from rapport.office.seats import may_for
from rapport.protocol.errors import (
    AlreadyAnswered,
    DayTooEarly,
    LetterIsWithdrawn,
    MessageNotFound,
)
from rapport.protocol.matters import ANSWERED_BY, MatterKind, why_not_words

MOST_FOLLOW_UP_QUESTIONS: Final = 50


def why_not_say(
    actor: Actor,
    command: str,
    *,
    state: State,
    mandate: str,
    received_at: datetime | None,
    withdrawn_at: datetime | None,
    by_mail: bool = False,
    by_post: bool = False,
) -> Refusal | None:
    """Say why the actor may not send something about a letter that a mandate (slug) drafted.

    Before the desk's receipt is here nothing is said, by mail and by post nothing at all; a
    question may be asked and answered about a withdrawn letter too.
    """
    if not may_for(actor, command, [mandate]):
        return errors.NotTheirLetter()
    if state not in SENT_STATES:
        return errors.WrongState()
    if received_at is None and by_post:
        return errors.ByPostOnly()
    if received_at is None:
        return errors.ByMailOnly() if by_mail else errors.LetterOnItsWay()
    talks = command in {"send_clarification", "answer_message"}
    return LetterIsWithdrawn() if withdrawn_at and not talks else None


def why_not_answer_message(
    kind: MatterKind, answer: MatterKind, *, is_ours: bool, is_answer: bool, is_answered: bool
) -> Refusal | None:
    """Say why a message is none that an answer of a kind answers."""
    if is_ours or is_answer or ANSWERED_BY.get(kind) is not answer:
        return MessageNotFound()
    return AlreadyAnswered() if is_answered else None


def why_not_grant(
    *, granted: bool, until: date | None, reply_due_on: date, today: date
) -> Refusal | None:
    """Say why more time cannot be granted until a day: it lies after the due date, ahead."""
    if not granted:
        return None
    if until is None:
        return errors.LastDayMissing()
    return why_not_day(until, after=max(reply_due_on, today))


def why_not_day(day: date, *, after: date) -> Refusal | None:
    """Say that a day does not lie after another."""
    return DayTooEarly(after=after) if day <= after else None


def why_not_further_questions(questions: Sequence[str]) -> Refusal | None:
    """Say what is wrong with a list of further questions."""
    if not 1 <= len(questions) <= MOST_FOLLOW_UP_QUESTIONS:
        return errors.FollowUpWithoutQuestions(most=MOST_FOLLOW_UP_QUESTIONS)
    return next((no for no in map(why_not_words, questions) if no), None)


def why_not_marked_words(
    text: str, *, needed: bool, broken_marks: Sequence[str], free_names: int
) -> Refusal | None:
    """Say what is wrong with a text for the company in which persons stand as marks."""
    if refusal := why_not_words(text, needed=needed):
        return refusal
    if broken_marks:
        return errors.MarksBroken(marks=", ".join(broken_marks))
    return errors.NamesTypedFree(count=free_names) if free_names else None

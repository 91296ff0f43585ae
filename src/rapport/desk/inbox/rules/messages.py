"""What the desk may say about a letter after it came; pure. Nothing of it moves its dates."""

from __future__ import annotations

from datetime import date, datetime

from rapport.desk.inbox import errors
from rapport.desk.seats import may
from rapport.foundation.acts import Actor
from rapport.foundation.errors import Refusal
from rapport.protocol.errors import (
    AlreadyAnswered,
    DayTooEarly,
    LetterIsWithdrawn,
    MessageNotFound,
)
from rapport.protocol.matters import ANSWERED_BY, MatterKind, why_not_words


def why_not_say(actor: Actor, command: str, *, withdrawn_at: datetime | None) -> Refusal | None:
    """Say why the actor may not send something about a letter; None when nothing is in the way.

    A question may be asked and answered about a withdrawn letter too.
    """
    if not may(actor, command):
        return errors.NotTheLead()
    talks = command in {"send_clarification", "answer_message"}
    return LetterIsWithdrawn() if withdrawn_at and not talks else None


def why_not_until(until: date, *, reply_due_on: date, today: date) -> Refusal | None:
    """Say why nobody needs to be asked for time until a day that is not after the due date."""
    after = max(reply_due_on, today)
    return DayTooEarly(after=after) if until <= after else None


def why_not_answer_message(
    kind: MatterKind, *, is_ours: bool, is_answer: bool, is_answered: bool
) -> Refusal | None:
    """Say why a message is none that the desk answers with a clarification."""
    if is_ours or is_answer or ANSWERED_BY.get(kind) is not MatterKind.CLARIFICATION:
        return MessageNotFound()
    return AlreadyAnswered() if is_answered else None


def why_not_redirect(*, is_redirected: bool, reason: str) -> Refusal | None:
    """Say why a letter cannot be pointed elsewhere: once is enough, and with a reason."""
    return errors.AlreadyRedirected() if is_redirected else why_not_words(reason)

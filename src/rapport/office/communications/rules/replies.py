"""Which replies an office takes, and what their assessment says of the questions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from rapport.exchange.errors import NotToHandIn
from rapport.foundation.acts import Actor
from rapport.foundation.errors import Refusal
from rapport.office.communications import errors
from rapport.office.seats import may
from rapport.protocol import references
from rapport.protocol.kinds import Reply
from rapport.protocol.matters import lies_ahead


class Verdict(StrEnum):
    """How far an answer answers its question, say those who asked. Words, no score."""

    ANSWERED = "answered"
    PARTLY = "partly"
    NOT_ANSWERED = "not_answered"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many questions stand where, by the latest assessment of each."""

    answered: int
    partly: int
    not_answered: int
    declined: int
    open: int


def why_not_hand_in(actor: Actor) -> Refusal | None:
    """Say why a person may not hand in a file that came by hand."""
    return None if may(actor, "hand_in_file") else NotToHandIn()


def why_not_receive(
    reply: Reply, *, reference: str, questions: int, at: datetime
) -> Refusal | None:
    """Say why a reply of the right sender to a letter with so many questions cannot be taken.

    A late reply is still a reply: the due date is no reason, nor that the letter was closed.
    """
    if _normal(reply.reference) != reference:
        return errors.ReplyReferenceDiffers(stated=reply.reference, reference=reference)
    numbers = Counter(answer.number for answer in reply.answers)
    if unknown := sorted(number for number in numbers if number > questions):
        return errors.ReplyQuestionUnknown(numbers=_listed(unknown), last=questions)
    if twice := sorted(number for number, times in numbers.items() if times > 1):
        return errors.ReplyAnswersTwice(numbers=_listed(twice))
    if ahead := lies_ahead(reply.dated_on, reply.sent_at, at=at):
        return errors.ReplyDateInFuture(dated_on=ahead)
    return None


def why_not_take_back(actor: Actor, *, is_signed: bool, is_struck: bool) -> Refusal | None:
    """Say why a person may not take back a reply, as filed by mistake or split wrongly."""
    if not may(actor, "take_reply_back"):
        return errors.NotTheSecretariat()
    if is_struck:
        return errors.ReplyStruck()
    return errors.ReplyIsSigned() if is_signed else None


def days_late(received_on: date, due_on: date) -> int:
    """Return how many days after the last day in time something came; 0 for in time."""
    return max(0, (received_on - due_on).days)


def coverage(latest: Mapping[int, Verdict], *, questions: int) -> Coverage:
    """Count the questions of a letter by the latest verdict on each."""
    count = Counter(latest.values())
    return Coverage(
        answered=count[Verdict.ANSWERED],
        partly=count[Verdict.PARTLY],
        not_answered=count[Verdict.NOT_ANSWERED],
        declined=count[Verdict.DECLINED],
        open=questions - len(latest),
    )


def _normal(reference: str) -> str:
    try:
        return str(references.parse(reference))
    except ValueError:
        return reference


def _listed(numbers: list[int]) -> str:
    return ", ".join(map(str, numbers))

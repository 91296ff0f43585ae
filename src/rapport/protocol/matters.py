"""What both sides ask of a document about a letter that was sent; pure."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Final

from rapport.foundation.acts import geneva_date
from rapport.foundation.errors import Refusal
from rapport.protocol import errors, kinds, references
from rapport.protocol.kinds import AboutLetter

CLOCKS_DIFFER: Final = timedelta(minutes=5)
"""How far the sender's clock may be ahead of ours before its date lies in the future."""

LONGEST_WORDS: Final = 20_000
"""Signs that a text of a document about a letter may have."""

ITS_OWN: Final = frozenset({"message", "dated_on", "sent_at"})
"""What two documents that say the same do not share."""


class MatterKind(StrEnum):
    """The kinds of document about a letter that was sent."""

    ACKNOWLEDGEMENT = "acknowledgement"
    EXTENSION_REQUEST = "extension_request"
    EXTENSION_ANSWER = "extension_answer"
    CLARIFICATION = "clarification"
    WITHDRAWAL = "withdrawal"
    REDIRECT = "redirect"
    FOLLOW_UP = "follow_up"
    PUBLICATION_NOTICE = "publication_notice"


ANSWERED_BY: Final = {
    MatterKind.EXTENSION_REQUEST: MatterKind.EXTENSION_ANSWER,
    MatterKind.CLARIFICATION: MatterKind.CLARIFICATION,
    MatterKind.FOLLOW_UP: MatterKind.CLARIFICATION,
}
"""Kinds that ask for something, and the kind that answers. An answer asks for nothing."""


def answered_message(document: AboutLetter) -> object:
    """Return the id of the message that a document answers, or None."""
    return getattr(document, "in_answer_to", None)


def why_not_take(document: AboutLetter, *, reference: str, at: datetime) -> Refusal | None:
    """Say why a document about the letter of a reference cannot be taken at an instant."""
    if _normal(document.reference) != reference:
        return errors.MatterReferenceDiffers(stated=document.reference, reference=reference)
    if ahead := lies_ahead(document.dated_on, document.sent_at, at=at):
        return errors.MatterDateInFuture(dated_on=ahead)
    return None


def lies_ahead(dated_on: date, sent_at: datetime, *, at: datetime) -> str:
    """Return which of a document's dates lies ahead of an instant; empty when neither does.

    An instant may be a little ahead: two machines' clocks differ.
    """
    if dated_on > geneva_date(at):
        return f"{dated_on}"
    ahead = sent_at > at + CLOCKS_DIFFER
    return f"{sent_at.astimezone(UTC):%Y-%m-%d %H:%M} UTC" if ahead else ""


def why_not_answers(
    document: AboutLetter, asked: MatterKind, *, is_ours: bool, is_answer: bool
) -> Refusal | None:
    """Say why a document does not answer a message: not ours, an answer itself, other kind."""
    fits = ANSWERED_BY.get(asked) is MatterKind(document.KIND)
    return None if is_ours and not is_answer and fits else errors.AnswersNothing()


def why_not_words(text: str, *, needed: bool = True) -> Refusal | None:
    """Say what is wrong with a text that would leave with a document about a letter."""
    if needed and not text.strip():
        return errors.WordsMissing()
    if len(text) > LONGEST_WORDS:
        return errors.WordsTooLong(length=len(text), most=LONGEST_WORDS)
    return None


def says_the_same(one: AboutLetter, other: AboutLetter) -> bool:
    """Tell whether two documents say the same, but for when: a form that was sent twice."""
    if type(one) is not type(other):
        return False
    return one.model_dump(exclude=set(ITS_OWN)) == other.model_dump(exclude=set(ITS_OWN))


def read(kind: MatterKind, body: str) -> AboutLetter:
    """Return a document about a letter as it was kept."""
    document = kinds.KINDS[kind.value].model_validate_json(body)
    if not isinstance(document, AboutLetter):
        raise TypeError("a kind that is about a letter")
    return document


def _normal(reference: str) -> str:
    try:
        return str(references.parse(reference))
    except ValueError:
        return reference

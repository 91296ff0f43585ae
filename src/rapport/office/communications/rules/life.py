"""The life of a letter: states, steps, and who may take them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from rapport.foundation.acts import Actor
from rapport.foundation.errors import Refusal
from rapport.office.communications import errors
from rapport.office.communications.rules.content import Content, why_not_content, why_not_reach
from rapport.office.seats import mandates_of, may, may_for, sees_all
from rapport.protocol.errors import LetterIsWithdrawn


class State(StrEnum):
    """Where a letter stands. What follows its sending is derived from dates, never stored."""

    DRAFT = "draft"
    CIRCULATING = "circulating"
    CLEARED = "cleared"
    TRANSMITTED = "transmitted"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


class Move(StrEnum):
    """A step in a letter's life."""

    CIRCULATE = "circulate"
    RETURN = "return"
    CLEAR = "clear"
    TRANSMIT = "transmit"
    CLOSE = "close"
    WITHDRAW = "withdraw"


LIFE: Final[Mapping[tuple[State, Move], State]] = {
    (State.DRAFT, Move.CIRCULATE): State.CIRCULATING,
    (State.CIRCULATING, Move.RETURN): State.DRAFT,
    (State.CIRCULATING, Move.CLEAR): State.CLEARED,
    (State.CLEARED, Move.RETURN): State.DRAFT,  # a late doubt outranks a clearance
    (State.CLEARED, Move.TRANSMIT): State.TRANSMITTED,
    (State.TRANSMITTED, Move.CLOSE): State.CLOSED,
    (State.DRAFT, Move.WITHDRAW): State.WITHDRAWN,
    (State.CIRCULATING, Move.WITHDRAW): State.WITHDRAWN,
    (State.CLEARED, Move.WITHDRAW): State.WITHDRAWN,
    # what has left stays sent: that it was withdrawn is a dated fact, and the company is told
    (State.TRANSMITTED, Move.WITHDRAW): State.CLOSED,
    (State.CLOSED, Move.WITHDRAW): State.CLOSED,
}
OPEN_STATES: Final = (State.DRAFT, State.CIRCULATING, State.CLEARED)
"""States of a letter that has not left and may still leave."""

SENT_STATES: Final = (State.TRANSMITTED, State.CLOSED)
"""States of a letter that has left, and that a reply may answer."""


def why_not_draft(actor: Actor, *, mandate: str, case_is_open: bool) -> Refusal | None:
    """Say why the actor may not begin a letter in a case that a mandate (slug) leads."""
    if not may_for(actor, "draft_letter", [mandate]):
        return errors.NotTheirLetter()
    return None if case_is_open else errors.CaseClosed()


def why_not_write(actor: Actor, command: str, *, state: State, mandate: str) -> Refusal | None:
    """Say why the actor may not change what a draft of a mandate (slug) says."""
    if not may_for(actor, command, [mandate]):
        return errors.NotTheirLetter()
    if state is State.DRAFT:
        return None
    fixed = state in {State.CIRCULATING, State.CLEARED}
    return errors.TextFixed() if fixed else errors.WrongState()


def why_not_return(actor: Actor, *, state: State, mandate: str) -> Refusal | None:
    """Say why the actor may not take a letter back to draft."""
    if not may_for(actor, "return_to_draft", [mandate]):
        return errors.NotTheirLetter()
    return None if (state, Move.RETURN) in LIFE else errors.WrongState()


def why_not_clear(actor: Actor, *, state: State, content: Content) -> Refusal | None:
    """Say what stands in the way of clearing a letter; None when nothing does.

    Mandates that have not answered do not: whether one waits for them is decided at sending.
    """
    if not may(actor, "clear_letter"):
        return errors.NotTheSecretariat()
    if (state, Move.CLEAR) not in LIFE:
        return errors.WrongState()
    return why_not_content(content) or why_not_reach(content)


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """What is known of a letter at the company: it came, was not taken, was withdrawn."""

    received_at: datetime | None = None
    refused_at: datetime | None = None
    withdrawn_at: datetime | None = None
    by_mail: bool = False
    accepted_at: datetime | None = None
    bounced_at: datetime | None = None
    by_post: bool = False
    posted_on: date | None = None

    @property
    def tells_company(self) -> bool:
        """Whether the company has the letter, as far as is known: then it is told."""
        left = self.posted_on if self.by_post else self.accepted_at
        return bool(self.received_at or (left and not self.bounced_at))

    @property
    def is_underway(self) -> bool:
        """Whether nobody knows yet if the letter came, or left; of paper somebody does."""
        known = self.received_at or self.refused_at or self.accepted_at or self.bounced_at
        return not known and not self.by_post


NOT_SENT: Final = Arrival()


def why_not_withdraw(
    actor: Actor, *, state: State, mandate: str, reason: str, arrival: Arrival = NOT_SENT
) -> Refusal | None:
    """Say why the actor may not withdraw a letter.

    What has left cannot be called back: the company is told, once it is known whether it came.
    """
    if not may_for(actor, "withdraw_letter", [mandate]):
        return errors.NotTheirLetter()
    if (state, Move.WITHDRAW) not in LIFE:
        return errors.WrongState()
    if state in SENT_STATES:
        if arrival.withdrawn_at:
            return LetterIsWithdrawn()
        if arrival.is_underway:
            return errors.MailUnderway() if arrival.by_mail else errors.LetterOnItsWay()
    return None if reason.strip() else errors.ReasonMissing()


def why_not_close(actor: Actor, *, state: State, mandate: str) -> Refusal | None:
    """Say why the actor may not close a letter. A reply is taken after that too."""
    if not may_for(actor, "close_letter", [mandate]):
        return errors.NotTheirLetter()
    return None if (state, Move.CLOSE) in LIFE else errors.WrongState()


def why_not_read_whole(actor: Actor, *, signing: Collection[str]) -> Refusal | None:
    """Say why the actor may not read letter and replies as they were sent, with every name.

    Those who sign it read what the company reads. Other mandates that see the case read names
    by the persons' consent to be shared, and no file, for no consent reaches into one.
    """
    reads = sees_all(actor) or mandates_of(actor) & frozenset(signing)
    return None if reads else errors.NotASignatory()


def why_not_assess(actor: Actor, *, state: State, signing: Collection[str]) -> Refusal | None:
    """Say why the actor may not assess answers to a letter that these mandates signed."""
    if not may_for(actor, "assess_answer", signing):
        return errors.NotASignatory()
    return None if state in SENT_STATES else errors.WrongState()

"""How other mandates come to sign a letter."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from rapport.foundation.acts import Actor
from rapport.foundation.errors import Refusal
from rapport.office.communications import errors
from rapport.office.communications.rules.content import Content, why_not_content
from rapport.office.communications.rules.life import LIFE, Move, State
from rapport.office.seats import mandates_of, may, may_for


class SignatureState(StrEnum):
    """Whether a mandate signs. The lead is the mandate whose case it is."""

    LEAD = "lead"
    ASKED = "asked"
    JOINED = "joined"
    DECLINED = "declined"


def why_not_circulate(
    actor: Actor, *, state: State, mandate: str, content: Content
) -> Refusal | None:
    """Say what stands in the way of fixing the text for those who join and clear."""
    if not may_for(actor, "circulate_letter", [mandate]):
        return errors.NotTheirLetter()
    if (state, Move.CIRCULATE) not in LIFE:
        return errors.WrongState()
    return why_not_content(content)


def why_not_ask(
    actor: Actor,
    *,
    state: State,
    mandate: str,
    is_in_force: bool,
    signs: SignatureState | None,
    due_on: date,
    today: date,
) -> Refusal | None:
    """Say why another mandate may not be asked, until a Geneva date, to sign a letter.

    One that declined, or has not answered, may be asked anew.
    """
    if not may_for(actor, "ask_to_join", [mandate]):
        return errors.NotTheirLetter()
    if state not in {State.DRAFT, State.CIRCULATING}:
        return errors.WrongState()
    if not is_in_force:
        return errors.MandateNotInForce()
    if signs in {SignatureState.LEAD, SignatureState.JOINED}:
        return errors.AlreadySigns()
    return errors.DeadlinePast(due_on=due_on) if due_on < today else None


def why_not_answer(
    actor: Actor, command: str, *, state: State, mandate: str, signs: SignatureState | None
) -> Refusal | None:
    """Say why the actor may not join a letter, or decline to, in the name of a mandate (slug).

    A day late is no reason: as long as the letter circulates, an answer is taken.
    """
    if not may(actor, command) or mandate not in mandates_of(actor):
        return errors.NotTheirMandate()
    if signs is not SignatureState.ASKED:
        return errors.NotAsked()
    return None if state is State.CIRCULATING else errors.NotCirculating()

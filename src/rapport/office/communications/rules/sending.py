"""The reference, the dates and the period with which a letter leaves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from rapport.foundation.acts import Actor, geneva_date
from rapport.foundation.errors import Refusal
from rapport.office.communications import errors
from rapport.office.communications.rules.content import (
    Content,
    numbers_in,
    why_not_content,
    why_not_reach,
)
from rapport.office.communications.rules.life import LIFE, Move, State
from rapport.office.seats import may
from rapport.protocol import deadlines, references
from rapport.protocol.kinds import LetterType

USUAL_PERIOD_DAYS: Final = deadlines.USUAL_PERIOD.days
LONGEST_PERIOD_DAYS: Final = 365
MOST_OTHERS: Final = 60
DEMONSTRATION_YEAR: Final = 2099


class PublicFrom(StrEnum):
    """From when letter and reply may be public."""

    AFTER_PERIOD = "after_period"
    AFTER_48_HOURS = "after_48_hours"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """What the secretariat types when a letter leaves."""

    reference: str
    dated_on: date
    reply_period_days: int
    public_from: PublicFrom
    without_asked: bool = False
    mail_to: str = ""
    post_to: str = ""
    """Address lines: the letter goes on paper."""
    return_to: str = ""


def normal_reference(text: str, type: LetterType) -> references.Reference:
    """Return a typed reference as it is compared.

    Raises ReferenceUnreadable, ReferenceOfAnotherType.
    """
    try:
        read = references.parse(text)
    except ValueError as trouble:
        raise errors.ReferenceUnreadable(reference=text.strip() or "–") from trouble
    if read.type is not type:
        raise errors.ReferenceOfAnotherType(reference=str(read), type=type.value)
    return read


def why_not_period(days: int) -> Refusal | None:
    """Say that a period is none that a letter gives."""
    if 1 <= days <= LONGEST_PERIOD_DAYS:
        return None
    return errors.PeriodUnusable(days=days, most=LONGEST_PERIOD_DAYS)


def why_not_others(count: int) -> Refusal | None:
    """Say that a letter names more others who are written to than a package takes."""
    return errors.TooManyOthers(most=MOST_OTHERS, count=count) if count > MOST_OTHERS else None


def why_not_send(
    sending: Sending,
    *,
    type: LetterType,
    period_text: str,
    today: date,
    demonstration: bool,
) -> Refusal | None:
    """Say what is wrong with what was typed.

    The period must be one that the letter's own words state.
    """
    try:
        reference = normal_reference(sending.reference, type)
    except Refusal as unreadable:
        return unreadable
    if demonstration and reference.year != DEMONSTRATION_YEAR:
        return errors.ReferenceNotInvented()
    if sending.dated_on > today:
        return errors.DateInFuture(dated_on=sending.dated_on)
    if refusal := why_not_period(sending.reply_period_days):
        return refusal
    stated = numbers_in(period_text)
    if stated and sending.reply_period_days not in stated:
        return errors.PeriodDiffers(
            stated=", ".join(map(str, stated)), days=sending.reply_period_days
        )
    early = sending.public_from is PublicFrom.AFTER_48_HOURS
    return errors.TooEarlyForThisType() if early and type is not LetterType.OTHER else None


def why_not_transmit(
    actor: Actor, *, state: State, content: Content, asked: int, without_asked: bool
) -> Refusal | None:
    """Say what stands in the way of sending a letter; None when nothing does.

    What was checked for clearance is checked again: consents may have been withdrawn since.
    """
    if not may(actor, "transmit_letter"):
        return errors.NotTheSecretariat()
    if (state, Move.TRANSMIT) not in LIFE:
        return errors.WrongState()
    if refusal := why_not_content(content) or why_not_reach(content):
        return refusal
    return errors.AnswersOpen(count=asked) if asked and not without_asked else None


def public_from(choice: PublicFrom, *, sent_at: datetime, period_days: int) -> datetime:
    """Return the instant (UTC) from which letter and reply may be public."""
    if choice is PublicFrom.AFTER_48_HOURS:
        return deadlines.public_from_for_law_comments(sent_at)
    due_on = deadlines.reply_due_on(geneva_date(sent_at), timedelta(days=period_days))
    return deadlines.public_from(due_on)


def due_on(sent_on: date, days: int) -> date:
    """Return the last Geneva date on which a reply is in time."""
    return deadlines.reply_due_on(sent_on, timedelta(days=days))

"""Which letters a desk takes, and what its dates mean."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from rapport.desk.inbox import errors
from rapport.desk.seats import may
from rapport.exchange.errors import NotToHandIn
from rapport.foundation.acts import Actor, geneva_date
from rapport.foundation.errors import Refusal
from rapport.protocol import deadlines, references
from rapport.protocol.kinds import Letter, LetterType
from rapport.protocol.matters import lies_ahead


def normal_reference(letter: Letter) -> str:
    """Return the reference as it is compared. Raises ReferenceUnreadable."""
    try:
        read = references.parse(letter.reference)
    except ValueError as trouble:
        raise errors.ReferenceUnreadable(reference=letter.reference) from trouble
    if read.type is not letter.type:
        raise errors.ReferenceUnreadable(reference=letter.reference)
    return str(read)


def why_not_receive(
    letter: Letter, *, sender_side: str, company: str, company_name: str, at: datetime
) -> Refusal | None:
    """Say why this desk cannot take a letter from a side's installation; None when it can.

    An empty company takes letters to anyone: an installation that stands for no company yet.
    """
    if sender_side != "office":
        return errors.NotAnOffice()
    if company and letter.addressee.slug != company:
        return errors.NotForThisCompany(addressee=letter.addressee.name, company=company_name)
    if not letter.questions:
        return errors.NoQuestions()
    if ahead := lies_ahead(letter.dated_on, letter.sent_at, at=at):
        return errors.DateInFuture(dated_on=ahead)
    return _why_not_these_dates(letter)


def _why_not_these_dates(letter: Letter) -> Refusal | None:
    sent_on = geneva_date(letter.sent_at)
    due_on = deadlines.reply_due_on(sent_on, timedelta(days=letter.reply_period_days))
    if letter.reply_due_on != due_on:
        return errors.DueDateWrong(
            sent_on=sent_on,
            days=letter.reply_period_days,
            expected=due_on,
            stated=letter.reply_due_on,
        )
    if letter.public_from not in possible_public_from(letter):
        return errors.PublicFromWrong(
            expected=geneva_date(deadlines.public_from(due_on)),
            stated=geneva_date(letter.public_from),
        )
    return None


def possible_public_from(letter: Letter) -> Sequence[datetime]:
    """Return from when a letter may be public: after the period, or after 48 hours.

    The second is for comments on laws and policies alone. Source: docs/domain/reply-clock.md.
    """
    instants = [deadlines.public_from(letter.reply_due_on)]
    if letter.type is LetterType.OTHER:
        instants.append(deadlines.public_from_for_law_comments(letter.sent_at))
    return instants


def days_lost(sent_on: date, arrived_on: date) -> int:
    """Return the days of the period that were gone when a letter arrived; never negative."""
    return max(0, (arrived_on - sent_on).days)


def why_not_hand_in(actor: Actor) -> Refusal | None:
    """Say why a person may not hand in a file; None for those who see every letter."""
    return None if may(actor, "hand_in_file") else NotToHandIn()


def why_not_acknowledge(acknowledged_at: datetime | None, actor: Actor) -> Refusal | None:
    """Say what stands in the way of acknowledging a letter; None when nothing does."""
    if not may(actor, "acknowledge_letter"):
        return errors.NotTheLead()
    if acknowledged_at:
        return errors.AlreadyAcknowledged(acknowledged_on=geneva_date(acknowledged_at))
    return None

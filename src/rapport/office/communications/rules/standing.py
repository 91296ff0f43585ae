"""What dated facts say of a letter that has left. Derived each time, never stored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from rapport.foundation.acts import geneva_date
from rapport.protocol.deadlines import day_number, days_left


class Word(StrEnum):
    """Where a letter that has left stands, in one word."""

    REFUSED = "refused"
    ON_ITS_WAY = "on_its_way"
    WAITING = "waiting"
    INTERIM = "interim"
    REPLIED = "replied"
    OVERDUE = "overdue"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known of a letter that has left; a date or instant is None until it is a fact."""

    sent_on: date
    reply_due_on: date
    public_from: datetime
    received_at: datetime | None
    refused_at: datetime | None
    interim_on: date | None
    replied_on: date | None
    withdrawn_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A letter's word and numbers at one instant. Days left are negative after the last."""

    word: Word
    day: int
    days_left: int
    may_be_public: bool

    @property
    def is_late(self) -> bool:
        """Whether a full reply is past its day."""
        return self.word is Word.OVERDUE


def standing(facts: Facts, *, at: datetime) -> Standing:
    """Say where a letter stands at an instant.

    Overdue begins the day after the last day in time; an interim reply does not stop it. Before
    the company's receipt is here, nothing is overdue: silence is told after proof of delivery.
    """
    today = geneva_date(at)
    return Standing(
        word=_word(facts, today),
        day=day_number(facts.sent_on, today),
        days_left=days_left(facts.reply_due_on, today),
        may_be_public=at >= facts.public_from,
    )


def _word(facts: Facts, today: date) -> Word:
    if facts.withdrawn_at:
        return Word.WITHDRAWN
    if facts.replied_on:
        return Word.REPLIED
    if facts.refused_at:
        return Word.REFUSED
    if not facts.received_at:
        return Word.ON_ITS_WAY
    if today > facts.reply_due_on:
        return Word.OVERDUE
    return Word.INTERIM if facts.interim_on else Word.WAITING

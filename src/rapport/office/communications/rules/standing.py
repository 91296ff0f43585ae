"""What dated facts say of a letter that has left. Derived each time, never stored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from rapport.foundation.acts import geneva_date
from rapport.protocol.deadlines import day_number, days_left

ACKNOWLEDGE_WITHIN: Final = timedelta(days=5)
"""So soon a desk is expected to acknowledge a letter; no other clock knows of it."""


class Word(StrEnum):
    """Where a letter that has left stands, in one word."""

    REFUSED = "refused"
    ON_ITS_WAY = "on_its_way"
    WAITING = "waiting"
    INTERIM = "interim"
    REPLIED = "replied"
    OVERDUE = "overdue"
    MAIL_WAITS = "mail_waits"
    MAILED = "mailed"
    TO_BE_POSTED = "to_be_posted"
    POSTED = "posted"
    CAME_BACK = "came_back"
    UNFILED = "unfiled"
    BOUNCED = "bounced"
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
    by_mail: bool = False
    by_post: bool = False
    posted_on: date | None = None
    accepted_at: datetime | None = None
    bounced_at: datetime | None = None
    unfiled: bool = False
    acknowledged_on: date | None = None
    """A person recorded that a message of the company's acknowledges receipt."""


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
    the company's receipt, its word that the letter is there, or an interim reply is here,
    nothing is overdue: silence is told after proof of delivery.
    By mail there is none: the mail server's yes stands for it, until the mail comes back. An
    answer by mail that nobody has filed may be the reply: until then nothing is overdue. On
    paper, that somebody at the company took it is what a person records.
    """
    today = geneva_date(at)
    return Standing(
        word=_word(facts, today),
        day=day_number(facts.sent_on, today),
        days_left=days_left(facts.reply_due_on, today),
        may_be_public=at >= facts.public_from,
    )


def _underway(facts: Facts) -> Word | None:
    """Say what keeps silence from counting; None once the letter is as good as there."""
    if facts.received_at or facts.interim_on or facts.acknowledged_on:
        return None
    if facts.by_post:
        return _on_paper(facts)
    if facts.bounced_at:
        return Word.UNFILED if facts.unfiled else Word.BOUNCED
    if facts.accepted_at:
        return None
    return Word.MAIL_WAITS if facts.by_mail else Word.ON_ITS_WAY


def _on_paper(facts: Facts) -> Word | None:
    if facts.unfiled:
        return Word.UNFILED
    if facts.bounced_at:
        return Word.CAME_BACK
    if facts.accepted_at:
        return None
    return Word.POSTED if facts.posted_on else Word.TO_BE_POSTED


def _ended(facts: Facts) -> Word | None:
    """Say what ends the waiting; None while the days count."""
    if facts.withdrawn_at:
        return Word.WITHDRAWN
    if facts.replied_on:
        return Word.REPLIED
    return Word.REFUSED if facts.refused_at else None


def _word(facts: Facts, today: date) -> Word:
    if word := _ended(facts) or _underway(facts):
        return word
    if facts.unfiled:
        return Word.UNFILED
    if today > facts.reply_due_on:
        return Word.OVERDUE
    if facts.interim_on:
        return Word.INTERIM
    is_there = facts.received_at or facts.acknowledged_on
    return Word.MAILED if facts.by_mail and not is_there else Word.WAITING


def acknowledge_by(received_at: datetime) -> date:
    """Return the last day, in Geneva, on which an acknowledgement is in its time."""
    return geneva_date(received_at) + ACKNOWLEDGE_WITHIN

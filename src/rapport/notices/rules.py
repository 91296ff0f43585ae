"""When somebody is told that something waits, and when not; pure."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Final

from rapport.accounts.rules import Notices
from rapport.foundation.acts import GENEVA, geneva_date

EVERY: Final = timedelta(minutes=5)
"""How often it is looked whether something new waits: what comes together is told together."""

REST: Final = timedelta(hours=1)
"""Between two notices to somebody who has not looked at Today since the first."""

DAILY_AT: Final = 8
"""The hour in Geneva from which the notice of the day leaves."""

TRIED_FOR: Final = timedelta(days=1)
"""After so long without the mail server a notice is dropped."""

MARK_CHARACTERS: Final = 16


@dataclass(frozen=True, slots=True)
class Waits:
    """One thing that waits for a person, as the side's Today knows it.

    The key is another one when it waits anew: for another deed, or more urgently. The matter is
    what the journal knows it by.
    """

    key: str
    matter: str


def mark_of(person: str, waits: Waits) -> str:
    """Return what is kept of a thing that waits: it can be compared, and for them alone."""
    digest = sha256(f"{person}\n{waits.matter}\n{waits.key}".encode()).hexdigest()
    return digest[:MARK_CHARACTERS]


def is_due(choice: Notices, daily_on: date | None, at: datetime) -> bool:
    """Say whether it is to be looked now: with every round, or once on a morning in Geneva."""
    if choice is Notices.DAILY:
        return at.astimezone(GENEVA).hour >= DAILY_AT and daily_on != geneva_date(at)
    return choice is Notices.AT_ONCE


def own_since(choice: Notices, at: datetime) -> datetime:
    """Return since when a person's own deed about a matter counts as having seen it.

    Since the look before, and a little longer: a deed is dated before it is written down.
    """
    return at - EVERY - (timedelta(days=1) if choice is Notices.DAILY else EVERY)


def news(
    choice: Notices,
    waiting: Collection[str],
    *,
    seen: Collection[str],
    told: Collection[str],
) -> frozenset[str]:
    """Return what is worth a notice: not seen, and, for those told at once, not told of either.

    The notice of the day comes again until its reader has looked.
    """
    unseen = frozenset(waiting) - frozenset(seen)
    return unseen if choice is Notices.DAILY else unseen - frozenset(told)


def must_rest(*, told_at: datetime | None, seen_at: datetime | None, at: datetime) -> bool:
    """Say whether the last notice is too fresh for another one, and was not followed."""
    if told_at is None or (seen_at is not None and seen_at >= told_at):
        return False
    return at - told_at < REST


def is_worth_writing(
    *, asked_at: datetime, told_at: datetime | None, seen_at: datetime | None, at: datetime
) -> bool:
    """Say whether a notice decided on at `asked_at` still goes.

    Not after a day, not once its reader has looked, not when a newer one was decided on.
    """
    is_the_last = told_at == asked_at
    has_looked = seen_at is not None and seen_at >= asked_at
    return is_the_last and not has_looked and at - asked_at < TRIED_FOR

"""Which deeds a letter may ask of an office, and how soon; pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from rapport.foundation.acts import geneva_date
from rapport.protocol.deadlines import day_number, days_left

SOON_DAYS: Final = 7
"""A reply that is due within so many days stands on Today."""

NO_RECEIPT_AFTER: Final = timedelta(hours=1)
"""A desk answers a package at once; without a receipt for so long, it is in doubt."""

ROWS: Final = 10
"""So many rows of a group stand on Today; the rest is behind a link."""

LOOKED_AT: Final = 200
"""So many rows of a group are looked at for notices."""


class Deed(StrEnum):
    """What somebody is asked to do."""

    SEND_AGAIN = "send_again"
    JOIN = "join"
    GO_ON = "go_on"
    CLEAR = "clear"
    TRANSMIT = "transmit"
    WATCH = "watch"
    ASK_RECEIPT = "ask_receipt"
    AWAIT = "await"
    LOOK_AFTER = "look_after"
    PUBLISH = "publish"
    ASSESS = "assess"
    SETTLE = "settle"
    SETTLE_WITHDRAWAL = "settle_withdrawal"
    TELL_AGAIN = "tell_again"
    LOOK = "look"
    CHECK_CONTACT = "check_contact"
    FILE = "file"
    POST = "post"
    ASK_CARRIER = "ask_carrier"
    GIVE_TIME = "give_time"
    EXPLAIN = "explain"
    REDIRECTED = "redirected"
    ASK_ADMINISTRATOR = "ask_administrator"


class Urgency(StrEnum):
    """How soon a deed is wanted; late is past a date."""

    LATE = "late"
    SOON = "soon"
    LATER = "later"


_LATE: Final = frozenset(
    {
        Deed.SEND_AGAIN,
        Deed.LOOK_AFTER,
        Deed.SETTLE,
        Deed.SETTLE_WITHDRAWAL,
        Deed.TELL_AGAIN,
        Deed.CHECK_CONTACT,
        Deed.ASK_ADMINISTRATOR,
    }
)
_SOON: Final = frozenset(
    {
        Deed.JOIN,
        Deed.WATCH,
        Deed.ASK_RECEIPT,
        Deed.AWAIT,
        Deed.FILE,
        Deed.LOOK,
        Deed.POST,
        Deed.ASK_CARRIER,
        Deed.GIVE_TIME,
        Deed.EXPLAIN,
        Deed.REDIRECTED,
    }
)


class Unit(StrEnum):
    """What the number in the margin counts."""

    DAYS_LEFT = "days_left"
    DAYS_LATE = "days_late"
    DAY_OF = "day_of"
    DAYS_WAITED = "days_waited"


@dataclass(frozen=True, slots=True)
class Margin:
    """The number that stands in the margin of a row; `period` is the letter's, for DAY_OF."""

    number: int
    unit: Unit
    period: int = 0


def margin_until(due_on: date, today: date) -> Margin:
    """Return how many days are left until a date, or have passed since."""
    left = days_left(due_on, today)
    return Margin(left, Unit.DAYS_LEFT) if left >= 0 else Margin(-left, Unit.DAYS_LATE)


def margin_since(at: datetime, today: date) -> Margin:
    """Return how many days something has waited."""
    return Margin(day_number(geneva_date(at), today), Unit.DAYS_WAITED)


def margin_of_period(sent_on: date, reply_due_on: date, today: date) -> Margin:
    """Return the day of a letter's period."""
    return Margin(
        day_number(sent_on, today), Unit.DAY_OF, period=day_number(sent_on, reply_due_on)
    )


def urgency(deed: Deed, margin: Margin) -> Urgency:
    """Say how soon a deed is wanted."""
    if deed in _LATE or margin.unit is Unit.DAYS_LATE:
        return Urgency.LATE
    if deed in _SOON:
        return Urgency.SOON
    return Urgency.LATER


def what_to_do(*, asked: int, first_due_on: date | None, today: date) -> Deed | None:
    """Say what a circulating letter asks of the secretariat; None while answers may yet come.

    Once every mandate has answered it can be cleared; when the first day set has passed without
    an answer, somebody asks again or goes on without.
    """
    if not asked:
        return Deed.CLEAR
    return Deed.GO_ON if first_due_on and first_due_on < today else None

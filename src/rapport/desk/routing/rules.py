"""Who may give, take on, hand over and return a question; the targets on the way to day 60."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from rapport.desk.inbox.errors import NotTheLead
from rapport.desk.routing import errors
from rapport.desk.seats import may
from rapport.foundation.acts import Actor
from rapport.foundation.errors import Refusal
from rapport.protocol.deadlines import USUAL_PERIOD

LONGEST_WITHOUT_OWNER: Final = timedelta(hours=24)
"""After so long a letter with a question nobody owns is late, and the lead is told."""

SATURDAY: Final = 5


class Ending(StrEnum):
    """Why a question is no longer with an owner."""

    CHANGED = "changed"
    HANDED_OVER = "handed_over"
    RETURNED = "returned"


class Target(StrEnum):
    """A date the company sets itself."""

    LOGGED = "logged"
    ACKNOWLEDGED = "acknowledged"
    OWNERS = "owners"
    FACTS = "facts"
    DRAFT = "draft"
    LEGAL = "legal"
    SIGN_OFF = "sign_off"
    SEND = "send"


class Standing(StrEnum):
    """How a target stands today."""

    MET = "met"
    MISSED = "missed"
    AHEAD = "ahead"


FROM_ARRIVAL_DAYS: Final = {Target.LOGGED: 0, Target.OWNERS: 5}
ACKNOWLEDGE_WORKING_DAYS: Final = 2
BACK_FROM_DUE_DAYS: Final = {
    Target.FACTS: 35,
    Target.DRAFT: 25,
    Target.LEGAL: 18,
    Target.SIGN_OFF: 10,
    Target.SEND: 5,
}
"""Days before the due date: 25, 35, 42, 50, 55 of 60. A shorter period shortens them."""


@dataclass(frozen=True, slots=True)
class TargetDate:
    """A target with its date, the date it was met, and how it stands."""

    target: Target
    due_on: date
    met_on: date | None
    standing: Standing


def target_dates(sent_on: date, arrived_on: date, reply_due_on: date) -> dict[Target, date]:
    """Return the Geneva date of every target.

    The first three are counted from arrival, the rest planned back from the due date; none lies
    before the arrival. Weekends count but in the two working days for acknowledging; holidays
    differ by country and are not known here.
    """
    period = reply_due_on - sent_on
    dates = {
        target: arrived_on + timedelta(days=days) for target, days in FROM_ARRIVAL_DAYS.items()
    }
    dates[Target.ACKNOWLEDGED] = add_working_days(arrived_on, ACKNOWLEDGE_WORKING_DAYS)
    for target, days in BACK_FROM_DUE_DAYS.items():
        before = min(days, days * period.days // USUAL_PERIOD.days)
        dates[target] = max(arrived_on, reply_due_on - timedelta(days=before))
    return {target: dates[target] for target in Target}


def add_working_days(day: date, days: int) -> date:
    """Return the date so many days from Monday to Friday later."""
    while days:
        day += timedelta(days=1)
        days -= day.weekday() < SATURDAY
    return day


def standing(due_on: date, met_on: date | None, today: date) -> Standing:
    """Say how a target stands: met in time, missed (also when met late), or still ahead."""
    if met_on is not None:
        return Standing.MET if met_on <= due_on else Standing.MISSED
    return Standing.MISSED if today > due_on else Standing.AHEAD


def is_late_without_owner(arrived_at: datetime, at: datetime) -> bool:
    """Say whether a question has been without an owner for too long."""
    return at - arrived_at > LONGEST_WITHOUT_OWNER


def why_not_name_owners(actor: Actor) -> Refusal | None:
    """Say why the actor may not name owners; None when nothing stands in the way."""
    return None if may(actor, "name_owners") else NotTheLead()


def why_not_take_on(
    actor: Actor, *, number: int, owner: str, acknowledged_at: datetime | None
) -> Refusal | None:
    """Say why the actor may not take on a question given to an owner (by public id)."""
    if not (may(actor, "acknowledge_question") and actor.id == owner):
        return errors.NotYourQuestion(number=number)
    if acknowledged_at:
        return errors.AlreadyTakenOn(number=number)
    return None


def why_not_give_away(actor: Actor, *, number: int, owner: str, reason: str) -> Refusal | None:
    """Say why the actor may not hand over or return a question; a reason is asked for."""
    if not (may(actor, "hand_over_question") and actor.id == owner):
        return errors.NotYourQuestion(number=number)
    if not reason.strip():
        return errors.ReasonMissing()
    return None

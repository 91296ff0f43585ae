"""How long work is leased, when it is tried again and given up, and who looks after that."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from enum import StrEnum
from typing import Final

from rapport.foundation.acts import SYSTEM, Actor
from rapport.foundation.errors import Refusal
from rapport.journal.errors import NotGivenUp, NotTheAdministrator

ADMINISTRATOR: Final = "administrator"
MAY: Final[Mapping[str, frozenset[str]]] = {"try_again": frozenset({ADMINISTRATOR})}
"""Commands on work that was given up, and the seats that may give them, on every side."""

STOPPED: Final = "journal.stopped"
"""The trouble of work in the middle of which its worker ended, each time."""

UNKNOWN_WORK: Final = "journal.unknown_work"
"""The trouble of work that this release does not know."""

LEASE: Final = timedelta(seconds=60)
RENEW_AFTER: Final = timedelta(seconds=15)
"""How old a lease is before it is renewed by work that gets on."""

LONGEST_WAIT: Final = timedelta(hours=1)


class JobState(StrEnum):
    """Where a piece of work stands."""

    READY = "ready"
    RUNNING = "running"
    DONE = "done"
    DEAD = "dead"


def trouble_of(error: Exception) -> str:
    """Return what is kept and shown of an error: a code or its name, never its text."""
    return error.code if isinstance(error, Refusal) else type(error).__name__


def why_not_see_work(actor: Actor) -> Refusal | None:
    """Say why the actor may not see what was given up: administrators, the command line."""
    allowed = actor == SYSTEM or ADMINISTRATOR in actor.seats
    return None if allowed else NotTheAdministrator()


def why_not_try_again(actor: Actor, state: JobState) -> Refusal | None:
    """Say why the actor may not have work tried again; None when it was given up."""
    if refusal := why_not_see_work(actor):
        return refusal
    return None if state is JobState.DEAD else NotGivenUp()


def wait_before(attempt: int) -> timedelta:
    """Return how long to wait after the given attempt failed: doubling, an hour at most."""
    return min(timedelta(seconds=2 ** min(attempt, 12)), LONGEST_WAIT)

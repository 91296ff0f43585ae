"""How long work is leased, when it is tried again, and when it is given up."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from typing import Final

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


def wait_before(attempt: int) -> timedelta:
    """Return how long to wait after the given attempt failed: doubling, an hour at most."""
    return min(timedelta(seconds=2 ** min(attempt, 12)), LONGEST_WAIT)

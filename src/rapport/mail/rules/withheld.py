"""A message that the server lists and does not hand out: when it is asked for again."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from typing import Final

FIRST_WAIT: Final = timedelta(minutes=1)
LONGEST_WAIT: Final = timedelta(days=1)
TOLD_AFTER: Final = 2
"""A message that was refused so often is told; once may be an accident of the line."""

REFUSALS_IN_A_ROW: Final = 3
"""So many messages, one behind the other, and it is the mailbox that is in trouble."""


class Ending(StrEnum):
    """Why a message that was not handed out is asked for no more."""

    TAKEN_IN = "taken_in"
    GONE = "gone"
    GIVEN_UP = "given_up"
    COUNTED_ANEW = "counted_anew"


MET_AGAIN: Final = frozenset({Ending.GONE, Ending.COUNTED_ANEW})
"""Endings after which a message is noted as before, where it is met and refused once more."""


def wait_after(tries: int) -> timedelta:
    """Return how long to wait after so many tries: twice as long each time, a day at most."""
    doubled: int = 2 ** min(max(tries - 1, 0), 12)
    return min(FIRST_WAIT * doubled, LONGEST_WAIT)

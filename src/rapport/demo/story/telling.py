"""How scenes are told: by one of the cast, at the demonstration's time, through a command."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final, TypeVar

from rapport.accounts import selectors as accounts
from rapport.accounts.models import Person
from rapport.demo import cast
from rapport.demo.stage import StageTrouble
from rapport.foundation import clock
from rapport.foundation.acts import Act, Door

PATIENCE_SECONDS: Final = 60.0
Found = TypeVar("Found")


def person(key: str) -> Person:
    """Return the account of one of the cast. Raises StageTrouble where they do not work."""
    found = accounts.find_person_by_email(cast.member(key).email)
    if found is None:
        raise StageTrouble(f"{key} has no account here")
    return found


def by(key: str) -> Act:
    """Return an act of a member of the cast, now."""
    return Act(accounts.actor_of(person(key)), clock.now(), Door.COMMAND)


def until(find: Callable[[], Found | None], what: str) -> Found:
    """Wait for a package and return what it brought. Raises StageTrouble after a minute."""
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        if found := find():
            return found
        time.sleep(0.1)
    raise StageTrouble(f"{what} did not arrive within a minute")

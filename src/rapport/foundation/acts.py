"""Say who does something, when, and through which door. Every command takes an act first."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

GENEVA: Final = ZoneInfo("Europe/Zurich")


class Door(StrEnum):
    """The way by which an act came in."""

    PAGE = "page"
    COMMAND = "command"
    PACKAGE = "package"
    PROGRAM = "program"
    SCHEDULE = "schedule"


@dataclass(frozen=True, slots=True)
class Post:
    """A seat held by a person, in a unit (a mandate's slug) or, with unit "", a whole side."""

    seat: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who may act: a person by public id, or the system itself."""

    id: str
    name: str
    posts: frozenset[Post] = field(default=frozenset())

    @property
    def seats(self) -> frozenset[str]:
        """The seats held, in whichever unit."""
        return frozenset(post.seat for post in self.posts)

    def units(self, *seats: str) -> frozenset[str]:
        """Return the units in which one of the seats is held."""
        return frozenset(post.unit for post in self.posts if post.seat in seats)


SYSTEM: Final = Actor(id="system", name="Rapport")
NOBODY: Final = Actor(id="nobody", name="")


@dataclass(frozen=True, slots=True)
class Act:
    """One deed: its actor, its instant (aware, UTC) and its door."""

    actor: Actor
    at: datetime
    door: Door

    @property
    def today(self) -> date:
        """The calendar date in Geneva at the instant of the act."""
        return geneva_date(self.at)


def geneva_midnight(on: date) -> datetime:
    """Return the first instant of a day in Geneva, in UTC."""
    return datetime.combine(on, time(0), tzinfo=GENEVA).astimezone(UTC)


def geneva_date(at: datetime) -> date:
    """Return the calendar date in Geneva at an aware instant."""
    return at.astimezone(GENEVA).date()

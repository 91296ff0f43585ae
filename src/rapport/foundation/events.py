"""What one room tells the rest: past tense, plain values, recorded with the change itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A fact that has happened. Fields hold str, int, bool or None only."""

    name: ClassVar[str]

    matter: str
    """Public id of what the timeline is about: a letter, a case, a person."""

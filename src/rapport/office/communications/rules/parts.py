"""The twelve parts of a letter to a company, in their order. Source: docs/domain/letter.md."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class PartName(StrEnum):
    """A part of a letter, by the name that it has in the protocol's document."""

    OPENING = "opening"
    CAPACITY = "capacity"
    INFORMATION = "information"
    CONCERN = "concern"
    LAW = "law"
    QUESTIONS = "questions"
    REPLY_PERIOD = "reply-period"
    INTERIM_MEASURES = "interim-measures"
    PRESS_RELEASE = "press-release"
    ALSO_WRITTEN_TO = "also-written-to"
    CLOSING = "closing"
    ANNEX = "annex"


PARTS: Final = tuple(PartName)
"""All parts, in the order in which they stand in the letter."""

MADE: Final = frozenset({PartName.CAPACITY})
"""Parts that nobody writes: made from those who sign, when the letter is sent."""

REQUIRED: Final = (
    PartName.OPENING,
    PartName.INFORMATION,
    PartName.CONCERN,
    PartName.LAW,
    PartName.REPLY_PERIOD,
    PartName.CLOSING,
)
"""Parts without which no letter leaves; the others may stay empty and are then left out."""


def place_of(part: PartName) -> int:
    """Return the number of a part, from 1 to 12."""
    return PARTS.index(part) + 1

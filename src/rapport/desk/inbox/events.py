"""What the inbox tells the rest of the desk. The matter is the letter's public id."""

from dataclasses import dataclass

from rapport.foundation.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterArrived(Event):
    """A letter arrived, was checked and is kept."""

    name = "desk.letter_arrived"

    sender: str
    questions: int
    days_lost: int  # between its sending and its arrival


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterAcknowledged(Event):
    """The human rights lead has read a letter and taken it on."""

    name = "desk.letter_acknowledged"

    day: int

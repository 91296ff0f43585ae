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


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageSent(Event):
    """Something about a letter left for the office that wrote it."""

    name = "desk.message_sent"

    kind: str
    message: str
    package: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageArrived(Event):
    """Something about a letter arrived from the office that wrote it, and is kept."""

    name = "desk.message_arrived"

    kind: str
    message: str
    package: str

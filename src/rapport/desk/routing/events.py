"""What routing tells. The matter is the letter's public id; reasons stay on the assignment."""

from dataclasses import dataclass

from rapport.foundation.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerNamed(Event):
    """A question was given to an owner."""

    name = "desk.owner_named"

    question: int
    owner: str
    owner_name: str
    day: int


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionAcknowledged(Event):
    """An owner has taken on a question."""

    name = "desk.question_acknowledged"

    question: int


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionHandedOver(Event):
    """An owner handed a question over to another, with a reason."""

    name = "desk.question_handed_over"

    question: int
    owner: str
    owner_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionReturned(Event):
    """An owner returned a question to the lead, with a reason."""

    name = "desk.question_returned"

    question: int

"""What a mandate writes to a company: the letter."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Self
from uuid import UUID

from pydantic import AwareDatetime, Field, model_validator

from rapport.protocol.kinds.common import (
    Addressee,
    Document,
    Language,
    LetterPart,
    LetterType,
    Line,
    Question,
    Signatory,
)


class Letter(Document):
    """A mandate's letter to a company, as rendered for this addressee."""

    KIND = "letter"

    letter: UUID
    """The letter's id; also the `matter` of every package about it."""
    type: LetterType
    reference: Line
    """As it was allocated: TYPE ACTOR NUMBER/YEAR, as in AL OTH 12/2099."""
    language: Language
    subject: Line
    dated_on: date
    """As it stands on the letter."""
    sent_at: AwareDatetime
    reply_period_days: Annotated[int, Field(ge=1, le=365)]
    """As the letter states it; usually 60."""
    reply_due_on: date
    """The last day in time: the Geneva day of `sent_at` plus the period."""
    public_from: AwareDatetime
    """From when letter and reply may be public: 00:00 in Geneva, the day after
    `reply_due_on`."""
    signatories: Annotated[list[Signatory], Field(min_length=1, max_length=60)]
    addressee: Addressee
    also_written_to: Annotated[list[Line], Field(max_length=60)] = []
    """Who else was written to about the same situation."""
    parts: Annotated[list[LetterPart], Field(max_length=40)] = []
    """In the order of reading."""
    questions: Annotated[list[Question], Field(max_length=200)]
    """A letter without a question is not taken by a desk."""
    demonstration: bool = False

    @model_validator(mode="after")
    def _questions_are_numbered(self) -> Self:
        numbers = [question.number for question in self.questions]
        if numbers != list(range(1, len(numbers) + 1)):
            raise ValueError("questions are numbered 1, 2, 3 … in order")
        return self

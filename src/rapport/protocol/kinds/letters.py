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
    type: LetterType
    reference: Line
    language: Language
    subject: Line
    dated_on: date
    sent_at: AwareDatetime
    reply_period_days: Annotated[int, Field(ge=1, le=365)]
    reply_due_on: date
    public_from: AwareDatetime
    signatories: Annotated[list[Signatory], Field(min_length=1, max_length=60)]
    addressee: Addressee
    also_written_to: Annotated[list[Line], Field(max_length=60)] = []
    parts: Annotated[list[LetterPart], Field(max_length=40)] = []
    questions: Annotated[list[Question], Field(max_length=200)]
    demonstration: bool = False

    @model_validator(mode="after")
    def _questions_are_numbered(self) -> Self:
        numbers = [question.number for question in self.questions]
        if numbers != list(range(1, len(numbers) + 1)):
            raise ValueError("questions are numbered 1, 2, 3 … in order")
        return self

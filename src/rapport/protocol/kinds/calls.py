"""Calls for input to a report, and what a company contributes."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Self
from uuid import UUID

from pydantic import AwareDatetime, Field, StringConstraints, model_validator

from rapport.protocol.kinds.common import (
    Language,
    Line,
    Mandate,
    Message,
    Number,
    Piece,
    Question,
    ShortText,
    Text,
    Words,
    why_not_in_order,
)


class Treatment(StrEnum):
    """What becomes of the inputs to a call."""

    PUBLIC = "public"
    PUBLIC_UNLESS_ASKED = "public_unless_asked"
    CONFIDENTIAL = "confidential"


class CallForInput(Message):
    """Mandates ask for input to a report. Not every question needs an answer."""

    KIND = "call_for_input"

    issued_by: Annotated[list[Mandate], Field(min_length=1, max_length=60)]
    title: Line
    report: ShortText = ""
    presented_to: ShortText = ""
    """The body and session that the report goes to."""
    symbol: Annotated[str, StringConstraints(max_length=40, pattern=r"^[!-~]*$")] = ""
    published_on: date
    closes_at: AwareDatetime
    """The last instant; with its zone, which is the one of the call."""
    addressees: Annotated[list[Line], Field(max_length=60)] = []
    background: Words = ""
    questions: Annotated[list[Question], Field(max_length=200)]
    word_limit: Annotated[int, Field(ge=1, le=1_000_000)] | None = None
    """For the whole contribution."""
    formats: Annotated[list[ShortText], Field(max_length=20)] = []
    languages: Annotated[list[Language], Field(max_length=6)] = []
    how_to_send: Words = ""
    treatment: Treatment

    @model_validator(mode="after")
    def _questions_are_numbered(self) -> Self:
        if why := why_not_in_order([question.number for question in self.questions]):
            raise ValueError(f"questions: {why}")
        return self


class Publicity(StrEnum):
    """What may be done with one answer, as who gave it wishes."""

    PUBLIC = "public"
    ANONYMOUS = "anonymous"
    CONFIDENTIAL = "confidential"


class ContributedAnswer(Piece):
    """The answer to one question of a call."""

    number: Number
    text: Text
    publicity: Publicity


class Contribution(Message):
    """A company's input to a call."""

    KIND = "contribution"

    call: UUID
    """The `message` of the call."""
    entity: Line
    signed_by: Line
    answers: Annotated[list[ContributedAnswer], Field(max_length=200)]
    general: Words = ""
    general_publicity: Publicity = Publicity.CONFIDENTIAL
    """Of `general`."""

    @model_validator(mode="after")
    def _each_question_once(self) -> Self:
        numbers = [answer.number for answer in self.answers]
        if len(set(numbers)) != len(numbers):
            raise ValueError("each question is answered once")
        if not self.answers and not self.general:
            raise ValueError("a contribution says something")
        return self

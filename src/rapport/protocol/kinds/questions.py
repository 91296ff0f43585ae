"""What two sides ask each other outside a letter: previews, questions, and their answers."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import Field, model_validator

from rapport.protocol.kinds.common import (
    Country,
    Line,
    Mandate,
    Message,
    Participant,
    Said,
    ShortText,
    Words,
)
from rapport.protocol.kinds.replies import Stance


class PreviewPurpose(StrEnum):
    """Why a mandate speaks to a company before it writes."""

    PROCESS = "process_question"
    FACTS = "factual_check"
    MEETING = "meeting_request"
    HEADS_UP = "heads_up"


class PreviewLevel(StrEnum):
    """How much a preview may say. Of persons it says nothing at any level."""

    PROCESS = "L0"
    THEME = "L1"
    PRODUCT = "L2"


class Preview(Message):
    """An informal word before a letter: no reference, no clock, no publication, no persons.

    There is none before an urgent appeal, and its text is not negotiated.
    """

    KIND = "preview"

    purpose: PreviewPurpose
    level: PreviewLevel
    mandates: Annotated[list[Mandate], Field(min_length=1, max_length=60)]
    planned: Literal["AL", "OL"] | None = None
    """The type of the letter that may follow; never UA."""
    theme: ShortText = ""
    """From level L1 on."""
    country: Country | None = None
    """From level L1 on."""
    product: ShortText = ""
    """Level L2 only."""
    facts: Words = ""
    """Level L2 only: facts about company and product, without persons."""
    text: Said
    participants: Annotated[list[Participant], Field(max_length=60)] = []
    expires_on: date
    """After this Geneva date it counts as never said."""

    @model_validator(mode="after")
    def _says_what_its_level_allows(self) -> Self:
        if self.level is PreviewLevel.PROCESS and (self.theme or self.country):
            raise ValueError("a preview of level L0 names no theme and no country")
        if self.level is not PreviewLevel.PRODUCT and (self.product or self.facts):
            raise ValueError("only a preview of level L2 names a product or facts")
        if self.expires_on < self.dated_on:
            raise ValueError("a preview does not expire before its date")
        return self


class FreeQuestion(Message):
    """A question outside a letter, from either side; no reference and no clock."""

    KIND = "question"

    mandates: Annotated[list[Mandate], Field(max_length=60)] = []
    """The mandates that ask, or that are asked."""
    subject: Line
    concerning: ShortText = ""
    """A report, policy or page that it is about."""
    text: Said
    answer_by: date | None = None
    """A wish; nothing follows when it passes."""
    confidential: bool = True


class FreeAnswer(Message):
    """The answer to a question, a preview or a dialogue invitation."""

    KIND = "answer"

    in_answer_to: UUID
    """The `message` that it answers."""
    stance: Stance
    text: Words = ""
    confidential: bool = True

    @model_validator(mode="after")
    def _an_answer_has_words(self) -> Self:
        if self.stance in {Stance.ANSWERED, Stance.PARTLY} and not self.text:
            raise ValueError("an answer has words, unless it declines or adds nothing")
        return self

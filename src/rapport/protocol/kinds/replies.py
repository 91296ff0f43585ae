"""What a company answers: the reply, answer by answer."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from rapport.protocol.kinds.common import Document, Language, Line, Text


class Stance(StrEnum):
    """What an answer does with its question. Silence, declining, nothing to add differ."""

    ANSWERED = "answered"
    PARTLY = "partly"
    NOTHING_TO_ADD = "nothing_to_add"
    DECLINED = "declined"


class ReplyKind(StrEnum):
    """How much of an answer a reply is."""

    SUBSTANTIVE = "substantive"
    INTERIM = "interim"
    REFUSAL = "refusal"


class PublicWish(StrEnum):
    """Whether the company asks that its reply be withheld; withholding itself is visible."""

    PUBLIC = "public"
    WITHHOLD = "withhold"


class Answer(BaseModel):
    """The answer to one numbered question."""

    model_config = ConfigDict(extra="allow", frozen=True, use_attribute_docstrings=True)

    number: Annotated[int, Field(ge=1, le=999)]
    """That of the question."""
    stance: Stance
    text: Text = ""
    """Empty where nothing is said."""


class Reply(Document):
    """A company's reply to a letter, answer by answer."""

    KIND = "reply"

    reply: UUID
    """The reply's id; a second reply has another."""
    letter: UUID
    """The id in the letter."""
    reference: Line
    """The letter's."""
    kind: ReplyKind
    language: Language
    dated_on: date
    sent_at: AwareDatetime
    entity: Line
    """The legal entity that answers."""
    signed_by: Line
    """Who signs for it: a function or a person."""
    opening: Text = ""
    """What stands before the answers."""
    answers: Annotated[list[Answer], Field(max_length=200)]
    """Each question at most once; some may be left out."""
    wish: PublicWish = PublicWish.PUBLIC
    """Withholding a reply is seen in public; that there was one as well."""
    demonstration: bool = False

"""What an office gives to an archive: letter and replies as the public may read them."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from rapport.protocol.kinds.common import (
    Addressee,
    Document,
    Language,
    LetterPart,
    LetterType,
    Line,
    Question,
    Signatory,
    Text,
)
from rapport.protocol.kinds.replies import ReplyKind, Stance


class PublicAnswer(BaseModel):
    """A question and its answer as the public may read them."""

    model_config = ConfigDict(extra="allow", frozen=True, use_attribute_docstrings=True)

    number: Annotated[int, Field(ge=1, le=999)]
    stance: Stance
    text: Text = ""


class PublicReply(BaseModel):
    """A reply as the public may read it. Withheld replies are told, without their text."""

    model_config = ConfigDict(extra="allow", frozen=True, use_attribute_docstrings=True)

    reply: UUID
    kind: ReplyKind
    received_on: date
    entity: Line
    withheld: bool = False
    """Then it has no text here."""
    opening: Text = ""
    answers: list[PublicAnswer] = []


class Publication(Document):
    """A letter and its replies in the public rendition, for an archive."""

    KIND = "publication"

    record: UUID
    """The id of what the public reads; all its versions have it."""
    version: Annotated[int, Field(ge=1, le=9_999)]
    """A higher one takes the place of the one before."""
    type: LetterType
    reference: Annotated[Line, StringConstraints(max_length=100)]
    language: Language
    subject: Line
    dated_on: date
    reply_due_on: date
    published_on: date
    signatories: Annotated[list[Signatory], Field(min_length=1, max_length=60)]
    addressee: Addressee
    parts: list[LetterPart] = []
    questions: list[Question]
    replies: list[PublicReply] = []
    names_withheld: Annotated[int, Field(ge=0, le=1_000_000)] = 0
    """How many persons are not named."""
    demonstration: bool = False

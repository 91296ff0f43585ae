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

    model_config = ConfigDict(extra="allow", frozen=True)

    number: Annotated[int, Field(ge=1, le=999)]
    stance: Stance
    text: Text = ""


class PublicReply(BaseModel):
    """A reply as the public may read it. Withheld replies are told, without their text."""

    model_config = ConfigDict(extra="allow", frozen=True)

    reply: UUID
    kind: ReplyKind
    received_on: date
    entity: Line
    withheld: bool = False
    opening: Text = ""
    answers: list[PublicAnswer] = []


class Publication(Document):
    """A letter and its replies in the public rendition, for an archive."""

    KIND = "publication"

    record: UUID
    version: Annotated[int, Field(ge=1, le=9_999)]
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
    demonstration: bool = False

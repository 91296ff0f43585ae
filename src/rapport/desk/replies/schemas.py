"""A reply to a letter that came outside Rapport, as it is put on paper."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from rapport.protocol.kinds import Answer, Language, Line, PublicWish, ReplyKind, Text


class PaperReply(BaseModel):
    """What a reply says. It names no letter by an office's id, and is in no package."""

    model_config = ConfigDict(frozen=True)

    reference: Line
    kind: ReplyKind
    language: Language
    dated_on: date
    entity: Line
    signed_by: Line
    opening: Text = ""
    answers: Annotated[list[Answer], Field(max_length=200)]
    wish: PublicWish
    demonstration: bool = False

"""A letter from a file, as a person confirmed it."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from rapport.desk.inbox.rules.handed import DayZero
from rapport.protocol.kinds import (
    NO_NUL,
    Language,
    LetterPart,
    LetterType,
    Line,
    Question,
    Signatory,
)

ShortText = Annotated[str, StringConstraints(max_length=500, pattern=NO_NUL)]
Passage = Annotated[str, StringConstraints(max_length=20_000, pattern=NO_NUL)]


class HandedAddressee(BaseModel):
    """To whom a letter goes, as far as it says so."""

    model_config = ConfigDict(frozen=True)

    name: ShortText = ""
    attention: ShortText = ""


class HandedLetter(BaseModel):
    """What a person confirmed of a letter. It is read like the protocol's letter.

    It has no id of an office, no instant of sending and no signature: none of them is known,
    and none is made up.
    """

    model_config = ConfigDict(frozen=True)

    type: LetterType
    reference: Line
    language: Language
    subject: Line
    dated_on: date
    sent_on: date
    day_zero: DayZero
    reply_period_days: Annotated[int, Field(ge=1, le=365)]
    signatories: Annotated[list[Signatory], Field(min_length=1, max_length=60)]
    addressee: HandedAddressee
    also_written_to: Annotated[list[Line], Field(max_length=60)] = []
    questions: Annotated[list[Question], Field(min_length=1, max_length=200)]
    parts: list[LetterPart] = []
    """The text as it was read, whole; nobody has parted it."""
    interim_measures: Passage = ""
    publication: Passage = ""
    annex: ShortText = ""

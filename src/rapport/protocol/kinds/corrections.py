"""What an office changes in an archive after publication: corrections and take-downs."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field, model_validator

from rapport.protocol.kinds.common import Document, Said, Words
from rapport.protocol.kinds.publications import Publication


class Correction(Document):
    """What was wrong in a publication, in public words, and the whole publication put right."""

    KIND = "correction"

    record: UUID
    corrected_on: date
    what: Said
    """Shown to the public. It does not repeat what had to go."""
    publication: Publication
    """The next version of the same record."""

    @model_validator(mode="after")
    def _is_of_this_record(self) -> Self:
        if self.publication.record != self.record:
            raise ValueError("the corrected publication is of the same record")
        if self.publication.version < 2:
            raise ValueError("a correction has a version after the first")
        return self


class TakeDownReason(StrEnum):
    """Why a publication goes."""

    SAFETY = "safety"
    CONSENT = "consent"
    ERROR = "error"
    COURT = "court"
    OTHER = "other"


class Remains(StrEnum):
    """What the public still sees."""

    NOTICE = "notice"
    NOTHING = "nothing"


class TakeDown(Document):
    """Takes a record out of an archive with all its versions."""

    KIND = "take_down"

    record: UUID
    version: Annotated[int, Field(ge=1, le=9_999)]
    """The latest version that the office knows of; it and all before go."""
    taken_down_on: date
    reason: TakeDownReason
    """Told to the archive, not to the public."""
    remains: Remains
    words: Words = ""
    """Shown in place of the record when a notice remains."""
    demonstration: bool = False

    @model_validator(mode="after")
    def _nothing_says_nothing(self) -> Self:
        if self.remains is Remains.NOTHING and self.words:
            raise ValueError("where nothing remains, no words do")
        return self

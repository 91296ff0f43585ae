"""Keeping what could be evidence: asked item by item, answered item by item."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Self
from uuid import UUID

from pydantic import AwareDatetime, Field, StringConstraints, model_validator

from rapport.protocol.kinds.common import (
    NO_NUL,
    Line,
    Message,
    Number,
    Piece,
    Said,
    ShortText,
    Words,
    why_not_in_order,
)


class PreservationNature(StrEnum):
    """On what ground keeping is asked. A mandate can only ask: `voluntary`."""

    VOLUNTARY = "voluntary"
    US_2258A = "us_2258a"
    US_2703F = "us_2703f"
    BUDAPEST_16 = "budapest_16"
    BUDAPEST_29 = "budapest_29"
    COURT = "court"


class ItemKind(StrEnum):
    """What an item is."""

    ACCOUNT = "account"
    CONTENT = "content"
    DATA_CLASS = "data_class"


class PreservationItem(Piece):
    """What is to be kept, by reference only: never the material itself."""

    number: Number
    kind: ItemKind
    platform: Line
    identifier: Annotated[
        str, StringConstraints(min_length=1, max_length=2_000, pattern=NO_NUL)
    ]
    """An account, an address or id of content, or the name of a class of data."""
    from_at: AwareDatetime | None = None
    until_at: AwareDatetime | None = None
    sha256: Annotated[str, Field(pattern=r"^([0-9a-f]{64})?$")] = ""
    """The hash of the item, where it is known."""

    @model_validator(mode="after")
    def _the_range_is_one(self) -> Self:
        if self.from_at and self.until_at and self.until_at < self.from_at:
            raise ValueError("a range ends after it begins")
        return self


class PreservationRequest(Message):
    """Asks a company to keep what could be evidence of what is alleged."""

    KIND = "preservation_request"

    letter: UUID | None = None
    nature: PreservationNature = PreservationNature.VOLUNTARY
    authority: ShortText = ""
    """Who can order it and under which number; empty when it is voluntary."""
    requested_by: Line
    """A role, not a person."""
    reason: Said
    items: Annotated[list[PreservationItem], Field(min_length=1, max_length=500)]
    keep_from: date
    keep_until: date
    """Geneva dates, both within. A voluntary request usually runs for 90 days."""
    renews: UUID | None = None
    """The `message` of the request that this one prolongs."""
    confidential_from_holders: bool = False
    """Asks that the holders of the accounts are not told."""

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        if why := why_not_in_order([item.number for item in self.items]):
            raise ValueError(f"items: {why}")
        if self.keep_until < self.keep_from:
            raise ValueError("what is kept is kept until a later day")
        if (self.nature is PreservationNature.VOLUNTARY) == bool(self.authority):
            raise ValueError("an order names its authority, a voluntary request has none")
        return self


class KeptState(StrEnum):
    """What became of an item."""

    KEPT = "kept"
    PARTLY = "partly"
    NOT_FOUND = "not_found"
    GONE = "gone"
    DECLINED = "declined"


class KeptItem(Piece):
    """What became of one item, and why it was not kept whole."""

    number: Number
    state: KeptState
    kept_until: date | None = None
    reason: Words = ""

    @model_validator(mode="after")
    def _says_until_when_or_why_not(self) -> Self:
        kept = self.state in {KeptState.KEPT, KeptState.PARTLY}
        if kept != (self.kept_until is not None):
            raise ValueError("what is kept is kept until a day, what is not has none")
        if self.state is not KeptState.KEPT and not self.reason:
            raise ValueError("what is not kept whole says why")
        return self


class PreservationAnswer(Message):
    """What a company keeps, item by item. Sent again, the latest counts."""

    KIND = "preservation_answer"

    in_answer_to: UUID
    items: Annotated[list[KeptItem], Field(min_length=1, max_length=500)]
    words: Words = ""

    @model_validator(mode="after")
    def _each_item_once(self) -> Self:
        numbers = [item.number for item in self.items]
        if len(set(numbers)) != len(numbers):
            raise ValueError("each item is answered once")
        return self

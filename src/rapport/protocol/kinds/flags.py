"""What a company brings to a mandate's notice, weighed as the UN Guiding Principles do."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field, model_validator

from rapport.protocol.kinds.common import (
    Country,
    Line,
    Mandate,
    Message,
    Piece,
    Said,
    ShortText,
    Words,
)

Level = Annotated[int, Field(ge=1, le=5)]


class Standing(StrEnum):
    """How far what is said is established. Nothing is established by being said."""

    ALLEGED = "alleged"
    CONFIRMED_BY_COMPANY = "confirmed_by_company"


class Involvement(StrEnum):
    """How a company is involved (UN Guiding Principle 13); each side may see it otherwise."""

    CAUSE = "cause"
    CONTRIBUTE = "contribute"
    DIRECTLY_LINKED = "directly_linked"
    NONE = "none"
    DISPUTED = "disputed"
    NOT_ASSESSED = "not_assessed"


class Weight(Piece):
    """One dimension of severity, with its reason and the group it is seen from."""

    level: Level
    reason: Said
    affected_group: Line
    """People as a group; no person is named."""


class Severity(Piece):
    """Scale, scope, irremediable character (UNGP 14). As a whole the highest of the three."""

    scale: Weight
    scope: Weight
    irremediability: Weight
    likelihood: Level | None = None
    """Stands apart and lowers nothing."""
    irremediable_by: date | None = None
    """The day after which it could not be put right."""


class Flag(Message):
    """A company brings an impact on people to the notice of mandates."""

    KIND = "flag"

    mandates: Annotated[list[Mandate], Field(min_length=1, max_length=60)]
    subject: Line
    what: Said
    standing: Standing = Standing.ALLEGED
    since: date | None = None
    countries: Annotated[list[Country], Field(max_length=200)] = []
    product: ShortText = ""
    severity: Severity
    involvement: Involvement = Involvement.NOT_ASSESSED
    """As the company sees it."""
    done_so_far: Words = ""
    asked: Words = ""
    """What the company asks the mandates to do."""
    confidential: bool = True


class FlagOutcome(StrEnum):
    """What a mandate does with a flag."""

    TAKEN_UP = "taken_up"
    NOTED = "noted"
    REFERRED = "referred"
    OUTSIDE_MANDATE = "outside_mandate"


class FlagAnswer(Message):
    """What a mandate does with a flag, and how it sees the severity."""

    KIND = "flag_answer"

    in_answer_to: UUID
    outcome: FlagOutcome
    referred_to: ShortText = ""
    words: Words = ""
    severity: Severity | None = None
    """The mandate's own view, beside the company's."""
    involvement: Involvement = Involvement.NOT_ASSESSED

    @model_validator(mode="after")
    def _referred_to_somebody(self) -> Self:
        if (self.outcome is FlagOutcome.REFERRED) != bool(self.referred_to):
            raise ValueError("a flag that is referred says to whom, another does not")
        return self

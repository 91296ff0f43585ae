"""What a company tells of itself: how its commitments stand, and who answers for what."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field, model_validator

from rapport.protocol.kinds.common import (
    Country,
    Line,
    Message,
    Number,
    Piece,
    Said,
    ShortText,
    Slug,
    Words,
)


class CommitmentState(StrEnum):
    """How a commitment stands. Whether it is late is told by its day, not stated."""

    OPEN = "open"
    DONE = "done"
    CHANGED = "changed"
    DROPPED = "dropped"


class Commitment(Piece):
    """Something that a company said it would do."""

    number: Number
    """Its place in the row of this letter's commitments; stays the same."""
    text: Said
    owner: Line
    """A function, not a person."""
    due_on: date
    state: CommitmentState
    done_on: date | None = None
    proof: Words = ""
    reason: Words = ""
    """Why it was changed or dropped."""
    public: bool = False
    """Whether the company agrees that it be made public."""

    @model_validator(mode="after")
    def _state_is_said_whole(self) -> Self:
        if (self.state is CommitmentState.DONE) != (self.done_on is not None):
            raise ValueError("what is done has a day, what is not has none")
        if self.state in {CommitmentState.CHANGED, CommitmentState.DROPPED} and not self.reason:
            raise ValueError("what was changed or dropped says why")
        return self


class CommitmentUpdate(Message):
    """How a company's commitments about one letter stand, all of them; the latest counts."""

    KIND = "commitment_update"

    letter: UUID
    reference: Line
    reply: UUID | None = None
    """The reply in which they were made."""
    commitments: Annotated[list[Commitment], Field(min_length=1, max_length=200)]
    words: Words = ""

    @model_validator(mode="after")
    def _each_number_once(self) -> Self:
        numbers = [commitment.number for commitment in self.commitments]
        if len(set(numbers)) != len(numbers):
            raise ValueError("each commitment stands once")
        return self


class Route(Piece):
    """Who answers for a topic, product and country; an empty one stands for every one.

    Of the routes that fit, the narrowest counts: a topic goes before a product, a product
    before a country.
    """

    topic: Slug | None = None
    product: Slug | None = None
    country: Country | None = None
    function: Line
    deputy: ShortText = ""


class RoutingTable(Message):
    """Which functions of a company answer for what: no persons. Replaces the table before.

    Of the tables whose first day has come, the one that was sent last counts.
    """

    KIND = "routing_table"

    entity: Line
    valid_from: date
    fallback: Line
    """The function for all that no route names."""
    routes: Annotated[list[Route], Field(max_length=2_000)] = []

    @model_validator(mode="after")
    def _each_route_once(self) -> Self:
        keys = [(route.topic, route.product, route.country) for route in self.routes]
        if len(set(keys)) != len(keys):
            raise ValueError("each topic, product and country has one route")
        return self

"""Meetings of the two sides: the invitation, and the note of what was said and agreed."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Self
from uuid import UUID

from pydantic import AwareDatetime, Field, model_validator

from rapport.protocol.kinds.common import (
    Line,
    Message,
    Number,
    Participant,
    Piece,
    Question,
    Said,
    ShortText,
    Words,
    why_not_in_order,
)


class Attribution(StrEnum):
    """Who may be quoted afterwards; agreed before anybody speaks.

    Not attributed: what was said may be used, neither who said it nor who was there (Chatham
    House). Not quoted: the outcomes alone may be told. Closed: nothing is told outside.
    """

    ON_RECORD = "on_record"
    NOT_ATTRIBUTED = "not_attributed"
    NOT_QUOTED = "not_quoted"
    CLOSED = "closed"


class AgendaItem(Piece):
    """A point of the agenda."""

    number: Number
    text: Line
    minutes: Annotated[int, Field(ge=1, le=1_440)] | None = None


class DialogueInvitation(Message):
    """One side invites the other to a meeting. Sent again with changes, the latest counts."""

    KIND = "dialogue_invitation"

    dialogue: UUID
    """The id of the meeting; its notes name it."""
    title: Line
    begins_at: AwareDatetime
    ends_at: AwareDatetime
    place: Line
    """A place, or how to join. A link that lets anybody in goes another way."""
    attribution: Attribution
    attribution_words: Words = ""
    agenda: Annotated[list[AgendaItem], Field(min_length=1, max_length=100)]
    participants: Annotated[list[Participant], Field(max_length=200)] = []
    questions: Annotated[list[Question], Field(max_length=200)] = []
    """Questions gathered beforehand."""
    answer_by: date | None = None
    words: Words = ""

    @model_validator(mode="after")
    def _is_in_order(self) -> Self:
        if self.ends_at <= self.begins_at:
            raise ValueError("a meeting ends after it begins")
        for name, points in (("agenda", self.agenda), ("questions", self.questions)):
            if why := why_not_in_order([point.number for point in points]):
                raise ValueError(f"{name}: {why}")
        return self


class NotedPoint(Piece):
    """What was said on one point. Who said it stands here only on the record."""

    number: Number
    text: Said
    said_by: ShortText = ""


class Outcome(Piece):
    """What was agreed, who does it, by when."""

    number: Number
    text: Said
    owner: Line
    """A side and a function."""
    due_on: date | None = None


class DialogueNote(Message):
    """What was said and agreed at a meeting."""

    KIND = "dialogue_note"

    dialogue: UUID
    held_on: date
    attribution: Attribution
    participants: Annotated[list[Participant], Field(max_length=200)] = []
    points: Annotated[list[NotedPoint], Field(max_length=200)] = []
    outcomes: Annotated[list[Outcome], Field(max_length=200)] = []
    agreed: bool = False
    """Whether both sides have read and agreed it."""
    replaces: UUID | None = None
    """The `message` of the note before it."""

    @model_validator(mode="after")
    def _keeps_the_rule(self) -> Self:
        named = any(point.said_by for point in self.points)
        if named and self.attribution is not Attribution.ON_RECORD:
            raise ValueError("who said what stands only in a note on the record")
        for name, points in (("points", self.points), ("outcomes", self.outcomes)):
            if why := why_not_in_order([point.number for point in points]):
                raise ValueError(f"{name}: {why}")
        return self

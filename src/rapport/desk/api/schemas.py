"""The form of what programs send and get. Dates are Geneva dates, instants are in UTC."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from ninja import Schema
from pydantic import ConfigDict, Field, StringConstraints

from rapport.desk.replies.rules import LONGEST_TEXT
from rapport.protocol.kinds import NO_NUL, LetterType, Stance
from rapport.protocol.matters import LONGEST_WORDS


class Problem(Schema):
    """Why something was not done (RFC 9457)."""

    type: str
    code: str
    status: int
    title: str
    errors: list[WhatIsWrong] = Field(default_factory=list)


class WhatIsWrong(Schema):
    """A place in the request, and what is wrong there."""

    where: str
    what: str


class LetterInList(Schema):
    """A letter, in brief. Day 0 is the day of sending; nothing stops or moves the days."""

    id: UUID
    reference: str
    type: LetterType
    subject: str
    language: str
    sender: str = Field(description="the office, or the mandates that a file names")
    came_outside: bool = Field(description="from a file that a person confirmed; unsigned")
    sent_at: datetime | None = Field(description="not known of a letter from a file")
    sent_on: date = Field(description="day 0")
    arrived_at: datetime
    reply_due_on: date
    day: int
    demonstration: bool


class Letters(Schema):
    """A page of letters, and where the next one begins."""

    items: list[LetterInList]
    next_after: UUID | None


class Part(Schema):
    """A part of a letter's text."""

    name: str
    text: str


class Owner(Schema):
    """Who answers a question."""

    id: UUID
    name: str


class Answer(Schema):
    """The version of an answer that counts."""

    version: int
    stance: Stance
    text: str
    finished: bool
    by: str
    at: datetime


class Question(Schema):
    """A numbered question; its answer is there for those who may see it being made."""

    number: int
    text: str
    owner: Owner | None
    acknowledged_at: datetime | None
    answer: Answer | None


class File(Schema):
    """A file that came with a letter; its name is the last part of its address."""

    name: str
    title: str = Field(description="what the office calls it")
    media_type: str
    bytes: int
    sha256: str


class Letter(LetterInList):
    """A letter whole: the text as it came, its files, and how each question stands."""

    signatories: list[str]
    parts: list[Part]
    questions: list[Question]
    files: list[File]


class AnswerToSave(Schema):
    """An answer to save as a new version; based_on is the version read before, 0 for none."""

    model_config = ConfigDict(extra="forbid")

    stance: Stance
    text: Annotated[str, StringConstraints(max_length=LONGEST_TEXT, pattern=NO_NUL)]
    finished: bool
    based_on: Annotated[int, Field(ge=0, le=100_000)]


class Saved(Schema):
    """The version of the answer that counts now."""

    question: int
    version: int
    finished: bool


class LetterIsHere(Schema):
    """What the office is told of a letter that has come: which function answers for it."""

    model_config = ConfigDict(extra="forbid")

    function: Annotated[str, StringConstraints(max_length=500, pattern=NO_NUL)]
    person: Annotated[str, StringConstraints(max_length=500, pattern=NO_NUL)] = ""
    tells_opened: bool = Field(default=False, description="who took the letter on, and when")
    words: Annotated[str, StringConstraints(max_length=LONGEST_WORDS, pattern=NO_NUL)] = ""


class Told(Schema):
    """The acknowledgement was written, and is on its way to the office."""

    message: UUID


class Acknowledged(Schema):
    """The question was taken on."""

    question: int

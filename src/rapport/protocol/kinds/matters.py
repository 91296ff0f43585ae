"""What the two sides say to each other about one letter after it was sent.

Each document has an id of its own, `message`, and names the letter. Nothing in here moves the
letter's dates: reply_due_on and public_from stay as the letter states them.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Self
from uuid import UUID

from pydantic import (
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)

from rapport.protocol.kinds.common import NO_NUL, Document, Language, Line, Question, Slug

Words = Annotated[str, StringConstraints(max_length=20_000, pattern=NO_NUL)]
Said = Annotated[str, StringConstraints(min_length=1, max_length=20_000, pattern=NO_NUL)]
Name = Annotated[str, StringConstraints(max_length=500, pattern=r"^[^\x00-\x1f]*$")]


class AboutLetter(Document):
    """What every document about a letter says of itself."""

    message: UUID
    letter: UUID
    reference: Line
    language: Language
    dated_on: date
    sent_at: AwareDatetime
    demonstration: bool = False


class Acknowledgement(AboutLetter):
    """The company has the letter, and says which function answers for it.

    A person is named only where the company chooses to: who is responsible, and who opened it.
    """

    KIND = "acknowledgement"

    received_on: date
    function: Line
    person: Name = ""
    opened_by: Name = ""
    opened_on: date | None = None
    words: Words = ""

    @model_validator(mode="after")
    def _opened_is_said_whole(self) -> Self:
        if bool(self.opened_by) != (self.opened_on is not None):
            raise ValueError("who opened the letter and when stand together")
        return self


class ExtensionRequest(AboutLetter):
    """The company asks for more time. The 60 days go on."""

    KIND = "extension_request"

    until: date
    reason: Said
    interim: Words = ""


class ExtensionAnswer(AboutLetter):
    """The mandate grants more time, or does not. The letter's dates stay as they are."""

    KIND = "extension_answer"

    in_answer_to: UUID
    granted: bool
    until: date | None = None
    words: Words = ""

    @model_validator(mode="after")
    def _granted_until_a_day(self) -> Self:
        if self.granted != (self.until is not None):
            raise ValueError("what is granted has a last day, what is not has none")
        return self


class Clarification(AboutLetter):
    """A question about the letter or a reply, or the answer to one; either way.

    An answer names the message it answers: a clarification or a follow-up.
    """

    KIND = "clarification"

    in_answer_to: UUID | None = None
    question: Annotated[int, Field(ge=1, le=999)] | None = None
    text: Said


class Withdrawal(AboutLetter):
    """The mandate takes the letter back; no reply is expected any more."""

    KIND = "withdrawal"

    reason: Said


class RatherTo(BaseModel):
    """The entity that a letter is for, in the view of who got it."""

    model_config = ConfigDict(extra="allow", frozen=True)

    name: Line
    slug: Slug | None = None


class Redirect(AboutLetter):
    """The company says that the letter is not for it, and perhaps for whom. Nothing moves."""

    KIND = "redirect"

    rather: RatherTo | None = None
    reason: Said


class FollowUp(AboutLetter):
    """Further questions on a letter or a reply to it, with a date of their own.

    Answered by a clarification that names this message.
    """

    KIND = "follow_up"

    reply: UUID | None = None
    answer_by: date
    words: Words = ""
    questions: Annotated[list[Question], Field(min_length=1, max_length=50)]

    @model_validator(mode="after")
    def _questions_are_numbered(self) -> Self:
        numbers = [question.number for question in self.questions]
        if numbers != list(range(1, len(numbers) + 1)):
            raise ValueError("questions are numbered 1, 2, 3 … in order")
        return self


class NotedReply(BaseModel):
    """A reply that becomes public with the letter, or is told without its text."""

    model_config = ConfigDict(extra="allow", frozen=True)

    reply: UUID
    withheld: bool = False


class PublicationNotice(AboutLetter):
    """The mandate is about to make the letter and its replies public, and says how."""

    KIND = "publication_notice"

    public_on: date
    names_withheld: Annotated[int, Field(ge=0, le=1_000_000)] = 0
    shown_as: Annotated[list[Line], Field(max_length=500)] = []
    replies: Annotated[list[NotedReply], Field(max_length=500)] = []
    words: Words = ""

"""The kinds of package, as typed models: letter, reply, receipt, rejection, publication.

Every document names its kind and version. Unknown fields are kept (a later version may add
some), unknown kinds are refused. Dates are Geneva calendar dates, instants carry a zone.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar, Literal, Self
from uuid import UUID

from pydantic import (
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)

NO_NUL = r"^[^\x00]*$"
"""No text that people write has this sign, and PostgreSQL keeps none that does."""

Text = Annotated[str, StringConstraints(max_length=200_000, pattern=NO_NUL)]
Line = Annotated[
    str, StringConstraints(min_length=1, max_length=500, pattern=r"^[^\x00-\x1f]*$")
]
Slug = Annotated[
    str, StringConstraints(min_length=1, max_length=80, pattern=r"^[a-z0-9][a-z0-9-]*$")
]
Language = Literal["ar", "zh", "en", "fr", "ru", "es"]


class LetterType(StrEnum):
    """The three families of communication. Joint is told by the number of signatories."""

    ALLEGATION = "AL"
    URGENT = "UA"
    OTHER = "OL"


class Stance(StrEnum):
    """What an answer does with its question. Silence, declining, nothing to add differ."""

    ANSWERED = "answered"
    PARTLY = "partly"
    NOTHING_TO_ADD = "nothing_to_add"
    DECLINED = "declined"


class ReplyKind(StrEnum):
    """How much of an answer a reply is."""

    SUBSTANTIVE = "substantive"
    INTERIM = "interim"
    REFUSAL = "refusal"


class PublicWish(StrEnum):
    """Whether the company asks that its reply be withheld; withholding itself is visible."""

    PUBLIC = "public"
    WITHHOLD = "withhold"


class Document(BaseModel):
    """A JSON document of a kind."""

    model_config = ConfigDict(extra="allow", frozen=True)

    KIND: ClassVar[str]
    VERSION: ClassVar[int] = 1


class Signatory(BaseModel):
    """A mandate that signs, with its holder and resolution as they were on that day."""

    model_config = ConfigDict(extra="allow", frozen=True)

    mandate: Slug
    title: Line
    holder: Annotated[str, StringConstraints(max_length=500, pattern=NO_NUL)] = ""
    resolution: Annotated[str, StringConstraints(max_length=80, pattern=NO_NUL)] = ""


class Addressee(BaseModel):
    """To whom a letter goes: an entity, and a person or function in it."""

    model_config = ConfigDict(extra="allow", frozen=True)

    name: Line
    slug: Slug
    attention: Annotated[str, StringConstraints(max_length=200, pattern=NO_NUL)] = ""
    country: Annotated[str, StringConstraints(max_length=3, pattern=NO_NUL)] = ""


class LetterPart(BaseModel):
    """One of the parts a letter is made of, in order; names as in docs/domain/letter.md."""

    model_config = ConfigDict(extra="allow", frozen=True)

    name: Slug
    text: Text


class Question(BaseModel):
    """A numbered question."""

    model_config = ConfigDict(extra="allow", frozen=True)

    number: Annotated[int, Field(ge=1, le=999)]
    text: Annotated[str, StringConstraints(min_length=1, max_length=20_000, pattern=NO_NUL)]


class Letter(Document):
    """A mandate's letter to a company, as rendered for this addressee."""

    KIND = "letter"

    letter: UUID
    type: LetterType
    reference: Line
    language: Language
    subject: Line
    dated_on: date
    sent_at: AwareDatetime
    reply_period_days: Annotated[int, Field(ge=1, le=365)]
    reply_due_on: date
    public_from: AwareDatetime
    signatories: Annotated[list[Signatory], Field(min_length=1, max_length=60)]
    addressee: Addressee
    also_written_to: Annotated[list[Line], Field(max_length=60)] = []
    parts: Annotated[list[LetterPart], Field(max_length=40)] = []
    questions: Annotated[list[Question], Field(max_length=200)]
    demonstration: bool = False

    @model_validator(mode="after")
    def _questions_are_numbered(self) -> Self:
        numbers = [question.number for question in self.questions]
        if numbers != list(range(1, len(numbers) + 1)):
            raise ValueError("questions are numbered 1, 2, 3 … in order")
        return self


class Answer(BaseModel):
    """The answer to one numbered question."""

    model_config = ConfigDict(extra="allow", frozen=True)

    number: Annotated[int, Field(ge=1, le=999)]
    stance: Stance
    text: Text = ""


class Reply(Document):
    """A company's reply to a letter, answer by answer."""

    KIND = "reply"

    reply: UUID
    letter: UUID
    reference: Line
    kind: ReplyKind
    language: Language
    dated_on: date
    sent_at: AwareDatetime
    entity: Line
    signed_by: Line
    opening: Text = ""
    answers: Annotated[list[Answer], Field(max_length=200)]
    wish: PublicWish = PublicWish.PUBLIC
    demonstration: bool = False


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


class Receipt(Document):
    """Says that a package arrived whole, was understood and is kept."""

    KIND = "receipt"

    package: UUID
    received_at: AwareDatetime


class Rejection(Document):
    """Says that a package was not taken, why, and what to do. Nothing was changed by it."""

    KIND = "rejection"

    package: UUID | None
    rejected_at: AwareDatetime
    code: Line
    reason: Annotated[str, StringConstraints(max_length=2_000, pattern=NO_NUL)]


KINDS: dict[str, type[Document]] = {
    kind.KIND: kind for kind in (Letter, Reply, Publication, Receipt, Rejection)
}

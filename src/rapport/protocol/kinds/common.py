"""What every kind is made of: short texts, languages, the document, the signatory."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar, Literal
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

NO_NUL = r"^[^\x00]*$"
"""No text that people write has this sign, and PostgreSQL keeps none that does."""

Text = Annotated[str, StringConstraints(max_length=200_000, pattern=NO_NUL)]
Line = Annotated[
    str, StringConstraints(min_length=1, max_length=500, pattern=r"^[^\x00-\x1f]*$")
]
Slug = Annotated[
    str, StringConstraints(min_length=1, max_length=80, pattern=r"^[a-z0-9][a-z0-9-]*$")
]
Words = Annotated[str, StringConstraints(max_length=20_000, pattern=NO_NUL)]
Said = Annotated[str, StringConstraints(min_length=1, max_length=20_000, pattern=NO_NUL)]
ShortText = Annotated[str, StringConstraints(max_length=500, pattern=r"^[^\x00-\x1f]*$")]
Number = Annotated[int, Field(ge=1, le=999)]
Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
"""A country by its three letters (ISO 3166-1)."""

Language = Literal["ar", "zh", "en", "fr", "ru", "es"]


class LetterType(StrEnum):
    """The three families of communication. Joint is told by the number of signatories."""

    ALLEGATION = "AL"
    URGENT = "UA"
    OTHER = "OL"


class Document(BaseModel):
    """A JSON document of a kind."""

    model_config = ConfigDict(extra="allow", frozen=True, use_attribute_docstrings=True)

    KIND: ClassVar[str]
    VERSION: ClassVar[int] = 1


class Signatory(BaseModel):
    """A mandate that signs, with its holder and resolution as they were on that day."""

    model_config = ConfigDict(extra="allow", frozen=True, use_attribute_docstrings=True)

    mandate: Slug
    """Its slug in the directory."""
    title: Line
    holder: Annotated[str, StringConstraints(max_length=500, pattern=NO_NUL)] = ""
    """Empty while nobody holds it."""
    resolution: Annotated[str, StringConstraints(max_length=80, pattern=NO_NUL)] = ""
    """Under which the mandate acts."""


class Addressee(BaseModel):
    """To whom a letter goes: an entity, and a person or function in it."""

    model_config = ConfigDict(extra="allow", frozen=True, use_attribute_docstrings=True)

    name: Line
    slug: Slug
    """The company's slug in the directory; the `unit` on its desk's card."""
    attention: Annotated[str, StringConstraints(max_length=200, pattern=NO_NUL)] = ""
    """A person or function."""
    country: Annotated[str, StringConstraints(max_length=3, pattern=NO_NUL)] = ""
    """Three letters, or empty."""


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


class Piece(BaseModel):
    """A part of a document. Fields that a later version may add are kept."""

    model_config = ConfigDict(extra="allow", frozen=True, use_attribute_docstrings=True)


class Mandate(Piece):
    """A mandate that speaks or is spoken to, by its name in the directory."""

    mandate: Slug
    title: Line


class Participant(Piece):
    """Who takes part: a function in an entity. A name only where that person agreed."""

    function: Line
    entity: Line
    name: ShortText = ""


class Message(Document):
    """What every document says that is about no single letter."""

    message: UUID
    """The id of this message; what answers it names it."""
    language: Language
    dated_on: date
    """A Geneva calendar date."""
    sent_at: AwareDatetime
    demonstration: bool = False


def why_not_in_order(numbers: Sequence[int]) -> str | None:
    """Say why numbers are not 1, 2, 3 in order; None when they are."""
    if list(numbers) == list(range(1, len(numbers) + 1)):
        return None
    return "they are numbered 1, 2, 3 … in order"

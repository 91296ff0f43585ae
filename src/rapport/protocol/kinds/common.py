"""What every kind is made of: short texts, languages, the document, the signatory."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

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

"""The lines of a file of public records. For people: docs/reference/public-records.md."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Final, Literal, Self
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    field_validator,
    model_validator,
)

from rapport.archive import rules
from rapport.archive.rules import AddresseeKind, Replied
from rapport.protocol import references
from rapport.protocol.kinds import LetterType

Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]
Slug = Annotated[str, StringConstraints(max_length=80, pattern=r"^[a-z0-9][a-z0-9-]*$")]
Alpha3 = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
JOINT: Final = {"JAL", "JUA", "JOL"}


def _without_nul(value: Any) -> Any:
    if isinstance(value, str) and "\0" in value:
        raise ValueError("has a NUL in it, which no text has")
    return value


def _date(written: str) -> str:
    try:
        rules.first_day(written)
    except (ValueError, TypeError):
        raise ValueError("is no date like 2021-03-22, 2021-03 or 2021") from None
    return written


def _address(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        raise ValueError("is no address that begins with https:// or http://")
    return url


Day = Annotated[
    str, StringConstraints(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$"), AfterValidator(_date)
]
Address = Annotated[str, StringConstraints(max_length=1000), AfterValidator(_address)]
Listed = Literal["AL", "UA", "OL", "JAL", "JUA", "JOL"]


def _inside(path: str) -> str:
    steps = path.split("/")
    if any(step in {"", ".", ".."} for step in steps) or "\\" in path or not path.isprintable():
        raise ValueError("is no path below the folder of the records, like letters/one.pdf")
    return path


FilePath = Annotated[
    str, StringConstraints(min_length=1, max_length=300), AfterValidator(_inside)
]


class NamedFile(BaseModel):
    """A file beside the file of records; a path alone stands for one."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    path: FilePath
    sha256: Annotated[str | None, Field(pattern=r"^[0-9a-f]{64}$")] = None

    @model_validator(mode="before")
    @classmethod
    def _path_alone(cls, value: Any) -> Any:
        return {"path": value} if isinstance(value, str) else value

    @property
    def name(self) -> str:
        """The file's own name."""
        return self.path.rpartition("/")[2]


class Record(BaseModel):
    """A letter as a public source tells of it."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    id: Annotated[
        Slug | None, Field(description="its address here; made of the rest without it")
    ] = None
    type: Listed | None = None
    listed_as: Listed | None = None
    reference: Annotated[str, StringConstraints(min_length=1, max_length=100)] | None = None
    code_source: Line | None = None
    sent_on: Day | None = None
    replied_on: date | None = None
    public_on: date | None = None
    reply_status: Literal["unknown", "replied", "interim", "declined", "none"] = "unknown"
    addressee: Line
    addressee_kind: AddresseeKind = AddresseeKind.COMPANY
    country: Alpha3 | None = None
    mandates: Annotated[list[Slug], Field(max_length=60)] = []
    technology: bool | None = None
    language: Literal["ar", "zh", "en", "fr", "ru", "es"] = "en"
    subject: Line | None = None
    summary: Annotated[str, StringConstraints(max_length=20_000)] | None = None
    note: Annotated[str, StringConstraints(max_length=5_000)] | None = None
    source: Line
    url: Address | None = None
    as_of: date | None = None
    demonstration: bool = False
    files: Annotated[list[NamedFile], Field(max_length=20)] = []

    _no_nul = field_validator("*")(_without_nul)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        sent_on = rules.first_day(self.sent_on or "")
        for name, day in (("replied_on", self.replied_on), ("public_on", self.public_on)):
            if sent_on and day and day < sent_on:
                raise ValueError(f"{name} is before sent_on")
        if len(set(self.mandates)) < len(self.mandates):
            raise ValueError("a mandate stands twice")
        if len({one.path for one in self.files}) < len(self.files):
            raise ValueError("a file stands twice")
        if self.addressee_kind is AddresseeKind.STATE and not self.country:
            raise ValueError("a letter to a State needs its country")
        return self

    @property
    def letter_type(self) -> LetterType | None:
        """The type without the register's J."""
        listed = self.type or self.listed_as
        return LetterType(listed.removeprefix("J")) if listed else None

    @property
    def joint(self) -> bool:
        """Whether several mandates signed."""
        return bool({self.type, self.listed_as} & JOINT) or len(self.mandates) > 1

    @property
    def full_reference(self) -> str:
        """The reference with its type, if both are known: AL OTH 12/2021."""
        if not self.reference:
            return ""
        stated = self.reference.upper().startswith(
            ("AL ", "UA ", "OL ", "JAL ", "JUA ", "JOL ")
        )
        type_ = self.letter_type
        plain = self.reference[1:] if stated and self.reference[0] in "Jj" else self.reference
        return plain if stated or type_ is None else f"{type_.value} {plain}"

    @property
    def slug(self) -> str:
        """Where the record stands: its id, else its reference, else its date and addressee."""
        if self.id:
            return self.id
        if self.reference:
            return references.slug_of(self.full_reference)
        return references.slug_of(self.sent_on or "undated", self.addressee)

    @property
    def replied(self) -> Replied:
        """What the record says of a reply; a date of one is a reply."""
        if self.reply_status == "unknown" and self.replied_on:
            return Replied.FULL
        return {
            "unknown": Replied.UNKNOWN,
            "replied": Replied.FULL,
            "interim": Replied.INTERIM,
            "declined": Replied.DECLINED,
            "none": Replied.NONE,
        }[self.reply_status]


class Paragraph(BaseModel):
    """A letter as one paragraph of a report of the time before registers: facts, no words."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    report: Annotated[str, StringConstraints(min_length=1, max_length=80)]
    paragraph: Annotated[str, StringConstraints(min_length=1, max_length=20)]
    kind: Literal["letter", "urgent appeal"]
    sent_on: date
    replied_on: date | None = None
    country: Alpha3 | None = None
    mandates: Annotated[list[Slug], Field(min_length=1, max_length=60)]
    joint: bool = False
    url: Address | None = None
    as_of: date | None = None

    _no_nul = field_validator("*")(_without_nul)

    def as_record(self, addressee: str) -> Record:
        """Return it as a record; a letter of a report went to the Government of its country."""
        return Record(
            id=references.slug_of(
                self.report, self.paragraph, self.country or "", self.sent_on.isoformat()
            ),
            type="UA" if self.kind == "urgent appeal" else "AL",
            listed_as=None,
            sent_on=self.sent_on.isoformat(),
            replied_on=self.replied_on,
            reply_status="replied" if self.replied_on else "unknown",
            addressee=addressee,
            addressee_kind=AddresseeKind.STATE if self.country else AddresseeKind.OTHER,
            country=self.country,
            mandates=self.mandates,
            source=f"{self.report}, paragraph {self.paragraph}",
            url=self.url or f"https://undocs.org/{self.report}",
            as_of=self.as_of,
        )


def read(row: Any, *, name_of: Any) -> Record:
    """Return a line as a record. Raises ValidationError, with all that is wrong in it."""
    if isinstance(row, dict) and "report" in row:
        paragraph = Paragraph.model_validate(row)
        return paragraph.as_record(name_of(paragraph.country))
    return Record.model_validate(row)

"""The shape of a directory record, as it stands in a file. Unknown fields are refused."""

from __future__ import annotations

import json
import re
from datetime import date
from importlib import resources
from typing import Annotated, Any, ClassVar, Final, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from rapport.directory.rules import (
    AskedBy,
    Basis,
    Checked,
    CompanyStatus,
    Confidence,
    HoldersKnown,
    MandateKind,
    MandateStatus,
    RegionGroup,
    Relevance,
    Scope,
    first_day,
)

FORMAT: Final = "rapport-directory"
VERSION: Final = 1
COMPANIES: Final = "companies.json"
DEMONSTRATION: Final = "demonstration.json"
_CONTROL: Final = re.compile(r"[\x00-\x09\x0b-\x1f\x7f\u2028\u2029]")


def _clean(text: str) -> str:
    if text != text.strip():
        raise ValueError("begins or ends with a space")
    if _CONTROL.search(text):
        raise ValueError("holds a control character")
    return text


def _one_line(text: str) -> str:
    if "\n" in text:
        raise ValueError("has more than one line")
    return text


def _month_or_day(text: str) -> str:
    first_day(text)
    return text


Prose = Annotated[str, StringConstraints(min_length=1, max_length=4000), AfterValidator(_clean)]
Line = Annotated[
    str,
    StringConstraints(min_length=1, max_length=400),
    AfterValidator(_clean),
    AfterValidator(_one_line),
]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Url = Annotated[
    str, StringConstraints(pattern=r"^https?://[^\s\x00-\x20\x7f<>\"]+$", max_length=500)
]
Mail = Annotated[
    str, StringConstraints(pattern=r"^[a-z0-9._-]+@(un|ohchr)\.org$", max_length=80)
]
Alpha3 = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
Alpha2 = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
Digits3 = Annotated[str, StringConstraints(pattern=r"^[0-9]{3}$")]
When = Annotated[str, StringConstraints(max_length=10), AfterValidator(_month_or_day)]


class Part(BaseModel):
    """A piece of a record: strict types, no unknown fields."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, populate_by_name=True)


class Record(Part):
    """What every record says of itself. The last three are written by an export."""

    names_itself: ClassVar[tuple[str, ...]]
    """The fields that together name a record, in this file and in the next."""

    confidence: Confidence
    basis: Basis | None = None
    sources: list[Url]
    notes: Prose | None = None
    as_of: date | None = None
    demonstration: bool = False
    packaged: bool = False
    dropped_on: date | None = None

    @property
    def key(self) -> str:
        """The record's name among those of its kind."""
        return "/".join(str(getattr(self, name)) for name in self.names_itself)


class Names(Part):
    """A name in the six languages of the United Nations."""

    en: Line
    ar: Line | None = None
    zh: Line | None = None
    fr: Line | None = None
    ru: Line | None = None
    es: Line | None = None


class Titles(Part):
    """A title's translations, where they are known. English is the title itself."""

    ar: Line | None = None
    zh: Line | None = None
    fr: Line | None = None
    ru: Line | None = None
    es: Line | None = None


class CountryRecord(Record):
    """A country or territory of ISO 3166-1."""

    names_itself = ("alpha3",)

    alpha2: Alpha2
    alpha3: Alpha3
    numeric: Digits3
    names: Names
    un_name_en: Line | None
    un_member: bool
    un_observer: bool
    un_region_group: RegionGroup | None


class MandateRecord(Record):
    """A mandate of the Special Procedures."""

    names_itself = ("slug",)

    slug: Slug
    kind: MandateKind
    scope: Scope
    country: Alpha3 | None
    status: MandateStatus
    title: Line
    short_name: Line
    titles: Titles
    aliases: list[Line] = []
    former_titles: list[Line] = []
    email: Mail | None
    email_confidence: Confidence | None
    email_guess: Mail | None = None
    email_verified: bool
    established: Annotated[int, Field(ge=1946, le=2100)]
    established_by: Line
    resolution: Line
    resolution_url: Url | None = None
    resolution_checked: Checked
    next_renewal: Line | None = None
    url: Url | None
    reports_to_ga: bool
    reports_to_ga_confidence: Confidence
    topics: Annotated[list[Line], Field(min_length=1, max_length=15)]
    description: Prose
    tech_relevance: Relevance
    merged_into: Slug | None = None
    merged_from: list[Slug] = []
    ended: When | None = None
    current_holder_known: HoldersKnown
    seed_2021: bool


class HolderRecord(Record):
    """One person's term in one mandate."""

    names_itself = ("mandate", "name", "from_")

    mandate: Slug
    name: Line
    nationality: Alpha3 | None
    from_: When = Field(alias="from")
    until: When | None
    role: Line | None = None
    region: RegionGroup | None = None
    in_2021_dialogue: bool
    verify_at: Url | None


class CompanyRecord(Record):
    """A technology company. Being listed says nothing about its conduct."""

    names_itself = ("slug",)

    slug: Slug
    name: Line
    former_names: list[Line]
    aliases: list[Line]
    parent: Line | None
    parent_slug: Slug | None = None
    hq_country: Alpha3 | None
    hq_place: Line | None = None
    website: Url | None
    sector: Slug
    sectors: Annotated[list[Slug], Field(min_length=1)]
    products: Annotated[list[Line], Field(min_length=1)]
    human_rights_policy_url: Url | None
    law_enforcement_or_safety_contact_url: Url | None
    urls_confidence: Confidence | None
    b_tech_cop_2021: bool
    status: CompanyStatus
    listed_because: Line
    urls_seen: list[Url] = []


class CommunicationsReport(Part):
    """The report on communications presented to a session, and the months it covers."""

    symbol: Line
    url: Url
    communications_sent_from: date
    communications_sent_to: date
    replies_received_from: date
    replies_received_to: date
    confidence: Confidence
    basis: Line


class SessionRecord(Record):
    """A session of the Human Rights Council."""

    names_itself = ("number",)

    number: Annotated[int, Field(ge=1, le=999)]
    kind: Literal["regular"]
    start: date
    end: date
    resolutions_adopted: Annotated[int, Field(ge=0, le=999)] | None = None
    last_adoption_date: date | None = None
    communications_report: CommunicationsReport


class MandatePresent(Part):
    """A mandate at a dialogue, and who spoke for it."""

    mandate: Slug
    person: Line


class CompanyPresent(Part):
    """A company at a dialogue, and the name it had on that day."""

    company: Slug
    named_as: Line


class Question(Part):
    """What one side asked the other, in our own words."""

    asked_by: AskedBy
    topic: Line
    text: Prose
    basis: Basis
    note: Prose | None = None


class Point(Part):
    """What was said or agreed, in our own words."""

    topic: Line
    text: Prose
    basis: Basis


class DialogueRecord(Record):
    """A meeting between mandate holders and companies."""

    names_itself = ("slug",)

    slug: Slug
    title: Line
    held_on: date
    host: Line
    summary: Prose
    aims: list[Prose]
    mandates: Annotated[list[MandatePresent], Field(min_length=1)]
    companies: Annotated[list[CompanyPresent], Field(min_length=1)]
    questions: list[Question]
    points: list[Point]
    source_title: Line
    source_published_on: date | None = None


KINDS: Final[dict[str, type[Record]]] = {
    "countries": CountryRecord,
    "mandates": MandateRecord,
    "holders": HolderRecord,
    "companies": CompanyRecord,
    "sessions": SessionRecord,
    "dialogues": DialogueRecord,
}
"""The kinds of record, in the order in which they stand on each other."""

NOT_KEPT: Final = frozenset({"merged_from", "email_guess"})
"""Fields that are not kept: the first follows from merged_into, the second is a guess."""


def facts_of(record: Record) -> dict[str, Any]:
    """Return what is kept of a record, as texts, numbers and lists."""
    return record.model_dump(mode="json", by_alias=True, exclude=set(NOT_KEPT))


def packaged(name: str) -> bytes:
    """Return a file of those that come with Rapport."""
    return resources.files("rapport.directory").joinpath("data", name).read_bytes()


def packaged_companies(*, demonstration: bool) -> frozenset[str]:
    """Return the slugs of the companies that come with Rapport, before there is a database."""
    rows = json.loads(packaged(COMPANIES))
    if demonstration:
        rows += json.loads(packaged(DEMONSTRATION))["companies"]
    return frozenset(row["slug"] for row in rows)

"""The words of the directory, and what follows from its dates: terms, precision, the six-year limit."""

from __future__ import annotations

import calendar
import re
import unicodedata
from datetime import date
from enum import StrEnum
from typing import Final

YEARS_IN_ONE_FUNCTION: Final = 6
"""Nobody serves longer in one function. Source: docs/domain/directory.md."""

SEATS_OF_A_WORKING_GROUP: Final = 5
DEMONSTRATION_PREFIX: Final = "demo-"
OFFICIAL_PAGES: Final = "https://www.ohchr.org/"
_WHEN: Final = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?")
_SESSION: Final = re.compile(r"\bHRC(\d{1,3})\b")


class Confidence(StrEnum):
    """How sure a record is."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Basis(StrEnum):
    """What a record rests on."""

    READ = "read"
    MIXED = "mixed"
    INFERRED = "inferred"
    KNOWLEDGE = "model-knowledge"


class MandateKind(StrEnum):
    """Who carries a mandate out."""

    RAPPORTEUR = "special-rapporteur"
    EXPERT = "independent-expert"
    GROUP = "working-group"


class Scope(StrEnum):
    """What a mandate is about: a theme, or one country."""

    THEMATIC = "thematic"
    COUNTRY = "country"


class MandateStatus(StrEnum):
    """Where a mandate stands. Dormant: created, and not begun."""

    ACTIVE = "active"
    DORMANT = "dormant"
    MERGED = "merged"
    DISCONTINUED = "discontinued"


ENDED: Final = frozenset({MandateStatus.MERGED, MandateStatus.DISCONTINUED})


class Relevance(StrEnum):
    """How often a mandate meets technology companies. Editorial, not official."""

    CORE = "core"
    REGULAR = "regular"
    OCCASIONAL = "occasional"


class Checked(StrEnum):
    """How a resolution was checked: its operative text, its catalogue entry, not at all."""

    TEXT = "text"
    CATALOGUE = "catalogue"
    NO = "no"


class HoldersKnown(StrEnum):
    """Whether the present holders of a mandate are known here."""

    YES = "yes"
    PARTIAL = "partial"
    NO = "no"
    NOT_APPLICABLE = "not-applicable"


class CompanyStatus(StrEnum):
    """Whether a company is in business."""

    ACTIVE = "active"
    INSOLVENT = "insolvent"


class RegionGroup(StrEnum):
    """A regional group of the United Nations; each has one seat in a working group."""

    AFRICAN = "African"
    ASIA_PACIFIC = "Asia-Pacific"
    EASTERN_EUROPEAN = "Eastern European"
    GRULAC = "GRULAC"
    WEOG = "WEOG"


class AskedBy(StrEnum):
    """Which side of a dialogue asked."""

    MANDATES = "mandates"
    COMPANIES = "companies"


def first_day(when: str) -> date:
    """Return the first day of a month (2020-08) or the day itself (2020-08-01). Raises ValueError."""
    found = _WHEN.fullmatch(when)
    if found is None:
        raise ValueError("a month is written 2020-08, a day 2020-08-01")
    year, month, day = found.groups()
    return date(int(year), int(month), int(day or 1))


def last_day(when: str) -> date:
    """Return the last day of a month (2020-08) or the day itself (2020-08-01). Raises ValueError."""
    first = first_day(when)
    if len(when) > len("2020-08"):
        return first
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])


def months_served(begins: date, ends: date) -> int:
    """Return the calendar months from one day to another, both months counted."""
    return (ends.year - begins.year) * 12 + ends.month - begins.month + 1


def is_over_the_limit(begins: date, ends: date) -> bool:
    """Whether a term lasted longer than six years, counted in calendar months."""
    return months_served(begins, ends) > YEARS_IN_ONE_FUNCTION * 12


def session_in(renewal: str) -> int | None:
    """Return the number of the Council session that a text such as "HRC64 (March 2027)" names."""
    found = _SESSION.search(renewal)
    return int(found.group(1)) if found else None


def fold(text: str) -> str:
    """Return a text as it is compared in searches: without case, accents and vowel marks."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())


def keyed(values: list[str]) -> str:
    """Return values as one text in which each can be found whole: |cloud|messaging|."""
    return f"|{'|'.join(map(fold, values))}|" if values else ""

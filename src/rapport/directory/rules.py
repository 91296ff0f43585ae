"""The words of the directory, and what follows from its dates: terms, the six-year limit."""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID, uuid5

from rapport.directory import errors
from rapport.foundation.acts import SYSTEM, Actor
from rapport.foundation.errors import Refusal

YEARS_IN_ONE_FUNCTION: Final = 6
"""Nobody serves longer in one function. Source: docs/domain/directory.md."""

MAY: Final[Mapping[str, frozenset[str]]] = {"import_directory": frozenset({"administrator"})}
"""Commands, and the seats that may give them, on every side."""

NAMESPACE: Final = UUID("5e1fb83c-ce11-4aee-95d1-5bd6ccda64f5")
"""From which public ids are made, so that a record has the same one in every installation."""

UPLOAD_LIFE: Final = timedelta(days=1)
"""How long a file waits for its changes to be confirmed."""

LARGEST_FILE_BYTES: Final = 4 * 1024 * 1024

LANGUAGES: Final = ("ar", "zh", "en", "fr", "ru", "es")
"""Those of the United Nations, in its order."""

DEMONSTRATION_PREFIX: Final = "demo-"
_ROLES: Final = ("Chair", "Vice-Chair")
_WHEN: Final = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?", re.ASCII)
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


class Deed(StrEnum):
    """What loading does to a record."""

    ADDED = "added"
    CHANGED = "changed"
    DROPPED = "dropped"


def why_not_import(actor: Actor) -> Refusal | None:
    """Say why the actor may not import records: administrators may, and the command line."""
    if actor == SYSTEM or actor.seats & MAY["import_directory"]:
        return None
    return errors.NotTheAdministrator()


def public_id_of(kind: str, key: str) -> UUID:
    """Return the id of a record in every installation: uuid5 of "mandates/freedex"."""
    return uuid5(NAMESPACE, f"{kind}/{key}")


def first_day(when: str) -> date:
    """Return the first day of a month (2020-08), or the day itself. Raises ValueError."""
    found = _WHEN.fullmatch(when)
    if found is None:
        raise ValueError("a month is written 2020-08, a day 2020-08-01")
    year, month, day = found.groups()
    return date(int(year), int(month), int(day or 1))


def last_day(when: str) -> date:
    """Return the last day of a month (2020-08), or the day itself. Raises ValueError."""
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
    """Return the number of the session that a text such as "HRC64 (March 2027)" names."""
    found = _SESSION.search(renewal)
    return int(found.group(1)) if found else None


def rank_of(role: str) -> int:
    """Return the place of a role in a working group; the Chair speaks first."""
    return _ROLES.index(role) if role in _ROLES else len(_ROLES)


def fold(text: str) -> str:
    """Return a text as it is compared in searches: without case, accents and vowel marks."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())


def sort_key(text: str) -> str:
    """Return a name as it stands in an alphabetical list: folded, letters and digits alone."""
    return " ".join("".join(c if c.isalnum() else " " for c in fold(text)).split())


def keyed(values: list[str]) -> str:
    """Return values as one text in which each can be found whole: |cloud|messaging|."""
    return f"|{'|'.join(map(fold, values))}|" if values else ""

"""How the issue areas stand to UHRI themes, to Guiding Principles and to DSA categories.

Each version is a file of its own, with all that it refers to, and is never changed once it is
released. Format: docs/reference/themes.md.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from hashlib import sha256
from typing import Any, Final

from rapport.matching.areas import packaged_areas
from rapport.matching.lexicon import text_of

FILES: Final = ("themes-1.toml",)
"""One file a version, the newest last; the place in this list is the version's number."""


class Catalogue(StrEnum):
    """Whose themes are named."""

    UHRI = "uhri"
    UNGP = "ungp"
    DSA = "dsa"


class Relation(StrEnum):
    """What the other catalogue's entry is, seen from the area; the words are those of SKOS."""

    EXACT = "exact"
    BROADER = "broader"
    NARROWER = "narrower"
    RELATED = "related"


class Sure(StrEnum):
    """How sure it is that an entry stands so in its catalogue."""

    OFFICIAL = "official"
    SEVERAL = "several"
    ONCE = "once"
    OLDER = "older"
    OURS = "ours"


class ThemesUnusable(ValueError):
    """A version of the map that cannot be used, and where."""


@dataclass(frozen=True, slots=True)
class Source:
    """What entries rest on, and when it was read."""

    key: str
    about: str
    url: str
    read_on: date


@dataclass(frozen=True, slots=True)
class Entry:
    """A theme, principle or category of another catalogue, in English."""

    catalogue: Catalogue
    code: str
    title: str
    sure: Sure
    sources: tuple[str, ...]
    group: str = ""
    former: str = ""
    also: tuple[str, ...] = ()
    versions: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class About:
    """What a catalogue is, whose it is, and by what its entries are joined with its data."""

    catalogue: Catalogue
    title: str
    publisher: str
    url: str
    join_on: str
    note: str
    entries: Mapping[str, Entry]


@dataclass(frozen=True, slots=True, order=True)
class Mapped:
    """One line of the map: an entry of a catalogue, and how it stands to the area."""

    catalogue: Catalogue
    code: str
    relation: Relation


@dataclass(frozen=True, slots=True)
class MappedArea:
    """An area with its lines, in the order of the file; for some of them, why."""

    slug: str
    title: str
    lines: tuple[Mapped, ...]
    reasons: Mapping[tuple[Catalogue, str], str]

    def why(self, line: Mapped) -> str:
        """Return why a line stands in the map, in English; empty where nothing is said."""
        return self.reasons.get((line.catalogue, line.code), "") if line in self.lines else ""


@dataclass(frozen=True, slots=True)
class Version:
    """One version of the map, with all that it refers to."""

    number: int
    dated: date
    changes: str
    digest: str
    sources: Mapping[str, Source]
    catalogues: Mapping[Catalogue, About]
    areas: Mapping[str, MappedArea]

    def entry(self, catalogue: Catalogue, code: str) -> Entry | None:
        """Return an entry of a catalogue, or None."""
        return self.catalogues[catalogue].entries.get(code)

    def lines_of(self, slug: str) -> tuple[Mapped, ...]:
        """Return the lines of an area; none for an area that the version does not know."""
        found = self.areas.get(slug)
        return found.lines if found else ()


@dataclass(frozen=True, slots=True)
class Changes:
    """What one list of lines has and another has not, or has otherwise."""

    added: tuple[Mapped, ...]
    removed: tuple[Mapped, ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.removed)


def changes_between(before: Iterable[Mapped], after: Iterable[Mapped]) -> Changes:
    """Return what changed; a line whose relation changed is removed and added."""
    old, new = tuple(before), tuple(after)
    return Changes(
        added=tuple(one for one in new if one not in old),
        removed=tuple(one for one in old if one not in new),
    )


@cache
def versions() -> tuple[Version, ...]:
    """Return every version that was released, the oldest first."""
    found = tuple(version_from(text_of(file)) for file in FILES)
    if [one.number for one in found] != [*range(1, len(found) + 1)]:
        raise ThemesUnusable("a version's number is its place in the list of files")
    return found


def newest() -> Version:
    """Return the version in force."""
    return versions()[-1]


def find_version(number: int) -> Version | None:
    """Return a version by its number, or None."""
    return next((one for one in versions() if one.number == number), None)


def title_of(slug: str, version: Version, language: str) -> tuple[str, str]:
    """Return an area's title and the language it is in; English where it has no other."""
    titles = next((one.titles for one in packaged_areas() if one.slug == slug), {})
    if language in titles:
        return titles[language], language
    found = version.areas.get(slug)
    return (found.title if found else slug), "en"


def version_from(text: str) -> Version:
    """Return the version that a file holds. Raises ThemesUnusable."""
    try:
        told = tomllib.loads(text)
        sources = {key: Source(key, **one) for key, one in told["sources"].items()}
        catalogues = {one: _about(one, told["catalogues"][one], sources) for one in Catalogue}
        return Version(
            number=told["version"],
            dated=told["dated"],
            changes=told["changes"],
            digest=sha256(text.encode()).hexdigest(),
            sources=sources,
            catalogues=catalogues,
            areas={
                slug: _area(slug, one, catalogues, told["reasons"])
                for slug, one in told["areas"].items()
            },
        )
    except (KeyError, TypeError, AttributeError, tomllib.TOMLDecodeError) as trouble:
        raise ThemesUnusable(f"the file is not in form: {trouble!r}") from trouble


def _about(
    catalogue: Catalogue, told: Mapping[str, Any], sources: Mapping[str, Source]
) -> About:
    entries = {code: _entry(catalogue, code, one) for code, one in told["entries"].items()}
    for entry in entries.values():
        if not entry.sources or not {*entry.sources} <= {*sources}:
            raise ThemesUnusable(f"{catalogue}, {entry.code}: its source is not named")
    facts = {key: told[key] for key in ("title", "publisher", "url", "join_on", "note")}
    return About(catalogue=catalogue, entries=entries, **facts)


def _entry(catalogue: Catalogue, code: str, told: Mapping[str, Any]) -> Entry:
    facts: dict[str, Any] = {
        key: tuple(one) if isinstance(one, list) else one for key, one in told.items()
    }
    try:
        facts["sure"] = Sure(told["sure"])
        return Entry(catalogue=catalogue, code=code, **facts)
    except ValueError as trouble:
        raise ThemesUnusable(f"{catalogue}, {code}: {trouble}") from trouble


def _area(
    slug: str,
    told: Mapping[str, Any],
    catalogues: Mapping[Catalogue, About],
    reasons: Mapping[str, str],
) -> MappedArea:
    lines: list[Mapped] = []
    why: dict[tuple[Catalogue, str], str] = {}
    for catalogue in Catalogue:
        for code, said in told[catalogue].items():
            relation, reason = said if isinstance(said, list) else (said, "")
            if code not in catalogues[catalogue].entries:
                raise ThemesUnusable(f"{slug}: {catalogue} has no {code}")
            if relation not in {*Relation}:
                raise ThemesUnusable(f"{slug}, {code}: {relation} is no relation")
            lines.append(Mapped(catalogue, code, Relation(relation)))
            if reason:
                why[catalogue, code] = reasons[reason]
    return MappedArea(slug, told["title"], tuple(lines), why)

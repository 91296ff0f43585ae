"""Lines of the map of themes as a page shows them, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from rapport.matching.labels import OURS, in_the_readers_words
from rapport.matching.themes import Catalogue, Entry, Mapped, MappedArea, Version
from rapport.web.labels import label


@dataclass(frozen=True, slots=True)
class ShownEntry:
    """An entry of a catalogue, and how sure it is that it stands so.

    `lang` is that of an official title; what is in the reader's language has none.
    """

    title: str
    lang: str
    number: str
    code: str
    group: str
    sure: str
    since: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line of the map: what it names, how that stands to the area, and why."""

    entry: ShownEntry
    relation: str
    why: str
    why_lang: str


def shown(
    lines: Iterable[Mapped], version: Version, area: MappedArea | None = None
) -> list[tuple[Catalogue, list[ShownLine]]]:
    """Return lines by catalogue, in its order; an entry that a version has not is left out.

    The reasons are those of the area in that version, where it has them.
    """
    found: dict[Catalogue, list[ShownLine]] = {one: [] for one in Catalogue}
    for line in lines:
        entry = version.entry(line.catalogue, line.code)
        if entry is not None:
            found[line.catalogue].append(_shown(line, entry, area.why(line) if area else ""))
    return list(found.items())


def entry_in_words(entry: Entry) -> ShownEntry:
    """Return an entry as a page shows it; the codes of UHRI themes are ours and not shown."""
    return ShownEntry(
        title=in_the_readers_words(entry.title),
        lang="" if entry.title in OURS else "en",
        number=entry.code if entry.catalogue is Catalogue.UNGP else "",
        code=entry.code if entry.catalogue is Catalogue.DSA else "",
        group=entry.group,
        sure=label(entry.sure),
        since=entry.since,
        until=entry.until,
    )


def _shown(line: Mapped, entry: Entry, why: str) -> ShownLine:
    return ShownLine(
        entry=entry_in_words(entry),
        relation=label(line.relation),
        why=in_the_readers_words(why),
        why_lang="" if not why or why in OURS else "en",
    )

"""The map of themes for programs: JSON, CSV, and SKOS as JSON-LD. docs/reference/themes.md."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from typing import Any, Final

from rapport.matching.areas import packaged_areas
from rapport.matching.themes import (
    About,
    Entry,
    MappedArea,
    Relation,
    Source,
    Version,
    versions,
)

FORMAT: Final = "rapport-themes"
COLUMNS: Final = (
    "version",
    "dated",
    "area",
    "area_title",
    "catalogue",
    "code",
    "title",
    "relation",
    "why",
    "sure",
    "since",
    "until",
)
MATCH: Final = {
    Relation.EXACT: "skos:exactMatch",
    Relation.BROADER: "skos:broadMatch",
    Relation.NARROWER: "skos:narrowMatch",
    Relation.RELATED: "skos:relatedMatch",
}
CONTEXT: Final = {
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms": "http://purl.org/dc/terms/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def as_json(version: Version) -> dict[str, Any]:
    """Return all of a version, and which versions there are."""
    return {
        "format": FORMAT,
        "version": version.number,
        "dated": version.dated.isoformat(),
        "changes": version.changes,
        "sha256": version.digest,
        "versions": [
            {
                "version": one.number,
                "dated": one.dated.isoformat(),
                "changes": one.changes,
                "sha256": one.digest,
            }
            for one in versions()
        ],
        "sources": {key: _source(one) for key, one in version.sources.items()},
        "catalogues": {key.value: _about(one) for key, one in version.catalogues.items()},
        "areas": [area_as_json(one, version) for one in version.areas.values()],
    }


def area_as_json(area: MappedArea, version: Version) -> dict[str, Any]:
    """Return an area with its lines, each with the title of what it names."""
    return {
        "area": area.slug,
        "titles": _titles(area),
        "maps": [
            {
                "catalogue": line.catalogue.value,
                "code": line.code,
                "title": entry.title,
                "relation": line.relation.value,
                "why": area.why(line) or None,
                "sure": entry.sure.value,
                "until": _day(entry.until),
            }
            for line, entry in _lines(area, version)
        ],
    }


def as_csv(version: Version) -> str:
    """Return the lines of a version as a table: UTF-8, commas, a line for the columns."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for area in version.areas.values():
        for line, entry in _lines(area, version):
            writer.writerow(
                [
                    version.number,
                    version.dated.isoformat(),
                    area.slug,
                    area.title,
                    line.catalogue.value,
                    line.code,
                    entry.title,
                    line.relation.value,
                    area.why(line),
                    entry.sure.value,
                    _day(entry.since) or "",
                    _day(entry.until) or "",
                ]
            )
    return file.getvalue()


def as_skos(version: Version, base: str = "") -> dict[str, Any]:
    """Return a version as SKOS in JSON-LD.

    Identifiers are addresses of the archive's pages: below `base`, which has no slash at its
    end, or relative where none is given. No catalogue gives addresses of its own to its
    entries, so theirs are places on our page of the map, with the official code as notation.
    """
    here = f"{base}/themes"
    scheme = {
        "@id": here,
        "@type": "skos:ConceptScheme",
        "skos:prefLabel": _text("Issue areas of Rapport"),
        "owl:versionInfo": str(version.number),
        "dcterms:issued": _xsd_date(version.dated.isoformat()),
        "skos:changeNote": _text(version.changes),
        "dcterms:hasVersion": {"@id": f"{here}/{version.number}"},
    }
    graph = [scheme]
    for about in version.catalogues.values():
        graph.append(_scheme(about, here))
        graph += [_concept(one, about, version, here) for one in about.entries.values()]
    graph += [_area_concept(one, version, here) for one in version.areas.values()]
    return {"@context": CONTEXT, "@graph": graph}


def anchor(entry: Entry) -> str:
    """Return the place of an entry on the page of the map."""
    return f"{entry.catalogue.value}-{entry.code}"


def _scheme(about: About, here: str) -> dict[str, Any]:
    return {
        "@id": f"{here}#{about.catalogue.value}",
        "@type": "skos:ConceptScheme",
        "skos:prefLabel": _text(about.title),
        "dcterms:publisher": about.publisher,
        "dcterms:source": {"@id": about.url},
        "skos:note": _text(about.note),
    }


def _concept(entry: Entry, about: About, version: Version, here: str) -> dict[str, Any]:
    told: dict[str, Any] = {
        "@id": f"{here}#{anchor(entry)}",
        "@type": "skos:Concept",
        "skos:prefLabel": _text(entry.title),
        "skos:inScheme": {"@id": f"{here}#{about.catalogue.value}"},
    }
    if about.join_on == "code":
        told["skos:notation"] = entry.code
    if entry.also:
        told["skos:altLabel"] = [_text(one) for one in entry.also]
    said = [version.sources[key].about for key in entry.sources]
    told["skos:editorialNote"] = _text(f"{entry.sure.value}: {'; '.join(said)}")
    if entry.until:
        told["owl:deprecated"] = True
    return told


def _area_concept(area: MappedArea, version: Version, here: str) -> dict[str, Any]:
    told: dict[str, Any] = {
        "@id": f"{here}/{area.slug}",
        "@type": "skos:Concept",
        "skos:prefLabel": [_text(text, language) for language, text in _titles(area).items()],
        "skos:notation": area.slug,
        "skos:inScheme": {"@id": here},
        "skos:topConceptOf": {"@id": here},
    }
    for line, entry in _lines(area, version):
        told.setdefault(MATCH[line.relation], []).append({"@id": f"{here}#{anchor(entry)}"})
    return told


def _lines(area: MappedArea, version: Version) -> Iterator[tuple[Any, Entry]]:
    for line in area.lines:
        yield line, version.catalogues[line.catalogue].entries[line.code]


def _titles(area: MappedArea) -> Mapping[str, str]:
    known = {one.slug: one.titles for one in packaged_areas()}
    return known.get(area.slug) or {"en": area.title}


def _source(source: Source) -> dict[str, str]:
    return {"about": source.about, "url": source.url, "read_on": source.read_on.isoformat()}


def _about(about: About) -> dict[str, Any]:
    return {
        "title": about.title,
        "publisher": about.publisher,
        "url": about.url,
        "join_on": about.join_on,
        "note": about.note,
        "language": "en",
        "entries": [_entry(one) for one in about.entries.values()],
    }


def _entry(entry: Entry) -> dict[str, Any]:
    return {
        "code": entry.code,
        "title": entry.title,
        "also": list(entry.also),
        "group": entry.group or None,
        "former": entry.former or None,
        "versions": list(entry.versions),
        "since": _day(entry.since),
        "until": _day(entry.until),
        "sure": entry.sure.value,
        "sources": list(entry.sources),
    }


def _day(day: Any) -> str | None:
    return day.isoformat() if day else None


def _text(text: str, language: str = "en") -> dict[str, str]:
    return {"@value": text, "@language": language}


def _xsd_date(day: str) -> dict[str, str]:
    return {"@value": day, "@type": "xsd:date"}

"""Who signs a letter: mandates, the resolutions they act under, the holders' names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final

from rapport.language.guessing import Language
from rapport.reading.found import Found
from rapport.reading.prepared import Prepared, flowing
from rapport.reading.titles import Titled, mandates_in
from rapport.reading.zones import Zones

_RESOLUTION: Final = re.compile(
    r"(?<![\d/\-])(?:A/HRC/(?P<kind>RES|DEC)/)?(?P<number>(?:S-|PRST\s?)?\d{1,4}/\d{1,3}[A-Z]?)(?![\d/])"
)
_REFERENCE: Final = re.compile(r"(?:[A-Z]{3})\s+$")
_ASSEMBLY: Final = re.compile(
    r"(?:General Assembly|Assemblée générale|Asamblea General)", re.IGNORECASE
)
_COUNCIL: Final = re.compile(r"(?:Council|Commission|Conseil|Consejo|Comisión)", re.IGNORECASE)
_NAME: Final = re.compile(
    r"(?:(?:Mr|Ms|Mrs|Dr|Prof|Mme|M|Sr|Sra)\.?\s+)?[A-ZÀ-Ý][\wÀ-ÿ'’.\-]*(?:\s+(?:(?:de|da|del|van|von|bin|al|el|la|y)\s+)?[A-ZÀ-Ý][\wÀ-ÿ'’.\-]*){1,5}"
)
_LAST_NAME: Final = re.compile(r"[A-ZÀ-Ý][\wÀ-ÿ'’\-]+\s+[A-ZÀ-Ý][\wÀ-ÿ'’\-]+$")
LONGEST_NAME: Final = 60
BEFORE: Final = 60
AFTER: Final = 12
"""So many signs around a resolution are shown with it."""

_ROLE: Final = re.compile(
    r"\b(?:Chair|Vice|Rapporteu|Expert|Group|Relator|Presiden|Assembl|Office|Palais|Nations)",
    re.IGNORECASE,
)


OF_ASSEMBLY: Final = "60/251"
"""The resolution that made the Council; no mandate acts under it alone."""


@dataclass(frozen=True, slots=True)
class Signing:
    """The signing mandates, each a Found whose value holds mandate, title and more."""

    mandates: list[Found]
    resolutions: list[Found]


def signing_of(text: Prepared, zones: Zones, language: Language) -> Signing:
    """Return who signs: from heading, capacity paragraph and signatures together."""
    heading = _within(text, language, zones.mandates)
    capacity = _within(text, language, zones.capacity)
    signed = _signatures(text, zones, language)
    holders = {one.slug: _holder(text, one) for one in signed}
    resolutions = _resolutions(text, zones)
    numbers = [str(one.value) for one in resolutions]
    paired = (
        {one.slug: number for one, number in zip(capacity, numbers, strict=True)}
        if len(numbers) == len(capacity)
        else {}
    )
    places: dict[str, list[Titled]] = {}
    known = {one.slug for one in (*heading, *capacity)}
    for one in (*heading, *capacity, *signed):
        if one.slug in known or not known:
            places.setdefault(one.slug, []).append(one)
    mandates = [
        _mandate(text, seen, holders.get(slug, ""), paired.get(slug, ""))
        for slug, seen in places.items()
    ]
    return Signing(mandates, resolutions)


def _within(
    text: Prepared, language: Language, stretch: tuple[int, int] | None
) -> list[Titled]:
    return mandates_in(text.text, language, *stretch) if stretch else []


def _mandate(text: Prepared, seen: list[Titled], holder: str, resolution: str) -> Found:
    best = max(seen, key=lambda one: one.likeness)
    sure = min(0.99, 0.55 + 0.35 * best.likeness + 0.1 * (len(seen) > 1))
    value: dict[str, Any] = {
        "mandate": best.slug,
        "title": best.passage,
        "holder": holder,
        "resolution": resolution,
    }
    return Found(value, best.passage, text.place_at(best.start), sure)


def _signatures(text: Prepared, zones: Zones, language: Language) -> list[Titled]:
    if zones.closing is None:
        return []
    end = zones.annex if zones.annex and zones.annex > zones.closing else zones.end
    return mandates_in(text.text, language, zones.closing, min(end, zones.closing + 6000))


def _holder(text: Prepared, titled: Titled) -> str:
    """Return the name that stands before a title: on its line, or on the row above."""
    row = text.row_at(titled.start)
    on_line = text.text[text.starts[row] : titled.start].strip(" ,-–—")
    above = next(
        (one.text for one in reversed(text.rows[max(0, row - 3) : row]) if one.text.strip()), ""
    )
    if len(on_line) > LONGEST_NAME and (ending := _LAST_NAME.search(on_line)):
        on_line = ending[0]
    for words in (on_line, above.strip(" ,-–—")):
        if _NAME.fullmatch(words) and not _ROLE.search(words):
            return flowing(words)
    return ""


def _resolutions(text: Prepared, zones: Zones) -> list[Found]:
    """Return the resolutions of the capacity paragraph, as it gives them."""
    if zones.capacity is None:
        return []
    start, end = zones.capacity
    found: dict[str, Found] = {}
    for match in _RESOLUTION.finditer(text.text, start, end):
        before = text.text[max(start, match.start() - 90) : match.start()]
        if _REFERENCE.search(before) or match["number"] == OF_ASSEMBLY or _of_assembly(before):
            continue
        number = " ".join(match["number"].split())
        sentence = _around(text.text[start:end], match.start() - start, match.end() - start)
        found.setdefault(number, Found(number, sentence, text.place_at(match.start()), 0.93))
    return list(found.values())


def _around(stretch: str, first: int, last: int) -> str:
    """Return a number with the words around it, none of them cut."""
    before = stretch[max(0, first - BEFORE) : first].replace("\n", " ")
    after = stretch[last : last + AFTER].replace("\n", " ")
    if first > BEFORE:
        before = before.partition(" ")[2]
    if last + AFTER < len(stretch):
        after = after.rpartition(" ")[0]
    return flowing(before + stretch[first:last] + after)


def _of_assembly(before: str) -> bool:
    assembly = max((one.end() for one in _ASSEMBLY.finditer(before)), default=0)
    council = max((one.end() for one in _COUNCIL.finditer(before)), default=0)
    between = before[assembly:]
    return assembly > council and not re.search(r"\d+/\d+.{0,12}\b(?:and|et|y)\b", between)

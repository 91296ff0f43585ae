"""To whom a letter goes, and who else was written to."""

from __future__ import annotations

import re
from itertools import islice
from typing import Final

from rapport.reading.company import company_of
from rapport.reading.found import Found
from rapport.reading.names import companies_in, countries_in, without_stop
from rapport.reading.paper import Row
from rapport.reading.prepared import Prepared, flowing
from rapport.reading.zones import Zones

_PERSON: Final = re.compile(
    r"^\s*(?:To:?\s+|À:?\s+|A:?\s+|Attn\.?:?\s+|Attention:?\s+|À l['’]attention de\s+|A la atención de(?:l)?\s+)?(?P<name>(?:His|Her) Excellency\b[^\n]{0,80}|(?:Son Excellence|Su Excelencia)\s[^\n]{4,80}|S\.\s?E\.[^\n]{2,80}|H\.\s?E\.[^\n]{2,80}"
    r"|(?:Mr|Ms|Mrs|Mx|Dr|Prof|Mme|Mlle|M|Sr|Sra|Srta|D|Dª)\.?\s+[A-ZÀ-Ý][^\n,]{2,60}|(?:Monsieur|Madame|Señora?)\s+[A-ZÀ-Ý][^\n,]{2,60}"
    r")\s*(?:,\s*(?P<rest>[^\n]{2,120}))?\s*,?\s*$"
)
_FUNCTION: Final = re.compile(
    r"\b(?:Chief|CEO|President|Chair|Director|Officer|Counsel|Head of|Minister|Ambassador|Permanent Representative"
    r"|Président|Directeur|Directrice|général|Représentante? permanente?|Ministre|Consejer[oa]|Presidenta?|Directora?|Representante Permanente|Ministr[oa]|Secretary|Legal Department)",
    re.IGNORECASE,
)
_SENTENCE: Final = re.compile(
    r"(?<!\bM)(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bSr)(?<!\bSra)(?<!\bMrs)(?<!\bMme)(?<!\bMx)(?<!\bProf)(?<!\bSrta)(?<!\bMlle)(?<!\bD)\.\s|\s(?:is|was|are|has|had|who|said|est|qui|fue|es|que)\s"
)
"""A name has neither: a row that looks like an address is a line of the text."""

_MISSION: Final = re.compile(
    r"\b(?:Permanent Mission|Mission permanente|Misión Permanente|Ministry of|Ministère|Ministerio|Government of|Gouvernement|Gobierno)\b[^\n]{0,120}",
)
_PLACE: Final = re.compile(
    r"^\s*\d|\b\d{4,}\b|\b(?:Street|Avenue|Road|Boulevard|Lane|Drive|Suite|Floor|Rue|Calle|Paseo|Plaza|P\.?O\.? Box|Geneva|Genève|Ginebra|Palais des Nations|Tel|Fax|E-?mail|www)\b|@",
    re.IGNORECASE,
)
_DEAR: Final = re.compile(
    r"(?:Dear|Estimad[oa]|Distinguid[oa]|Chère?)?\s*(?P<name>(?:Mr|Ms|Mrs|Dr|Mx|Mme|Sr|Sra|Señora?|Madame|Monsieur)\.?\s+[A-ZÀ-Ý][\wÀ-ÿ'’\-]+(?:\s+[A-ZÀ-Ý][\wÀ-ÿ'’\-]+){0,3})"
)
_OFFICE: Final = re.compile(
    r"Président|Directeur|Directrice|Ambassad|Ministre|President|Director|Chief|Executive"
)
_UNKNOWN_PERSON: Final = re.compile(r"\b(?:Sir|Madam)\b")


MOST: Final = 300
"""So many words for sending are looked at."""


def addressee_of(text: Prepared, zones: Zones) -> tuple[Found | None, Found | None]:
    """Return person and entity of the address block; from salutation and text where there is none."""
    person, entity = _block(text, zones)
    person = person or _before_greeting(text, zones) or _greeted(text, zones)
    entity = entity or _named_before_greeting(text, zones)
    if entity is None:
        others = [str(one.value) for one in also_written_to(text, zones, "")]
        entity = company_of(text, zones, others=others)
    return person, entity


def _block(text: Prepared, zones: Zones) -> tuple[Found | None, Found | None]:
    first = 0
    last = text.row_at(zones.head_end)
    best: tuple[Found | None, Found | None] = (None, None)
    for at in range(first, last):
        if found := _block_at(text, at, last):
            best = found
    if best[1] is None:
        best = _entity_alone(text, last, best[0])
    if best[0] is None and best[1] is None:
        best = _below(text, zones, last)
    return best


def _below(text: Prepared, zones: Zones, after: int) -> tuple[Found | None, Found | None]:
    """Look for an address at the foot of the first page, or after the signatures."""
    stops = [at for at in range(after + 1, len(text.rows)) if text.rows[at].place.page == 1]
    if zones.closing is not None:
        stops += range(text.row_at(zones.closing), len(text.rows))
    for at in stops:
        found = _block_at(text, at, len(text.rows))
        if found and found[1] is not None:
            return found
    return None, None


def _block_at(text: Prepared, at: int, last: int) -> tuple[Found, Found | None] | None:
    row = text.rows[at]
    named = _PERSON.match(row.text)
    if not named or (row.text.rstrip().endswith((".", ":")) and len(row.text) > 90):
        return None
    name = flowing(named["name"]).rstrip(",")
    if _is_greeting(row.text, at, text, last):
        return None
    rest = named["rest"] or ""
    if _SENTENCE.search(name) or (
        rest and not _FUNCTION.search(rest) and not companies_in(rest)
    ):
        return None
    rows = [
        text.rows[there]
        for there in range(at + 1, min(at + 6, last, len(text.rows)))
        if text.rows[there].text.strip()
    ]
    entity = _entity(rows, text)
    if entity is None and rest and (companies := companies_in(rest)):
        entity = Found(flowing(companies[0][0]), row.text.strip(), row.place, 0.8)
    functions = [rest, *(one.text for one in rows[:2])]
    if entity is None and not any(_FUNCTION.search(one) for one in functions):
        return None
    if name.startswith(("His Exc", "Her Exc")) and rows and not _FUNCTION.search(rows[0].text):
        name = flowing(f"{name} {rows[0].text}") if len(name) < 18 else name
    return Found(name, row.text.strip(), row.place, 0.9), entity


def _is_greeting(line: str, at: int, text: Prepared, last: int) -> bool:
    return at == last and line.rstrip().endswith(",")


def _entity(rows: list[Row], text: Prepared) -> Found | None:
    before_place = []
    for row in rows:
        if _PLACE.search(row.text) and not companies_in(row.text):
            break
        before_place.append(row)
    for row in before_place:
        if mission := _MISSION.search(row.text):
            return Found(flowing(mission[0]).rstrip(",."), row.text.strip(), row.place, 0.92)
    for row in before_place:
        if companies := companies_in(row.text):
            name = flowing(companies[-1][0])
            return Found(name, row.text.strip(), row.place, 0.92)
    plain = [
        row for row in before_place if not _FUNCTION.search(row.text) and len(row.text) < 70
    ]
    if plain and len(plain) < len(before_place):
        row = plain[0]
        return Found(flowing(row.text).rstrip(","), row.text.strip(), row.place, 0.75)
    return None


def _entity_alone(
    text: Prepared, last: int, person: Found | None
) -> tuple[Found | None, Found | None]:
    """Look for a company or mission on a row of its own, in the head, without a person."""
    for row in reversed(text.rows[max(0, last - 14) : last]):
        words = row.text.strip().rstrip(",")
        if mission := _MISSION.search(words):
            return person, Found(
                flowing(mission[0]).rstrip(","), row.text.strip(), row.place, 0.8
            )
        companies = companies_in(words)
        if companies and len(companies[0][0]) >= 0.7 * len(words):
            return person, Found(flowing(words), row.text.strip(), row.place, 0.8)
    return person, None


def _greeted(text: Prepared, zones: Zones) -> Found | None:
    if zones.salutation is None:
        return None
    line = text.line_at(zones.salutation)
    offset = zones.salutation - text.starts[text.row_at(zones.salutation)]
    found = _DEAR.search(line[offset : offset + 90])
    if not found or _UNKNOWN_PERSON.search(found["name"]) or _OFFICE.search(found["name"]):
        return None
    return Found(flowing(found["name"]), found[0].strip(), text.place_at(zones.salutation), 0.7)


def _address(text: Prepared, zones: Zones) -> tuple[int, str]:
    """Return the stretch before the salutation, where the text came on few lines."""
    if zones.salutation is None:
        return 0, ""
    start = max(0, zones.salutation - 260)
    return start, text.text[start : zones.salutation]


def _before_greeting(text: Prepared, zones: Zones) -> Found | None:
    start, address = _address(text, zones)
    all_found = [one for one in _DEAR.finditer(address) if " " in one["name"]]
    if not all_found or not _FUNCTION.search(address, all_found[-1].end("name")):
        return None
    name = _FUNCTION.split(all_found[-1]["name"])[0].strip()
    found = all_found[-1]
    if _OFFICE.search(name) or len(name.split()) < 2:
        return None
    return Found(flowing(name), flowing(found[0]), text.place_at(start + found.start()), 0.6)


def _named_before_greeting(text: Prepared, zones: Zones) -> Found | None:
    start, address = _address(text, zones)
    if not (functions := list(_FUNCTION.finditer(address))):
        return None
    named = companies_in(address[functions[-1].end() :])
    if not named:
        return None
    at = start + functions[-1].end() + named[0].start()
    return Found(flowing(named[0][0]), flowing(named[0][0]), text.place_at(at), 0.6)


_ALSO: Final = re.compile(
    r"\b(?:also|likewise|similar|same|identical|copy|copies|parallel|également|aussi|même|similaires?|analogues?|copies?|identiques?"
    r"|también|asimismo|similar(?:es)?|parecid[ao]s?|mism[ao]s?|copias?|idéntic[ao]s?|análog[ao]s?)\b",
    re.IGNORECASE,
)
_LETTER: Final = re.compile(
    r"\b(?:letters?|communications?|written|escrito|écrit|lettres?|cartas?|comunicaci(?:ón|ones)|cop(?:y|ies|ies|ias?))\b",
    re.IGNORECASE,
)
_SENT: Final = re.compile(
    r"\b(?:sent|gone|go|addressed|written|escrito|écrit|transmitted|shared|forwarded|envoyée?s?|adressée?s?|transmise?s?|partagée?s?"
    r"|enviad[ao]s?|dirigid[ao]s?|remitid[ao]s?|transmitid[ao]s?)\b",
    re.IGNORECASE,
)
_GOVERNMENT: Final = re.compile(
    r"\b(?:Governments? of|Gouvernements? (?:de|du|des|d['’])|Gobiernos? (?:del?|de los))\s*(?:the |la |las |los |el |l['’])?"
    r"(?P<state>[A-ZÀ-Ý][\w'’\-]+(?:\s+(?:(?:of|de|du|des|del|la|and|et|y)\s+){0,2}[A-ZÀ-Ý][\w'’\-]+){0,4})"
)
_NOT: Final = re.compile(
    r"information (?:we|I) (?:have )?received|informations reçues|información (?:que )?(?:hemos )?recibid|response received|made public|in most instances",
    re.IGNORECASE,
)


def also_written_to(text: Prepared, zones: Zones, entity: str) -> list[Found]:
    """Return the States and others who, the letter says, had a letter on the same matter."""
    start = zones.capacity[1] if zones.capacity else zones.head_end
    found: dict[str, Found] = {}
    for sent in islice(_SENT.finditer(text.text, start, zones.body_end), MOST):
        first, last = text.sentence_at(sent.start())
        sentence = text.text[first : min(last, zones.body_end)]
        if not (_ALSO.search(sentence) and _LETTER.search(sentence)) or _NOT.search(sentence):
            continue
        flat = flowing(sentence)
        for named in sorted(
            (*_states_in(flat), *companies_in(flat)), key=lambda one: one.start()
        ):
            name = (named["state"] if "state" in named.re.groupindex else named[0]).strip()
            name = without_stop(name)
            if name != entity and name not in found:
                place = text.place_at(first + len(sentence) - len(sentence.lstrip()))
                found[name] = Found(name, flat, place, 0.85)
    return list(found.values())


def _states_in(text: str) -> list[re.Match[str]]:
    """Return the States that a sentence names: known ones, and those with a Government."""
    known = countries_in(text)
    taken = [range(one.start(), one.end()) for one in known]
    governed = [
        one
        for one in _GOVERNMENT.finditer(text)
        if not any(
            one.start("state") < there.stop and there.start < one.end() for there in taken
        )
    ]
    return [*known, *governed]

"""The company that a letter addresses in its running text, where no block of an address names it.

Rather none than a wrong one: first what ties a name to the reader of the letter ("your company,
X", "as Chief Executive of X"), and all such places must agree; then the one company that the
subject names, unless a sentence tells it apart from "your company".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from rapport.reading.found import Found
from rapport.reading.names import companies_in, known_as, without_stop
from rapport.reading.prepared import Prepared, flowing
from rapport.reading.sentences import subject_span
from rapport.reading.zones import Zones

_I: Final = re.IGNORECASE
_FIRM: Final = (
    r"(?:your\s+(?:company|firm|enterprise|corporation|group|bank|foundation)"
    r"|votre\s+(?:entreprise|société|groupe|compagnie|banque)"
    r"|su\s+(?:empresa|compañía|sociedad|grupo|banco))"
)
YOURS: Final = re.compile(rf"\b{_FIRM}\b", _I)
_ANY_FIRM: Final = re.compile(
    rf"\b(?:{_FIRM}|the\s+company|l['’]entreprise|la\s+société|la\s+empresa)\b", _I
)
_GOVERNMENT: Final = re.compile(
    r"\byour\s+(?:Excellency['’]?s\s+)?Government|\bGouvernement\s+de\s+(?:votre|Son)\s+Excellence|\bvotre\s+Gouvernement"
    r"|\bGobierno\s+de\s+(?:su|Vuestra)\s+Excelencia|\bsu\s+Gobierno\b",
    _I,
)
_EXCELLENCY: Final = re.compile(r"\s*(?:Your\s+)?(?:Excellency|Excellence|Excelencia)\b", _I)
_ROLE: Final = (
    r"(?:(?:the\s+|la\s+|le\s+)?(?:Chief\s+\w+(?:\s+Officer)?|CEO|Chair(?:man|woman|person)?(?:\s+of\s+the\s+Board)?|(?:Vice[- ])?President|Managing\s+Director|Director(?:\s+General)?"
    r"|General\s+Counsel|Head|Owner|Founder|Président(?:e)?(?:[- ]Direct(?:eur|rice)\s+général(?:e)?)?|Direct(?:eur|rice)(?:\s+général(?:e)?)?"
    r"|President[ea](?:\s+Ejecutiv[oa])?|Director[a]?(?:\s+General|\s+Ejecutiv[oa])?|Consejer[oa]\s+Delegad[oa]))"
)
_OF: Final = (
    r"\s+(?:of|at|de|du|del|d['’])\s*(?:the\s+company\s+|la\s+société\s+|la\s+empresa\s+)?"
)
_BEFORE_NAME: Final = (
    re.compile(rf"\b{_FIRM}\s*[,(–—:]\s*|\b{_FIRM}\s+", _I),
    re.compile(
        r"\b(?:company|firm|enterprise)\s+(?:that|which)?\s*you\s+(?:lead|head|direct|chair|run)\s*[,(]\s*"
        r"|\b(?:société|entreprise)\s+que\s+vous\s+(?:dirigez|présidez)\s*[,(]\s*"
        r"|\b(?:empresa|compañía|sociedad)\s+que\s+usted\s+(?:dirige|preside)\s*[,(]\s*",
        _I,
    ),
    re.compile(
        rf"\b(?:you|vous|usted|ustedes)\b,?[^.;¶]{{0,60}}?\b(?:as|en\s+(?:votre|su)\s+(?:qualité|calidad)\s+d[e'’]|comme|como)\s*"
        rf"(?:{_ROLE}(?:\s*(?:,|and|et|y)\s*)?){{1,2}}{_OF}",
        _I,
    ),
    re.compile(
        r"\b(?:address|send|direct|writ)\w*\s+(?:this|the\s+present)\s+(?:letter|communication)\s+to\s+"
        r"|\b(?:this|the\s+present)\s+(?:letter|communication)\s+(?:is|has\s+been)\s+(?:addressed|sent|directed)\s+to\s+"
        r"|\badress(?:ons|e)\s+(?:la\s+présente|cette)(?:\s+lettre|\s+communication)?\s+à\s+(?:la\s+société\s+)?"
        r"|\b(?:la\s+présente|cette)\s+(?:lettre|communication)\s+est\s+adressée\s+à\s+(?:la\s+société\s+)?"
        r"|\bdirig(?:imos|o|ir)\s+(?:esta|la\s+presente)(?:\s+carta|\s+comunicación)?\s+a\s+(?:la\s+empresa\s+)?"
        r"|\b(?:esta|la\s+presente)\s+(?:carta|comunicación)\s+(?:se\s+dirige|va\s+dirigida|está\s+dirigida)\s+a\s+(?:la\s+empresa\s+)?",
        _I,
    ),
    re.compile(
        r"\b(?:to\s+the\s+attention\s+of|raise\s+with|share\s+with|à\s+l['’]attention\s+de|a\s+la\s+atención\s+de|transmitir\s+a|transmettre\s+à)\s+"
        r"(?:the\s+(?:Board(?:\s+of\s+Directors)?|management|leadership)\s+of\s+|(?:du|le)\s+conseil\s+d['’]administration\s+de\s+|(?:del|la)\s+(?:consejo|junta)\s+(?:de\s+administración|directiva)\s+de\s+)?"
        r"(?:the\s+company\s+|la\s+société\s+|la\s+empresa\s+)?",
        _I,
    ),
)
_AFTER_NAME: Final = re.compile(
    rf",?\s*\((?:hereinafter|hereafter|ci-après|en\s+adelante|en\s+lo\s+sucesivo)[^()¶]{{0,40}}?{_FIRM}"
    rf"|,\s+{_FIRM}\b"
    r"|,?\s+(?:(?:a|the)\s+\w+\s+)?(?:which|that)\s+you\s+(?:lead|head|direct|chair|run|represent|own|manage|preside)\b"
    r"|,?\s+que\s+vous\s+(?:dirigez|présidez|représentez)\b|,?\s+que\s+usted\s+(?:dirige|preside|encabeza|representa)\b",
    _I,
)
_DEFINED: Final = re.compile(
    r",?\s*\((?:hereinafter|hereafter|ci-après|en\s+adelante|en\s+lo\s+sucesivo)?[^()¶\w]{0,4}(?:referred\s+to\s+as\s+)?[^()¶\w]{0,3}"
    r"(?:the\s+Company|la\s+société|l['’]entreprise|la\s+empresa|la\s+compañía)\W{0,3}\)",
    _I,
)
"""A contract's way to name the one whom all is about."""

_KIN: Final = (
    r"(?:subsidiar(?:y|ies)|affiliates?|suppliers?|customers?|clients?|partners?|contractors?|shareholders?|investors?|branch|unit"
    r"|filiales?|fournisseurs?|prestataires?|sous-traitants?|partenaires?|actionnaires?"
    r"|filial(?:es)?|proveedor(?:a|as|es)?|contratistas?|clientes?|soci[oa]s?|accionistas?)"
)
_KIN_OF: Final = re.compile(rf"\b{_KIN}\s+(?:of|de|à|to)\s*$", _I)
_ITS_KIN: Final = re.compile(rf"\b(?:its|their|sa|ses|leur|su|sus)\s+{_KIN},?\s*$", _I)
_TO_READER: Final = re.compile(
    rf"\b(?:your|votre|vos|usted|ustedes)\b|\b{_KIN}\s+de\s+su\b|\b{_FIRM}\b", _I
)
"""Words that speak to the reader beside a name: the name is somebody else's."""

_NAME: Final = re.compile(
    r"[A-ZÀ-Ý][\w&'’\-]*(?:[ ](?:(?:of|de|du|des|del|la|the|and|&|et|y)[ ]){0,2}[A-ZÀ-Ý0-9][\w&'’\-]*){0,5}(?=\s*[,()–—:;.¶])"
)
_ONE_OF: Final = re.compile(
    r",?\s+(?:and|et|y|e|as\s+well\s+as|ainsi\s+que|así\s+como)\s+(?:to\s+|à\s+|a\s+)?"
)
_NO_COMPANY: Final = re.compile(
    r"\b(?:Government|Gouvernement|Gobierno|Ministry|Ministère|Ministerio|Council|Conseil|Consejo|Special|Rapporteu|Relator|Excellency|Excellence|Excelencia|United|Nations)\b|^(?:The|This|We|It|In|On|Mr|Ms|Mrs|Dr|M|Mme|Sr|Sra)\b"
)
MOST: Final = 200
"""So many places of each kind are looked at."""

WINDOW: Final = 160
"""So long a name may be, with what stands around it."""


@dataclass(frozen=True, slots=True)
class _Named:
    name: str
    start: int
    end: int


def company_of(text: Prepared, zones: Zones, *, others: Sequence[str]) -> Found | None:
    """Return the company that the text addresses, or None where none or several may be meant.

    `others` are those who, the letter says, were written to as well.
    """
    whole = text.text.replace("\n\n", "¶¶").replace("\n", " ")
    if is_to_state(text, zones):
        return None
    start = zones.salutation if zones.salutation is not None else zones.head_end
    tied = list(_tied(whole, zones, start))
    if tied:
        if len({known_as(one.name) for one in tied}) > 1:
            return None
        return _found(text, tied[0], whole, 0.75)
    if defined := _defined(text, whole, zones, start):
        return _found(text, defined, whole, 0.6)
    if _is_to_excellency(text, zones) and not YOURS.search(whole):
        return None
    return _alone(text, whole, zones, others)


def is_to_state(text: Prepared, zones: Zones) -> bool:
    """Say whether a letter speaks to a Government; "Excellency" alone may be anybody's title."""
    return _GOVERNMENT.search(text.text, zones.head_end, zones.body_end) is not None


def _is_to_excellency(text: Prepared, zones: Zones) -> bool:
    start = zones.salutation
    return start is not None and _EXCELLENCY.match(text.text, start) is not None


def _tied(whole: str, zones: Zones, start: int) -> Iterator[_Named]:
    """Yield the names that the letter ties to its reader."""
    if zones.salutation is not None:
        yield from _greeted(whole, zones)
    for form in _BEFORE_NAME:
        for lead in islice(form.finditer(whole, start, zones.body_end), MOST):
            if _KIN_OF.search(whole, max(0, lead.start() - WINDOW), lead.start()):
                continue
            bare = lead[0][-1].isspace() and lead[0].rstrip()[-1] not in ",(–—:"
            yours = form is _BEFORE_NAME[0]
            if (named := _name_at(whole, lead.end(), plain=not (yours and bare))) and not (
                _is_one_of_several(whole, named)
            ):
                yield named
    for after in islice(_AFTER_NAME.finditer(whole, start, zones.body_end), MOST):
        if named := _name_before(whole, start, after.start()):
            yield named


def _name_before(whole: str, start: int, end: int) -> _Named | None:
    window = max(start, end - WINDOW)
    before = whole[window:end]
    found = [one for one in companies_in(before) if one.end() >= len(before) - 1]
    if not found:
        return None
    one = found[-1]
    return _Named(flowing(one[0]), window + one.start(), window + one.end())


def _defined(text: Prepared, whole: str, zones: Zones, start: int) -> _Named | None:
    """Return the company that the letter calls "the company", where that is one alone."""
    found = [
        named
        for one in islice(_DEFINED.finditer(whole, start, zones.body_end), MOST)
        if (named := _name_before(whole, start, one.start()))
    ]
    keys = {known_as(one.name) for one in found}
    if len(keys) != 1 or _told_apart(text, whole, zones, keys.pop(), (0, 0)):
        return None
    return found[0]


def _greeted(whole: str, zones: Zones) -> Iterator[_Named]:
    """Yield the company that the salutation names beside an office: "Dear Chair of X"."""
    begun = zones.salutation or 0
    line = whole[begun : min(begun + WINDOW, max(zones.head_end, begun + WINDOW))]
    line = line.partition("¶")[0].rstrip(" ,:")
    role = re.compile(rf"{_ROLE}{_OF}", _I).search(line)
    if role and (named := _name_at(whole, begun + role.end(), plain=True)):
        yield named
    elif companies := companies_in(line):
        one = companies[0]
        yield _Named(flowing(one[0]), begun + one.start(), begun + one.end())


def _name_at(whole: str, at: int, *, plain: bool) -> _Named | None:
    """Return the company's name that begins at a place, also one without a company's ending."""
    window = whole[at : at + WINDOW].partition("¶")[0]
    for one in companies_in(window):
        if one.start() == 0:
            return _Named(flowing(one[0]), at, at + one.end())
    named = _NAME.match(whole, at, at + WINDOW) if plain else None
    if named and not _NO_COMPANY.search(named[0]):
        return _Named(flowing(named[0]), at, named.end())
    return None


def _is_one_of_several(whole: str, named: _Named) -> bool:
    """Say whether another company follows in a list: then "your company, A and B" names others."""
    after = whole[named.end : named.end + WINDOW].partition("¶")[0]
    listed = _ONE_OF.match(after) or re.match(r",\s+", after)
    return listed is not None and any(
        one.start() <= listed.end() + 1 for one in companies_in(after)
    )


def _alone(text: Prepared, whole: str, zones: Zones, others: Sequence[str]) -> Found | None:
    """Return the one company that the subject names, where nothing says that it is another."""
    body = (zones.head_end, zones.body_end)
    if not _ANY_FIRM.search(whole, *body) or (told := subject_span(text, zones)) is None:
        return None
    span = told[1:]
    elsewhere = {known_as(one) for one in others}
    first, _ = text.sentence_at(told[0])
    names: dict[str, _Named] = {}
    for one in companies_in(whole[first : span[1]]):
        named = _Named(flowing(one[0]), first + one.start(), first + one.end())
        of_another = _ITS_KIN.search(whole, first, named.start)
        if known_as(named.name) not in elsewhere and not of_another:
            names.setdefault(known_as(named.name), named)
    if len(names) != 1:
        return None
    ((key, named),) = names.items()
    if named.start < span[0] or _told_apart(text, whole, zones, key, span):
        return None
    return _found(text, named, whole, 0.5)


def _told_apart(
    text: Prepared, whole: str, zones: Zones, key: str, span: tuple[int, int]
) -> bool:
    """Say whether a sentence has both the name and "your company": they are two then."""
    if _TO_READER.search(whole, *span):
        return True
    form = re.compile(rf"(?<!\w){re.escape(key)}(?!\w)", _I)
    for found in islice(form.finditer(whole, zones.head_end, zones.body_end), MOST):
        if span[0] <= found.start() < span[1]:
            continue
        first, last = text.sentence_at(found.start())
        if YOURS.search(whole, first, last):
            return True
    return False


def _found(text: Prepared, named: _Named, whole: str, sure: float) -> Found:
    first, last = text.sentence_at(named.start)
    passage = flowing(whole[first:last].replace("¶", " "))
    return Found(
        without_stop(named.name.rstrip(",")), passage, text.place_at(named.start), sure
    )

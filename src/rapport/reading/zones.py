"""The landmarks of a letter: salutation, capacity paragraph, list of mandates, closing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice, zip_longest
from typing import Final

from rapport.reading.prepared import Prepared

_I: Final = re.IGNORECASE
_SALUTATION: Final = re.compile(
    r"^[ \t]*(?:Dear\b[^\n]{0,80}|Ch(?:er|ère)s?\b[^\n.]{0,80},[ \t]*|(?:Your )?Excellency\b[^\n]{0,20}|Excellence\b[^\n]{0,20}"
    r"|Excelencia\b[^\n]{0,20}"
    r"|(?:Mr|Ms|Mrs|Dr|Mx)\.? [A-Z][^\n]{1,40},[ \t]*|(?:Sir|Madam)(?: or Madam)?,[ \t]*"
    r"|(?:Monsieur|Madame|Mesdames|Messieurs)\b[^\n.]{0,60},[ \t]*"
    r"|(?:Estimad[oa]s?|Distinguid[oa]s?|Señora?(?:es|s)?|Muy señor(?:a|es)?)\b[^\n]{0,60}[,:][ \t]*)$",
    re.MULTILINE,
)
_SALUTATION_INLINE: Final = re.compile(
    r"\b(?:Dear (?:Mr|Ms|Mrs|Dr|Mx|Sir|Madam)\b\.?[^\n,]{0,50},|Excellency,|Excelencia[,:]"
    r"|(?:Monsieur|Madame)(?: [^\n,]{1,40})?,|(?:Estimad[oa]|Distinguid[oa]) [^\n,:]{1,50}[,:])"
)
_CAPACITY: Final = re.compile(
    r"\bin\s+(?:my|our)\s+(?:respective\s+)?(?:capacit\w{1,4})\s+(?:as|of)\b"
    r"|\ben\s+(?:ma|notre|nos)\s+(?:qualit\w{1,3})(?:\s+respectives?)?\s+(?:de|d['’])"
    r"|\ben\s+(?:mi|nuestra|nuestras)\s+(?:respectivas?\s+)?(?:calidad|capacidad)(?:es)?"
    r"(?:\s+respectivas?)?\s+(?:de|como)\b",
    _I,
)
_CAPACITY_MISREAD: Final = re.compile(
    r"\b[il1]n\s+(?:my|\w{2}r|o\w{2})\s+(?:r\w{8,10}\s+)?c[a-z]pac\w{3,6}\s+\w{2}\b"
    r"|\b\wn\s+(?:m\w|n\w{2,4})\s+qua\w{3,6}(?:\s+r\w{8,11})?\s+d"
    r"|\b\wn\s+(?:m\w|n\w{5,7})\s+(?:r\w{8,11}\s+)?c[a-z]{2}[il]d\w{2,6}(?:\s+r\w{8,11})?\s+d",
    _I,
)
_CAPACITY_END: Final = re.compile(
    r"\n\s*\n\s*(?=[A-ZÀ-ÝÉ«“])|(?<=\.)\s*\n\s*(?=[A-ZÀ-Ý«“])|(?<=\d)\.\s+(?=[A-ZÀ-Ý«“])|\bIn this (?:connection|regard|context|respect)\b"
    r"|\b(?:À|A) cet égard|\bDans ce contexte|\bEn este (?:contexto|sentido)|\bA este respecto"
    r"|\b(?:We|I) (?:would like|wish|are writing) to (?:bring|draw|refer)"
    r"|\b(?:Nous (?:souhaiterions|souhaitons|voudrions)|Je (?:souhaiterais|voudrais))\b"
    r"|\b(?:Quisiéramos|Quisiera|Deseamos|Nos permitimos)\b"
)
_LIST: Final = re.compile(
    r"^[ \t]*(?:Mandates?\s+of(?:\s+the)?|Mandats?\s+(?:du|de|des|d['’])|Mandatos?\s+(?:del?|de))\b",
    _I | re.MULTILINE,
)
_CLOSING: Final = re.compile(
    r"\bPlease accept\b|\bassurances of (?:our|my) highest consideration|\bYours sincerely"
    r"|\bVeuillez (?:agréer|croire|recevoir)|\bNous vous prions d['’]agréer|(?-i:\bAcepten?\b)"
    r"|(?-i:\bRec[ií]ban?\b)|\bLe saluda|\bLos saludan|\bAtentamente",
    re.IGNORECASE,
)
_ANNEX: Final = re.compile(
    r"^[ \t]*(?:ANNEXE?|Annexe?|ANEXO|Anexo)\b(?:[ \t]*[IVX\d]{0,3}[.:]?)?(?:[ \t]*$|[ \t]*[-–—:.\n]?[ \t]*[^\n.]{0,90}$)",
    re.MULTILINE,
)
_ANNEX_INLINE: Final = re.compile(r"(?<=\s)(?:Annexe?|ANNEXE?|Anexo|ANEXO)(?=\s+[A-Z])")
_ACTING: Final = re.compile(r"\b(?:resolu|résolu)", _I)
"""The title of a page in the web may repeat the opening; it does not come to the resolutions."""

MOST: Final = 20
"""So many capacity paragraphs are looked at."""

LONGEST_CAPACITY: Final = 4500
LONGEST_HEAD: Final = 2500
"""Where no salutation tells, the head ends here."""


@dataclass(frozen=True, slots=True)
class Zones:
    """Offsets into a prepared text; None where a landmark is missing."""

    salutation: int | None
    capacity: tuple[int, int] | None
    mandates: tuple[int, int] | None
    closing: int | None
    annex: int | None
    end: int

    @property
    def head_end(self) -> int:
        """Where the head of the letter ends: address, reference and date stand before it."""
        starts = (self.salutation, self.capacity[0] if self.capacity else None)
        known = [one for one in starts if one is not None]
        return min(known, default=min(self.end, LONGEST_HEAD))

    @property
    def body_end(self) -> int:
        """Where the letter's own text ends, before signatures and annex."""
        known = [one for one in (self.closing, self.annex) if one is not None]
        return min(known) if known else self.end


def zones_of(text: Prepared) -> Zones:
    """Find the landmarks of a letter."""
    whole = text.text
    capacity = _capacity(whole)
    before = capacity[0] if capacity else len(whole)
    salutation = _salutation(whole, before)
    body = capacity[1] if capacity else salutation or 0
    closing = _CLOSING.search(whole, body)
    annex = _ANNEX.search(whole, body) or (
        _ANNEX_INLINE.search(whole, closing.end()) if closing else None
    )
    head_end = min(one for one in (salutation, before, 5000) if one is not None)
    return Zones(
        salutation=salutation,
        capacity=capacity,
        mandates=_list(whole, head_end),
        closing=closing.start() if closing else None,
        annex=annex.start() if annex else None,
        end=len(whole),
    )


def _capacity(whole: str) -> tuple[int, int] | None:
    all_found = list(islice(_CAPACITY.finditer(whole), MOST))
    found = next(
        (
            one
            for one, after in zip_longest(all_found, all_found[1:])
            if _ACTING.search(whole, one.end(), after.start() if after else len(whole))
        ),
        all_found[0] if all_found else _CAPACITY_MISREAD.search(whole),
    )
    if found is None:
        return None
    limit = min(len(whole), found.end() + LONGEST_CAPACITY)
    end = _CAPACITY_END.search(whole, found.end(), limit)
    return found.start(), end.start() if end else limit


def _salutation(whole: str, before: int) -> int | None:
    all_found = list(_SALUTATION.finditer(whole, 0, before)) or list(
        _SALUTATION_INLINE.finditer(whole, max(0, before - 600), before)
    )
    return all_found[-1].start() if all_found else None


def _list(whole: str, head_end: int) -> tuple[int, int] | None:
    found = _LIST.search(whole, 0, head_end)
    return (found.start(), head_end) if found else None

"""Dates as letters write them, in English, French and Spanish."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import Final

_MONTHS: Final = (
    ("january", "janvier", "enero"),
    ("february", "février", "febrero"),
    ("march", "mars", "marzo"),
    ("april", "avril", "abril"),
    ("may", "mai", "mayo"),
    ("june", "juin", "junio"),
    ("july", "juillet", "julio"),
    ("august", "août", "agosto"),
    ("september", "septembre", "septiembre"),
    ("october", "octobre", "octubre"),
    ("november", "novembre", "noviembre"),
    ("december", "décembre", "diciembre"),
)
_NUMBER: Final = {name: number for number, names in enumerate(_MONTHS, 1) for name in names} | {
    "fevrier": 2,
    "aout": 8,
    "decembre": 12,
    "setiembre": 9,
}
_NAMES: Final = "|".join(sorted(_NUMBER, key=len, reverse=True))
_DATE: Final = re.compile(
    rf"(?<![\w/])(?:(?P<day>[\dlIO]{{1,2}})(?:st|nd|rd|th|er|°|º)?\s+(?:of\s+|de\s+)?(?P<month>{_NAMES}|[^\W_]{{3,11}})"
    rf"\.?,?\s+(?:del?\s+)?(?P<year>[12lI][\dOolI]{{3}})"
    rf"|(?P<month2>{_NAMES})\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\s*,\s*(?P<year2>[12]\d{{3}})"
    r"|(?P<year3>[12]\d{3})-(?P<month3>\d{2})-(?P<day3>\d{2}))(?![\w/])",
    re.IGNORECASE,
)
_MISREAD: Final = str.maketrans("lIOo", "1100")


LIKE: Final = 0.74


def _month(name: str) -> int:
    """Return the number of a month, also of one that a scanner misread; else 0."""
    if name in _NUMBER:
        return _NUMBER[name]
    near = get_close_matches(name, list(_NUMBER), n=1, cutoff=LIKE)
    return _NUMBER[near[0]] if near else 0


@dataclass(frozen=True, slots=True)
class Dated:
    """A date in a text, and where it stands."""

    on: date
    start: int
    end: int


def dates_in(text: str, start: int = 0, end: int | None = None) -> Iterator[Dated]:
    """Yield the dates of a text in their order."""
    for found in _DATE.finditer(text, start, len(text) if end is None else end):
        day = found["day"] or found["day2"] or found["day3"]
        year = found["year"] or found["year2"] or found["year3"]
        month = found["month"] or found["month2"]
        number = _month(month.lower()) if month else int(found["month3"])
        try:
            on = date(int(year.translate(_MISREAD)), number, int(day.translate(_MISREAD)))
        except ValueError:
            continue
        yield Dated(on, found.start(), found.end())

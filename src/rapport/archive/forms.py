"""What a search is asked with: the address of a page of results, read and written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, TypeVar

from django.http import QueryDict
from django.utils.translation import gettext as _

from rapport.archive.errors import FilterUnknown
from rapport.archive.rules import Replied, Sort
from rapport.archive.selectors import Choice, Facets, Query
from rapport.protocol.kinds import LetterType

Member = TypeVar("Member", LetterType, Replied, Sort)

NAMES: Final = ("q", "mandate", "company", "country", "year", "type", "reply", "sort")
LONGEST_YEAR: Final = 4


@dataclass(frozen=True, slots=True)
class Active:
    """A filter that is on, and the address without it."""

    text: str
    without: str


def query_of(asked: QueryDict) -> Query:
    """Return what an address asks for. Raises FilterUnknown, QueryTooLong."""
    year = asked.get("year", "")
    if year and not (year.isascii() and year.isdigit() and len(year) <= LONGEST_YEAR):
        raise FilterUnknown(value=year[:40])
    sort = [_member(Sort, value) for value in asked.getlist("sort") if value]
    return Query(
        words=" ".join(asked.get("q", "").split()),
        mandate=asked.get("mandate", ""),
        company=asked.get("company", ""),
        country=asked.get("country", ""),
        year=int(year) if year else None,
        types=tuple(_member(LetterType, value) for value in asked.getlist("type") if value),
        replied=tuple(_member(Replied, value) for value in asked.getlist("reply") if value),
        sort=sort[0] if sort else None,
    )


def _member(enum: type[Member], value: str) -> Member:
    try:
        return enum(value)
    except ValueError:
        raise FilterUnknown(value=value[:40]) from None


def address(asked: QueryDict, **changes: str | None) -> str:
    """Return the address of the same search with changes; None takes a name away."""
    kept = QueryDict(mutable=True)
    for name in NAMES:
        if name not in changes and (values := [one for one in asked.getlist(name) if one]):
            kept.setlist(name, values)
    for name, value in changes.items():
        if value is not None:
            kept[name] = value
    return f"?{kept.urlencode()}"


def without(asked: QueryDict, name: str, value: str) -> str:
    """Return the address of the same search without one value of a filter."""
    kept = asked.copy()
    kept.setlist(name, [one for one in asked.getlist(name) if one != value])
    return address(kept)


def active(asked: QueryDict, facets: Facets) -> list[Active]:
    """Return the filters that are on, in words."""
    by_name: dict[str, list[Choice]] = {
        "reply": facets.replied,
        "type": facets.types,
        "year": facets.years,
        "mandate": facets.mandates,
        "company": facets.companies,
        "country": facets.countries,
    }
    labels = {
        (name, one.value): one.label for name, choices in by_name.items() for one in choices
    }
    return [
        Active(
            labels.get((name, value)) or _("nothing: %(value)s") % {"value": value[:80]},
            without(asked, name, value),
        )
        for name in by_name
        for value in asked.getlist(name)
        if value
    ]

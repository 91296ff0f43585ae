"""Lists that can be narrowed: what is asked for, what else can be, and how to take it back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final, TypeVar
from urllib.parse import urlencode

from django.db.models import QuerySet

from rapport.directory.errors import FilterUnknown
from rapport.directory.models import Company, Mandate
from rapport.web.requests import Request

LONGEST_SEARCH: Final = 200
ROWS_A_PAGE: Final = 50

Row = TypeVar("Row", Mandate, Company)
Wanted = dict[str, str]
"""What a reader asks for, by the names in the address."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One value by which a list can be narrowed, and how many rows it would leave."""

    value: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """The values of one kind; a long one is shown as a menu."""

    name: str
    legend: str
    choices: tuple[Choice, ...]

    @property
    def is_long(self) -> bool:
        """Whether there are more choices than are read at a glance."""
        return len(self.choices) > 6

    @property
    def is_open(self) -> bool:
        """Whether nothing of it was chosen."""
        return not any(choice.is_chosen for choice in self.choices)


@dataclass(frozen=True, slots=True)
class Active:
    """What narrows the list now, and the address of the list without it."""

    text: str
    without: str


def wanted_of(request: Request, names: Iterable[str]) -> Wanted:
    """Return what the address asks for: one value a name, nothing a database cannot take."""
    return {
        name: " ".join(request.GET.get(name, "").replace("\x00", "").split())[:LONGEST_SEARCH]
        for name in names
    }


def facet(
    name: str,
    legend: str,
    wanted: Wanted,
    counts: Mapping[str, int],
    words: Callable[[str], str],
) -> Facet:
    """Build a facet of the values that are there and the one that was asked for."""
    values = [value for value in counts if counts[value]]
    if wanted[name] and wanted[name] not in values:
        values.append(wanted[name])
    choices = [
        Choice(value, words(value), counts.get(value, 0), wanted[name] == value)
        for value in values
    ]
    return Facet(name, legend, tuple(choices))


def active_of(wanted: Wanted, facets: Iterable[Facet]) -> list[Active]:
    """Return what was chosen, in the order of the facets."""
    return [
        Active(f"{one.legend}: {choice.label}", address(wanted | {one.name: ""}))
        for one in facets
        for choice in one.choices
        if choice.is_chosen
    ]


def address(wanted: Wanted, **more: object) -> str:
    """Return the query that asks for this, such as “?q=spyware&scope=thematic”."""
    asked = {name: value for name, value in {**wanted, **more}.items() if value}
    return f"?{urlencode(asked)}"


def narrowed(
    ask: Callable[[Wanted], QuerySet[Row]], wanted: Wanted
) -> tuple[QuerySet[Row], FilterUnknown | None, Wanted]:
    """Return the rows asked for, and what was asked.

    For a value that does not exist: the rows that fit the words alone, and the refusal.
    """
    try:
        return ask(wanted), None, wanted
    except FilterUnknown as refusal:
        plain = {name: value if name == "q" else "" for name, value in wanted.items()}
        return ask(plain), refusal, plain

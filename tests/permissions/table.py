"""What the permission table is made of: commands, addresses, and who may use them.

A side's data stand in a module of its name beside this one; those of every side in `common`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import Final

from django.urls import URLPattern, URLResolver, get_resolver

from rapport.foundation.acts import Actor
from rapport.foundation.errors import Refusal

SIDES: Final = ("office", "desk", "archive")
STRANGER: Final = "stranger"
"""Whoever has not signed in."""

Ask = Callable[[Actor], Refusal | None]
"""A rule in a state in which nothing but the seat stands in the way."""


@dataclass(frozen=True, slots=True)
class Everybody:
    """A set that holds every seat, or every seat and strangers too."""

    strangers: bool

    def __contains__(self, seat: object) -> bool:
        return self.strangers or seat != STRANGER


ANYBODY: Final = Everybody(strangers=True)
SIGNED_IN: Final = Everybody(strangers=False)
NO_ONE: Final[frozenset[str]] = frozenset()

Who = frozenset[str] | Everybody


@dataclass(frozen=True, slots=True)
class Page:
    """One address: who may open it, who may send to it, and how it is closed to the others.

    `facts` names what of the stage fills the address. `opens` are the answers, besides those
    below 400, that still mean "you may": a page that finds nothing to do says 409 or 422.
    """

    route: str
    get: Who | None = None  # None: the address takes no GET
    post: Who | None = None  # None: the address takes no POST
    facts: Mapping[str, str] = field(default_factory=dict)
    closed: int = 403
    opens: frozenset[int] = frozenset({409, 422})


@dataclass(frozen=True, slots=True)
class Command:
    """One command: the seats that may ever give it, and its rule."""

    name: str
    seats: frozenset[str]
    ask: Ask


@dataclass(frozen=True, slots=True)
class Table:
    """All that one side promises about who may do what."""

    side: str
    seats: tuple[str, ...]
    may: Mapping[str, frozenset[str]]
    rules: Mapping[str, Ask]
    pages: tuple[Page, ...]


def table_of(side: str) -> Table:
    """Read a side's table: its own rows and those of every side."""
    own = import_module(f"tests.permissions.{side}")
    common = import_module("tests.permissions.common")
    return Table(
        side=side,
        seats=tuple(own.SEATS),
        may={**_text(own.MAY), **_text(common.MAY)},
        rules={**own.RULES, **common.RULES},
        pages=(*own.PAGES, *common.pages(side)),
    )


def _text(may: Mapping[str, Iterable[str]]) -> dict[str, frozenset[str]]:
    return {name: frozenset(str(seat) for seat in seats) for name, seats in may.items()}


def routes(side: str) -> list[str]:
    """Return every address of a side, as its URL configuration writes it."""
    return sorted(set(_walk(get_resolver(f"rapport.config.urls.{side}"), "")))


def _walk(resolver: URLResolver, before: str) -> Iterator[str]:
    for one in resolver.url_patterns:
        route = before + str(one.pattern)
        if isinstance(one, URLPattern):
            yield route
        else:
            yield from _walk(one, route)

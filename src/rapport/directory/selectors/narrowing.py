"""How a list is narrowed: by words, by a code, by one of several values of a row."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeVar

from django.db.models import Q, QuerySet

from rapport.directory import rules
from rapport.directory.errors import FilterUnknown
from rapport.directory.models import Company, Mandate

Member = TypeVar("Member", bound=StrEnum)
Row = TypeVar("Row", Mandate, Company)


def member(enum: type[Member], value: str) -> Member | None:
    """Return the code that a value names, or None for no value. Raises FilterUnknown."""
    if not value:
        return None
    try:
        return enum(value)
    except ValueError:
        raise FilterUnknown(value=value) from None


def same(**members: StrEnum | None) -> Q:
    """Ask for rows whose columns hold these codes; None asks nothing."""
    return Q(**{name: code for name, code in members.items() if code is not None})


def holding(rows: QuerySet[Row], column: str, value: str) -> QuerySet[Row]:
    """Ask for rows that hold one value among several. Raises FilterUnknown when none does."""
    found = rows.filter(**{f"{column}__contains": rules.keyed([value])})
    if not found.exists():
        raise FilterUnknown(value=value)
    return found


def all_of(words: str) -> Q:
    """Ask for rows in whose words each of these is found, whatever its case and accents."""
    wanted = Q()
    for word in rules.fold(words).split():
        wanted &= Q(words__contains=word)
    return wanted

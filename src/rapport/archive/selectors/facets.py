"""Counted choices by which results are narrowed; each is counted without its own filter."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db.models import Count, Max
from django.utils.translation import get_language

from rapport.archive.models import Signatory
from rapport.archive.rules import Replied
from rapport.archive.selectors.results import Search
from rapport.directory import selectors as directory
from rapport.protocol.kinds import LetterType
from rapport.web import labels


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter: its words, how many letters it leaves, whether it is chosen."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Facets:
    """The choices of each filter."""

    replied: list[Choice]
    types: list[Choice]
    years: list[Choice]
    mandates: list[Choice]
    companies: list[Choice]
    countries: list[Choice]


def facets_of(search: Search, countries: Mapping[str, str]) -> Facets:
    """Return the choices by which the results of a search can be narrowed.

    The names of countries, by their code, are those of `country_names`: a page needs them too.
    """
    query = search.query
    language = get_language() or "en"
    return Facets(
        replied=_members(Replied, _counts(search, "replied", "replied__in"), query.replied),
        types=_members(LetterType, _counts(search, "type", "type__in"), query.types),
        years=_years(search),
        mandates=_mandates(search, language),
        companies=_companies(search),
        countries=_countries(search, countries),
    )


def country_names(language: str) -> dict[str, str]:
    """Return the names of all countries in a language, by their code."""
    return {one.alpha3: directory.name_of(one, language) for one in directory.countries()}


def mandate_titles(language: str) -> dict[str, str]:
    """Return the titles of all mandates that are listed in a language, by their short name."""
    return {one.slug: directory.title_of(one, language) for one in directory.mandates()}


def _counts(search: Search, column: str, but: str) -> dict[Any, int]:
    rows = search.letters(but=but).order_by().values(column).annotate(n=Count("pk"))
    return {row[column]: row["n"] for row in rows}


def _members(
    enum: type[StrEnum], counts: dict[Any, int], chosen: Collection[StrEnum]
) -> list[Choice]:
    known = {str(getattr(key, "value", key)): n for key, n in counts.items()}
    return [
        Choice(member.value, labels.label(member), known.get(member.value, 0), member in chosen)
        for member in enum
        if member.value in known or member in chosen
    ]


def _years(search: Search) -> list[Choice]:
    counts = _counts(search, "year", "year")
    return [
        Choice(str(year), str(year), counts[year], year == search.query.year)
        for year in sorted((year for year in counts if year), reverse=True)
    ]


def _mandates(search: Search, language: str) -> list[Choice]:
    letters = search.letters(but="signatories__mandate").values("pk")
    rows = Signatory.objects.filter(letter__in=letters).order_by().values("mandate")
    titles = mandate_titles(language)
    return _by_label(
        Choice(
            row["mandate"],
            titles.get(row["mandate"], row["title"]),
            row["n"],
            row["mandate"] == search.query.mandate,
        )
        for row in rows.annotate(n=Count("pk"), title=Max("title"))
    )


def _companies(search: Search) -> list[Choice]:
    rows = search.letters(but="company").exclude(company="").order_by().values("company")
    names = {one.slug: one.name for one in directory.companies()}
    return _by_label(
        Choice(
            row["company"],
            names.get(row["company"], row["name"]),
            row["n"],
            row["company"] == search.query.company,
        )
        for row in rows.annotate(n=Count("pk"), name=Max("addressee"))
    )


def _countries(search: Search, names: Mapping[str, str]) -> list[Choice]:
    counts = _counts(search, "country", "country")
    return _by_label(
        Choice(code, names.get(code, code), n, code == search.query.country)
        for code, n in counts.items()
        if code
    )


def _by_label(choices: Iterable[Choice]) -> list[Choice]:
    return sorted(choices, key=lambda choice: (choice.label.casefold(), choice.value))

"""Questions about countries and territories."""

from __future__ import annotations

from django.db.models import QuerySet

from rapport.directory.models import Country
from rapport.web.languages import base_language


def countries() -> QuerySet[Country]:
    """Return the countries and territories listed today, by their English names."""
    return Country.objects.filter(dropped_on=None).order_by("sort_key", "alpha3")


def find_country(alpha3: str) -> Country | None:
    """Return the country of an ISO 3166-1 code of three letters, or None."""
    return Country.objects.filter(alpha3=alpha3).first()


def name_of(country: Country, language: str) -> str:
    """Return a country's name in a language, else in English."""
    name: str = country.names.get(base_language(language)) or country.names["en"]
    return name

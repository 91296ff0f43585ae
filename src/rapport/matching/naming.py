"""Which products and countries, of those that a company's people answer for, a text names."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from rapport.directory import selectors as directory
from rapport.directory.models import Country
from rapport.language.analyser import Word, words_in
from rapport.language.guessing import Language, language_of

_INFLECTED: Final = frozenset({Language.ARABIC, Language.RUSSIAN})
"""Here names are compared by their stems; elsewhere common words would share them."""


def named_products(text: str, products: Iterable[str]) -> set[str]:
    """Return the products, case folded, that a text names in full."""
    language = language_of(text)
    read = _in_a_row(_forms(words_in(text, language), language))
    return {one.casefold() for one in products if one and _named(one, read, language)}


def named_countries(text: str, codes: Iterable[str]) -> set[str]:
    """Return the codes, of these, of countries that a text names in its own language."""
    wanted = {code for code in codes if code}
    if not wanted:
        return set()
    language = language_of(text)
    read = _in_a_row(_forms(words_in(text, language), language))
    return {
        country.alpha3
        for country in directory.countries()
        if country.alpha3 in wanted and _named(_name(country, language), read, language)
    }


def _name(country: Country, language: Language) -> str:
    return directory.name_of(country, language)


def _named(name: str, read: str, language: Language) -> bool:
    forms = _in_a_row(_forms(words_in(name, language), language))
    return forms.strip() != "" and forms in read


def _forms(words: Iterable[Word], language: Language) -> list[str]:
    return [word.stem if language in _INFLECTED else word.plain for word in words]


def _in_a_row(forms: Iterable[str]) -> str:
    return f" {' '.join(forms)} "

"""A refusal's sentence in the reader's language."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils import formats
from django.utils.translation import gettext, pgettext

from rapport.foundation.errors import Refusal


def sentence(refusal: Refusal) -> str:
    """Return the refusal's text, translated, with its facts; days as the language writes."""
    facts = {name: _said(fact) for name, fact in refusal.facts.items()}
    return gettext(refusal.text).format(**facts)


def sentence_of(code: str) -> str:
    """Return the sentence of a refusal of which only the code is known, translated.

    Empty where nobody here says no by that code, or where its sentence needs facts.
    """
    text = next((one.text for one in _kinds_of(Refusal) if one.code == code), "")
    return "" if "{" in text or not text else gettext(text)


def _kinds_of(above: type[Refusal]) -> Iterator[type[Refusal]]:
    for one in above.__subclasses__():
        yield one
        yield from _kinds_of(one)


def _said(fact: object) -> object:
    if isinstance(fact, date):
        return formats.date_format(fact, pgettext("date format", "j F Y"))
    return fact

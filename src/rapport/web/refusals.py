"""A refusal's sentence in the reader's language."""

from __future__ import annotations

from datetime import date

from django.utils import formats
from django.utils.translation import gettext, pgettext

from rapport.foundation.errors import Refusal


def sentence(refusal: Refusal) -> str:
    """Return the refusal's text, translated, with its facts; days as the language writes."""
    facts = {name: _said(fact) for name, fact in refusal.facts.items()}
    return gettext(refusal.text).format(**facts)


def _said(fact: object) -> object:
    if isinstance(fact, date):
        return formats.date_format(fact, pgettext("date format", "j F Y"))
    return fact

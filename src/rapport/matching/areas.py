"""Issue areas: what a company's people divide their work by. A starting set comes with Rapport.

A desk keeps its own copy, which it may change; the words are what suggestions rest on.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from rapport.language.guessing import Language
from rapport.matching.lexicon import read

FILES: Final = ("areas-1.toml", "areas-2.toml")
LONGEST_SLUG: Final = 60
LONGEST_TITLE: Final = 120
LONGEST_DESCRIPTION: Final = 600
LONGEST_WORDS: Final = 4_000

_SLUG: Final = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_LONGEST: Final = {
    "title": LONGEST_TITLE,
    "description": LONGEST_DESCRIPTION,
    "words": LONGEST_WORDS,
}

Texts = Mapping[str, str]
"""A text by the code of its language: ar, en, es, fr, ru, zh."""


class AreasUnusable(ValueError):
    """A file of issue areas that cannot be used, and where."""


@dataclass(frozen=True, slots=True)
class Area:
    """An issue area: title, description and telling words, each by language."""

    slug: str
    titles: Texts
    descriptions: Texts
    words: Texts

    def text(self, language: str) -> str:
        """Return title and description in a language; empty where it has none."""
        pieces = (self.titles.get(language), self.descriptions.get(language))
        return "\n".join(piece for piece in pieces if piece)


@cache
def packaged_areas() -> tuple[Area, ...]:
    """Return the areas that come with Rapport, in their order."""
    return areas_from({slug: entry for file in FILES for slug, entry in read(file).items()})


def areas_from(entries: Mapping[str, Any]) -> tuple[Area, ...]:
    """Return the areas of a file's entries, in six languages each. Raises AreasUnusable."""
    areas = tuple(_area(slug, entry) for slug, entry in entries.items())
    for language in Language:
        titles = [one.titles[language] for one in areas]
        if twice := sorted({title for title in titles if titles.count(title) > 1}):
            raise AreasUnusable(f"{language}: more than one area is called {twice[0]}")
    return areas


def _area(slug: str, entry: Any) -> Area:
    if not _SLUG.fullmatch(slug) or len(slug) > LONGEST_SLUG:
        raise AreasUnusable(f"{slug}: not small letters, digits and hyphens")
    if not isinstance(entry, dict) or {*entry} != {*Language}:
        raise AreasUnusable(f"{slug}: not one part for each of the six languages")
    fields = {field: _texts(slug, entry, field) for field in _LONGEST}
    return Area(slug, fields["title"], fields["description"], fields["words"])


def _texts(slug: str, entry: Mapping[str, Any], field: str) -> Texts:
    texts: dict[str, str] = {}
    for language in Language:
        part = entry[language]
        if not isinstance(part, dict) or {*part} != {*_LONGEST}:
            raise AreasUnusable(f"{slug}, {language}: not title, description and words")
        text = part[field]
        if not isinstance(text, str) or not text.strip() or len(text) > _LONGEST[field]:
            raise AreasUnusable(f"{slug}, {language}: its {field} is missing or too long")
        texts[language.value] = text.strip()
    return texts

"""The words letters use for facts: phrases of the packaged lexicon, and finding them."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Final

from rapport.language.analyser import stems_in
from rapport.language.guessing import Language

FACTS: Final = ("facts-1.toml", "facts-2.toml")
SMALL_WORDS: Final = "small-words.txt"
USUAL: Final = "usual.toml"
REACH: Final = 3
"""So many words further than side by side may the words of a phrase stand apart."""

ANYWHERE: Final = 1_000_000
"""The reach for words that came without their order."""

Places = Mapping[str, Sequence[int]]
"""Each stem of a text, and at which of its words it stands."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Stems that stand together, and the entry of the lexicon that they are a sign of."""

    stems: tuple[str, ...]
    entry: str
    in_a_row: bool = False

    def found_in(self, places: Places, reach: int = REACH) -> list[tuple[int, ...]]:
        """Return where the phrase stands: the places of its words, for each time."""
        lists = [places.get(stem) for stem in self.stems]
        if not all(lists):
            return []
        known = [one for one in lists if one]
        found = [self._around(place, known, reach) for place in known[0]]
        return [one for one in found if one]

    def _around(
        self, place: int, lists: Sequence[Sequence[int]], reach: int
    ) -> tuple[int, ...]:
        if self.in_a_row:
            row = tuple(range(place, place + len(lists)))
            return row if all(at in one for at, one in zip(row, lists, strict=True)) else ()
        near = [min(one, key=lambda at: abs(at - place)) for one in lists]
        far = reach + len(lists) - 1
        return tuple(near) if all(abs(at - place) <= far for at in near) else ()


class Phrases:
    """The phrases of a language, found by their first stem."""

    def __init__(self, phrases: Sequence[Phrase]) -> None:
        self._by_first: dict[str, list[Phrase]] = defaultdict(list)
        for phrase in phrases:
            self._by_first[phrase.stems[0]].append(phrase)

    def found_in(
        self, places: Places, reach: int = REACH
    ) -> dict[Phrase, list[tuple[int, ...]]]:
        """Return the phrases that stand in a text, each with its places."""
        found = {
            phrase: phrase.found_in(places, reach)
            for stem in places
            for phrase in self._by_first.get(stem, ())
        }
        return {phrase: where for phrase, where in found.items() if where}


def places_of(stems: Sequence[str]) -> Places:
    """Return each stem with its places."""
    places: dict[str, list[int]] = defaultdict(list)
    for place, stem in enumerate(stems):
        places[stem].append(place)
    return places


@cache
def concerns() -> Mapping[str, Mapping[str, float]]:
    """Return which mandates each entry of the lexicon concerns, and how much."""
    return {name: entry["mandates"] for name, entry in _facts().items()}


@cache
def usual() -> Mapping[str, float]:
    """Return how usual each mandate is among those that sign letters, from 0 to 1."""
    return {slug: float(share) for slug, share in read(USUAL)["usual"].items()}


@cache
def small_words() -> frozenset[str]:
    """Return English stems that stand in any report or letter, whatever it is about."""
    return frozenset(text_of(SMALL_WORDS).split())


@cache
def facts_in(language: Language) -> Phrases:
    """Return the phrases for facts in a language."""
    return Phrases(_phrases(_facts(), language))


def _facts() -> dict[str, Any]:
    return {name: entry for file in FACTS for name, entry in read(file).items()}


@cache
def read(file: str) -> dict[str, Any]:
    """Return a file of the packaged data."""
    return tomllib.loads(text_of(file))


def text_of(file: str) -> str:
    """Return the text of a file of the packaged data, as it stands."""
    return resources.files("rapport.matching").joinpath("data", file).read_text("utf-8")


def phrases_of(words: str, name: str, language: Language) -> list[Phrase]:
    """Return the phrases of a list with commas, in a language; of Chinese, signs in a row."""
    row = language is Language.CHINESE
    return [
        Phrase(stems, name, row)
        for stems in dict.fromkeys(
            tuple(stems_in(piece, language)) for piece in words.split(",")
        )
        if stems
    ]


def _phrases(entries: Mapping[str, Any], language: Language) -> list[Phrase]:
    return [
        phrase
        for name, entry in entries.items()
        for phrase in phrases_of(entry[language], name, language)
    ]

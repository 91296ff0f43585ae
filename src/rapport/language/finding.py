"""What a passage is found by, and where in it stands what was asked for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Final

from rapport.language.analyser import (
    NO_WORD_AFTER,
    NO_WORD_BEFORE,
    TOKEN,
    WRITTEN,
    is_sign,
    plain_of,
)
from rapport.language.asking import HYPHENS, MOST_PARTS, Asked
from rapport.language.forms import key_of, tongues_of
from rapport.language.guessing import Language, languages_of
from rapport.web import search

Span = tuple[int, int]

NO_KEY: Final = ("",)

_JOINED: Final = re.compile(
    rf"{NO_WORD_BEFORE}{WRITTEN}(?:[{HYPHENS}]{WRITTEN}){{1,{MOST_PARTS - 1}}}"
)
_HYPHEN: Final = re.compile(f"[{HYPHENS}]")


def kept_of(text: str, weight: int = 1) -> Counter[tuple[str, str]]:
    """Return the words of a passage, each with a key it is kept under or none, and weights.

    A word weighs as often as it stands; in a passage that may be in several languages its keys
    share the weight. Neighbours of Chinese are words too. A word with a hyphen is kept joined
    as well, but as a word that nobody can type: who asks for it exactly wants no other.
    """
    words = search.words_of(text)
    counted: Counter[tuple[str, str]] = Counter()
    for first, second in pairwise(words):
        if is_sign(first) and is_sign(second):
            counted[first + second, ""] += weight
    tongues = tuple(languages_of(text))
    for written, times in Counter(TOKEN.findall(text)).items():
        folded = search.words_of(written)
        for word in folded:
            keys = _keys(written, tongues) if len(folded) == 1 else NO_KEY
            for key in keys:
                counted[word, key] += max(1, times * weight // len(keys))
    for written, times in Counter(_JOINED.findall(text)).items():
        joined = _HYPHEN.sub("", written)
        for key in filter(None, _keys(joined, tongues)):
            counted[f"-{plain_of(joined)}"[: search.LONGEST_WORD], key] += times * weight
    return counted


@lru_cache(maxsize=200_000)
def _keys(written: str, tongues: tuple[Language, ...]) -> tuple[str, ...]:
    keys = {key_of(written, one) for one in tongues_of(plain_of(written), tongues)}
    return tuple(sorted(keys)) or NO_KEY


@dataclass
class Text:
    """A passage in which is looked for what was asked; its words are read once."""

    text: str
    _known: dict[tuple[str, frozenset[str]], frozenset[str]] = field(default_factory=dict)

    def has(self, asked: Asked) -> bool:
        """Say whether what was asked for stands in it."""
        if not asked.keys:
            return search.like(asked.phrase) in self._folded
        return bool(self._written(asked)) or (
            bool(asked.parts) and all(self.has(part) for part in asked.parts)
        )

    def places(self, asked: Asked) -> list[Span]:
        """Return where it stands, as it is written."""
        if not asked.keys:
            return self._places_of(asked.phrase)
        spans: list[Span] = []
        if written := sorted(self._written(asked), key=len, reverse=True):
            ways = "|".join(map(re.escape, written))
            whole = re.compile(f"{NO_WORD_BEFORE}(?:{ways}){NO_WORD_AFTER}")
            spans = [found.span() for found in whole.finditer(self.text)]
        return sorted([*spans, *(span for part in asked.parts for span in self.places(part))])

    def _places_of(self, phrase: Sequence[str]) -> list[Span]:
        places, words = self._places
        size = len(phrase)
        return [
            (places[start].start, places[start + size - 1].end)
            for start in range(len(words) - size + 1)
            if words[start : start + size] == list(phrase)
        ]

    def _written(self, asked: Asked) -> frozenset[str]:
        """Return how a word stands in the text, in whichever forms."""
        question = (asked.word, asked.keys)
        if question not in self._known:
            self._known[question] = frozenset(
                written
                for written, bare in self._words.items()
                if not asked.keys.isdisjoint(_keys(bare, self._tongues))
                or plain_of(bare) == asked.word
            )
        return self._known[question]

    @cached_property
    def _folded(self) -> str:
        return search.searchable([self.text])

    @cached_property
    def _places(self) -> tuple[list[search.Found], list[str]]:
        places = search.places_of(self.text)
        return places, [place.word for place in places]

    @cached_property
    def _tongues(self) -> tuple[Language, ...]:
        return tuple(languages_of(self.text))

    @cached_property
    def _words(self) -> dict[str, str]:
        """How each word is written, and how it would be without hyphens."""
        joined = _JOINED.findall(self.text)
        return {
            **{written: written for written in TOKEN.findall(self.text)},
            **{written: _HYPHEN.sub("", written) for written in joined},
        }

"""The mandates as the directory words them, and BM25 over those words."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from rapport.directory.services import packaged_mandates
from rapport.language.analyser import is_sign, stems_in
from rapport.language.guessing import Language
from rapport.matching.evidence import Evidence
from rapport.matching.lexicon import small_words

_K1: Final = 1.2
_B: Final = 0.5
_SHORTEST: Final = 3
"""Shorter words say little in any of the languages; of Chinese, pairs of signs are compared."""

_COMMONEST: Final = 0.5
"""Words that a larger share of the mandates has say nothing: human, rights, rapporteur."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A mandate: its words in each language, whether it is a country's, whether in force."""

    slug: str
    country: bool
    in_force: bool
    texts: Mapping[Language, str]


def packaged_subjects() -> list[Subject]:
    """Return the mandates that come with Rapport, ended ones too."""
    return [
        Subject(
            slug=one.slug,
            country=one.country is not None,
            in_force=one.status == "active",
            texts={
                Language.ENGLISH: "\n".join(
                    [one.title, one.short_name, *one.aliases, *one.topics, one.description]
                ),
                **_translated(one.titles.model_dump(exclude_none=True)),
            },
        )
        for one in packaged_mandates()
    ]


def _translated(titles: Mapping[str, str]) -> dict[Language, str]:
    return {Language(code): title for code, title in titles.items()}


class WordsOfSubjects:
    """How much each word of the directory, in one language, speaks for each mandate."""

    def __init__(self, subjects: Iterable[Subject], language: Language) -> None:
        counts = {
            one.slug: Counter(terms_in(stems_in(one.texts[language], language)))
            for one in subjects
            if language in one.texts
        }
        self._weights = weights_of(counts)

    def evidence(self, stems: Sequence[str]) -> list[Evidence]:
        """Return what the words of a text say for mandates."""
        first = {term: place for place, term in reversed(list(enumerate(terms_in(stems))))}
        return [
            Evidence(slug, (place,), weight)
            for term, place in first.items()
            for slug, weight in self._weights.get(term, ())
        ]


def terms_in(stems: Sequence[str]) -> list[str]:
    """Return what is compared: words that say something; signs with their neighbours."""
    return [_term(stem, after) for stem, after in pairwise([*stems, ""])]


def _term(stem: str, after: str) -> str:
    if is_sign(stem) and is_sign(after):
        return stem + after
    says = len(stem) > _SHORTEST and stem not in small_words()
    return stem if says else ""


def weights_of(
    counts: Mapping[str, Counter[str]],
) -> dict[str, Sequence[tuple[str, float]]]:
    """Return for each word the mandates it speaks for and how much, by BM25."""
    if not counts:
        return {}
    average = sum(sum(one.values()) for one in counts.values()) / len(counts)
    having = Counter(stem for one in counts.values() for stem in one)
    weights: dict[str, list[tuple[str, float]]] = {}
    for slug, stems in counts.items():
        length = 1 - _B + _B * sum(stems.values()) / average
        for stem, times in stems.items():
            if not stem or having[stem] > _COMMONEST * len(counts):
                continue
            rare = math.log(1 + (len(counts) - having[stem] + 0.5) / (having[stem] + 0.5))
            weights.setdefault(stem, []).append(
                (slug, rare * times * (_K1 + 1) / (times + _K1 * length))
            )
    return dict(weights)

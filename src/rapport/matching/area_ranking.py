"""Rank the issue areas of a text: by telling words, descriptions, what people confirmed."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from rapport.language.analyser import words_in
from rapport.language.guessing import Language, language_of
from rapport.matching import lexicon
from rapport.matching.areas import Area
from rapport.matching.evidence import Evidence, in_proportion, totals
from rapport.matching.experience import Experience, Learned, terms_of
from rapport.matching.lexicon import Phrase, Phrases, Places
from rapport.matching.ranking import LONGEST_TEXT, reasons_in
from rapport.matching.subjects import Subject, WordsOfSubjects

FURTHER_WORD: Final = 0.8
"""How much more a phrase says for each word after its first."""

SIGNS_OF_A_WORD: Final = 2
"""Chinese: so many signs count as a word."""

WEAKEST: Final = 0.45
"""What speaks less for an area is chance: one telling word and the description give more."""

FULL: Final = 1.6
"""Less evidence of a kind than this gets less than the kind's whole share."""


AREA_WEIGHS: Final = 4.0
"""In comparing texts, how much the area that each seems to concern counts beside a word."""


CLEARLY: Final = 0.5
"""Of an area that has less than this share of the best one's score, nothing is compared."""


@dataclass(frozen=True, slots=True)
class Shares:
    """How much each kind of evidence counts. Chosen on data, see docs/reference/matching.md."""

    words: float = 1.0
    description: float = 0.4
    learned: float = 2.0


@dataclass(frozen=True, slots=True)
class AreaSuggestion:
    """An area, how much speaks for it, the words that do, and the experience that does."""

    slug: str
    score: float
    reasons: tuple[str, ...]
    learned: Learned | None = None


class AreaRanker:
    """Ranks issue areas for texts. Made for some areas and an experience; it learns nothing."""

    def __init__(
        self,
        areas: Sequence[Area],
        experience: Experience | None = None,
        shares: Shares | None = None,
    ) -> None:
        self._areas = tuple(areas)
        self._slugs = frozenset(one.slug for one in areas)
        self._experience = experience or Experience(())
        self._shares = shares or Shares()
        self._phrases: dict[Language, Phrases] = {}
        self._descriptions: dict[Language, WordsOfSubjects] = {}

    def ranked(
        self, text: str, *, first: int | None = None, without: str = ""
    ) -> list[AreaSuggestion]:
        """Return the areas that something in the text speaks for, best first.

        The confirmed text of that name is left out: a text is no evidence for itself.
        """
        text = text[:LONGEST_TEXT]
        language = language_of(text)
        words = words_in(text, language)
        stems = [word.stem for word in words]
        by_slug: dict[str, list[Evidence]] = defaultdict(list)
        for one in self._evidence(stems, language):
            by_slug[one.slug].append(one)
        learned = self._learned(
            text, language, totals(one for kept in by_slug.values() for one in kept), without
        )
        for slug, one_learned in learned.items():
            share = self._shares.learned * one_learned.share
            by_slug[slug].append(Evidence(slug, (), share))
        scores = {slug: sum(one.weight for one in kept) for slug, kept in by_slug.items()}
        best = sorted(scores, key=lambda slug: (-scores[slug], slug))
        return [
            AreaSuggestion(
                slug,
                round(scores[slug], 4),
                _without_parts(reasons_in(by_slug[slug], words, text)),
                learned.get(slug),
            )
            for slug in best[:first]
            if scores[slug] > 0
        ]

    def terms_of(self, text: str) -> dict[str, float]:
        """Return what a text is compared by: its words, its kinds of fact, its areas.

        Areas and facts are the same in every language, so that experience carries over.
        """
        text = text[:LONGEST_TEXT]
        language = language_of(text)
        found = self._evidence([word.stem for word in words_in(text, language)], language)
        return _with_areas(terms_of(text, language), totals(found))

    def _learned(
        self, text: str, language: Language, scores: Mapping[str, float], without: str
    ) -> dict[str, Learned]:
        if not len(self._experience):
            return {}
        terms = _with_areas(terms_of(text, language), scores)
        said = self._experience.says(terms, without=without)
        return {one.label: one for one in said if one.label in self._slugs}

    def _evidence(self, stems: Sequence[str], language: Language) -> list[Evidence]:
        told = _told(lexicon.places_of(stems), self._phrases_in(language), language)
        described = self._descriptions_in(language).evidence(stems)
        return [
            *in_proportion(told, self._shares.words, full=FULL),
            *in_proportion(described, self._shares.description, full=0.0),
        ]

    def _phrases_in(self, language: Language) -> Phrases:
        if language not in self._phrases:
            self._phrases[language] = Phrases(
                [
                    phrase
                    for area in self._areas
                    for phrase in lexicon.phrases_of(
                        area.words.get(language, ""), area.slug, language
                    )
                ]
            )
        return self._phrases[language]

    def _descriptions_in(self, language: Language) -> WordsOfSubjects:
        if language not in self._descriptions:
            subjects = [
                Subject(one.slug, country=False, in_force=True, texts={language: text})
                for one in self._areas
                if (text := one.text(language))
            ]
            self._descriptions[language] = WordsOfSubjects(subjects, language)
        return self._descriptions[language]


def _without_parts(reasons: Sequence[str]) -> tuple[str, ...]:
    """Leave out words that stand in a phrase which is shown too."""
    return tuple(
        one
        for one in reasons
        if not any(f" {one} " in f" {other} " for other in reasons if other != one)
    )


def _with_areas(terms: Mapping[str, float], scores: Mapping[str, float]) -> dict[str, float]:
    least = CLEARLY * max(scores.values(), default=0.0)
    clear = {slug: score for slug, score in scores.items() if score >= least}
    return {**terms, **{f"area:{slug}": AREA_WEIGHS * score for slug, score in clear.items()}}


def _told(places: Places, phrases: Phrases, language: Language) -> list[Evidence]:
    """Return what the telling words say; each further one of an area adds less."""
    signs: dict[str, list[tuple[float, tuple[int, ...]]]] = defaultdict(list)
    for phrase, where in phrases.found_in(places).items():
        signs[phrase.entry].append((_weight(phrase, len(where), language), where[0]))
    return [
        Evidence(slug, at, weight * math.log1p(whole) / whole)
        for slug, found in signs.items()
        for whole in [sum(weight for weight, _ in found)]
        for weight, at in found
    ]


def _weight(phrase: Phrase, times: int, language: Language) -> float:
    signs = SIGNS_OF_A_WORD if language is Language.CHINESE else 1
    further = max(0.0, len(phrase.stems) / signs - 1)
    return (1 + math.log(times)) * (1 + FURTHER_WORD * further)

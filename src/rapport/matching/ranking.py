"""Rank the mandates that a text concerns: three kinds of evidence, and a gate for countries.

Facts: phrases of the lexicon, most of it. Words: weights learned from summaries of public
reports (English). The directory: titles, topics and descriptions in six languages, by BM25.
Each kind is brought into proportion to the mandate that has most of it, so that none drowns the
others. A country mandate is ranked only where its country is named. Where an office's
precedents are given, what was decided on similar letters is a fourth kind.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from rapport.language.analyser import Word, is_sign, words_in
from rapport.language.guessing import Language, language_of
from rapport.matching import lexicon
from rapport.matching.countries import countries_told, named_in
from rapport.matching.evidence import Evidence, in_proportion, totals
from rapport.matching.facts import facts_told
from rapport.matching.learned import Weights
from rapport.matching.precedents import Precedents, Recalled, profile_of
from rapport.matching.subjects import Subject, WordsOfSubjects

LONGEST_TEXT: Final = 200_000
"""Signs of a text that are read; what a letter concerns stands long before."""

REASONS_SHOWN: Final = 6


@dataclass(frozen=True, slots=True)
class Proportions:
    """How much each kind of evidence counts. Chosen on data, see docs/reference/matching.md."""

    facts: float = 0.8
    learned: float = 1.0
    directory: float = 0.3
    country: float = 1.3
    usual: float = 0.05
    precedents: float = 1.25


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A mandate, how much speaks for it, the words of the text and the precedents that do."""

    slug: str
    score: float
    reasons: tuple[str, ...]
    by_words: float = 0.0
    """How much speaks for it without precedents."""
    recalled: Recalled | None = None


class Ranker:
    """Ranks mandates for texts. Made once, asked often; it changes and remembers nothing."""

    def __init__(
        self,
        subjects: Sequence[Subject],
        weights: Weights,
        proportions: Proportions | None = None,
    ) -> None:
        self._subjects = {one.slug: one for one in subjects}
        self._weights = weights
        self._proportions = proportions or Proportions()
        self._directory = {
            language: WordsOfSubjects(subjects, language) for language in Language
        }

    def ranked(
        self,
        text: str,
        *,
        first: int | None = None,
        language: Language | None = None,
        in_order: bool = True,
        precedents: Precedents | None = None,
        without: str = "",
    ) -> list[Suggestion]:
        """Return the mandates that something speaks for, best first.

        The precedent of that name is left out: a letter is no evidence for itself.
        """
        text = text[:LONGEST_TEXT]
        tongue = language or language_of(text)
        words = words_in(text, tongue)
        by_slug: dict[str, list[Evidence]] = defaultdict(list)
        for one in self.evidence(words, tongue, in_order=in_order):
            by_slug[one.slug].append(one)
        by_words = {slug: sum(one.weight for one in kept) for slug, kept in by_slug.items()}
        recalled: dict[str, Recalled] = {}
        if precedents:
            profile = _profile(words, tongue, by_words, in_order=in_order)
            recalled = self._open_to(precedents.say(profile, without=without), by_words)
        scores = {
            slug: by_words.get(slug, 0.0) + self._proportions.precedents * share
            for slug in {*by_words, *recalled}
            for share in [recalled[slug].share if slug in recalled else 0.0]
        }
        best = sorted(scores, key=lambda slug: (-scores[slug], slug))
        return [
            Suggestion(
                slug,
                round(scores[slug], 4),
                reasons_in(by_slug.get(slug, ()), words, text),
                round(by_words.get(slug, 0.0), 4),
                recalled.get(slug),
            )
            for slug in best[:first]
            if scores[slug] > 0
        ]

    def profile(
        self, text: str, *, language: Language | None = None, in_order: bool = True
    ) -> dict[str, float]:
        """Return what a text is compared with others by: facts and mandates, no words."""
        text = text[:LONGEST_TEXT]
        tongue = language or language_of(text)
        words = words_in(text, tongue)
        scores = totals(self.evidence(words, tongue, in_order=in_order))
        return _profile(words, tongue, scores, in_order=in_order)

    def evidence(
        self, words: Sequence[Word], language: Language, *, in_order: bool = True
    ) -> list[Evidence]:
        """Return all that speaks for mandates, weighed, behind the gate for countries."""
        stems = [word.stem for word in words]
        places = lexicon.places_of(stems)
        reach = lexicon.REACH if in_order else lexicon.ANYWHERE
        named = named_in(words, language, in_order=in_order)
        share = self._proportions
        found = [
            one
            for kind, most, full in (
                (facts_told(places, language, self._weights.entries, reach), share.facts, 3.0),
                (self._weights.evidence(places, language), share.learned, 4.0),
                (self._directory[language].evidence(stems), share.directory, 0.0),
            )
            for one in in_proportion(self._open(kind, named), most, full=full)
        ]
        usual = [
            Evidence(slug, (), lexicon.usual()[slug] * share.usual)
            for slug in sorted({one.slug for one in found} & lexicon.usual().keys())
        ]
        countries = countries_told(named, share.country)
        return [*found, *usual, *self._open(countries, named)]

    def _open(
        self, evidence: Sequence[Evidence], named: Mapping[str, object]
    ) -> list[Evidence]:
        """Leave out mandates that are not asked for, and countries that are not named."""
        return [
            one
            for one in evidence
            if (subject := self._subjects.get(one.slug))
            and (not subject.country or one.slug in named)
        ]

    def _open_to(
        self, recalled: Mapping[str, Recalled], by_words: Mapping[str, float]
    ) -> dict[str, Recalled]:
        """Leave out countries that are not named; mandates known by precedents alone stay."""
        return {
            slug: one
            for slug, one in recalled.items()
            if (subject := self._subjects.get(slug)) is None
            or not subject.country
            or by_words.get(slug, 0.0) > 0
        }


def _profile(
    words: Sequence[Word], language: Language, scores: Mapping[str, float], *, in_order: bool
) -> dict[str, float]:
    places = lexicon.places_of([word.stem for word in words])
    reach = lexicon.REACH if in_order else lexicon.ANYWHERE
    found = lexicon.facts_in(language).found_in(places, reach)
    return profile_of((phrase.entry for phrase in found), scores)


def reasons_in(
    evidence: Sequence[Evidence], words: Sequence[Word], text: str
) -> tuple[str, ...]:
    """Return the words that spoke most for a mandate, as the text has them, uncapitalized."""
    said: dict[str, float] = defaultdict(float)
    for one in evidence:
        if one.places:
            pieces = [text[words[at].start : words[at].end] for at in sorted({*one.places})]
            between = "" if all(map(is_sign, pieces)) else " "
            said[between.join(pieces).casefold()] += one.weight
    best = sorted(said, key=lambda piece: (-said[piece], piece))
    return tuple(best[:REASONS_SHOWN])

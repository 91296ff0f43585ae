"""What people decided before: confirmed texts that resemble a new one speak for their label.

A confirmed text is kept here as the terms it is compared by, in memory, for as long as a
question to it lasts. Who asks says where the texts stand and what their labels mean.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from rapport.language.analyser import stems_in, words_in
from rapport.language.guessing import Language, language_of
from rapport.matching import lexicon
from rapport.matching.subjects import terms_in

NEIGHBOURS: Final = 5
"""So many of the most similar texts speak; further ones only resemble anything."""

LEAST_SIMILAR: Final = 0.2
"""Below, two texts share what any two questions share."""

HALF: Final = 0.25
"""So much similarity earns a label half of what experience can say: one text proves little."""

FACTS_WEIGH: Final = 1.0
"""How much a kind of fact that two texts share counts beside a word; languages share facts."""

Terms = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Confirmed:
    """A text that people gave a label to, as the terms it is compared by; its own name."""

    label: str
    terms: Terms
    name: str = ""


@dataclass(frozen=True, slots=True)
class Learned:
    """What experience says for a label: from 0 to 1, by how many texts, the nearest one."""

    label: str
    share: float
    times: int
    nearest: str
    similarity: float


def terms_of(text: str, language: Language | None = None) -> dict[str, float]:
    """Return what a text is compared by: its telling stems and the kinds of fact it tells."""
    tongue = language or language_of(text)
    stems = [word.stem for word in words_in(text, tongue)]
    counts = Counter(term for term in terms_in(stems) if term and not _is_usual(term, tongue))
    terms = {f"{tongue}:{term}": 1 + math.log(times) for term, times in counts.items()}
    found = lexicon.facts_in(tongue).found_in(lexicon.places_of(stems))
    return terms | {f"fact:{phrase.entry}": FACTS_WEIGH for phrase in found}


class Experience:
    """Compares a text with those that people gave labels to."""

    def __init__(self, confirmed: Iterable[Confirmed]) -> None:
        self._confirmed = tuple(confirmed)
        self._having = Counter(term for one in self._confirmed for term in one.terms)
        self._vectors = [(one, self._vector(one.terms)) for one in self._confirmed]

    def __len__(self) -> int:
        return len(self._confirmed)

    def says(self, terms: Terms, *, without: str = "") -> list[Learned]:
        """Return the labels of similar texts, best first, but for the text of a name."""
        by_label: dict[str, list[tuple[float, Confirmed]]] = defaultdict(list)
        for similarity, one in self.nearest(terms, without=without):
            by_label[one.label].append((similarity, one))
        found = [_learned(label, kept) for label, kept in by_label.items()]
        return sorted(found, key=lambda one: (-one.share, one.label))

    def nearest(self, terms: Terms, *, without: str = "") -> list[tuple[float, Confirmed]]:
        """Return the few most similar texts with their similarity, but for one of a name."""
        asked = self._vector(terms)
        near = [
            (similarity, one)
            for one, vector in self._vectors
            if (not without or one.name != without)
            and (similarity := _cosine(asked, vector)) >= LEAST_SIMILAR
        ]
        near.sort(key=lambda pair: (-pair[0], pair[1].label, pair[1].name))
        return near[:NEIGHBOURS]

    def _vector(self, terms: Terms) -> dict[str, float]:
        known = len(self._confirmed)
        weighed = {
            term: weight * math.log(1 + (known + 1) / (self._having[term] + 0.5))
            for term, weight in terms.items()
        }
        length = math.sqrt(sum(weight * weight for weight in weighed.values())) or 1.0
        return {term: weight / length for term, weight in weighed.items()}


def _learned(label: str, kept: Sequence[tuple[float, Confirmed]]) -> Learned:
    whole = sum(similarity for similarity, _ in kept)
    similarity, nearest = kept[0]
    return Learned(label, whole / (whole + HALF), len(kept), nearest.name, similarity)


def _cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    if len(other) < len(one):
        one, other = other, one
    return sum(weight * other.get(term, 0.0) for term, weight in one.items())


def _is_usual(term: str, language: Language) -> bool:
    usual = _usual_stems(language)
    return (
        all(sign in usual for sign in term) if language is Language.CHINESE else term in usual
    )


@cache
def _usual_stems(language: Language) -> frozenset[str]:
    return frozenset(stems_in(lexicon.read("request-words.toml")[language], language))

"""What an office decided on earlier letters: similar ones speak for a mandate, or against it.

A letter is kept as a profile: the kinds of fact it tells and the mandates it clearly seems to
concern. There is no word of it in a profile, and profiles of all languages compare.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from rapport.matching.experience import HALF, Confirmed, Experience, Terms

MANDATE_WEIGHS: Final = 2.0
"""How much a mandate that two letters seem to concern counts beside a kind of fact."""

CLEARLY: Final = 0.5
"""Of a mandate that has less than this share of the best one's score, nothing is compared."""

DIGITS: Final = 3
"""A profile is kept to so many: enough to compare by."""


class Said(StrEnum):
    """What was decided on a mandate for a letter."""

    SIGNED = "signed"
    ASKED = "asked"
    DECLINED = "declined"
    PASSED_OVER = "passed_over"  # among the first that were suggested, and never asked


SPEAKS: Final[Mapping[Said, float]] = {
    Said.SIGNED: 1.0,
    Said.ASKED: 0.5,
    Said.DECLINED: -0.5,
    Said.PASSED_OVER: -0.15,
}
"""How much a decision says for a mandate. To decline, or not to ask, has many reasons."""


@dataclass(frozen=True, slots=True)
class Precedent:
    """A letter by its profile, what was decided on each mandate, and its own name."""

    name: str
    profile: Terms
    said: Mapping[str, Said]


@dataclass(frozen=True, slots=True)
class Recalled:
    """What similar letters say for a mandate, from -0.5 to 1, and how often what was said."""

    share: float
    times: Mapping[Said, int]


def profile_of(kinds_of_fact: Iterable[str], scores: Mapping[str, float]) -> dict[str, float]:
    """Return what a letter is compared by, of the facts it tells and what mandates score."""
    least = CLEARLY * max(scores.values(), default=0.0)
    clear = {slug: score for slug, score in scores.items() if score >= least > 0}
    return {
        **{f"fact:{kind}": 1.0 for kind in sorted({*kinds_of_fact})},
        **{
            f"mandate:{slug}": round(MANDATE_WEIGHS * score, DIGITS)
            for slug, score in sorted(clear.items())
        },
    }


class Precedents:
    """Compares a letter with those that people decided on."""

    def __init__(self, kept: Iterable[Precedent]) -> None:
        self._kept = {one.name: one for one in kept}
        self._experience = Experience(
            Confirmed("", one.profile, one.name) for one in self._kept.values()
        )

    def __len__(self) -> int:
        return len(self._kept)

    def say(self, profile: Terms, *, without: str = "") -> dict[str, Recalled]:
        """Return what similar letters say for each mandate, but for the letter of a name."""
        whole: dict[str, float] = defaultdict(float)
        speaks: dict[str, float] = defaultdict(float)
        times: dict[str, Counter[Said]] = defaultdict(Counter)
        for similarity, near in self._experience.nearest(profile, without=without):
            for slug, said in self._kept[near.name].said.items():
                whole[slug] += similarity
                speaks[slug] += similarity * SPEAKS[said]
                times[slug][said] += 1
        return {
            slug: Recalled(speaks[slug] / (whole[slug] + HALF), dict(times[slug]))
            for slug in whole
        }

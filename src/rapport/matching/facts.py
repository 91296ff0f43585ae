"""Weigh the facts that a text tells: phrases of the lexicon, entry by entry."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Final

from rapport.language.guessing import Language
from rapport.matching import lexicon
from rapport.matching.evidence import Evidence
from rapport.matching.lexicon import Phrase, Places

FURTHER_WORD: Final = 0.6
"""How much more a phrase says for each word after its first."""


def facts_told(
    places: Places, language: Language, telling: Mapping[str, float], reach: int
) -> list[Evidence]:
    """Return what the facts in a text say for mandates.

    An entry says more with each further sign of it, but ever less more; how much an entry tells
    at all was learned.
    """
    signs: dict[str, list[tuple[float, tuple[int, ...]]]] = {}
    for phrase, where in lexicon.facts_in(language).found_in(places, reach).items():
        signs.setdefault(phrase.entry, []).append((_weight(phrase, len(where)), where[0]))
    return [
        Evidence(slug, at, concern * weight * _flattened(found) * telling.get(entry, 1.0))
        for entry, found in signs.items()
        for slug, concern in lexicon.concerns()[entry].items()
        for weight, at in found
    ]


def _weight(phrase: Phrase, times: int) -> float:
    return (1 + math.log(times)) * (1 + FURTHER_WORD * (len(phrase.stems) - 1))


def _flattened(found: list[tuple[float, tuple[int, ...]]]) -> float:
    whole = sum(weight for weight, _ in found)
    return math.log1p(whole) / whole

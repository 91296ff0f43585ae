"""Guess which of the six languages a text is in: by its script, then by its smallest words."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final


class Language(StrEnum):
    """The official languages of the United Nations."""

    ARABIC = "ar"
    CHINESE = "zh"
    ENGLISH = "en"
    FRENCH = "fr"
    RUSSIAN = "ru"
    SPANISH = "es"


LOOKED_AT: Final = 4000
"""So many signs tell the language; the rest of a long text is not looked at."""

TELLING: Final = 2
"""So many more of one language's smallest words do not tell it from another yet."""

_SCRIPTS: Final = {
    Language.ARABIC: re.compile("[\u0620-\u06ff]"),
    Language.RUSSIAN: re.compile("[\u0400-\u04ff]"),
    Language.CHINESE: re.compile("[\u3400-\u4dbf\u4e00-\u9fff]"),
}
_LATIN: Final = re.compile("[a-zA-Z\u00c0-\u024f]")
_WORD: Final = re.compile(r"[^\W\d_]+")
_CHINESE_WEIGHT: Final = 3
"""A sign of Chinese says as much as three letters."""
_SMALLEST: Final = {
    Language.ENGLISH: """the of and to in that is was were for on by with from his her their
        has been have which at are not""",
    Language.FRENCH: """le la les des du et un une est dans pour par sur que qui au aux avec
        ses son sa ont été a il elle ce cette ne pas leur""",
    Language.SPANISH: """el la los las del y un una es en para por con que su sus al se fue ha
        han lo como no más este esta según fueron""",
}
_KNOWN: Final = {tongue: frozenset(words.split()) for tongue, words in _SMALLEST.items()}


def language_of(text: str) -> Language:
    """Return the language that a text seems to be in; English where nothing tells."""
    votes = _votes(text[:LOOKED_AT])
    return max(votes, key=lambda tongue: votes[tongue])


def languages_of(text: str) -> list[Language]:
    """Return the languages that a text may be in: one where it tells, else all that may be."""
    votes = _votes(text[:LOOKED_AT])
    most = max(votes.values())
    near = max(TELLING, most // 2)
    return [tongue for tongue, votes_for in votes.items() if most - votes_for <= near]


def _votes(sample: str) -> dict[Language, int]:
    signs = {tongue: len(script.findall(sample)) for tongue, script in _SCRIPTS.items()}
    signs[Language.CHINESE] *= _CHINESE_WEIGHT
    script = max(signs, key=lambda tongue: signs[tongue])
    if signs[script] > len(_LATIN.findall(sample)):
        return {script: 1}
    words = [word.casefold() for word in _WORD.findall(sample)]
    return {tongue: sum(word in known for word in words) for tongue, known in _KNOWN.items()}

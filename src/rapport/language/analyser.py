"""Normalise, segment, stem: the same for what is kept and for what is asked.

A text is cut into runs of letters and digits; of Chinese each sign is a word. A word is put
into its compatibility form, case folded, stemmed while its accents stand (Snowball's rules ask
for them) and then stripped of them. Each word keeps its place, so that what was found can be
shown in the text as it was written.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import Stemmer

from rapport.language.arabic import light_stem
from rapport.language.guessing import Language, language_of
from rapport.web.search import LONGEST_WORD, words_of

_ALONE: Final = "\u3005\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_MARKS: Final = "\u0640\u00ad\u200c-\u200f\ufeff" + "".join(
    sign for sign in map(chr, range(0x300, 0x1F000)) if unicodedata.combining(sign)
)
"""What stands within a word and is no letter: all that folding takes away, and a joiner."""

_SIGN: Final = re.compile(f"[{_ALONE}]")
_LETTER: Final = rf"[^\W_{_ALONE}]"
WRITTEN: Final = rf"{_LETTER}++(?:[{_MARKS}]{_LETTER}*+)*+"
"""A word as it is written, marks and all; signs of Chinese stand alone."""
NO_WORD_BEFORE: Final = rf"(?<!{_LETTER})(?<![{_MARKS}])"
NO_WORD_AFTER: Final = rf"(?!{_LETTER}|[{_MARKS}])"
TOKEN: Final = re.compile(rf"[{_ALONE}]|{WRITTEN}")
_SNOWBALL: Final = {
    Language.ENGLISH: "english",
    Language.FRENCH: "french",
    Language.SPANISH: "spanish",
    Language.RUSSIAN: "russian",
}
_ALONE_LEFT: Final[Mapping[Language, frozenset[str]]] = {
    Language.FRENCH: frozenset({"l", "d", "j", "m", "n", "s", "t", "c", "qu"})
}
"""What an apostrophe leaves alone: l'égalité is one word, égalité."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: its stem, the word folded but whole, and where it stands as written."""

    stem: str
    plain: str
    start: int
    end: int


def words_in(text: str, language: Language | None = None) -> list[Word]:
    """Return the words of a text in their order, in a language or the one it seems to be in."""
    tongue = language or language_of(text)
    skipped = _ALONE_LEFT.get(tongue, frozenset())
    words = []
    for found in TOKEN.finditer(text):
        written = found[0][: 2 * LONGEST_WORD]
        if (stem := stem_of(written, tongue)) and stem not in skipped:
            words.append(Word(stem, plain_of(written), found.start(), found.end()))
    return words


def is_sign(word: str) -> bool:
    """Say whether a word is one sign of a script that puts no spaces between words."""
    return _SIGN.fullmatch(word) is not None


def stems_in(text: str, language: Language | None = None) -> list[str]:
    """Return the stems alone."""
    return [word.stem for word in words_in(text, language)]


@lru_cache(maxsize=100_000)
def stem_of(word: str, language: Language) -> str:
    """Return what a word is compared by. Words of another script keep their own form."""
    plain = unicodedata.normalize("NFKC", word).casefold()
    if name := _SNOWBALL.get(language):
        plain = _stemmer(name).stemWord(plain)
    folded = plain_of(plain)
    return light_stem(folded) if language is Language.ARABIC else folded


@lru_cache(maxsize=100_000)
def plain_of(word: str) -> str:
    """Return a word without case, accents and vowel marks, as searches compare it."""
    return "".join(words_of(word))


@lru_cache
def _stemmer(name: str) -> Stemmer.Stemmer:
    return Stemmer.Stemmer(name, 0)

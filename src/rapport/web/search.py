"""The words of a text, the same for what is kept and for what is asked, whichever the database.

A text is folded sign by sign: compatibility forms, case, accents and vowel marks go. A run of
letters and digits is a word; of scripts that put no spaces between words, each sign is one, and
each pair of neighbours too. All comparing of words is then by equality, and all finding of
phrases by a plain LIKE on folded text, which SQLite and PostgreSQL answer alike: nothing here
needs the full-text search of either.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

LONGEST_WORD: Final = 40
MOST_PHRASES: Final = 12
BREAK: Final = "|"
"""Stands between passages of a searchable text, so that no phrase is found across them."""

_ALONE: Final = "\u3005\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_TOKEN: Final = re.compile(rf"[{_ALONE}]|[^\W_{_ALONE}]+")
_SIGN_ALONE: Final = re.compile(rf"[{_ALONE}]")
_QUOTED: Final = re.compile(r'["“”„«»]([^"“”„«»]*)["“”„«»]')
_SAME: Final = str.maketrans(
    {
        "\u0640": "",
        "\u0649": "\u064a",
        "\u0629": "\u0647",
        "\u0671": "\u0627",  # Arabic
        "\u06a9": "\u0643",
        "\u06cc": "\u064a",  # the same letters, as Persian keyboards have them
        "œ": "oe",
        "æ": "ae",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ı": "i",
        **dict.fromkeys("\u00ad\u200d\u200e\u200f\ufeff", ""),  # marks that nobody sees
    }
)


@dataclass(frozen=True, slots=True)
class Found:
    """A word and where it stands in the text as it was written."""

    word: str
    start: int
    end: int


def words_of(text: str) -> list[str]:
    """Return the words of a text in their order; a sign of Chinese is a word of its own."""
    return [word[:LONGEST_WORD] for word in _TOKEN.findall(text.translate(_folds))]


def places_of(text: str) -> list[Found]:
    """Return the words of a text with their places in it."""
    signs: list[str] = []
    origin: list[int] = []
    for place, sign in enumerate(text):
        for plain in _fold(sign):
            signs.append(plain)
            origin.append(place)
    return [
        Found(
            found[0][:LONGEST_WORD], origin[found.start()], _end(text, origin[found.end() - 1])
        )
        for found in _TOKEN.finditer("".join(signs))
    ]


def searchable(passages: Iterable[str]) -> str:
    """Return passages as one text in which a phrase can be found by LIKE."""
    folded = (" ".join(words_of(passage)) for passage in passages)
    return f" {f' {BREAK} '.join(piece for piece in folded if piece)} "


def keys_of(words: Sequence[str]) -> set[str]:
    """Return what is kept of words to find them by: words, and neighbours without a space."""
    pairs = {
        first + second
        for first, second in pairwise(words)
        if _SIGN_ALONE.fullmatch(first) and _SIGN_ALONE.fullmatch(second)
    }
    return {*words, *pairs}


def phrases_of(query: str) -> list[tuple[str, ...]]:
    """Return what is asked for: every phrase must be found; a word is a phrase of one.

    What stands in quotation marks is a phrase, and so is what is written without a space
    between: a reference such as 12/2021, a name with a hyphen, a run of Chinese.
    """
    quoted, rest = quoted_and_rest(query)
    phrases = dict.fromkeys(tuple(words_of(chunk)) for chunk in [*quoted, *rest])
    return [phrase for phrase in phrases if phrase][:MOST_PHRASES]


def quoted_and_rest(query: str) -> tuple[list[str], list[str]]:
    """Return what stands in quotation marks, and the rest where it is cut by spaces."""
    return _QUOTED.findall(query), _QUOTED.sub(" ", query).split()


def like(phrase: Sequence[str]) -> str:
    """Return what a text contains that has the phrase. No sign of LIKE is in it."""
    return f" {' '.join(phrase)} "


def rarest(phrase: Sequence[str]) -> set[str]:
    """Return the keys that every text with the phrase has: pairs instead of single signs."""
    pairs = {key for key in keys_of(phrase) if len(key) > 1}
    alone = {word for word in phrase if len(word) == 1}
    covered = {sign for pair in pairs if _SIGN_ALONE.match(pair) for sign in pair}
    return pairs | (alone - covered)


def _end(text: str, last: int) -> int:
    end = last + 1
    while end < len(text) and not _fold(text[end]):
        end += 1  # marks that belong to the last sign
    return end


@lru_cache(maxsize=70_000)
def _fold(sign: str) -> str:
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", sign).casefold())
    kept = "".join(one for one in plain if not unicodedata.combining(one)).translate(_SAME)
    return "".join(_digit(one) for one in kept)


def _digit(sign: str) -> str:
    number = unicodedata.decimal(sign, None)
    return sign if number is None else str(number)


class _Folds(dict[int, str]):
    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold(chr(code))
        return folded


_folds: Final = _Folds()

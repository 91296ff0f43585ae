"""What a query asks for: words in any of their forms, and phrases as they stand.

A word is asked for in all its forms (`forms`). What stands in quotation marks, a run of
Chinese, and what is joined by other signs than hyphens and apostrophes (12/2021) is asked for
as it stands, but for case and accents. A word with a hyphen is asked for joined or in parts:
e-mail, email; what an apostrophe leaves alone is not asked for: l’accès, company’s.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from rapport.language.analyser import TOKEN, is_sign
from rapport.language.forms import keys_of
from rapport.web.search import MOST_PHRASES, quoted_and_rest, words_of

HYPHENS: Final = "-\u2010\u2011"
MOST_PARTS: Final = 4
_APOSTROPHES: Final = re.compile("['’‘ʼ`´]")
_ELIDED: Final = frozenset(
    {*"ldjmnstc", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu"}
)  # l’accès
_OWNING: Final = frozenset({"s", "t"})  # company’s, don’t


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing that has to be found: a phrase as it stands or, with keys, a word in any form.

    A word with a hyphen has parts: all of them are as good as the word itself.
    """

    phrase: tuple[str, ...]
    keys: frozenset[str] = frozenset()
    parts: tuple[Asked, ...] = ()

    @property
    def word(self) -> str:
        """The word as it was typed, folded."""
        return self.phrase[0]


def asked_of(query: str) -> list[Asked]:
    """Return what a query asks for; all of it must be found."""
    quoted, rest = quoted_and_rest(query)
    asked = [Asked(tuple(words_of(chunk))) for chunk in quoted]
    asked += [_chunk(chunk) for chunk in rest]
    return [one for one in dict.fromkeys(asked) if one.phrase][:MOST_PHRASES]


def _chunk(chunk: str) -> Asked:
    exactly = Asked(tuple(words_of(chunk)))
    if not exactly.phrase or any(map(is_sign, exactly.phrase)):
        return exactly
    if len(exactly.phrase) == 1:
        return _word(chunk)
    if any(word.isdecimal() for word in exactly.phrase):
        return exactly
    bare = _without_apostrophes(_trimmed(chunk))
    parts = [_trimmed(part) for part in re.split(f"[{HYPHENS}]", bare)]
    if not all(len(words_of(part)) == 1 for part in parts) or len(parts) > MOST_PARTS:
        return exactly
    if len(parts) == 1:
        return _word(parts[0])
    joined = _word("".join(parts))
    return Asked(joined.phrase, joined.keys, tuple(_word(part) for part in parts))


def _word(written: str) -> Asked:
    folded = words_of(written)
    return Asked(tuple(folded), frozenset(keys_of(_trimmed(written))))


def _without_apostrophes(chunk: str) -> str:
    first, *others = _APOSTROPHES.split(chunk)
    if others and first.casefold() in _ELIDED:
        first, *others = others
    if others and others[-1].casefold() in _OWNING:
        others.pop()
    return "’".join([first, *others])


def _trimmed(written: str) -> str:
    """Return what is written from its first word to its last."""
    found = list(TOKEN.finditer(written))
    return written[found[0].start() : found[-1].end()] if found else ""

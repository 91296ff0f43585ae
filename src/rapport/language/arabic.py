"""Light stemming of Arabic: articles, joined prepositions and endings go, roots are let be.

Larkey's scheme Light10. It works on folded words: no vowel marks, one form of alef, ya and ta
marbuta (rapport.web.search folds them).
"""

from __future__ import annotations

from typing import Final

_ARTICLES: Final = ("وال", "بال", "كال", "فال", "ال", "لل")
_ENDINGS: Final = ("ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي")
_AND: Final = "و"


def light_stem(word: str) -> str:
    """Return an Arabic word without article, joined preposition and ending."""
    if len(word) > 3 and word.startswith(_AND):
        word = word[1:]
    for article in _ARTICLES:
        if word.startswith(article) and len(word) - len(article) >= 2:
            word = word[len(article) :]
            break
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 2:
            word = word[: -len(ending)]
    return word

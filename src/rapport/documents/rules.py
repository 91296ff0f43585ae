"""How a letter is laid out: languages, the order of its parts, the form of its dates."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Final

from rapport.protocol.kinds import LetterPart

LANGUAGE_TAGS: Final[Mapping[str, str]] = {
    "ar": "ar",
    "zh": "zh-Hans",
    "en": "en-GB",
    "fr": "fr",
    "ru": "ru",
    "es": "es",
}
"""What a page says of its language (BCP 47)."""

DATE_FORMS: Final[Mapping[str, str]] = {
    "ar": "j F Y",
    "zh": "Y年n月j日",
    "en": "j F Y",
    "fr": "j F Y",
    "ru": "j E Y",
    "es": r"j \d\e F \d\e Y",
}
"""How a calendar date is written in a letter, in Django's signs."""

QUESTIONS: Final = "questions"
AFTER_QUESTIONS: Final = frozenset(
    {"reply-period", "interim-measures", "press-release", "also-written-to", "closing", "annex"}
)
"""Parts of a letter that stand after its questions; any other stands before them."""


def around_questions(
    parts: Sequence[LetterPart],
) -> tuple[list[LetterPart], list[LetterPart]]:
    """Return the parts before the questions and those after, each in the letter's own order.

    A part named questions leads them in, and says where they stand.
    """
    names = [part.name for part in parts]
    if QUESTIONS in names:
        place = names.index(QUESTIONS) + 1
        return list(parts[:place]), list(parts[place:])
    before = [part for part in parts if part.name not in AFTER_QUESTIONS]
    after = [part for part in parts if part.name in AFTER_QUESTIONS]
    return before, after


def page_words(sentence: str) -> str:
    """Turn "Page {page} of {pages}" in any language into a value of CSS's content."""
    counters = {"{page}": "counter(page)", "{pages}": "counter(pages)"}
    pieces = [piece for piece in re.split(r"(\{pages?\})", sentence) if piece]
    return " ".join(counters.get(piece) or css_string(piece) for piece in pieces)


def css_string(text: str) -> str:
    """Quote a text for CSS, which then cannot end its string or the style element around it."""
    safe = "".join(
        sign if sign.isalnum() or sign == " " else f"\\{ord(sign):06x}" for sign in text
    )
    return f'"{safe}"'


def way(text: str) -> str:
    """Return the direction of a text by its first strong letter: rtl or ltr."""
    for sign in text:
        kind = unicodedata.bidirectional(sign)
        if kind in {"R", "AL"}:
            return "rtl"
        if kind == "L":
            return "ltr"
    return "ltr"

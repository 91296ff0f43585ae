"""How a letter is laid out: languages, parts, dates; what a check for viruses said."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
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


# Viruses


class Verdict(StrEnum):
    """What is known of a file that was to be checked for viruses."""

    WAITING = "waiting"
    NOTHING_FOUND = "nothing_found"
    FOUND = "found"
    TOO_LARGE = "too_large"


@dataclass(frozen=True, slots=True)
class Answer:
    """What the scanner said of a file."""

    verdict: Verdict
    finding: str = ""


FINDING_SIGNS: Final = 200


def answer_of(said: bytes) -> Answer | None:
    """Read clamd's answer to INSTREAM; None for what is no whole answer.

    That a limit of its own was passed is no finding: it has not looked at all of the file.
    """
    line = said.decode("utf-8", "replace")
    if not line.endswith("\0"):
        return None
    words = line.rstrip("\0\n")
    if words == "stream: OK":
        return Answer(Verdict.NOTHING_FOUND)
    if words.startswith("INSTREAM size limit exceeded"):
        return Answer(Verdict.TOO_LARGE)
    name = words.removeprefix("stream: ").removesuffix(" FOUND")
    if len(name) != len(words) - len("stream:  FOUND"):
        return None
    if name.startswith("Heuristics.Limits.Exceeded"):
        return Answer(Verdict.TOO_LARGE)
    shown = "".join(sign for sign in name if sign.isprintable())
    return Answer(Verdict.FOUND, shown[:FINDING_SIGNS])

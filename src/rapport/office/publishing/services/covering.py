"""Words that must go, found in texts and covered."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from rapport.office.consents.rules import PersonKind, WhyHeld
from rapport.office.consents.selectors import HELD, PersonView, Withheld

SHORTEST_PART: Final = 3


def cover(text: str, words: Sequence[str]) -> str:
    """Return a text in which each of these words has given way to a sign without its length."""
    for one in sorted(words, key=len, reverse=True):
        text = _form(one).sub(HELD, text)
    return text


def parts_of_names(
    withheld: Iterable[Withheld], persons: Iterable[PersonView], texts: Iterable[str]
) -> list[str]:
    """Return what still stands in texts of the names of persons who are withheld."""
    held = {one.person for one in withheld if one.why is not WhyHeld.CUT}
    everything = "\n".join(texts)
    found = [
        part
        for person in persons
        if person.number in held and person.kind is PersonKind.INDIVIDUAL
        for part in re.split(r"[\s-]+", person.name)
        if len(part) >= SHORTEST_PART and _form(part).search(everything)
    ]
    return list(dict.fromkeys(found))


def _form(words: str) -> re.Pattern[str]:
    pieces = r"\s+".join(re.escape(word) for word in words.split())
    before = r"(?<!\w)" if _needs_edge(words[0]) else ""
    after = r"(?!\w)" if _needs_edge(words[-1]) else ""
    return re.compile(f"{before}{pieces}{after}", re.IGNORECASE)


def _needs_edge(sign: str) -> bool:
    return sign.isalnum() and not "\u3040" <= sign <= "\u9fff"

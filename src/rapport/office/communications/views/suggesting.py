"""Which other mandates the text of a letter speaks of, and the words that do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from rapport.directory.models import Mandate
from rapport.foundation.marking import without_marks
from rapport.matching.selectors import suggested_mandates
from rapport.office.communications import selectors
from rapport.office.communications.models import Letter
from rapport.office.communications.rules import PartName

SHOWN: Final = 5
TELLING: Final = (PartName.INFORMATION, PartName.CONCERN)
WEAKEST: Final = 0.3
"""What speaks less for a mandate is chance: the strongest have about 2."""


@dataclass(frozen=True, slots=True)
class Suggested:
    """A mandate that could be asked, and the words of the letter that say so."""

    name: str
    words: tuple[str, ...]


def suggested(letter: Letter, others: Iterable[Mandate]) -> list[Suggested]:
    """Return the mandates that a letter's text suggests, of those that were not asked yet."""
    asked = {signature.mandate for signature in selectors.signatures_of(letter)}
    names = {one.slug: one.short_name for one in others if one.slug not in asked}
    found = suggested_mandates(_text_of(letter))
    return [
        Suggested(names[one.slug], one.reasons)
        for one in found
        if one.slug in names and one.reasons and one.score >= WEAKEST
    ][:SHOWN]


def _text_of(letter: Letter) -> str:
    """Return what the letter says of the matter: not its opening, its law, its formulas."""
    parts = selectors.parts_of(letter)
    told = [parts[name].text for name in TELLING if name in parts]
    asked = [question.text for question in selectors.questions_of(letter)]
    texts = [letter.subject, *told, *asked]
    return "\n\n".join(piece for text in texts for _at, piece in without_marks(text))

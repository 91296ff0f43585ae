"""Where a letter's questions go at the company, as the company itself has said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from rapport.foundation.marking import without_marks
from rapport.matching.routes import Goes, where_they_go
from rapport.office.communications.models import Letter
from rapport.office.communications.selectors.letters import questions_of
from rapport.office.communications.selectors.suggesting import telling_text
from rapport.office.companies import selectors as companies
from rapport.office.companies.selectors import Statement


@dataclass(frozen=True, slots=True)
class Addressing:
    """The company's own statement, and by it where each question goes, by its number."""

    statement: Statement | None = None
    is_revoked: bool = False
    goes: Mapping[int, Goes] = field(default_factory=dict)


def where_questions_go(letter: Letter, today: date, language: str) -> Addressing:
    """Return where the questions of a visible letter go; what decided is told in a language.

    The countries are those of the case, else those that the letter names.
    """
    published = companies.published_by(letter.company, today)
    if published.counting is None:
        return Addressing(is_revoked=published.is_revoked)
    questions = questions_of(letter)
    found = where_they_go(
        published.counting.document,
        ["".join(piece for _at, piece in without_marks(one.text)) for one in questions],
        letter=telling_text(letter),
        countries=letter.case.countries,
        language=language,
    )
    goes = {one.number: where for one, where in zip(questions, found, strict=True)}
    return Addressing(published.counting, goes=goes)

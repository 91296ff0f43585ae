"""Suggestions as the page shows them beside each question."""

from __future__ import annotations

from dataclasses import dataclass

from django.forms import BoundField

from rapport.desk.areas.rules import text_in
from rapport.desk.areas.selectors import LetterSuggestions, Suggested
from rapport.desk.inbox.models import Question
from rapport.desk.routing.forms import OwnersForm, Taken
from rapport.directory import selectors as directory


@dataclass(frozen=True, slots=True)
class Shown:
    """A suggestion in the words of a language."""

    suggested: Suggested
    area: str
    country: str


@dataclass(frozen=True, slots=True)
class Row:
    """A question with its fields, what is suggested for it, and what its button sends."""

    question: Question
    owner: BoundField
    area_field: BoundField | None
    shown: Shown | None
    takes: str


def rows_of(form: OwnersForm, found: LetterSuggestions, language: str) -> list[Row]:
    """Return a row for each question of a form."""
    return [_row(form, question, found, language) for question in form.questions]


def whole_of(found: LetterSuggestions, language: str) -> list[Shown]:
    """Return what the whole letter is about."""
    return [_shown(one, language) for one in found.areas]


def _row(form: OwnersForm, question: Question, found: LetterSuggestions, language: str) -> Row:
    owner, area_field = form.fields_of(question)
    suggested = found.questions[question.number]
    says = suggested.area is not None or suggested.person is not None
    return Row(
        question,
        owner,
        area_field,
        _shown(suggested, language) if says else None,
        _takes(question, suggested),
    )


def _takes(question: Question, suggested: Suggested) -> str:
    """Return what the button sends; nothing where the question is with that person already."""
    if suggested.person is None or suggested.person.pk == question.owner_id:
        return ""
    # Given by custom, the question need not fall under the area that its words speak for.
    area = None if suggested.by_custom or suggested.area is None else suggested.area.public_id
    return Taken(question.number, suggested.person.public_id, area).value()


def _shown(suggested: Suggested, language: str) -> Shown:
    country = directory.find_country(suggested.country) if suggested.country else None
    return Shown(
        suggested,
        text_in(suggested.area.titles, language) if suggested.area else "",
        directory.name_of(country, language) if country else "",
    )

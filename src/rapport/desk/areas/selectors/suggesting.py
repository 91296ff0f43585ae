"""Which area and whom a letter's questions concern, and why. Nobody is given anything here."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final
from uuid import UUID

from rapport.accounts.models import Person
from rapport.desk.areas import rules
from rapport.desk.areas.models import Absence, Decision, IssueArea, Responsibility
from rapport.desk.areas.rules import Charge, Why
from rapport.desk.areas.selectors.areas import areas_visible_to, issue_owners, responsibilities
from rapport.desk.inbox import selectors as inbox
from rapport.desk.inbox.models import Letter, Question
from rapport.foundation.acts import Actor
from rapport.matching.area_ranking import WEAKEST, AreaRanker, AreaSuggestion
from rapport.matching.areas import Area
from rapport.matching.experience import Confirmed, Experience, Learned
from rapport.matching.naming import named_countries, named_products

AREAS_OF_A_LETTER: Final = 3
TELLING: Final = frozenset({"allegations", "information", "concern"})
"""The parts of a letter that say what it is about; the others are form and law."""


@dataclass(frozen=True, slots=True)
class Suggested:
    """What is suggested for a question, and all that says why."""

    area: IssueArea | None
    words: tuple[str, ...] = ()
    times: int = 0
    """So many similar questions people put under the area, or gave to the person, before."""
    from_letter: bool = False
    """The question itself says too little; the area is the letter's."""
    person: Person | None = None
    instead_of: Person | None = None
    why: Why | None = None
    away_until: date | None = None
    product: str = ""
    country: str = ""
    by_custom: bool = False
    """People gave such questions to this person, whoever answers for the area."""


@dataclass(frozen=True, slots=True)
class LetterSuggestions:
    """The areas of the whole letter, and what is suggested for each question, by number."""

    areas: tuple[Suggested, ...]
    questions: Mapping[int, Suggested]
    chosen: Mapping[int, IssueArea]
    """The area people put a question under."""


def suggestions_for(
    actor: Actor, letter: Letter, questions: Sequence[Question], today: date
) -> LetterSuggestions:
    """Say whom the questions of a visible letter concern, and why; for the lead alone."""
    known = _Known(list(areas_visible_to(actor).filter(switched_off_at=None)), today)
    whole = _text_of(letter, questions)
    kept = Decision.objects.filter(question__in=questions).select_related("area", "question")
    return LetterSuggestions(
        areas=tuple(
            _of_area(known, one, whole, from_letter=True)
            for one in known.ranked(whole, first=AREAS_OF_A_LETTER)
        ),
        questions={one.number: _of_question(known, one, whole) for one in questions},
        chosen={row.question.number: row.area for row in kept if row.area is not None},
    )


def area_by_owner(question: Question, owner: Person) -> IssueArea | None:
    """Return the area under which a question would come to an owner, the likeliest; or None."""
    theirs = {
        row.area_id for row in responsibilities() if owner.pk in (row.owner_id, row.deputy_id)
    }
    areas = list(IssueArea.objects.filter(pk__in=theirs, switched_off_at=None))
    if len(areas) < 2:
        return areas[0] if areas else None
    by_slug = {one.slug: one for one in areas}
    ranker = AreaRanker([_as_area(one) for one in areas])
    letter = question.letter
    for text in (question.text, _text_of(letter, inbox.questions_of([letter]))):
        if (found := ranker.ranked(text, first=1)) and found[0].score >= WEAKEST:
            return by_slug[found[0].slug]
    return None


class _Known:
    """What is looked up once for all questions of a letter."""

    def __init__(self, areas: Sequence[IssueArea], today: date) -> None:
        self.by_slug = {one.slug: one for one in areas}
        self._today = today
        ranked = [_as_area(one) for one in areas]
        self._terms_of = AreaRanker(ranked).terms_of
        self._decisions = [(row, self._terms_of(row.question.text)) for row in _latest()]
        self._ranker = AreaRanker(
            ranked,
            Experience(
                Confirmed(row.area.slug, terms, str(row.question_id))
                for row, terms in self._decisions
                if row.area is not None
            ),
        )

    @cached_property
    def people(self) -> dict[UUID, Person]:
        """Return those who hold the owner's seat, by id."""
        return {one.pk: one for one in issue_owners()}

    @cached_property
    def charges(self) -> dict[str, list[Responsibility]]:
        """Return who answers for each area."""
        found: dict[str, list[Responsibility]] = {}
        for row in responsibilities():
            found.setdefault(row.area.slug, []).append(row)
        return found

    @cached_property
    def away(self) -> dict[UUID, date]:
        """Return who is away today, and until when."""
        rows = Absence.objects.filter(from_on__lte=self._today, until_on__gte=self._today)
        return {row.person_id: row.until_on for row in rows.order_by("until_on", "id")}

    @cached_property
    def _custom(self) -> Experience:
        """Return the decisions for a person other than those who answer for the area."""
        return Experience(
            Confirmed(str(row.owner_id), terms, str(row.question_id))
            for row, terms in self._decisions
            if row.owner_id is not None and row.owner_id not in self._in_charge(row)
        )

    def _in_charge(self, row: Decision) -> Collection[UUID | None]:
        charges = self.charges.get(row.area.slug, []) if row.area else []
        return {person for one in charges for person in (one.owner_id, one.deputy_id)}

    def ranked(
        self, text: str, *, first: int | None = None, without: str = ""
    ) -> list[AreaSuggestion]:
        """Return the areas that clearly something speaks for."""
        found = self._ranker.ranked(text, first=first, without=without)
        return [one for one in found if one.score >= WEAKEST]

    def by_custom(self, question: Question) -> tuple[Person, Learned] | None:
        """Return to whom people give such questions, if they are here and not away."""
        said = self._custom.says(self._terms_of(question.text), without=str(question.pk))
        for one in said:
            person = UUID(one.label)
            if person in self.people and person not in self.away:
                return self.people[person], one
        return None


def _of_question(known: _Known, question: Question, whole: str) -> Suggested:
    own = known.ranked(question.text, first=1, without=str(question.pk))
    found = own or known.ranked(whole, first=1, without=str(question.pk))
    suggested = Suggested(None, why=Why.NOBODY)
    if found:
        suggested = _of_area(known, found[0], whole, from_letter=not own)
    custom = known.by_custom(question)
    if custom is None:
        return suggested
    person, learned = custom
    if learned.times >= rules.OFTEN or suggested.person is None:
        return Suggested(
            suggested.area,
            suggested.words,
            learned.times,
            suggested.from_letter,
            person,
            by_custom=True,
        )
    return suggested


def _of_area(
    known: _Known, found: AreaSuggestion, whole: str, *, from_letter: bool
) -> Suggested:
    area = known.by_slug[found.slug]
    times = found.learned.times if found.learned else 0
    rows = known.charges.get(found.slug, [])
    charges = [
        Charge(one.owner_id, one.deputy_id, one.product.casefold(), one.country) for one in rows
    ]
    charge = rules.charge_for(
        charges,
        named_products(whole, [one.product for one in rows]),
        named_countries(whole, [one.country for one in rows]),
    )
    if charge is None:
        return Suggested(area, found.reasons, times, from_letter, why=Why.NOBODY)
    row = rows[charges.index(charge)]
    chosen = rules.who_is_there(charge, away=known.away, seated=known.people)
    return Suggested(
        area=area,
        words=found.reasons,
        times=times,
        from_letter=from_letter,
        person=known.people.get(chosen.person) if chosen.person else None,
        instead_of=row.owner if chosen.instead_of else None,
        why=chosen.why,
        away_until=known.away.get(charge.owner),
        product=row.product,
        country=row.country,
    )


def _latest() -> list[Decision]:
    rows = Decision.objects.select_related("question", "area")
    return list(rows.order_by("-decided_at", "-id")[: rules.LONG_ENOUGH])


def _as_area(row: IssueArea) -> Area:
    """Return an area as it is ranked; its titles are telling words too."""
    words = {
        language: ", ".join(
            piece for piece in (row.titles.get(language), row.words.get(language)) if piece
        )
        for language in {*row.titles, *row.words}
    }
    return Area(row.slug, row.titles, row.descriptions, words)


def _text_of(letter: Letter, questions: Iterable[Question]) -> str:
    document = inbox.document_of(letter)
    told = [part.text for part in document.parts if part.name in TELLING]
    return "\n\n".join([letter.subject, *told, *(one.text for one in questions)])

"""Questions about areas, who answers for them, who is away."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from rapport.accounts import selectors as accounts
from rapport.accounts.models import Person
from rapport.desk.areas import errors, rules
from rapport.desk.areas.models import Absence, Decision, IssueArea, Responsibility
from rapport.desk.inbox.models import Question
from rapport.desk.seats import Seat, may
from rapport.directory import selectors as directory
from rapport.foundation.acts import Actor


@dataclass(frozen=True, slots=True)
class InWords:
    """An area as its page and the list show it, in one language."""

    area: IssueArea
    title: str
    description: str
    words: str
    responsibilities: tuple[tuple[Responsibility, str], ...]


def areas_visible_to(actor: Actor) -> QuerySet[IssueArea]:
    """Return the areas, also those switched off; the lead alone sees them."""
    if not may(actor, "change_areas"):
        return IssueArea.objects.none()
    return IssueArea.objects.order_by("position", "id")


def get_area(actor: Actor, area_id: UUID, *, lock: bool = False) -> IssueArea:
    """Return one area. Raises AreaNotFound."""
    rows = areas_visible_to(actor)
    if lock:
        rows = rows.select_for_update()
    found = rows.filter(public_id=area_id).first()
    if found is None:
        raise errors.AreaNotFound
    return found


def find_area(actor: Actor, area_id: UUID) -> IssueArea | None:
    """Return an area that is switched on, or None."""
    return areas_visible_to(actor).filter(public_id=area_id, switched_off_at=None).first()


def lock_areas(actor: Actor) -> list[IssueArea]:
    """Return all areas, kept as they are until the act is done."""
    return list(areas_visible_to(actor).select_for_update())


def areas_in_words(actor: Actor, language: str, *, every: bool = True) -> list[InWords]:
    """Return the areas with who answers for them; those switched off last, or not at all."""
    rows = areas_visible_to(actor)
    if not every:
        rows = rows.filter(switched_off_at=None)
    given: dict[int, list[tuple[Responsibility, str]]] = {}
    names = dict(countries_by_name(language))
    for one in responsibilities():
        given.setdefault(one.area_id, []).append((one, names.get(one.country, one.country)))
    found = [
        InWords(
            area,
            rules.text_in(area.titles, language),
            rules.text_in(area.descriptions, language),
            area.words.get(language, ""),
            tuple(given.get(area.pk, ())),
        )
        for area in rows
    ]
    return sorted(found, key=lambda one: one.area.switched_off_at is not None)


def responsibilities() -> QuerySet[Responsibility]:
    """Return who answers for what, with names."""
    rows = Responsibility.objects.select_related("area", "owner", "deputy")
    return rows.order_by("area__position", "product", "country", "id")


def responsibilities_visible_to(actor: Actor) -> QuerySet[Responsibility]:
    """Return who answers for what, with names; the lead alone sees it."""
    return responsibilities().filter(area__in=areas_visible_to(actor))


def find_responsibility(
    area: IssueArea, *, product: str, country: str
) -> Responsibility | None:
    """Return who answers for exactly this, or None."""
    rows = Responsibility.objects.filter(area=area, product__iexact=product, country=country)
    return rows.select_related("owner").order_by("id").first()


def get_responsibility(actor: Actor, responsibility_id: UUID) -> Responsibility:
    """Return one responsibility. Raises ResponsibilityNotFound."""
    seen = Responsibility.objects.filter(area__in=areas_visible_to(actor))
    rows = seen.select_related("area", "owner").order_by("id")
    found = rows.filter(public_id=responsibility_id).first()
    if found is None:
        raise errors.ResponsibilityNotFound
    return found


def absences(actor: Actor, today: date) -> QuerySet[Absence]:
    """Return the absences that are not over, the next first; the lead alone sees them."""
    if not may(actor, "change_areas"):
        return Absence.objects.none()
    rows = Absence.objects.filter(until_on__gte=today).select_related("person")
    return rows.order_by("from_on", "id")


def get_absence(actor: Actor, absence_id: UUID) -> Absence:
    """Return one absence. Raises AbsenceNotFound."""
    rows = Absence.objects.select_related("person").order_by("id")
    found = rows.filter(public_id=absence_id).first() if may(actor, "change_areas") else None
    if found is None:
        raise errors.AbsenceNotFound
    return found


def issue_owners() -> QuerySet[Person]:
    """Return the people who can answer for an area."""
    return accounts.people_with(Seat.OWNER)


def find_decision(question: Question) -> Decision | None:
    """Return what was last decided on a question, or None."""
    return Decision.objects.filter(question=question).first()


def decided_of(questions: Iterable[Question]) -> set[int]:
    """Return the rows of those questions on which people decided something."""
    rows = Decision.objects.filter(question__in=list(questions)).order_by()
    return set(rows.values_list("question_id", flat=True))


def decisions_kept() -> int:
    """Count the decisions that suggestions learn from."""
    return Decision.objects.count()


def countries_by_name(language: str) -> list[tuple[str, str]]:
    """Return the codes and names of countries in a language, by name."""
    rows = directory.countries()
    named = [(one.alpha3, directory.name_of(one, language)) for one in rows]
    return sorted(named, key=lambda pair: pair[1])


def wording_of(area: IssueArea, language: str) -> dict[str, object]:
    """Return an area in one language, as a form shows it."""
    return {
        "title": area.titles.get(language, ""),
        "description": area.descriptions.get(language, ""),
        "words": area.words.get(language, ""),
    }

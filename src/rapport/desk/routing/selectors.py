"""Questions to routing. Ask with a letter or question that the actor may see."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Min, QuerySet

from rapport.accounts import selectors as accounts
from rapport.accounts.models import Person
from rapport.desk.inbox.models import Letter, Question
from rapport.desk.routing.errors import NotAnOwner
from rapport.desk.routing.models import Assignment
from rapport.desk.seats import Seat


def owners() -> QuerySet[Person]:
    """Return the people who can be given a question."""
    return accounts.people_with(Seat.OWNER)


def get_owner(person_id: UUID) -> Person:
    """Return a person who can be given a question. Raises NotAnOwner."""
    found = owners().filter(public_id=person_id).first()
    if found is None:
        somebody = accounts.find_active_person(person_id)
        raise NotAnOwner(name=somebody.name if somebody else str(person_id))
    return found


def find_current(question: Question) -> Assignment | None:
    """Return the open assignment of a question, or None."""
    return Assignment.objects.filter(question=question, ended_at=None).first()


def history_of(question: Question) -> QuerySet[Assignment]:
    """Return everybody who had a question, the first first."""
    return (
        Assignment.objects.filter(question=question)
        .select_related("owner", "given_by")
        .order_by("given_at", "id")
    )


def current_of(letters: Iterable[Letter]) -> dict[int, Assignment]:
    """Return the open assignments of letters' questions, by the question's row."""
    rows = Assignment.objects.filter(question__letter__in=letters, ended_at=None)
    return {row.question_id: row for row in rows.order_by("id")}


def first_given(letters: Iterable[Letter]) -> dict[int, datetime]:
    """Return when each question first had an owner, by the question's row."""
    rows = Assignment.objects.filter(question__letter__in=letters).order_by()
    found = rows.values("question").annotate(first=Min("given_at"))
    return {row["question"]: row["first"] for row in found}

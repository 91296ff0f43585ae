"""Questions to the cases. The actor comes first; what is out of sight does not exist."""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Case as Choose
from django.db.models import Q, QuerySet, Value, When

from rapport.accounts import selectors as accounts
from rapport.accounts.models import Person
from rapport.foundation.acts import Actor
from rapport.journal.models import Entry
from rapport.journal.selectors import entries_about
from rapport.office.cases.errors import CaseNotFound
from rapport.office.cases.models import Case, CaseShare
from rapport.office.cases.rules import CaseState
from rapport.office.consents import selectors as consents
from rapport.office.consents.errors import PersonNotInCase
from rapport.office.consents.models import CasePerson, Consent
from rapport.office.consents.rules import Audience
from rapport.office.consents.selectors import PersonView
from rapport.office.seats import Seat, mandates_of, sees_all
from rapport.web.search import like, phrases_of, searchable


@dataclass(frozen=True, slots=True)
class Readers:
    """Who can see a case now: people of each mandate (slug), lead first; the secretariat."""

    mandates: dict[str, list[Person]]
    secretariat: list[Person]


def cases_visible_to(actor: Actor) -> QuerySet[Case]:
    """Cases the actor may know of; the only way to cases for any door.

    The secretariat sees all, a mandate's member those that the mandate leads or shares, the
    administrator none.
    """
    if sees_all(actor):
        return Case.objects.all()
    own = mandates_of(actor)
    shared = CaseShare.objects.filter(mandate__in=own)
    return Case.objects.filter(Q(mandate__in=own) | Q(pk__in=shared.values("case")))


def get_case(actor: Actor, case_id: UUID, *, lock: bool = False) -> Case:
    """Return one case: to be read as the actor may, or, locked, to be changed.

    Raises CaseNotFound.
    """
    rows = cases_visible_to(actor)
    if lock:
        rows = rows.select_for_update(of=("self",))
    found = rows.filter(public_id=case_id).first()
    if found is None:
        raise CaseNotFound
    return found if lock else as_read_by(actor, found)


def as_read_by(actor: Actor, case: Case) -> Case:
    """Return a case whose title and summary name nobody held from the actor; never save it."""
    if audience_of(actor, case) is Audience.OFFICE:
        return case
    persons = consents.persons_of(case.public_id)
    known = persons_visible_to(actor, case)
    read = copy(case)
    read.title = consents.with_known_names(case.title, persons, known)
    read.summary = consents.with_known_names(case.summary, persons, known)
    return read


def is_held_in_part(actor: Actor, case_id: UUID) -> bool:
    """Say whether title or summary give a name that the actor does not read."""
    kept = cases_visible_to(actor).filter(public_id=case_id).first()
    if kept is None:
        return False
    read = as_read_by(actor, kept)
    return (read.title, read.summary) != (kept.title, kept.summary)


def mandates_of_case(case: Case) -> list[str]:
    """Return the mandates (slugs) that see a case, its lead first."""
    return mandates_of_cases([case])[case.pk]


def mandates_of_cases(cases: Iterable[Case]) -> dict[int, list[str]]:
    """Return the mandates (slugs) that see each of several cases, by row id, in one query."""
    found = {case.pk: [case.mandate] for case in cases}
    shares = CaseShare.objects.filter(case__in=list(found)).order_by("id")
    for case, mandate in shares.values_list("case", "mandate"):
        found[case].append(mandate)
    return found


def find_cases(
    actor: Actor, *, words: str = "", state: CaseState | None = None
) -> QuerySet[Case]:
    """Return the actor's cases that hold words with these beginnings, open ones first.

    Case and accents do not matter; in quotation marks, words are looked for as a phrase. By a
    name that is held from the actor, nothing is found.
    """
    rows = cases_visible_to(actor)
    phrases = [like(phrase).rstrip() for phrase in phrases_of(words)]
    for phrase in phrases:
        rows = rows.filter(searchable__contains=phrase)
    if phrases and not sees_all(actor):
        shared = rows.exclude(mandate__in=mandates_of(actor))
        rows = rows.exclude(pk__in=[one.pk for one in shared if not _says(actor, one, phrases)])
    if state:
        rows = rows.filter(state=state)
    open_first = Choose(When(state=CaseState.OPEN, then=Value(0)), default=Value(1))
    return rows.order_by(open_first, "-opened_at", "-id")


def _says(actor: Actor, case: Case, phrases: Iterable[str]) -> bool:
    read = as_read_by(actor, case)
    folded = searchable([read.title, read.summary])
    return all(phrase in folded for phrase in phrases)


def readers_of(case: Case) -> Readers:
    """Return the people who can see a case."""
    mandates = mandates_of_case(case)
    return Readers(
        {slug: list(accounts.people_with(Seat.MEMBER, slug)) for slug in mandates},
        list(accounts.people_with(Seat.SECRETARIAT)),
    )


def names_of_members() -> dict[str, list[str]]:
    """Return who would read a case that is shared with a mandate: names by its slug."""
    return accounts.names_by_unit(Seat.MEMBER)


def history_of(actor: Actor, case_id: UUID) -> QuerySet[Entry]:
    """Return what was recorded about a case and the persons in it. Raises CaseNotFound."""
    return entries_about(str(get_case(actor, case_id).public_id))


# The persons in a case


def audience_of(actor: Actor, case: Case) -> Audience:
    """Say as whom the actor reads the names in a case: as the office, or as another mandate."""
    own = sees_all(actor) or case.mandate in mandates_of(actor)
    return Audience.OFFICE if own else Audience.MANDATE


def persons_visible_to(actor: Actor, case: Case) -> list[PersonView]:
    """Return the persons of a case, by number, named to the actor as they agreed to it."""
    return consents.persons_as_known_to(audience_of(actor, case), case.public_id)


def held_from_mandates(case: Case) -> list[PersonView]:
    """Return the persons whose names mandates that share a case do not read."""
    known = consents.persons_as_known_to(Audience.MANDATE, case.public_id)
    return [person for person in known if person.is_held]


def get_person(actor: Actor, case_id: UUID, number: int) -> PersonView:
    """Return one person of a case. Raises CaseNotFound; PersonNotInCase, also for one held."""
    case = get_case(actor, case_id)
    persons = persons_visible_to(actor, case)
    found = next((one for one in persons if one.number == number and not one.is_held), None)
    if found is None:
        raise PersonNotInCase
    return found


def answers_of(actor: Actor, case_id: UUID, number: int) -> QuerySet[Consent]:
    """Return all answers of a person, what was said last first. Raises as get_person does."""
    get_person(actor, case_id, number)
    person: CasePerson = consents.get_person(case_id, number)
    return consents.consents_of(person)


def how_many_persons(cases: Iterable[Case]) -> dict[UUID, int]:
    """Return how many persons each of several cases has, by public id; one query in all."""
    return consents.how_many_in(case.public_id for case in cases)


def words_of(case: Case) -> dict[str, object]:
    """Return what a case says of itself, as a form shows it."""
    return {"title": case.title, "summary": case.summary, "countries": case.countries}

"""Say who answers for an area, who stands in, and who is away."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from rapport.accounts.models import Person
from rapport.desk.areas import errors, rules, selectors
from rapport.desk.areas.events import (
    AbsenceEnded,
    AbsenceNoted,
    ResponsibilityEnded,
    ResponsibilityGiven,
)
from rapport.desk.areas.models import Absence, Responsibility
from rapport.directory import selectors as directory
from rapport.foundation.acts import Act
from rapport.journal.services import record


@transaction.atomic
def give_responsibility(
    act: Act,
    *,
    area_id: UUID,
    owner_id: UUID,
    deputy_id: UUID | None = None,
    product: str = "",
    country: str = "",
) -> Responsibility:
    """Say who answers for an area, for one product or country of it, and who stands in.

    Raises AreaNotFound, NotTheLead, NotAnIssueOwner, CountryUnknown, DeputyIsOwner,
    ResponsibilityGivenAlready. Records ResponsibilityGiven.
    """
    area = selectors.get_area(act.actor, area_id, lock=True)
    if refusal := rules.why_not_change_areas(act.actor):
        raise refusal
    product = " ".join(product.split())
    owner = _issue_owner(owner_id)
    deputy = _issue_owner(deputy_id) if deputy_id else None
    if country and directory.find_country(country) is None:
        raise errors.CountryUnknown
    other = selectors.find_responsibility(area, product=product, country=country)
    if refusal := rules.why_not_give(
        act.actor,
        owner=owner.pk,
        deputy=deputy.pk if deputy else None,
        given_to=other.owner.name if other else "",
    ):
        raise refusal
    given = Responsibility.objects.create(
        area=area, product=product, country=country, owner=owner, deputy=deputy
    )
    record(
        act,
        ResponsibilityGiven(
            matter=str(area_id),
            owner=str(owner.public_id),
            deputy=str(deputy.public_id) if deputy else "",
            product=product,
            country=country,
        ),
    )
    return given


@transaction.atomic
def end_responsibility(act: Act, *, responsibility_id: UUID) -> None:
    """End a responsibility; questions that were given stay where they are.

    Raises ResponsibilityNotFound, NotTheLead. Records ResponsibilityEnded.
    """
    found = selectors.get_responsibility(act.actor, responsibility_id)
    if refusal := rules.why_not_change_areas(act.actor):
        raise refusal
    told = ResponsibilityEnded(
        matter=str(found.area.public_id),
        owner=str(found.owner.public_id),
        product=found.product,
        country=found.country,
    )
    found.delete()
    record(act, told)


@transaction.atomic
def note_absence(act: Act, *, person_id: UUID, from_on: date, until_on: date) -> Absence:
    """Note that a person is away from a day until another, both counted.

    Raises NotTheLead, AbsenceEndsBefore, NotAnIssueOwner. Records AbsenceNoted.
    """
    if refusal := rules.why_not_note_absence(act.actor, from_on=from_on, until_on=until_on):
        raise refusal
    person = _issue_owner(person_id)
    noted = Absence.objects.create(person=person, from_on=from_on, until_on=until_on)
    told = AbsenceNoted(
        matter=str(person.public_id),
        from_on=from_on.isoformat(),
        until_on=until_on.isoformat(),
    )
    record(act, told)
    return noted


@transaction.atomic
def end_absence(act: Act, *, absence_id: UUID) -> None:
    """Take an absence back. Raises AbsenceNotFound, NotTheLead. Records AbsenceEnded."""
    found = selectors.get_absence(act.actor, absence_id)
    if refusal := rules.why_not_change_areas(act.actor):
        raise refusal
    told = AbsenceEnded(matter=str(found.person.public_id))
    found.delete()
    record(act, told)


def _issue_owner(person_id: UUID) -> Person:
    person = selectors.issue_owners().filter(public_id=person_id).first()
    if person is None:
        raise errors.NotAnIssueOwner
    return person

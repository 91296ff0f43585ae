"""Enter persons, record what they agreed to. `cases` calls these once the actor may."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from rapport.accounts import selectors as accounts
from rapport.foundation.acts import Act
from rapport.journal.services import record
from rapport.office.consents import rules, selectors
from rapport.office.consents.events import ConsentRecorded, PersonEdited, PersonEntered
from rapport.office.consents.models import CasePerson, Consent
from rapport.office.consents.rules import Gender, GivenBy, PersonKind, Purpose
from rapport.web.overtaken import refuse_overtaken
from rapport.web.text import one_line


@transaction.atomic
def enter_person(
    act: Act,
    *,
    case: UUID,
    name: str,
    kind: PersonKind,
    gender: Gender = Gender.UNKNOWN,
    is_minor: bool = False,
    is_survivor: bool = False,
    note: str = "",
) -> CasePerson:
    """Enter a person in a locked case, under the next number.

    Raises PersonNameMissing, PersonNameUnusable. Records PersonEntered.
    """
    if refusal := rules.why_not_enter(name):
        raise refusal
    person = CasePerson.objects.create(
        case=case,
        number=selectors.how_many(case) + 1,
        name=one_line(name),
        kind=kind,
        gender=gender,
        is_minor=is_minor,
        is_survivor=is_survivor,
        note=note.strip(),
    )
    record(act, PersonEntered(matter=str(case), person=person.number))
    return person


@transaction.atomic
def edit_person(
    act: Act,
    *,
    case: UUID,
    number: int,
    name: str,
    kind: PersonKind,
    gender: Gender,
    is_minor: bool,
    is_survivor: bool,
    note: str,
    based_on: str = "",
) -> CasePerson:
    """Change what is kept of a person. What has left is not changed by it.

    `based_on` is the mark of what was seen, if any was. Raises PersonNotInCase,
    PersonNameMissing, PersonNameUnusable, ChangedMeanwhile. Records PersonEdited.
    """
    person = selectors.get_person(case, number, lock=True)
    if refusal := rules.why_not_enter(name):
        raise refusal
    refuse_overtaken(selectors.kept_of(person), based_on)
    person.name = one_line(name)
    person.kind, person.gender, person.note = kind, gender, note.strip()
    person.is_minor, person.is_survivor = is_minor, is_survivor
    person.save(update_fields=["name", "kind", "gender", "is_minor", "is_survivor", "note"])
    record(act, PersonEdited(matter=str(case), person=number))
    return person


@transaction.atomic
def record_consent(
    act: Act,
    *,
    case: UUID,
    number: int,
    purpose: Purpose,
    answer: bool,
    given_by: GivenBy,
    given_on: date,
    recipient: str = "",
    note: str = "",
) -> Consent:
    """Record a person's answer. A later no takes back a yes for all that has not been sent.

    Raises PersonNotInCase, ConsentInFuture, RecipientNotAsked. Records ConsentRecorded.
    """
    person = selectors.get_person(case, number, lock=True)
    if refusal := rules.why_not_record(
        purpose=purpose, recipient=recipient, given_on=given_on, today=act.today
    ):
        raise refusal
    consent = Consent.objects.create(
        person=person,
        purpose=purpose,
        recipient=recipient,
        answer=answer,
        given_by=given_by,
        given_on=given_on,
        note=note.strip(),
        by=accounts.author_of(act),
        at=act.at,
    )
    record(
        act,
        ConsentRecorded(
            matter=str(case),
            person=number,
            purpose=purpose.value,
            answer=answer,
            recipient=recipient,
        ),
    )
    return consent

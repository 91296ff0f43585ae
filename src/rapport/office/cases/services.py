"""Open, change, share and close cases; enter the persons in them and what they agreed to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from django.db import transaction

from rapport.accounts import selectors as accounts
from rapport.directory import selectors as directory
from rapport.directory.rules import MandateStatus
from rapport.foundation.acts import Act
from rapport.journal.services import record
from rapport.office.cases import rules, selectors
from rapport.office.cases.errors import CaseHeldInPart, CountryUnknown
from rapport.office.cases.events import CaseClosed, CaseEdited, CaseOpened, CaseShared
from rapport.office.cases.models import Case, CaseShare
from rapport.office.cases.rules import CaseState
from rapport.office.consents import services as consents
from rapport.office.consents.models import CasePerson, Consent
from rapport.office.consents.rules import Gender, GivenBy, PersonKind, Purpose
from rapport.web.overtaken import refuse_overtaken
from rapport.web.search import searchable


@transaction.atomic
def open_case(
    act: Act, *, title: str, summary: str, mandate: str, countries: Sequence[str] = ()
) -> Case:
    """Open a case for a mandate (slug) that leads it; countries are alpha-3 codes.

    Raises NotTheirCase, LeadNotInForce, CaseTitleMissing, CaseWordsTooLong, CountryUnknown.
    Records CaseOpened.
    """
    if refusal := rules.why_not_open(
        act.actor,
        mandate=mandate,
        is_in_force=_is_in_force(mandate),
        title=title,
        summary=summary,
    ):
        raise refusal
    case = Case.objects.create(
        title=title.strip(),
        summary=summary.strip(),
        mandate=mandate,
        countries=_known(countries),
        searchable=searchable([title, summary]),
        opened_by=accounts.author_of(act),
        opened_at=act.at,
    )
    record(act, CaseOpened(matter=str(case.public_id), mandate=mandate))
    return case


@transaction.atomic
def edit_case(
    act: Act,
    *,
    case_id: UUID,
    title: str,
    summary: str,
    countries: Sequence[str],
    based_on: str = "",
) -> Case:
    """Change what a case says of itself; `based_on` is the mark of what was seen, if any was.

    Raises CaseNotFound, NotTheirCase, CaseIsClosed, CaseHeldInPart, CaseTitleMissing,
    CaseWordsTooLong, CountryUnknown, ChangedMeanwhile. Records CaseEdited.
    """
    case = _changeable(act, case_id, "edit_case")
    if selectors.is_held_in_part(act.actor, case_id):
        raise CaseHeldInPart
    if refusal := rules.why_not_words(title, summary):
        raise refusal
    refuse_overtaken(selectors.words_of(case), based_on)
    case.title, case.summary = title.strip(), summary.strip()
    case.countries = _known(countries)
    case.searchable = searchable([title, summary])
    case.save(update_fields=["title", "summary", "countries", "searchable"])
    record(act, CaseEdited(matter=str(case_id)))
    return case


@transaction.atomic
def share_case(act: Act, *, case_id: UUID, mandate: str) -> None:
    """Let another mandate (slug) see a case; one that sees it already changes nothing.

    Raises CaseNotFound, NotTheirCase, CaseIsClosed, LeadNotInForce. Records CaseShared.
    """
    case = selectors.get_case(act.actor, case_id, lock=True)
    mandates = selectors.mandates_of_case(case)
    if refusal := rules.why_not_share(
        act.actor, state=case.state, mandates=mandates, is_in_force=_is_in_force(mandate)
    ):
        raise refusal
    if mandate not in mandates:
        CaseShare.objects.create(case=case, mandate=mandate, at=act.at)
        record(act, CaseShared(matter=str(case_id), mandate=mandate))


@transaction.atomic
def close_case(act: Act, *, case_id: UUID) -> Case:
    """Close a case. Its letters, clocks and replies go on.

    Raises CaseNotFound, NotTheirCase, CaseIsClosed. Records CaseClosed.
    """
    case = _changeable(act, case_id, "close_case")
    case.state, case.closed_at = CaseState.CLOSED, act.at
    case.save(update_fields=["state", "closed_at"])
    record(act, CaseClosed(matter=str(case_id)))
    return case


@transaction.atomic
def enter_person(
    act: Act,
    *,
    case_id: UUID,
    name: str,
    kind: PersonKind,
    gender: Gender = Gender.UNKNOWN,
    is_minor: bool = False,
    is_survivor: bool = False,
    note: str = "",
) -> CasePerson:
    """Enter a person in a case.

    Raises CaseNotFound, NotTheLeadOfCase, CaseIsClosed and as consents does. Records
    PersonEntered.
    """
    case = selectors.get_case(act.actor, case_id, lock=True)
    if refusal := rules.why_not_keep_persons(
        act.actor, "enter_person", mandate=case.mandate, state=case.state
    ):
        raise refusal
    return consents.enter_person(
        act,
        case=case_id,
        name=name,
        kind=kind,
        gender=gender,
        is_minor=is_minor,
        is_survivor=is_survivor,
        note=note,
    )


@transaction.atomic
def edit_person(
    act: Act,
    *,
    case_id: UUID,
    number: int,
    name: str,
    kind: PersonKind,
    gender: Gender,
    is_minor: bool,
    is_survivor: bool,
    note: str,
    based_on: str = "",
) -> CasePerson:
    """Change what is kept of a person, also in a closed case: what protects can be put right.

    `based_on` is the mark of what was seen, if any was. Raises CaseNotFound, NotTheLeadOfCase
    and as consents does. Records PersonEdited.
    """
    _keeps_persons(act, case_id, "edit_person")
    return consents.edit_person(
        act,
        case=case_id,
        number=number,
        name=name,
        kind=kind,
        gender=gender,
        is_minor=is_minor,
        is_survivor=is_survivor,
        note=note,
        based_on=based_on,
    )


@transaction.atomic
def record_consent(
    act: Act,
    *,
    case_id: UUID,
    number: int,
    purpose: Purpose,
    answer: bool,
    given_by: GivenBy,
    given_on: date,
    recipient: str = "",
    note: str = "",
) -> Consent:
    """Record a person's answer, also in a closed case: a consent can be taken back at any time.

    Raises CaseNotFound, NotTheLeadOfCase and as consents does. Records ConsentRecorded.
    """
    _keeps_persons(act, case_id, "record_consent")
    return consents.record_consent(
        act,
        case=case_id,
        number=number,
        purpose=purpose,
        answer=answer,
        given_by=given_by,
        given_on=given_on,
        recipient=recipient,
        note=note,
    )


def _changeable(act: Act, case_id: UUID, command: str) -> Case:
    case = selectors.get_case(act.actor, case_id, lock=True)
    mandates = selectors.mandates_of_case(case)
    if refusal := rules.why_not_change(act.actor, command, state=case.state, mandates=mandates):
        raise refusal
    return case


def _keeps_persons(act: Act, case_id: UUID, command: str) -> None:
    case = selectors.get_case(act.actor, case_id, lock=True)
    if refusal := rules.why_not_keep_persons(act.actor, command, mandate=case.mandate):
        raise refusal


def _is_in_force(mandate: str) -> bool:
    found = directory.find_mandate(mandate)
    return found is not None and found.status is MandateStatus.ACTIVE


def _known(countries: Iterable[str]) -> list[str]:
    codes = list(dict.fromkeys(countries))
    for code in codes:
        if directory.find_country(code) is None:
            raise CountryUnknown(code=code)
    return codes

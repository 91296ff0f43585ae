"""The persons in a case: who keeps them, who reads their names, what they answered."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.office.conftest import Office

from rapport.demo.cast import ENTERPRISE, QUILLMOOR
from rapport.journal.models import Entry
from rapport.office.cases import selectors, services
from rapport.office.cases.errors import CaseIsClosed, CaseNotFound, NotTheLeadOfCase
from rapport.office.cases.models import Case
from rapport.office.consents.errors import (
    ConsentInFuture,
    PersonNameMissing,
    PersonNotInCase,
    RecipientNotAsked,
)
from rapport.office.consents.models import CasePerson, Consent
from rapport.office.consents.rules import Audience, Gender, GivenBy, PersonKind, Purpose

NAME = "Lucinde Varga-Morel"
KEPT = {
    "name": "Lucinde  Varga ",
    "kind": PersonKind.INDIVIDUAL,
    "gender": Gender.WOMAN,
    "is_minor": True,
    "is_survivor": False,
    "note": " Wrote in March. ",
}


def names(office: Office, who: str, case: Case) -> list[str]:
    persons = selectors.persons_visible_to(office.act(who).actor, case)
    return [person.name for person in persons]


def test_persons_are_numbered_within_their_case(office: Office) -> None:
    case, other = office.case(), office.case(title="Another")

    numbers = [office.person(case).number, office.person(case, name="Rea Brandt").number]

    assert numbers == [1, 2]
    assert office.person(other).number == 1
    assert office.told()[-3:] == ["office.person_entered"] * 3


def test_no_name_is_written_into_the_journal(office: Office) -> None:
    case = office.case()
    office.person(case)
    office.consent(case, 1, Purpose.PUBLISH_NAME)

    told = Entry.objects.filter(matter=str(case.public_id)).values_list("values", flat=True)

    assert NAME not in str(list(told))


def test_what_is_kept_of_a_person_is_changed(office: Office) -> None:
    case = office.case()
    office.person(case)

    services.edit_person(office.act("ilse"), case_id=case.public_id, number=1, **KEPT)

    person = CasePerson.objects.get()
    assert (person.name, person.note, person.is_minor) == (
        "Lucinde Varga",
        "Wrote in March.",
        True,
    )
    assert office.told()[-1] == "office.person_edited"


def test_a_person_without_a_name_is_not_entered(office: Office) -> None:
    case = office.case()

    with pytest.raises(PersonNameMissing):
        office.person(case, name=" – ")
    with pytest.raises(PersonNotInCase):
        services.edit_person(office.act("ilse"), case_id=case.public_id, number=1, **KEPT)

    assert not CasePerson.objects.exists()


def test_a_mandate_that_shares_a_case_reads_the_names_it_may(office: Office) -> None:
    case = office.case(shared=[ENTERPRISE])
    office.person(case)
    office.person(case, name="Rea Brandt")
    office.consent(case, 2, Purpose.SHARE_WITH_MANDATES)

    assert names(office, "ilse", case) == names(office, "mina", case) == [NAME, "Rea Brandt"]
    assert names(office, "jonas", case) == ["Person A", "Rea Brandt"]
    assert selectors.audience_of(office.act("jonas").actor, case) is Audience.MANDATE
    assert [one.number for one in selectors.held_from_mandates(case)] == [1]


def test_a_held_person_has_no_page_for_whom_they_are_held_from(office: Office) -> None:
    case = office.case(shared=[ENTERPRISE])
    office.person(case)
    jonas, ilse = office.act("jonas").actor, office.act("ilse").actor

    with pytest.raises(PersonNotInCase):
        selectors.get_person(jonas, case.public_id, 1)
    with pytest.raises(PersonNotInCase):
        selectors.answers_of(jonas, case.public_id, 1)
    with pytest.raises(PersonNotInCase):
        selectors.get_person(ilse, case.public_id, 2)
    with pytest.raises(CaseNotFound):
        selectors.get_person(office.act("corin").actor, case.public_id, 1)


def test_a_mandate_that_only_shares_keeps_no_persons(office: Office) -> None:
    case = office.case(shared=[ENTERPRISE])
    office.person(case)

    with pytest.raises(NotTheLeadOfCase):
        office.person(case, by="jonas")
    with pytest.raises(NotTheLeadOfCase):
        services.edit_person(office.act("jonas"), case_id=case.public_id, number=1, **KEPT)
    with pytest.raises(NotTheLeadOfCase):
        office.consent(case, 1, Purpose.PRESS, by="jonas")
    with pytest.raises(CaseNotFound):
        office.person(case, by="corin")


def test_an_answer_keeps_who_gave_it_when_and_who_wrote_it_down(office: Office) -> None:
    case = office.case()
    office.person(case)

    services.record_consent(
        office.act("ilse"),
        case_id=case.public_id,
        number=1,
        purpose=Purpose.NAME_TO_COMPANY,
        answer=True,
        given_by=GivenBy.REPRESENTATIVE,
        given_on=date(2026, 2, 27),
        recipient=QUILLMOOR,
        note=" By telephone. ",
    )

    kept = Consent.objects.get()
    assert (kept.given_by, kept.given_on, kept.note) == (
        GivenBy.REPRESENTATIVE,
        date(2026, 2, 27),
        "By telephone.",
    )
    assert (kept.by, kept.at) == (office.people["ilse"], office.today)
    assert office.told()[-1] == "office.consent_recorded"


def test_answers_are_added_and_never_changed(office: Office) -> None:
    case = office.case()
    office.person(case)

    for answer in (True, False, False):
        office.consent(case, 1, Purpose.PRESS, answer=answer)

    told = selectors.answers_of(office.act("ilse").actor, case.public_id, 1)
    assert [one.answer for one in told] == [False, False, True]


def test_an_answer_of_tomorrow_or_for_a_wrong_recipient_is_refused(office: Office) -> None:
    case = office.case()
    office.person(case)
    act = office.act("ilse")
    said = {
        "case_id": case.public_id,
        "number": 1,
        "purpose": Purpose.PRESS,
        "answer": True,
        "given_by": GivenBy.SELF,
    }

    with pytest.raises(ConsentInFuture):
        services.record_consent(act, **said, given_on=act.today + timedelta(days=1))
    with pytest.raises(RecipientNotAsked):
        services.record_consent(act, **said, given_on=act.today, recipient=QUILLMOOR)

    assert not Consent.objects.exists()


def test_in_a_closed_case_nobody_is_entered_but_consent_can_be_taken_back(
    office: Office,
) -> None:
    case = office.case()
    office.person(case)
    services.close_case(office.act("ilse"), case_id=case.public_id)

    office.consent(case, 1, Purpose.PUBLISH_NAME, answer=False)
    services.edit_person(office.act("ilse"), case_id=case.public_id, number=1, **KEPT)

    assert Consent.objects.count() == 1
    with pytest.raises(CaseIsClosed):
        office.person(case)


WORDS = {
    "title": "Accounts of Lucinde Varga-Morel, allegedly suspended",
    "summary": "According to the information received, lucinde varga-morel was visited.",
}


def test_a_name_typed_into_a_case_is_held_from_mandates_that_share_it(office: Office) -> None:
    case = office.case(shared=[ENTERPRISE], **WORDS)
    office.person(case)
    theirs = office.client("jonas")

    page = theirs.get(f"/cases/{case.public_id}").content.decode()
    letters = theirs.get(f"/letters?case={case.public_id}").content.decode()

    assert "Varga" not in page + letters + theirs.get("/cases").content.decode()
    assert "varga" not in page
    assert "Accounts of Person A, allegedly suspended" in page
    assert "Varga" in office.client("mina").get(f"/cases/{case.public_id}").content.decode()


def test_a_case_is_not_found_by_a_name_that_is_held(office: Office) -> None:
    case = office.case(shared=[ENTERPRISE], **WORDS)
    office.person(case)

    def found(who: str, words: str) -> int:
        actor = office.act(who).actor
        return selectors.find_cases(actor, words=words).count()

    assert found("mina", "Varga") == found("ilse", "Varga") == 1
    assert found("jonas", "Varga") == found("jonas", '"visited lucinde"') == 0
    assert found("jonas", "visited suspended") == 1

    office.consent(case, 1, Purpose.SHARE_WITH_MANDATES)
    assert found("jonas", "Varga") == 1


def test_who_does_not_read_the_words_of_a_case_does_not_write_over_them(
    office: Office,
) -> None:
    case = office.case(shared=[ENTERPRISE], **WORDS)
    office.person(case)
    address = f"/cases/{case.public_id}/edit"
    theirs = office.client("jonas")

    shown = theirs.get(address).content.decode()
    answer = theirs.post(address, {"title": "Another", "summary": ""})

    case.refresh_from_db()
    assert "held back from your mandate" in shown
    assert answer.status_code == 403
    assert case.title == WORDS["title"]

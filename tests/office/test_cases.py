"""Cases are opened, changed, shared and closed, and each sees its own."""

from __future__ import annotations

from uuid import uuid4

import pytest
from tests.office.conftest import Office

from rapport.demo.cast import ENTERPRISE, OPEN_ASSEMBLY, SPEAK_FOR_OTHERS
from rapport.directory.models import Mandate
from rapport.directory.rules import MandateStatus
from rapport.office.cases import selectors, services
from rapport.office.cases.errors import (
    CaseIsClosed,
    CaseNotFound,
    CaseTitleMissing,
    CaseWordsTooLong,
    CountryUnknown,
    LeadNotInForce,
    NotTheirCase,
)
from rapport.office.cases.models import Case, CaseShare
from rapport.office.cases.rules import CaseState


def seen_by(office: Office, who: str) -> list[Case]:
    return list(selectors.cases_visible_to(office.act(who).actor))


def test_a_case_is_opened_for_a_mandate(office: Office) -> None:
    case = services.open_case(
        office.act("ilse"),
        title="  Accounts in Vellanta ",
        summary="According to the information received, accounts were suspended.\n",
        mandate=OPEN_ASSEMBLY,
        countries=["CHE", "NOR", "CHE"],
    )

    case.refresh_from_db()
    assert (case.title, case.state, case.countries) == (
        "Accounts in Vellanta",
        CaseState.OPEN,
        ["CHE", "NOR"],
    )
    assert case.opened_by == office.people["ilse"]
    assert case.opened_at == office.today
    assert office.told()[-1] == "office.case_opened"


@pytest.mark.parametrize(
    ("who", "changes", "error"),
    [
        ("ilse", {"mandate": ENTERPRISE}, NotTheirCase),
        ("anneke", {}, NotTheirCase),
        ("mina", {"mandate": "demo-nobody"}, LeadNotInForce),
        ("ilse", {"title": " "}, CaseTitleMissing),
        ("ilse", {"title": "t" * 301}, CaseWordsTooLong),
        ("ilse", {"summary": "s" * 20_001}, CaseWordsTooLong),
        ("ilse", {"countries": ["CHE", "ZZZ"]}, CountryUnknown),
    ],
)
def test_what_cannot_be_opened_leaves_nothing_behind(
    office: Office, who: str, changes: dict[str, object], error: type[Exception]
) -> None:
    with pytest.raises(error):
        office.case(by=who, **changes)

    assert not Case.objects.exists()
    assert "office.case_opened" not in office.told()


def test_a_mandate_that_has_not_begun_opens_no_case(office: Office) -> None:
    Mandate.objects.filter(slug=OPEN_ASSEMBLY).update(status=MandateStatus.DORMANT)

    with pytest.raises(LeadNotInForce):
        office.case()


def test_each_sees_its_own(office: Office) -> None:
    case = office.case()
    other = office.case(by="jonas", mandate=ENTERPRISE, title="Waiting rooms in Sarrow")

    assert set(seen_by(office, "mina")) == {case, other}
    assert seen_by(office, "ilse") == [case]
    assert seen_by(office, "jonas") == [other]
    assert seen_by(office, "corin") == []
    assert seen_by(office, "anneke") == []


def test_what_is_out_of_sight_is_told_like_what_does_not_exist(office: Office) -> None:
    case = office.case()

    for who, case_id in (("jonas", case.public_id), ("mina", uuid4())):
        with pytest.raises(CaseNotFound) as refusal:
            selectors.get_case(office.act(who).actor, case_id)
        assert str(refusal.value) == str(CaseNotFound())
        with pytest.raises(CaseNotFound):
            services.close_case(office.act(who), case_id=case_id)


def test_a_shared_case_is_seen_and_changed_by_both(office: Office) -> None:
    case = office.case(shared=[ENTERPRISE])

    services.edit_case(
        office.act("jonas"),
        case_id=case.public_id,
        title="Accounts and pages in Vellanta",
        summary="",
        countries=["NOR"],
    )

    assert seen_by(office, "jonas") == [case]
    assert seen_by(office, "ilse")[0].title == "Accounts and pages in Vellanta"
    assert seen_by(office, "corin") == []
    assert office.told()[-1] == "office.case_edited"


def test_a_mandate_that_shares_lets_a_third_one_in(office: Office) -> None:
    case = office.case(shared=[ENTERPRISE])

    services.share_case(office.act("jonas"), case_id=case.public_id, mandate=SPEAK_FOR_OTHERS)

    assert selectors.mandates_of_case(case) == [OPEN_ASSEMBLY, ENTERPRISE, SPEAK_FOR_OTHERS]
    assert seen_by(office, "corin") == [case]


@pytest.mark.parametrize("mandate", [OPEN_ASSEMBLY, ENTERPRISE])
def test_sharing_with_whom_sees_it_already_changes_nothing(
    office: Office, mandate: str
) -> None:
    case = office.case(shared=[ENTERPRISE])
    before = office.told()

    services.share_case(office.act("mina"), case_id=case.public_id, mandate=mandate)

    assert CaseShare.objects.count() == 1
    assert office.told() == before


def test_a_mandate_that_is_not_in_force_is_not_let_in(office: Office) -> None:
    case = office.case()

    with pytest.raises(LeadNotInForce):
        services.share_case(office.act("mina"), case_id=case.public_id, mandate="demo-nobody")


def test_a_closed_case_is_not_changed_and_not_closed_twice(office: Office) -> None:
    case = office.case()
    services.close_case(office.act("ilse"), case_id=case.public_id)
    before = office.told()

    with pytest.raises(CaseIsClosed):
        services.close_case(office.act("mina"), case_id=case.public_id)
    with pytest.raises(CaseIsClosed):
        services.share_case(office.act("ilse"), case_id=case.public_id, mandate=ENTERPRISE)
    with pytest.raises(CaseIsClosed):
        services.edit_case(
            office.act("ilse"), case_id=case.public_id, title="New", summary="", countries=[]
        )

    case.refresh_from_db()
    assert (case.state, case.closed_at) == (CaseState.CLOSED, office.today)
    assert office.told() == before
    assert before[-1] == "office.case_closed"


def test_a_wrong_change_keeps_what_was_there(office: Office) -> None:
    case = office.case()

    with pytest.raises(CaseTitleMissing):
        services.edit_case(
            office.act("ilse"), case_id=case.public_id, title="", summary="", countries=[]
        )
    with pytest.raises(CountryUnknown):
        services.edit_case(
            office.act("ilse"), case_id=case.public_id, title="New", summary="", countries=["X"]
        )

    before = case.title
    case.refresh_from_db()
    assert case.title == before


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", 3),
        ("tenant", 1),
        ("TENANTS’ rights", 1),
        ("defenders vellanta", 1),
        ('"rights defenders"', 1),
        ('"defenders rights"', 0),
        ("osk", 1),
        ("ósk", 1),
        ("suspended", 1),
        ("账户", 1),
        ("vellanta sarrow", 0),
        ("%", 3),
    ],
)
def test_cases_are_found_by_words(office: Office, words: str, found: int) -> None:
    office.case()
    office.case(title="Ósk and the page", summary="Sarrow")
    office.case(title="据报账户被停用", summary="")

    assert selectors.find_cases(office.act("mina").actor, words=words).count() == found


def test_found_by_the_words_it_has_today(office: Office) -> None:
    case = office.case()
    services.edit_case(
        office.act("ilse"), case_id=case.public_id, title="Pages", summary="", countries=[]
    )

    def count(words: str) -> int:
        return selectors.find_cases(office.act("ilse").actor, words=words).count()

    assert (count("tenants"), count("pages")) == (0, 1)


def test_open_cases_stand_first_then_the_latest(office: Office) -> None:
    first, second, third = (office.case(title=f"Case {number}") for number in (1, 2, 3))
    services.close_case(office.act("mina"), case_id=third.public_id)
    actor = office.act("ilse").actor

    assert list(selectors.find_cases(actor)) == [second, first, third]
    assert list(selectors.find_cases(actor, state=CaseState.CLOSED)) == [third]
    assert list(selectors.find_cases(office.act("jonas").actor)) == []


def test_who_can_see_a_case_is_named(office: Office) -> None:
    case = office.case(shared=[ENTERPRISE])

    readers = selectors.readers_of(case)

    names = {slug: [one.name for one in people] for slug, people in readers.mandates.items()}
    assert names == {OPEN_ASSEMBLY: ["Ilse Marrowby"], ENTERPRISE: ["Jonas Kestrel-Amadi"]}
    assert [one.name for one in readers.secretariat] == ["Mina Ferro"]


def test_what_happened_is_told_to_those_who_see_the_case(office: Office) -> None:
    case = office.case(shared=[ENTERPRISE])

    told = [one.name for one in selectors.history_of(office.act("jonas").actor, case.public_id)]

    assert told == ["office.case_opened", "office.case_shared"]
    with pytest.raises(CaseNotFound):
        selectors.history_of(office.act("corin").actor, case.public_id)

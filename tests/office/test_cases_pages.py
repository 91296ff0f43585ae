"""The pages of cases: what they show to whom, and what they do with what is written."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from tests.office.conftest import Office

from rapport.demo.cast import ENTERPRISE, OPEN_ASSEMBLY, QUILLMOOR
from rapport.office.cases import services
from rapport.office.cases.models import Case
from rapport.office.consents.models import CasePerson, Consent
from rapport.office.consents.rules import Purpose

NAME = "Lucinde Varga-Morel"
WRITTEN = {"name": "Rea Brandt", "kind": "individual", "gender": "unknown", "note": ""}
ANSWERED = {
    "purpose": "publish_name",
    "answer": "yes",
    "given_by": "self",
    "given_on": "2026-03-01",
    "note": "By a signed form.",
}


def get(office: Office, who: str, address: str) -> HttpResponse:
    return office.client(who).get(address)


def shown(office: Office, who: str, address: str) -> str:
    answer = get(office, who, address)
    assert answer.status_code == 200
    return answer.content.decode()


def post(office: Office, who: str, address: str, written: dict[str, Any]) -> HttpResponse:
    return office.client(who).post(address, written)


def at(case_id: UUID, rest: str = "") -> str:
    return f"/cases/{case_id}{rest}"


# The list


def test_the_list_holds_one_s_own_cases(office: Office) -> None:
    office.case(shared=[ENTERPRISE])
    office.case(by="jonas", mandate=ENTERPRISE, title="Waiting rooms in Sarrow")

    for who, seen, unseen in (
        ("mina", ["Vellanta", "Sarrow"], []),
        ("ilse", ["Vellanta", "and 1 more"], ["Sarrow"]),
        ("corin", ["No case yet"], ["Vellanta", "Sarrow"]),
    ):
        page = shown(office, who, "/cases/")
        assert [words for words in seen if words not in page] == []
        assert [words for words in unseen if words in page] == []


def test_the_administrator_has_no_list(office: Office) -> None:
    assert get(office, "anneke", "/cases/").status_code == 403
    assert get(office, "anneke", "/cases/open").status_code == 403


def test_cases_are_looked_for_by_words_and_state(office: Office) -> None:
    office.case()
    closed = office.case(title="Waiting rooms in Sarrow")
    services.close_case(office.act("mina"), case_id=closed.public_id)

    by_words = shown(office, "ilse", "/cases/?words=waiting")
    by_state = shown(office, "ilse", "/cases/?state=open")
    nothing = shown(office, "ilse", "/cases/?words=nowhere")
    nonsense = shown(office, "ilse", "/cases/?state=burnt&page=99")

    assert "Sarrow" in by_words
    assert "Vellanta" not in by_words
    assert "Vellanta" in by_state
    assert "Sarrow" not in by_state
    assert "No case that you may see" in nothing
    assert "Vellanta" in nonsense


def test_fifty_cases_stand_on_a_page(
    office: Office, django_assert_max_num_queries: Any
) -> None:
    for number in range(52):
        office.case(title=f"Case {number:02}", shared=[ENTERPRISE])
    client = office.client("ilse")

    with django_assert_max_num_queries(16):
        first = client.get("/cases/?state=open").content.decode()
    second = client.get("/cases/?state=open&page=2").content.decode()

    assert first.count("and 1 more") == 50
    assert 'rel="next"' in first
    assert "state=open&amp;page=2" in first
    assert second.count("and 1 more") == 2


# Opening and changing


def test_a_case_is_opened_on_its_page(office: Office) -> None:
    written = {
        "title": "Accounts in Vellanta",
        "summary": "According to the information received.",
        "mandate": OPEN_ASSEMBLY,
        "countries": ["CHE", "NOR"],
    }

    answer = post(office, "ilse", "/cases/open", written)

    case = Case.objects.get()
    assert answer.status_code == 302
    assert answer["Location"] == at(case.public_id)
    page = shown(office, "ilse", at(case.public_id))
    assert "Switzerland" in page
    assert "According to the information received." in page


def test_a_member_opens_cases_for_their_own_mandate_alone(office: Office) -> None:
    assert "Working Group on enterprise" not in shown(office, "ilse", "/cases/open")
    assert "Working Group on enterprise" in shown(office, "mina", "/cases/open")
    assert "Choose a mandate" in shown(office, "mina", "/cases/open")

    answer = post(office, "ilse", "/cases/open", {"title": "A case", "mandate": ENTERPRISE})

    assert answer.status_code == 422
    assert not Case.objects.exists()


def test_what_was_written_is_kept_beside_the_error(office: Office) -> None:
    written = {"title": " ", "summary": "Kept <b>words</b>.", "mandate": OPEN_ASSEMBLY}

    answer = post(office, "ilse", "/cases/open", written)
    page = answer.content.decode()

    assert answer.status_code == 422
    assert "<title>Error:" in page
    assert "Say in one line what the case is about." in page
    assert "Kept &lt;b&gt;words&lt;/b&gt;." in page


def test_a_case_is_edited(office: Office) -> None:
    case = office.case()
    before = shown(office, "ilse", at(case.public_id, "/edit"))

    written = {"title": "Pages in Vellanta", "summary": "", "countries": []}
    post(office, "ilse", at(case.public_id, "/edit"), written)

    case.refresh_from_db()
    assert "accounts were suspended" in before
    assert (case.title, case.summary, case.countries) == ("Pages in Vellanta", "", [])


def test_countries_stand_in_rows_with_rows_to_spare(office: Office) -> None:
    case = office.case(countries=["CHE", "NOR"])
    address = at(case.public_id, "/edit")

    page = shown(office, "ilse", address)
    three = {"title": "Three", "countries": ["", "ATA", "CHE", "NOR", "CHE", ""]}
    post(office, "ilse", address, three)
    more = shown(office, "ilse", address)
    wrong = post(office, "ilse", address, {"title": "Three", "countries": ["", "ZZZ"]})

    assert re.findall(r'<option value="(\w+)" selected', page) == ["CHE", "NOR"]
    assert page.count('<select name="countries"') == 4
    assert '<label class="vh" for="id_countries_1">Country 1</label>' in page
    case.refresh_from_db()
    assert sorted(case.countries) == ["ATA", "CHE", "NOR"]
    assert more.count('<select name="countries"') == 5
    assert wrong.status_code == 422


def test_a_case_is_shared_and_says_who_can_see_it(office: Office) -> None:
    case = office.case()
    office.person(case)
    asked = shown(office, "ilse", at(case.public_id, "/share"))

    post(office, "ilse", at(case.public_id, "/share"), {"mandate": ENTERPRISE})

    assert "does not read the name of 1 person" in asked
    assert "dignity: Jonas Kestrel-Amadi</option>" in asked
    assert "Ilse Marrowby" in asked
    page = shown(office, "jonas", at(case.public_id))
    assert "Jonas Kestrel-Amadi" in page
    assert "Ilse Marrowby" in page
    assert "The case was shared with the Working Group on enterprise and dignity." in page


def test_a_closed_case_says_why_it_is_not_changed(office: Office) -> None:
    case = office.case()

    post(office, "ilse", at(case.public_id, "/close"), {})

    page = shown(office, "ilse", at(case.public_id))
    assert "This case is closed, so it is not changed." in page
    assert "Draft a letter" not in page
    assert post(office, "ilse", at(case.public_id, "/close"), {}).status_code == 409
    for rest in ("/edit", "/share", "/close", "/persons/new"):
        assert "This case is closed" in shown(office, "ilse", at(case.public_id, rest))


def test_the_way_to_a_letter_and_to_the_letters_is_there(office: Office) -> None:
    case = office.case(shared=[ENTERPRISE])

    leads = shown(office, "ilse", at(case.public_id))
    shares = shown(office, "jonas", at(case.public_id))

    assert f'href="/cases/{case.public_id}/letters/new"' in leads
    assert f'href="/letters?case={case.public_id}"' in leads
    assert f'href="/cases/{case.public_id}/letters/new"' not in shares


def test_what_somebody_wrote_is_text_and_never_markup(office: Office) -> None:
    case = office.case(title="<script>alert(1)</script>", summary="<img src=x>")
    office.person(case, name="<b>Rea</b>", note="<i>note</i>")

    for rest in ("", "/edit", "/share", "/close", "/persons/1", "/persons/1/consent"):
        page = shown(office, "ilse", at(case.public_id, rest))
        assert "<script>alert" not in page
        assert "<img src=x>" not in page
        assert "<b>Rea" not in page
        assert "<i>note" not in page


# Persons


def test_a_person_is_entered_and_their_answers_recorded(office: Office) -> None:
    case = office.case()

    entered = post(office, "ilse", at(case.public_id, "/persons/new"), WRITTEN)
    assert entered["Location"] == at(case.public_id, "/persons/1")
    recorded = post(office, "ilse", at(case.public_id, "/persons/1/consent"), ANSWERED)

    assert recorded["Location"] == at(case.public_id, "/persons/1")
    page = shown(office, "ilse", at(case.public_id, "/persons/1"))
    assert "In public the name is given." in page
    assert "By a signed form." in page
    assert "Recorded by" in page
    assert "Nothing has been asked yet" not in page


def test_what_was_written_of_a_person_is_kept_beside_the_error(office: Office) -> None:
    case = office.case()
    office.person(case)

    nameless = post(
        office,
        "ilse",
        at(case.public_id, "/persons/new"),
        WRITTEN | {"name": "", "note": "Kept."},
    )
    ahead = post(
        office,
        "ilse",
        at(case.public_id, "/persons/1/consent"),
        ANSWERED | {"given_on": "2999-01-01"},
    )
    recipient = post(
        office,
        "ilse",
        at(case.public_id, "/persons/1/consent"),
        ANSWERED | {"recipient": QUILLMOOR},
    )
    empty = post(office, "ilse", at(case.public_id, "/persons/1/consent"), {})

    assert [one.status_code for one in (nameless, ahead, recipient, empty)] == [422] * 4
    assert "Kept." in nameless.content.decode()
    assert "By a signed form." in ahead.content.decode()
    assert "A company is named only for" in recipient.content.decode()
    assert (CasePerson.objects.count(), Consent.objects.count()) == (1, 0)


def test_the_table_of_persons_shows_each_answer(office: Office) -> None:
    case = office.case()
    office.person(case)
    office.consent(case, 1, Purpose.NAME_TO_COMPANY, recipient=QUILLMOOR)
    office.consent(case, 1, Purpose.PUBLISH_NAME, answer=False)

    page = shown(office, "ilse", at(case.public_id))

    assert "Quillmoor Social</bdi>: yes" in page
    assert page.count("Not asked") == 3
    assert 'is-no">No<' in page


def test_a_mandate_that_shares_reads_held_names_nowhere(office: Office) -> None:
    case = office.case(shared=[ENTERPRISE])
    office.person(case, note="Knows the landlord.")
    office.consent(case, 1, Purpose.PUBLISH_NAME)

    page = shown(office, "jonas", at(case.public_id))

    assert NAME not in page
    assert "Person A" in page
    assert "Only the mandate that leads a case" in page
    for rest in ("", "/edit", "/consent"):
        answer = get(office, "jonas", at(case.public_id, f"/persons/1{rest}"))
        assert answer.status_code == 404
        assert NAME not in answer.content.decode()
    assert NAME not in shown(office, "jonas", at(case.public_id, "/share"))


def test_a_mandate_that_shares_reads_an_agreed_name_and_changes_nothing(office: Office) -> None:
    case = office.case(shared=[ENTERPRISE])
    office.person(case)
    office.consent(case, 1, Purpose.SHARE_WITH_MANDATES)

    page = shown(office, "jonas", at(case.public_id, "/persons/1"))
    answer = post(office, "jonas", at(case.public_id, "/persons/1/consent"), ANSWERED)

    assert NAME in page
    assert "Only the mandate that leads a case" in page
    assert answer.status_code == 403
    assert Consent.objects.count() == 1


def test_a_person_is_edited(office: Office) -> None:
    case = office.case()
    office.person(case)
    assert NAME in shown(office, "ilse", at(case.public_id, "/persons/1/edit"))

    post(office, "ilse", at(case.public_id, "/persons/1/edit"), WRITTEN | {"is_minor": "on"})

    person = CasePerson.objects.get()
    assert (person.name, person.is_minor) == ("Rea Brandt", True)
    assert "Never, whatever was agreed" in shown(office, "ilse", at(case.public_id))


def test_the_page_of_a_case_asks_no_more_with_more_persons(
    office: Office, django_assert_num_queries: Any
) -> None:
    case = office.case()
    client = office.client("ilse")

    def add(number: int) -> None:
        office.person(case, name=f"Rea Brandt {number}")
        office.consent(case, number, Purpose.NAME_TO_COMPANY, recipient=QUILLMOOR)

    add(1)
    client.get(at(case.public_id))  # what is asked once stays in memory
    with CaptureQueriesContext(connection) as counted:
        client.get(at(case.public_id))
    for number in range(2, 8):
        add(number)

    with django_assert_num_queries(len(counted)):
        client.get(at(case.public_id))


@pytest.mark.parametrize("language", ["ar", "zh-hans", "fr", "ru", "es"])
def test_the_pages_stand_in_every_language(office: Office, language: str) -> None:
    case = office.case()
    office.person(case)
    client = office.client("ilse")
    client.post("/language", {"language": language, "next": "/"})

    for address in (
        "/",
        "/cases/",
        "/cases/open",
        at(case.public_id),
        at(case.public_id, "/persons/1"),
    ):
        answer = client.get(address)
        assert answer.status_code == 200
        assert f'lang="{language}"' in answer.content.decode()

"""The pages of a letter in the making: list, heading, parts, questions, marks, files."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.office import letters
from tests.office.conftest import Office

from rapport.demo.cast import ENTERPRISE, HOLLINBRAKE, QUILLMOOR
from rapport.documents import selectors as documents
from rapport.office.communications import selectors, services
from rapport.office.communications.models import Letter, LetterFile
from rapport.office.communications.rules import PartName, State
from rapport.office.consents.rules import Purpose

pytestmark = pytest.mark.django_db

HEADING = {
    "type": "AL",
    "company": QUILLMOOR,
    "attention": "Human rights team",
    "subject": "Accounts in Vellanta, allegedly suspended",
    "language": "en",
    "reply_period_days": "60",
    "also_written_to": "",
}


def page(client: Client, letter: Letter, rest: str = "") -> str:
    """A page of a letter, as it is read."""
    answer = client.get(f"/letters/{letter.public_id}{rest}")
    assert answer.status_code == 200, answer.content.decode()
    return answer.content.decode()


def post(client: Client, letter: Letter, rest: str, **data: Any) -> Any:
    """What is answered to a form that was sent."""
    return client.post(f"/letters/{letter.public_id}{rest}", data)


def test_a_letter_is_begun_in_its_case(office: Office) -> None:
    case = office.case()
    client = office.client("mina")
    address = f"/cases/{case.public_id}/letters/new"

    asked = client.get(address)
    answer = client.post(address, HEADING | {"also_written_to": "A State\n\nAnother State"})

    letter = Letter.objects.get()
    assert "Special Rapporteur on open assembly online" in asked.content.decode()
    assert answer["Location"] == f"/letters/{letter.public_id}"
    assert letter.company_name == "Quillmoor Social"
    assert letter.attention == "Human rights team"
    assert letter.also_written_to == ["A State", "Another State"]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"subject": "  "}, "Say in one line what the letter is about."),
        ({"reply_period_days": "0"}, "between 1 and 365 whole days, not 0"),
        ({"reply_period_days": "two months"}, "Write a whole number of days"),
        ({"company": "nobody"}, "Select a valid choice"),
    ],
)
def test_what_is_wrong_with_a_heading_is_said_and_the_rest_is_kept(
    office: Office, change: dict[str, str], says: str
) -> None:
    case = office.case()
    client = office.client("mina")

    answer = client.post(f"/cases/{case.public_id}/letters/new", HEADING | change)

    said = answer.content.decode()
    assert answer.status_code == 422
    assert says in said
    assert "Human rights team" in said
    assert not Letter.objects.exists()


def test_the_draft_shows_what_is_ready_and_what_is_missing(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents, "renderer_is_ready", lambda: False)  # nothing is printed
    letter = letters.draft(office)

    said = page(office.client("mina"), letter)

    assert "3 of 7 necessary parts ready" in said
    assert "These parts are still empty: 3, 4, 5." in said
    assert "The letter has no numbered question." in said
    assert "No desk of Quillmoor Social is known here" in said
    assert "Circulate the letter" not in said
    for part in ("information", "concern", "law"):
        assert said.count(f"/letters/{letter.public_id}/parts/{part}") > 1, "no way there"


def test_a_finished_draft_can_circulate(office: Office) -> None:
    letter = letters.written(office)
    client = office.client("mina")

    said = page(client, letter)
    answer = post(client, letter, "/circulate")

    letter.refresh_from_db()
    assert "7 of 7 necessary parts ready" in said
    assert "Circulate the letter" in said
    assert answer.status_code == 302
    assert letter.state is State.CIRCULATING


def test_the_heading_is_changed(office: Office) -> None:
    letter = letters.draft(office)
    client = office.client("mina")

    asked = page(client, letter, "/heading")
    answer = post(
        client, letter, "/heading", **(HEADING | {"type": "UA", "company": HOLLINBRAKE})
    )

    letter.refresh_from_db()
    assert "Human rights team" in asked
    assert answer.status_code == 302
    assert letter.company_name == "Hollinbrake Mobile"
    assert letter.type.value == "UA"


def test_a_part_is_written(office: Office) -> None:
    letter = letters.draft(office)
    client = office.client("ilse")

    page(client, letter, "/parts/concern")
    answer = post(client, letter, "/parts/concern", text="We are concerned.", based_on="0")

    assert answer.status_code == 302
    assert selectors.parts_of(letter)[PartName.CONCERN].text == "We are concerned."
    assert "We are concerned." in page(client, letter)


def test_two_people_on_one_part_lose_no_text(office: Office) -> None:
    letter = letters.draft(office)
    mina, ilse = office.client("mina"), office.client("ilse")
    post(mina, letter, "/parts/concern", text="What Mina wrote.", based_on="0")

    late = post(ilse, letter, "/parts/concern", text="What Ilse wrote.", based_on="0")

    said = late.content.decode()
    assert late.status_code == 409
    assert "Mina Ferro saved version 1 while you were writing" in said
    assert "What Mina wrote." in said
    assert "What Ilse wrote." in said
    assert selectors.parts_of(letter)[PartName.CONCERN].text == "What Mina wrote."

    again = post(ilse, letter, "/parts/concern", text="What both wrote.", based_on="1")

    assert 'name="based_on" value="1"' in said
    assert again.status_code == 302
    assert selectors.parts_of(letter)[PartName.CONCERN].text == "What both wrote."


@pytest.mark.parametrize("name", ["capacity", "no-such-part"])
def test_a_part_that_nobody_writes_is_not_there(office: Office, name: str) -> None:
    letter = letters.draft(office)

    answer = office.client("mina").get(f"/letters/{letter.public_id}/parts/{name}")

    assert answer.status_code == 404


def test_questions_are_added_worded_moved_and_taken_away(office: Office) -> None:
    letter = letters.draft(office)
    client = office.client("mina")

    def texts() -> list[str]:
        return [question.text for question in selectors.questions_of(letter)]

    page(client, letter, "/questions/new")
    for version, text in enumerate(["First?", "Second?", "Third?"]):
        post(client, letter, "/questions/new", text=text, based_on=str(version))
    assert texts() == ["First?", "Second?", "Third?"]

    assert "Second?" in page(client, letter, "/questions/2")
    post(client, letter, "/questions/2", text="Second, anew?", based_on="3")
    post(client, letter, "/questions/3/move", way="up", based_on="4")
    assert texts() == ["First?", "Third?", "Second, anew?"]

    post(client, letter, "/questions/1/remove", based_on="5")
    assert texts() == ["Third?", "Second, anew?"]


def test_questions_changed_by_somebody_else_are_not_overwritten(office: Office) -> None:
    letter = letters.draft(office, by="ilse")
    mina, ilse = office.client("mina"), office.client("ilse")
    post(mina, letter, "/questions/new", text="What Mina asks?", based_on="0")

    late = post(ilse, letter, "/questions/new", text="What Ilse asks?", based_on="0")
    gone = post(ilse, letter, "/questions/1/remove", based_on="0")

    said = late.content.decode()
    assert late.status_code == 409
    assert "Mina Ferro saved version 1 while you were writing" in said
    assert "What Mina asks?" in said
    assert "What Ilse asks?" in said
    assert gone.status_code == 409
    assert [one.text for one in selectors.questions_of(letter)] == ["What Mina asks?"]


def test_a_name_typed_free_is_offered_as_a_mark(office: Office) -> None:
    case = office.case()
    person = office.person(case)
    letter = letters.written(
        office, case, texts={PartName.INFORMATION: "Lucinde Varga-Morel appealed four times."}
    )
    client = office.client("mina")

    said = page(client, letter)
    answer = post(client, letter, f"/persons/{person.number}/marks")

    assert "1 name stops this letter" in said
    assert answer.status_code == 302
    text = selectors.parts_of(letter)[PartName.INFORMATION].text
    assert text == "[[p:1]] appealed four times."
    assert "the name is held back: no consent towards the company" in page(client, letter)


def test_a_person_who_agreed_is_named_to_the_company(office: Office) -> None:
    case = office.case()
    person = office.person(case)
    office.consent(case, person.number, Purpose.NAME_TO_COMPANY)
    letter = letters.written(
        office, case, texts={PartName.INFORMATION: "[[p:1]] appealed four times."}
    )

    said = page(office.client("mina"), letter)

    assert "<bdi>Lucinde Varga-Morel</bdi> appealed four times." in said
    assert "the name is held back" not in said


def test_a_mandate_that_is_asked_reads_no_name_without_consent(office: Office) -> None:
    case = office.case()
    office.person(case)
    letter = letters.written(
        office,
        case,
        texts={PartName.INFORMATION: "Lucinde Varga-Morel appealed; [[p:1]] appealed again."},
    )
    letters.ask(office, letter)

    said = page(office.client("jonas"), letter)

    assert "Lucinde" not in said
    assert "Person A" in said


def test_texts_are_shown_as_text_and_never_as_markup(office: Office) -> None:
    case = office.case()
    office.person(case, name="A <b>bold</b> name")
    office.consent(case, 1, Purpose.NAME_TO_COMPANY)
    letter = letters.written(
        office,
        case,
        subject="About <script>alert(1)</script>",
        texts={
            PartName.INFORMATION: "<img src=x> \ue0001\ue001 [[p:1]] [[p:7]] [[cut:<i>|<u>]]"
        },
    )

    said = page(office.client("mina"), letter)

    for markup in ("<script>alert", "<img src=x", "<b>bold", "<i>", "<u>"):
        assert markup not in said
    assert "No person 7 in this case" in said


def test_a_file_is_attached_read_and_taken_away(office: Office) -> None:
    letter = letters.draft(office)
    client = office.client("mina")
    upload = SimpleUploadedFile("annex <1>.txt", b"The annex.", content_type="text/html")

    page(client, letter, "/files/attach")
    answer = post(client, letter, "/files/attach", file=upload)

    file = LetterFile.objects.get()
    read = client.get(f"/letters/{letter.public_id}/files/{file.public_id}")
    assert answer.status_code == 302
    assert "Take annex" in page(client, letter)
    assert read.content == b"The annex."
    assert read["Content-Type"] == "application/octet-stream"
    assert read["Content-Disposition"].startswith("attachment")

    post(client, letter, f"/files/{file.public_id}/take-away")
    assert not selectors.files_of(letter).exists()
    assert client.get(f"/letters/{letter.public_id}/files/{file.public_id}").status_code == 404


def test_an_empty_file_is_refused_with_a_sentence(office: Office) -> None:
    letter = letters.draft(office)

    answer = post(
        office.client("mina"),
        letter,
        "/files/attach",
        file=SimpleUploadedFile("empty.txt", b""),
    )

    assert answer.status_code == 422
    assert "empty.txt cannot be attached" in answer.content.decode()


def test_a_text_that_circulates_cannot_be_changed(office: Office) -> None:
    letter = letters.circulating(office)
    client = office.client("mina")

    refused = post(client, letter, "/parts/concern", text="Anew.", based_on="1")

    assert refused.status_code == 409
    assert (
        "The text is fixed while mandates and secretariat read it." in refused.content.decode()
    )
    assert "/parts/concern" not in page(client, letter)


def test_a_withdrawn_letter_says_why(office: Office) -> None:
    letter = letters.draft(office)
    client = office.client("mina")

    page(client, letter, "/withdraw")
    without = post(client, letter, "/withdraw", reason=" ")
    answer = post(client, letter, "/withdraw", reason="The matter was settled.")

    letter.refresh_from_db()
    assert without.status_code == 422
    assert answer.status_code == 302
    assert letter.state is State.WITHDRAWN
    assert "The matter was settled." in page(client, letter)


def test_the_list_shows_each_letter_with_where_it_stands(office: Office) -> None:
    letters.delivered(office)
    letters.draft(office, subject="About [[p:1]] and others")

    said = office.client("mina").get("/letters").content.decode()

    assert "2 letters." in said
    assert "AL OTH 14/2099" in said
    assert "Received, no reply yet" in said or "No reply within the period" in said
    assert "About Person A and others" in said


def test_the_list_is_narrowed_by_case_state_and_whose_it_is(office: Office) -> None:
    case = office.case(title="Another case")
    letters.draft(office, subject="Begun by Mina")
    letters.draft(office, case, by="ilse", subject="Begun by Ilse")
    client = office.client("mina")

    in_case = client.get("/letters", {"case": case.public_id}).content.decode()
    mine = client.get("/letters", {"mine": "on"}).content.decode()
    sent = client.get("/letters", {"state": "transmitted"}).content.decode()

    assert "Begun by Ilse" in in_case
    assert "Begun by Mina" not in in_case
    assert "Begun by Mina" in mine
    assert "Begun by Ilse" not in mine
    assert "No letter is like that." in sent


def test_who_may_not_begin_a_letter_reads_why_beside_the_letters_of_a_case(
    office: Office,
) -> None:
    case = office.case(shared=[ENTERPRISE])
    begin = f'href="/cases/{case.public_id}/letters/new"'

    leads = office.client("ilse").get("/letters", {"case": case.public_id}).content.decode()
    shares = office.client("jonas").get("/letters", {"case": case.public_id}).content.decode()

    assert begin in leads
    assert begin not in shares
    assert "why-not" in shares


def test_a_case_out_of_sight_is_not_found_by_the_list(office: Office) -> None:
    case = office.case()

    answer = office.client("jonas").get("/letters", {"case": case.public_id})

    assert answer.status_code == 404


def test_many_letters_ask_as_many_queries_as_few(
    office: Office, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    case = office.case()
    for number in range(12):
        letters.draft(office, case, subject=f"Letter {number}")
    client = office.client("mina")

    with django_assert_max_num_queries(12):
        client.get("/letters")


def test_many_parts_and_questions_ask_as_many_queries_as_few(
    office: Office, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    case = office.case()
    for name in ("Mirela Ostrander", "Orla Vantreight", "Senna Holt-Brandt"):
        office.person(case, name=name)
    letter = letters.written(office, case, questions=[f"Question {n}?" for n in range(1, 31)])
    services.save_part(
        office.act("mina"),
        letter_id=letter.public_id,
        name=PartName.ANNEX,
        text="A",
        based_on=0,
    )
    client = office.client("mina")

    with django_assert_max_num_queries(40):
        page(client, letter)

"""One letter on one page: its day, why that date, who sees it, its questions, what happened."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

from tests.desk.conftest import Desk, letter_document, midday
from tests.desk.pages import Browser, read

from rapport.desk.inbox.models import Letter
from rapport.desk.replies import services as replies
from rapport.protocol.package import Part

At = Callable[[str], Browser]
OnDay = Callable[[str], None]


def test_files_stand_under_the_names_that_the_office_gave_them(desk: Desk, at: At) -> None:
    listed = [
        {"part": "file-1", "name": "List of\u202e accounts.txt"},
        {"part": "file-2", "name": 7},
        "nonsense",
    ]
    document = letter_document(files=listed)
    parts = [Part(f"file-{n}", "text/plain", b"A list.") for n in (1, 2)]
    desk.receive(document, files=parts)
    letter = Letter.objects.get(letter=document.letter)

    page = at("noor").text(f"/letters/{letter.public_id}")
    assert "List of accounts.txt" in page
    assert "file-2" in page
    saved = at("noor").get(f"/letters/{letter.public_id}/files/file-1")
    assert 'filename="List of accounts.txt"' in saved["Content-Disposition"]


def test_the_page_says_the_day_the_date_and_why_this_date(
    desk: Desk, at: At, on_day: OnDay
) -> None:
    letter = desk.letter()
    on_day("2026-04-12")

    page = at("noor").text(f"/letters/{letter.public_id}")

    assert "Day 41 of 60" in page
    assert "due in 19 days, on Friday 1 May" in page
    assert "Waits for you: Read the letter and take it on." in page
    assert "The letter was sent on Monday 2 March 2026: day 0." in page
    assert "2 days later" in page
    assert "Who can see this" in page


def test_the_targets_of_the_company_stand_on_the_line(
    desk: Desk, at: At, on_day: OnDay
) -> None:
    letter = desk.owned_letter()
    on_day("2026-04-12")

    page = at("noor").text(f"/letters/{letter.public_id}")

    assert "Every question has an owner: met" in page
    assert "Facts gathered: missed" in page
    assert "Reply signed off: ahead" in page


def test_the_lead_takes_the_letter_on_from_its_page(desk: Desk, at: At) -> None:
    letter = desk.letter()
    noor = at("noor")
    assert "Take the letter on" in noor.text(f"/letters/{letter.public_id}")

    answer = noor.post(f"/letters/{letter.public_id}/acknowledge")

    assert answer.status_code == 302
    page = noor.text(f"/letters/{letter.public_id}")
    assert "Take the letter on" not in page
    assert "by Noor Halsted" in page


def test_what_waits_for_the_reader_is_the_button_of_the_page(desk: Desk, at: At) -> None:
    letter = desk.letter()
    noor, address = at("noor"), f"/letters/{letter.public_id}"
    noor.post(f"{address}/acknowledge")

    page = noor.get(address).content.decode()

    assert f'<a class="button" href="{address}/owners">Name owners</a>' in page


def test_taking_it_on_twice_is_refused_with_a_sentence(desk: Desk, at: At) -> None:
    letter = desk.letter()
    noor = at("noor")
    noor.post(f"/letters/{letter.public_id}/acknowledge")

    again = noor.post(f"/letters/{letter.public_id}/acknowledge")

    assert again.status_code == 409
    assert "already acknowledged" in read(again)


def test_others_read_why_they_cannot_take_it_on(desk: Desk, at: At) -> None:
    letter = desk.letter()

    page = at("petra").text(f"/letters/{letter.public_id}")

    assert "Only the human rights lead does this." in page
    assert "Take the letter on" not in page


def test_an_owner_opens_their_own_questions_and_no_other(desk: Desk, at: At) -> None:
    letter = desk.owned_letter()
    desk.answer(letter, 1, "A draft of Odile’s.")
    bram = at("bram")

    page = bram.text(f"/letters/{letter.public_id}")

    assert "Work on question 3" in page
    assert "Open question 1" not in page
    assert "Its answer is seen by its owner and the lead, not by you." in page
    assert bram.get(f"/letters/{letter.public_id}/questions/1").status_code == 404
    assert "the answer to question 1" not in page


def test_an_owner_without_a_question_does_not_know_the_letter(desk: Desk, at: At) -> None:
    letter = desk.owned_letter({1: "odile", 2: "odile", 3: "odile"})

    assert at("bram").get(f"/letters/{letter.public_id}").status_code == 404
    assert at("bram").get(f"/letters/{uuid4()}").status_code == 404


def test_that_there_is_a_sealed_note_is_told_to_counsel_and_lead_alone(
    desk: Desk, at: At
) -> None:
    letter = desk.owned_letter()
    replies.write_note(
        desk.act("tomas"), letter_id=letter.public_id, number=1, text="Do not name the source."
    )
    address = f"/letters/{letter.public_id}"

    for who in ("noor", "tomas"):
        assert "wrote a sealed note on question 1" in at(who).text(address)
    for who in ("odile", "petra", "lioba"):
        page = at(who).text(address)
        assert "wrote a sealed note" not in page
        assert "Do not name the source" not in page


def test_the_steps_of_the_way_stand_in_the_timeline(desk: Desk, at: At) -> None:
    letter = desk.answered_letter()
    reply = desk.approved_reply(letter)
    replies.submit_reply(desk.act("noor"), reply_id=reply.public_id)

    page = at("noor").text(f"/letters/{letter.public_id}")

    for step in (
        "The letter arrived from Special Procedures office, with 3 questions.",
        "Noor Halsted gave question 3 to Bram Teale.",
        "Odile Kestane saved version 1 of the answer to question 2.",
        "Petra Lindqvane signed the reply off.",
        "Noor Halsted gave the reply to the outbox.",
    ):
        assert step in page


def test_a_name_that_looks_like_markup_stays_a_name(desk: Desk, at: At) -> None:
    letter = desk.letter(subject="<script>alert(1)</script> & others")

    answer = at("noor").get(f"/letters/{letter.public_id}")

    assert b"<script>alert" not in answer.content


def test_the_files_of_the_letter_are_handed_out_as_files(desk: Desk, at: At) -> None:
    document = letter_document()
    desk.receive(
        document,
        files=[Part("annex.pdf", "application/pdf", b"<html>no PDF</html>")],
        arrived_at=midday("2026-03-04"),
    )
    letter = Letter.objects.get(letter=document.letter)

    answer = at("noor").get(f"/letters/{letter.public_id}/files/annex.pdf")

    assert answer.content == b"<html>no PDF</html>"
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment")
    assert "annex.pdf" in at("noor").text(f"/letters/{letter.public_id}")


def test_the_page_speaks_arabic_from_right_to_left(desk: Desk, at: At) -> None:
    letter = desk.letter()
    noor = at("noor")
    noor.post("/language", language="ar", next="/")

    answer = noor.get(f"/letters/{letter.public_id}")

    assert b'lang="ar" dir="rtl"' in answer.content
    assert b'<bdi lang="en">Accounts of tenants' in answer.content
    assert b'<bdi class="ref" dir="ltr">AL OTH 14/2099</bdi>' in answer.content

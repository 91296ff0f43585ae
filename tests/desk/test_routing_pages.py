"""The lead names owners; owners take on, hand over, and return with a reason."""

from __future__ import annotations

from collections.abc import Callable

from tests.desk.conftest import Desk
from tests.desk.pages import Browser, read

from rapport.desk.inbox.models import Letter, Question

At = Callable[[str], Browser]


def owner_of(letter: Letter, number: int) -> str:
    """The name of who has a question now."""
    owner = Question.objects.get(letter=letter, number=number).owner
    return owner.name if owner else ""


def test_the_lead_names_owners_question_by_question(desk: Desk, at: At) -> None:
    letter = desk.letter()
    noor = at("noor")
    address = f"/letters/{letter.public_id}/owners"
    assert "Owner of question 2" in noor.text(address)

    answer = noor.post(
        address,
        **{
            "question-1": str(desk.people["odile"].public_id),
            "question-2": "",
            "question-3": str(desk.people["bram"].public_id),
        },
    )

    assert answer.status_code == 302
    assert owner_of(letter, 1) == "Odile Kestane"
    assert owner_of(letter, 2) == ""
    assert "2 questions were given." in noor.text(answer["Location"])


def test_somebody_without_the_seat_cannot_be_chosen(desk: Desk, at: At) -> None:
    letter = desk.letter()

    answer = at("noor").post(
        f"/letters/{letter.public_id}/owners",
        **{"question-1": str(desk.people["petra"].public_id)},
    )

    assert answer.status_code == 422
    assert owner_of(letter, 1) == ""


def test_an_owner_takes_a_question_on(desk: Desk, at: At) -> None:
    letter = desk.owned_letter()
    odile = at("odile")
    address = f"/letters/{letter.public_id}/questions/1"
    assert "Take on question 1" in odile.text(address)

    odile.post(f"{address}/take-on")

    page = odile.text(address)
    assert "Take on question 1" not in page
    assert "Taken on" in page


def test_handing_over_needs_a_reason_and_keeps_what_was_written(desk: Desk, at: At) -> None:
    letter = desk.owned_letter()
    odile = at("odile")
    address = f"/letters/{letter.public_id}/questions/1/hand-over"
    bram = str(desk.people["bram"].public_id)

    without = odile.post(address, owner=bram, reason=" ")

    assert without.status_code == 422
    assert owner_of(letter, 1) == "Odile Kestane"

    done = odile.post(address, owner=bram, reason="The facts are his.")

    assert done.status_code == 302
    assert owner_of(letter, 1) == "Bram Teale"
    page = at("noor").text(f"/letters/{letter.public_id}/questions/1")
    assert "Handed over" in page
    assert "The facts are his." in page


def test_a_returned_question_waits_for_the_lead_again(desk: Desk, at: At) -> None:
    letter = desk.owned_letter()

    at("bram").post(
        f"/letters/{letter.public_id}/questions/3/return", reason="Not in my department."
    )

    assert owner_of(letter, 3) == ""
    assert "Name an owner for questions: 3." in at("noor").text("/")
    assert at("bram").get(f"/letters/{letter.public_id}").status_code == 404


def test_nobody_gives_away_what_is_with_somebody_else(desk: Desk, at: At) -> None:
    letter = desk.owned_letter()
    address = f"/letters/{letter.public_id}/questions/1"

    assert at("bram").post(f"{address}/return", reason="Not mine.").status_code == 404
    refused = at("noor").post(f"{address}/return", reason="For Odile.")

    assert refused.status_code == 403
    assert owner_of(letter, 1) == "Odile Kestane"
    assert "do" in read(refused)


def test_pressing_without_a_change_says_that_nothing_changed(desk: Desk, at: At) -> None:
    letter = desk.letter()
    noor = at("noor")

    answer = noor.post(f"/letters/{letter.public_id}/owners", **{"question-1": ""})

    page = noor.text(answer["Location"])
    assert "No question changed hands." in page
    assert "questions were given" not in page

"""Today says to each seat what waits for it, by when, and what follows."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.desk.conftest import Desk
from tests.desk.pages import Browser

from rapport.desk.replies import services as replies
from rapport.desk.replies.models import Reply
from rapport.desk.routing import services as routing

At = Callable[[str], Browser]
OnDay = Callable[[str], None]


def test_a_new_letter_waits_for_the_lead_to_take_it_on(
    desk: Desk, at: At, on_day: OnDay
) -> None:
    desk.letter()
    on_day("2026-03-05")

    today = at("noor").text("/")

    assert "Read the letter and take it on." in today
    assert "Name an owner for questions: 1, 2, 3." in today
    assert "The reply is due in 57 days, on Friday 1 May" in today
    assert "3 of 60" in today


def test_what_is_late_stands_first_and_says_since_when(
    desk: Desk, at: At, on_day: OnDay
) -> None:
    desk.letter()
    on_day("2026-05-05")

    today = at("noor").text("/")

    assert "Late or slipping" in today
    assert "The reply is 4 days late: it was due on" in today
    assert "64 of 60" in today


def test_an_owner_is_asked_to_take_on_then_to_write_then_to_finish(
    desk: Desk, at: At, on_day: OnDay
) -> None:
    letter = desk.owned_letter()
    on_day("2026-03-06")
    odile = at("odile")
    assert "You were given questions: 1, 2. Take them on, or say why not." in odile.text("/")

    routing.acknowledge_question(desk.act("odile"), letter_id=letter.public_id, number=1)
    assert "Write the answer to questions: 1." in odile.text("/")

    desk.answer(letter, 1, finished=False)
    today = odile.text("/")

    assert "Finish the answer to questions: 1." in today
    assert "You were given questions: 2." in today


def test_an_owner_without_a_question_has_nothing_open(desk: Desk, at: At) -> None:
    desk.owned_letter({1: "odile", 2: "odile", 3: "odile"})

    today = at("bram").text("/")

    assert "Nothing waits for you." in today
    assert "AL OTH" not in today


def test_counsel_is_asked_to_read_what_is_finished_and_again_after_a_change(
    desk: Desk, at: At
) -> None:
    letter = desk.owned_letter()
    desk.answer(letter, 1)
    tomas = at("tomas")
    assert "Read, as counsel, the answers to questions: 1." in tomas.text("/")

    replies.record_legal_check(
        desk.act("tomas"), letter_id=letter.public_id, number=1, version=1
    )
    assert "Read, as counsel" not in tomas.text("/")

    desk.answer(letter, 1, "Something else.")

    assert "Read, as counsel, the answers to questions: 1." in tomas.text("/")


def test_the_approver_is_asked_once_the_lead_has_asked(desk: Desk, at: At) -> None:
    letter = desk.answered_letter()
    reply = desk.reply(letter)
    petra = at("petra")
    assert "Sign the reply off" not in petra.text("/")

    replies.ask_approval(desk.act("noor"), reply_id=reply.public_id)

    assert "Sign the reply off, or return it with a reason." in petra.text("/")


def test_the_lead_sends_what_is_signed_off_and_reads_why_it_came_back(
    desk: Desk, at: At
) -> None:
    letter = desk.answered_letter()
    reply = desk.approved_reply(letter)
    noor = at("noor")
    assert "The reply is signed off. Send it." in noor.text("/")

    replies.return_reply(
        desk.act("petra"), reply_id=reply.public_id, reason="Question 2 is thin."
    )

    assert "The reply was returned. Read why, change it and ask again." in noor.text("/")


def test_a_letter_is_gone_from_today_once_a_full_reply_has_left(desk: Desk, at: At) -> None:
    reply = desk.approved_reply(desk.answered_letter())

    replies.submit_reply(desk.act("noor"), reply_id=reply.public_id)

    today = at("noor").text("/")
    assert "No letter is open." in today
    assert "AL OTH 14/2099" in at("noor").text("/letters?show=replied")


def test_an_interim_reply_leaves_the_letter_open(desk: Desk, at: At) -> None:
    letter = desk.owned_letter()
    reply = desk.approved_reply(letter, interim=True)

    replies.submit_reply(desk.act("noor"), reply_id=reply.public_id)

    assert "AL OTH 14/2099" in at("noor").text("/letters")


def test_a_reply_that_the_office_did_not_take_waits_for_the_lead_again(
    desk: Desk, at: At
) -> None:
    reply = desk.approved_reply(desk.answered_letter())
    replies.submit_reply(desk.act("noor"), reply_id=reply.public_id)
    Reply.objects.filter(pk=reply.pk).update(
        refused_at=desk.today, refusal_reason="The letter is not known here."
    )

    today = at("noor").text("/")

    assert "The office did not take the reply." in today


def test_the_sponsor_hears_of_a_letter_only_when_it_slips(
    desk: Desk, at: At, on_day: OnDay
) -> None:
    desk.owned_letter()
    on_day("2026-03-05")
    assert "Nothing waits for you." in at("lioba").text("/")

    on_day("2026-04-20")

    today = at("lioba").text("/")
    assert "No reply has left yet. It is with Odile Kestane, Bram Teale." in today


def test_an_administrator_sees_how_the_desk_runs_and_no_letter(desk: Desk, at: At) -> None:
    desk.letter()

    today = at("sunniva").text("/")

    assert "Letters, answers and replies are not shown to you." in today
    assert "AL OTH" not in today
    assert "An administrator sees no letter." in at("sunniva").text("/letters")


def test_nobody_reads_today_without_signing_in(desk: Desk) -> None:
    answer = Client().get("/")

    assert answer.status_code == 302


@pytest.mark.parametrize("address", ["/", "/letters"])
def test_a_list_asks_no_more_of_the_database_for_more_letters(
    desk: Desk, at: At, address: str
) -> None:

    noor = at("noor")
    desk.answered_letter()
    noor.text(address)  # the first page after signing in writes the session
    with CaptureQueriesContext(connection) as few:
        noor.text(address)
    for number in range(15, 21):
        desk.answered_letter(reference=f"AL OTH {number}/2099")

    with CaptureQueriesContext(connection) as many:
        noor.text(address)

    assert len(many) == len(few)
    assert len(many) < 40


def test_today_says_when_more_letters_are_open_than_it_looks_at(
    desk: Desk, at: At, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rapport.desk.today.selectors.waiting.OPEN_AT_MOST", 2)
    for number in (15, 16):
        desk.letter(reference=f"AL OTH {number}/2099")
    two = at("noor").text("/")
    desk.letter(reference="AL OTH 17/2099")

    three = at("noor").text("/")

    assert "looked at here" not in two
    assert "Only the 2 open letters due first are looked at here, of 3. All open" in three
    assert "Open letters, by day of 60 3" in three


def test_the_letters_go_over_pages_of_fifty(desk: Desk, at: At) -> None:
    for number in range(1, 53):
        desk.letter(reference=f"AL OTH {number}/2099", questions=("Why?",))

    assert "Page 1 of 2" in at("noor").text("/letters")
    assert "AL OTH 52/2099" in at("noor").text("/letters?page=2")

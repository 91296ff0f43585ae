"""A company's word that a letter is there, and no more: recorded by a person, and no reply."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from tests.mail.conftest import Scripted
from tests.mail.test_messages_come_in import report
from tests.office import letters
from tests.office.conftest import Office
from tests.office.test_letters_by_mail import answers, client, mailed, page

from rapport.foundation.acts import geneva_date
from rapport.journal.services import work_off
from rapport.mail import selectors as mail
from rapport.mail import services as mails
from rapport.mail.errors import AlreadySettled
from rapport.mail.models import Inbound
from rapport.mail.rules import Road
from rapport.office.communications import rules, selectors, services
from rapport.office.communications.models import Letter, Reply
from rapport.office.communications.rules import Word
from rapport.office.today import selectors as today
from rapport.office.today.rules import Deed

SAYS = "We have received your letter."


@pytest.fixture
def by_mail(office: Office, mail_on: Any) -> Office:
    """An office whose mail is on."""
    mail_on.RAPPORT_DEMO = False
    return office


def recorded(office: Office, letter: Letter, came: Inbound, on: date | str = "") -> Any:
    """What is answered to Mina, who records that a message acknowledges receipt."""
    said = {"on": str(on or letter.sent_on), "by": "Ada Brandt, Trust and Safety"}
    where = f"/letters/{letter.public_id}/mail/{came.public_id}/receipt"
    return client(office, "mina").post(where, said)


def word(office: Office, letter: Letter, after: int = 1) -> Word:
    """Where a letter stands so many days after it left."""
    letter.refresh_from_db()
    assert letter.sent_at
    return selectors.standing_of(letter, letter.sent_at + timedelta(days=after)).word


def deeds(office: Office, letter: Letter, after: int) -> list[Deed]:
    """What Mina's Today asks so many days after a letter left."""
    assert letter.sent_at
    act = replace(office.act("mina"), at=letter.sent_at + timedelta(days=after))
    found = today.waits_for(act)
    return [row.deed for row in found.cannot_wait.rows] if found else []


def test_a_message_that_acknowledges_receipt_stands_in_the_chain_and_is_no_reply(
    by_mail: Office, server: Scripted
) -> None:
    letter = mailed(by_mail)
    came = answers(letter, SAYS)
    own = f"/letters/{letter.public_id}/mail/{came.public_id}"
    assert "It acknowledges receipt, and says no more" in page(by_mail, own)

    answer = recorded(by_mail, letter, came)

    assert (answer.status_code, answer["Location"]) == (302, f"/letters/{letter.public_id}")
    came.refresh_from_db()
    assert (came.receipt_on, came.settled_by) == (letter.sent_on, "Mina Ferro")
    said = page(by_mail, f"/letters/{letter.public_id}")
    assert "Acknowledged by the company on" in said
    assert "<bdi>Ada Brandt, Trust and Safety</bdi> says so." in said
    assert "recorded that the company acknowledges receipt." in said
    assert "No reply yet." in said
    assert not Reply.objects.exists()
    assert word(by_mail, letter) is Word.WAITING
    assert word(by_mail, letter, after=61) is Word.OVERDUE, "no clock stops"
    assert Deed.FILE not in deeds(by_mail, letter, 1)
    assert deeds(by_mail, letter, 59) == [Deed.AWAIT]


def test_it_says_that_a_letter_is_there_which_a_report_says_came_back(
    by_mail: Office, server: Scripted
) -> None:
    letter = mailed(by_mail)
    (row,) = mail.sent_about(letter.public_id)
    report(row, "failed")
    work_off()
    came = answers(letter, SAYS)
    services.put_mail_aside(
        by_mail.act("mina"), letter_id=letter.public_id, message_id=came.public_id
    )
    assert word(by_mail, letter) is Word.BOUNCED
    assert Deed.CHECK_CONTACT in deeds(by_mail, letter, 1)
    assert selectors.is_contact_in_doubt(by_mail.act("mina"), letter.company)

    recorded(by_mail, letter, answers(letter, SAYS, "With regards."))

    assert word(by_mail, letter) is Word.WAITING
    assert Deed.CHECK_CONTACT not in deeds(by_mail, letter, 1)
    assert deeds(by_mail, letter, 59) == [Deed.AWAIT]
    assert not selectors.is_contact_in_doubt(by_mail.act("mina"), letter.company)


def test_it_is_taken_back_and_the_message_waits_again(
    by_mail: Office, server: Scripted
) -> None:
    letter = mailed(by_mail)
    came = answers(letter, SAYS)
    recorded(by_mail, letter, came)
    own = f"/letters/{letter.public_id}/mail/{came.public_id}"
    assert "It does not acknowledge receipt: look at it again" in page(by_mail, own)
    with pytest.raises(AlreadySettled):
        services.put_mail_aside(
            by_mail.act("mina"), letter_id=letter.public_id, message_id=came.public_id
        )

    client(by_mail, "mina").post(f"{own}/reopen")

    came.refresh_from_db()
    assert (came.outcome, came.receipt_on, came.receipt_by) == ("", None, "")
    assert word(by_mail, letter) is Word.UNFILED
    assert "Acknowledged by the company on" not in page(by_mail, f"/letters/{letter.public_id}")


@pytest.mark.parametrize("days", [-1, 1])
def test_a_day_before_the_letter_left_or_to_come_is_refused(
    by_mail: Office, server: Scripted, days: int
) -> None:
    letter = mailed(by_mail)
    assert letter.sent_on
    came = answers(letter, SAYS)

    answer = recorded(by_mail, letter, came, letter.sent_on + timedelta(days=days))

    assert answer.status_code == 422
    assert "Give a day from" in answer.content.decode()
    came.refresh_from_db()
    assert came.outcome == ""


def test_a_desk_that_acknowledges_by_email_is_not_asked_to_acknowledge(
    by_mail: Office, server: Scripted
) -> None:
    letter = letters.delivered(by_mail)
    assert letter.received_at
    later = geneva_date(letter.received_at) + timedelta(days=7)
    mina = by_mail.act("mina").actor
    assert letter in selectors.not_acknowledged(mina, later)
    came = mails.take_in_files(
        by_mail.act("mina"),
        road=Road.UPLOAD,
        matter=letter.public_id,
        raw=b"a list",
        media_type="text/plain",
        files=[],
        text=SAYS,
    )

    services.record_receipt(
        by_mail.act("mina"),
        letter_id=letter.public_id,
        message_id=came.public_id,
        on=letter.sent_on or later,
        by="",
    )

    assert letter not in selectors.not_acknowledged(mina, later)
    said = page(by_mail, f"/letters/{letter.public_id}")
    assert "Not acknowledged by the company yet" not in said


def test_of_paper_it_says_that_the_letter_was_delivered() -> None:
    facts: dict[str, Any] = {
        "sent_on": date(2026, 3, 2),
        "reply_due_on": date(2026, 5, 1),
        "public_from": datetime(2026, 5, 2, tzinfo=UTC),
        "received_at": None,
        "refused_at": None,
        "interim_on": None,
        "replied_on": None,
        "by_post": True,
        "posted_on": date(2026, 3, 3),
    }
    at = datetime(2026, 5, 4, tzinfo=UTC)

    silent = rules.standing(rules.Facts(**facts), at=at)
    there = rules.standing(rules.Facts(**facts, acknowledged_on=date(2026, 3, 9)), at=at)

    assert (silent.word, there.word) == (Word.POSTED, Word.OVERDUE)

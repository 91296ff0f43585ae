"""Of an e-mail that is too large its page says what is missing, and what to do."""

from __future__ import annotations

from typing import Any

import pytest
from tests.mail.conftest import Scripted
from tests.office.conftest import Office
from tests.office.test_letters_by_mail import TO, answers, client, mailed, page

from rapport.foundation.acts import SYSTEM, Act, Door
from rapport.mail import rules as mail_rules
from rapport.mail import selectors as mail
from rapport.mail import services as mails
from rapport.mail.models import Inbound

ONLY = "Only the beginning of this message is here."


@pytest.fixture
def by_mail(office: Office, mail_on: Any) -> Office:
    """An office whose mail is on."""
    mail_on.RAPPORT_DEMO = False
    return office


def test_the_page_of_a_message_that_is_too_large_leads_to_the_upload_page(
    by_mail: Office, server: Scripted
) -> None:
    letter = mailed(by_mail)
    address = mail.address_in_use(letter.public_id)
    beginning = f"From: {TO}\r\nTo: {address}\r\nSubject: All files\r\n\r\nyyyy".encode()
    assert letter.sent_at
    with mails.reader() as reader:
        act = Act(SYSTEM, letter.sent_at, Door.SCHEDULE)
        mails.take_in(act, beginning, reader, size=mail_rules.LARGEST_BYTES + 1)
    came = Inbound.objects.get()

    waiting = page(by_mail, f"/mail/quarantine/{came.public_id}")
    client(by_mail, "mina").post(
        f"/mail/quarantine/{came.public_id}", {"reference": letter.reference}
    )
    assigned = page(by_mail, f"/letters/{letter.public_id}/mail/{came.public_id}")

    for said in (waiting, assigned):
        assert ONLY in said
        assert "It has 40.0\xa0MB, more than is fetched from the mailbox" in said
        assert "/upload</bdi>, where far larger ones are taken." in said
        assert f'<a href="/letters/{letter.public_id}">The upload code stands on' in said
    small = answers(letter, "We answer.")
    assert ONLY not in page(by_mail, f"/letters/{letter.public_id}/mail/{small.public_id}")

"""An upload code goes with the letter that was mailed, and ends with it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.mail.conftest import Scripted
from tests.office.conftest import Office
from tests.office.test_mail_that_did_not_arrive import bounced, by_mail, mailed, withdraw

from rapport.office.communications import services
from rapport.office.uploads.selectors import newest_code
from rapport.protocol.errors import LetterIsWithdrawn

__all__ = ["by_mail"]
ADDRESS = "legal@hollinbrake.example"


def test_a_withdrawn_letter_that_came_back_is_not_sent_again_with_another_code(
    by_mail: Office, server: Scripted
) -> None:
    letter = mailed(by_mail)
    bounced(letter)
    withdraw(by_mail, letter)
    letter.refresh_from_db()
    assert letter.withdrawn_at

    with pytest.raises(LetterIsWithdrawn):
        services.resend_letter(by_mail.act("mina"), letter_id=letter.public_id, address=ADDRESS)

    assert newest_code(letter.public_id, letter.withdrawn_at + timedelta(days=1)) is None


def test_the_code_of_an_email_that_came_back_ends_when_the_letter_goes_on_paper(
    by_mail: Office, server: Scripted
) -> None:
    letter = mailed(by_mail)
    bounced(letter)
    act = by_mail.act("mina")

    services.post_again(
        act, letter_id=letter.public_id, address="1 New Road\nVellanta", return_to="Palais"
    )

    assert newest_code(letter.public_id, act.at + timedelta(days=1)) is None

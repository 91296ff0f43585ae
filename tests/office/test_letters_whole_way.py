"""A letter goes all its way: written, joined, cleared, sent, answered, assessed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.office import letters
from tests.office.conftest import Office

from rapport.demo.cast import ENTERPRISE, OPEN_ASSEMBLY
from rapport.documents import services as documents
from rapport.exchange.models import Outgoing
from rapport.exchange.services import own_key
from rapport.journal.services import work_off
from rapport.office.communications import selectors, services
from rapport.office.communications.models import Letter, Reply
from rapport.office.communications.rules import SignatureState, State, Verdict, Word
from rapport.protocol import package as packages
from rapport.protocol import pdf
from rapport.protocol.kinds import Letter as LetterDocument

pytestmark = pytest.mark.django_db


def test_a_letter_goes_all_its_way(office: Office) -> None:
    letter = letters.cleared(office)

    services.transmit_letter(
        office.act("mina"), letter_id=letter.public_id, sending=letters.sending()
    )
    work_off()

    letter.refresh_from_db()
    assert letter.state is State.TRANSMITTED
    assert letter.reference == "AL OTH 14/2099"
    assert letter.sent_on == date(2026, 3, 2)
    assert letter.reply_due_on == date(2026, 5, 1)
    body = documents.read(Outgoing.objects.get(package=letter.package).body)
    read = packages.read(body, key_of=lambda _sender: own_key().verify_key(), me=None)
    assert isinstance(read.document, LetterDocument)
    assert [one.mandate for one in read.document.signatories] == [OPEN_ASSEMBLY, ENTERPRISE]
    assert [question.number for question in read.document.questions] == [1, 2, 3]
    assert "letter.pdf" in read.files
    assert pdf.extract(pdf.embed(body)) == body


def test_its_reply_is_kept_and_assessed(office: Office) -> None:
    letter = letters.delivered(office)

    letters.arrives(office, letters.reply_document(letter))
    reply = Reply.objects.get(letter=letter)
    services.assess_answer(
        office.act("ilse"),
        letter_id=letter.public_id,
        reply_id=reply.public_id,
        number=2,
        verdict=Verdict.PARTLY,
        note="It says nothing of the languages.",
    )

    assert selectors.verdicts_of(letter) == {2: Verdict.PARTLY}
    standing = selectors.standing_of(letter, letter.sent_at + timedelta(days=90))
    assert standing.word is Word.REPLIED


def test_the_mandate_that_joined_sees_the_case_and_signs(office: Office) -> None:
    letter = letters.circulating(office)

    services.join_letter(office.act("jonas"), letter_id=letter.public_id, mandate=ENTERPRISE)

    signature = selectors.find_signature(letter, ENTERPRISE)
    assert signature is not None
    assert signature.state is SignatureState.JOINED
    assert Letter.objects.get() in selectors.letters_visible_to(office.act("jonas").actor)

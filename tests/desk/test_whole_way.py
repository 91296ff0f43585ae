"""A letter arrives, is given to owners, answered, approved, and its reply leaves."""

from __future__ import annotations

from tests.desk.conftest import Desk

from rapport.desk.replies import services as replies
from rapport.desk.replies.rules import State
from rapport.documents import services as documents
from rapport.exchange.models import Outgoing
from rapport.exchange.services import own_key
from rapport.journal.services import work_off
from rapport.protocol import package as packages
from rapport.protocol.kinds import Reply as ReplyDocument


def test_a_letter_goes_all_its_way(desk: Desk) -> None:
    letter = desk.answered_letter()
    reply = desk.approved_reply(letter)

    replies.submit_reply(desk.act("noor"), reply_id=reply.public_id)
    work_off()

    reply.refresh_from_db()
    assert reply.state is State.SENT
    posted = Outgoing.objects.get(package=reply.package)
    read = packages.read(
        documents.read(posted.body), key_of=lambda _sender: own_key().verify_key(), me=None
    )
    assert isinstance(read.document, ReplyDocument)
    assert read.manifest.answers == letter.package
    assert read.manifest.matter == letter.matter
    assert read.document.letter == letter.letter
    assert [answer.number for answer in read.document.answers] == [1, 2, 3]

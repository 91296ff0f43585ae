"""The signed answer to a reply is saved as it came, by those who may have the reply."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.desk.conftest import Desk
from tests.desk.pages import Browser
from tests.desk.test_letters_by_hand import an_answer
from tests.protocol.making import a_card

from rapport.cli.main import main
from rapport.desk.replies import services as replies
from rapport.desk.replies.models import Reply
from rapport.documents import services as documents
from rapport.exchange import services as exchange
from rapport.exchange.models import Outgoing
from rapport.foundation import clock
from rapport.journal.services import work_off
from rapport.protocol.kinds import Receipt, Rejection

At = Callable[[str], Browser]


def sent(desk: Desk) -> tuple[Reply, Outgoing]:
    """A reply whose package is on its way."""
    reply = desk.approved_reply(desk.answered_letter())
    replies.submit_reply(desk.act("noor"), reply_id=reply.public_id)
    work_off()
    reply.refresh_from_db()
    return reply, Outgoing.objects.get(package=reply.package)


def comes(desk: Desk, row: Outgoing, document: Any) -> bytes:
    """Let the office's answer come; the bytes that are kept of it."""
    exchange.hand_in(desk.act("noor"), data=an_answer(desk, row, document))
    work_off()
    row.refresh_from_db()
    assert row.answer is not None
    return documents.read(row.answer)


def test_the_receipt_is_saved_as_it_came_and_verifies(
    desk: Desk, at: At, tmp_path: Path
) -> None:
    reply, row = sent(desk)
    address = f"/replies/{reply.public_id}/answer.rapport"
    assert at("noor").get(address).status_code == 404
    assert "Save the signed receipt" not in at("noor").text(f"/replies/{reply.public_id}")
    kept = comes(desk, row, Receipt(package=row.package, received_at=clock.now()))

    saved = at("noor").get(address)

    assert saved.content == kept
    assert "Save the signed receipt" in at("noor").text(f"/replies/{reply.public_id}")
    file, card = tmp_path / "answer.rapport", tmp_path / "office.json"
    file.write_bytes(saved.content)
    card.write_bytes(a_card(desk.office_key, id=desk.office.public_id).to_bytes())
    assert main(["protocol", "verify", str(file), "--card", str(card)]) == 0


@pytest.mark.parametrize(("who", "status"), [("petra", 200), ("odile", 200), ("sunniva", 403)])
def test_who_may_have_the_reply_may_have_its_answer(
    desk: Desk, at: At, who: str, status: int
) -> None:
    reply, row = sent(desk)
    no = Rejection(
        package=row.package, rejected_at=clock.now(), code="reply.changed", reason="No."
    )
    comes(desk, row, no)

    assert at(who).get(f"/replies/{reply.public_id}/answer.rapport").status_code == status
    assert at(who).get(f"/replies/{reply.public_id}/reply.rapport").status_code == status

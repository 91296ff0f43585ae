"""The signed answer to a letter is saved as it came, by those who may have the letter whole."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

import pytest
from tests.office import letters
from tests.office.conftest import Office
from tests.protocol.making import OPENING, a_card

from rapport.cli.main import main
from rapport.documents import services as documents
from rapport.exchange.models import Outgoing
from rapport.exchange.services import hand_in, own_id
from rapport.foundation import clock
from rapport.journal.services import work_off
from rapport.office.communications.models import Letter
from rapport.protocol import package as packages
from rapport.protocol.kinds import Document, Receipt, Rejection
from rapport.protocol.package import Heading

pytestmark = pytest.mark.django_db


def answered(office: Office, say: type[Receipt | Rejection]) -> tuple[Letter, Outgoing, bytes]:
    """A letter whose desk has answered, and the answer as it came."""
    desk = letters.quillmoor()
    letter = letters.posted(office)
    row = Outgoing.objects.get(package=letter.package)
    document: Document
    if say is Receipt:
        document = Receipt(package=row.package, received_at=clock.now())
    else:
        document = Rejection(
            package=row.package,
            rejected_at=clock.now(),
            code="package.id_reused",
            reason="About Ms Varga-Morel: no.",
        )
    heading = Heading(
        package=uuid4(),
        sender=desk.public_id,
        recipient=own_id(),
        number=0,
        matter=row.package,
        answers=row.package,
        made_at=clock.now(),
    )
    answer = packages.build(heading, document, (), letters.DESK_KEY)
    hand_in(office.act("mina"), data=answer)
    work_off()
    letter.refresh_from_db()
    row.refresh_from_db()
    return letter, row, answer


def address(letter: Letter, row: Outgoing) -> str:
    return f"/letters/{letter.public_id}/delivery/{row.package}/answer.rapport"


def test_the_receipt_is_saved_as_it_came_and_verifies(office: Office, tmp_path: Path) -> None:
    letter, row, answer = answered(office, Receipt)
    assert row.received_at is not None
    page = office.client("ilse").get(f"/letters/{letter.public_id}").content.decode()
    assert "Save the signed receipt" in page
    assert f'href="{address(letter, row)}"' in page

    saved = office.client("ilse").get(address(letter, row))

    assert saved.content == answer == documents.read(row.answer)
    assert saved["Content-Disposition"] == 'attachment; filename="answer.rapport"'
    file, card = tmp_path / "answer.rapport", tmp_path / "card.json"
    file.write_bytes(saved.content)
    desk = letters.quillmoor()
    card.write_bytes(
        a_card(
            letters.DESK_KEY,
            id=desk.public_id,
            side="desk",
            name=desk.name,
            encryption_key=OPENING.sealing_key().to_text(),
        ).to_bytes()
    )
    assert main(["protocol", "verify", str(file), "--card", str(card)]) == 0
    file.write_bytes(saved.content.replace(b"received_at", b"received_by"))
    assert main(["protocol", "verify", str(file), "--card", str(card)]) == 1


def test_a_signed_no_is_saved_as_well(office: Office) -> None:
    letter, row, answer = answered(office, Rejection)

    page = office.client("mina").get(f"/letters/{letter.public_id}").content.decode()

    assert "Save their signed answer" in page
    assert office.client("mina").get(address(letter, row)).content == answer


def test_whoever_may_not_have_the_letter_whole_has_no_answer_to_it(office: Office) -> None:
    letter, row, _ = answered(office, Receipt)

    assert office.client("corin").get(address(letter, row)).status_code in {403, 404}
    assert office.client("anneke").get(address(letter, row)).status_code in {403, 404}


def test_there_is_no_answer_before_it_came_nor_to_another_letters_package(
    office: Office,
) -> None:
    letter, row, _ = answered(office, Receipt)
    other = letters.posted(office, "AL OTH 15/2099")
    waiting = Outgoing.objects.get(package=other.package)

    mina = office.client("mina")
    assert mina.get(address(other, waiting)).status_code == 404
    assert mina.get(address(other, row)).status_code == 404
    assert "Save the signed" not in mina.get(f"/letters/{other.public_id}").content.decode()
    assert mina.get(address(letter, row)).status_code == 200


def test_a_contacts_page_lists_what_they_did_not_take_without_their_words(
    office: Office,
) -> None:
    letter, _, _ = answered(office, Rejection)

    page = (
        office.client("anneke")
        .get(f"/contacts/{letters.quillmoor().public_id}")
        .content.decode()
    )

    assert "Packages that they did not take" in page
    assert "Another package came under this id before." in page
    assert "package.id_reused" in page
    assert "Varga" not in page
    assert letter.reference not in page

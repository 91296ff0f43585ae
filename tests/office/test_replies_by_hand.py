"""A reply's PDF that came by e-mail or on a stick is the reply: taken in like any other."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from tests.office import letters
from tests.office.conftest import Office
from tests.office.test_replies import wrapped
from tests.protocol.making import OPENING

from rapport.documents import services as documents
from rapport.exchange import services as exchange
from rapport.exchange.errors import NotToHandIn
from rapport.exchange.models import Outgoing
from rapport.journal.models import Entry
from rapport.office.communications import selectors, services
from rapport.office.communications.models import Letter, Reply
from rapport.protocol import package as packages
from rapport.protocol import pdf, sealing
from rapport.protocol.kinds import Receipt
from rapport.protocol.package import Heading

pytestmark = pytest.mark.django_db

PAGE = "/letters/take-in"


def drop(office: Office, data: bytes, *, who: str = "mina") -> HttpResponse:
    """Hand in a file as somebody; read the page to which it leads."""
    file = SimpleUploadedFile("reply.pdf", data)
    return office.client(who).post(PAGE, {"file": file}, follow=True)


def as_pdf(letter: Letter, document: Any) -> bytes:
    """A reply as its desk hands it out: a PDF that carries its signed package."""
    html = documents.reply_html(document, selectors.document_of(letter).questions)
    page = documents.render_pdf(
        html, title=letter.reference, language="en", made_at=document.sent_at
    )
    return pdf.embed(wrapped(document, files=[page.part("reply.pdf")]))


def test_a_dropped_pdf_is_the_reply(office: Office) -> None:
    letter = letters.delivered(office)
    document = letters.reply_document(letter)
    data = as_pdf(letter, document)

    answer = drop(office, data)

    reply = Reply.objects.get()
    assert answer.redirect_chain == [
        (f"/letters/{letter.public_id}/replies/{reply.public_id}", 302)
    ]
    assert "Taken in: Quillmoor Social signed it." in answer.content.decode()
    assert selectors.reply_document(reply) == document
    assert selectors.package_of_reply(reply) == pdf.extract(data)
    names = list(Entry.objects.order_by("-id").values_list("name", flat=True)[:3])
    assert names == ["exchange.handed_in", "exchange.arrived", "office.reply_received"]


def test_it_counts_as_received_on_the_day_on_which_it_was_handed_in(office: Office) -> None:
    letter = letters.delivered(office)
    document = letters.reply_document(letter)
    drop(office, as_pdf(letter, document))

    reply = Reply.objects.get()

    assert reply.received_at - reply.sent_at > timedelta(0)
    assert reply.received_at == Entry.objects.get(name="exchange.arrived").at


def test_our_receipt_is_offered_and_is_the_one_that_the_desk_gets(office: Office) -> None:
    letter = letters.delivered(office)
    data = as_pdf(letter, letters.reply_document(letter))
    drop(office, data)
    address = f"/letters/{letter.public_id}/replies/{Reply.objects.get().public_id}"

    offered = office.client("mina").get(f"{address}/receipt.rapport")

    answered = exchange.take_in(pdf.extract(data))
    assert sealing.open_sealed(offered.content, [OPENING]) == answered.body
    assert f"{address}/receipt.rapport" in office.client("mina").get(address).content.decode()


def test_a_reply_to_nothing_is_refused_in_words(office: Office) -> None:
    letter = letters.delivered(office)
    document = letters.reply_document(letter, letter=uuid4())

    answer = drop(office, as_pdf(letter, document))

    assert answer.status_code == 422
    assert not Reply.objects.exists()
    assert "exchange.handed_in" not in Entry.objects.values_list("name", flat=True)


def test_a_letter_dropped_at_an_office_is_no_reply(office: Office) -> None:
    letter = letters.posted(office)
    row = Outgoing.objects.get(package=letter.package)

    answer = drop(office, documents.read(row.body))

    assert answer.status_code == 422
    assert "The sender is not known here." in answer.content.decode()


def test_the_receipt_of_a_letter_comes_back_by_hand(office: Office) -> None:
    letter = letters.posted(office)
    row = Outgoing.objects.get(package=letter.package)
    receipt = Receipt(package=row.package, received_at=letter.sent_at + timedelta(hours=1))
    heading = Heading(
        package=uuid4(),
        sender=letters.quillmoor().public_id,
        recipient=exchange.own_id(),
        number=0,
        matter=row.package,
        answers=row.package,
        made_at=receipt.received_at,
    )

    answer = drop(office, packages.build(heading, receipt, (), letters.DESK_KEY))

    row.refresh_from_db()
    assert row.received_at == receipt.received_at
    assert answer.redirect_chain == [(f"/letters/{letter.public_id}", 302)]
    assert "The receipt of Quillmoor Social is here" in answer.content.decode()


def test_letter_and_reply_are_handed_out_to_work_with(office: Office) -> None:
    reply = letters.replied(office)
    address = f"/letters/{reply.letter.public_id}"
    client = office.client("mina")

    for place, said in (
        (f"{address}/letter", "AL-OTH-14-2099"),
        (f"{address}/replies/{reply.public_id}/reply", "reply 1"),
    ):
        written, page = client.get(f"{place}.docx"), client.get(f"{place}.html")
        assert written.content.startswith(b"PK")
        assert "AL OTH 14/2099" in page.content.decode()
        for answer in (written, page):
            assert answer["Content-Disposition"].startswith("attachment; ")
            assert "Vellanta" not in answer["Content-Disposition"]
            assert said.split("-")[-1] in answer["Content-Disposition"]


def test_who_may_not_is_refused_before_the_file_is_looked_at(office: Office) -> None:
    administrator = next(
        name
        for name, one in office.people.items()
        if office.client(name).get(PAGE).status_code == 403
    )

    with pytest.raises(NotToHandIn):
        services.hand_in_file(office.act(administrator), data=b"%PDF-")

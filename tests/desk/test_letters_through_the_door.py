"""A real package comes in: it is answered, kept, and handed out again byte by byte."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from tests.desk.conftest import Desk, letter_document
from tests.desk.pages import Browser

from rapport.desk.inbox.models import Letter
from rapport.documents import services as documents
from rapport.exchange import services as exchange
from rapport.foundation import clock
from rapport.protocol import package as packages
from rapport.protocol import pdf
from rapport.protocol.kinds import Receipt, Rejection
from rapport.protocol.package import Heading, Part

pytestmark = pytest.mark.django_db(transaction=True)

At = Callable[[str], Browser]


def a_page() -> Part:
    """The letter as people read it."""
    page = documents.render_pdf(
        "<html lang=en><title>Letter</title><p>According to information received…</p></html>",
        title="AL OTH 14/2099",
        language="en",
        made_at=clock.now(),
    )
    return page.part("letter.pdf")


def a_package(desk: Desk, *files: Part, **changes: Any) -> bytes:
    """A letter of the office, signed, for this desk."""
    heading = Heading(
        package=uuid4(),
        sender=desk.office.public_id,
        recipient=exchange.own_id(),
        number=1,
        matter=uuid4(),
        answers=None,
        made_at=clock.now(),
    )
    return packages.build(heading, letter_document(**changes), files, desk.office_key)


def document_of(answer: bytes) -> object:
    """What the desk's signed answer says."""
    return packages.examine(answer).document


def test_the_letter_is_receipted_and_handed_out_as_it_came(desk: Desk, at: At) -> None:
    body = a_package(desk, a_page())

    answered = exchange.take_in(body)

    assert isinstance(document_of(answered.body), Receipt)
    address = f"/letters/{Letter.objects.get().public_id}"
    package = at("noor").get(f"{address}/letter.rapport")
    assert package.content == body
    assert package["Content-Disposition"] == 'attachment; filename="letter.rapport"'
    page = at("noor").get(f"{address}/letter.pdf")
    assert page["Content-Type"] == "application/pdf"
    assert pdf.extract(page.content) == body


def test_a_letter_without_a_page_is_read_all_the_same(desk: Desk, at: At) -> None:
    exchange.take_in(a_package(desk))

    address = f"/letters/{Letter.objects.get().public_id}"
    assert "The letter came without a page to print." in at("noor").text(address)
    assert at("noor").get(f"{address}/letter.pdf").status_code == 422


def test_a_letter_without_questions_is_rejected_in_words(desk: Desk) -> None:
    answered = exchange.take_in(a_package(desk, questions=()))

    said = document_of(answered.body)
    assert isinstance(said, Rejection)
    assert said.code == "letter.no_questions"
    assert Letter.objects.count() == 0


def test_the_letter_is_handed_out_to_work_with(desk: Desk, at: At) -> None:
    """Who sees the letter gets the same words as DOCX and HTML; whoever does not, nothing."""
    exchange.take_in(a_package(desk))
    address = f"/letters/{Letter.objects.get().public_id}"

    written = at("noor").get(f"{address}/letter.docx")
    page = at("noor").get(f"{address}/letter.html")

    assert written["Content-Disposition"] == 'attachment; filename="letter.docx"'
    assert written.content.startswith(b"PK")
    assert page["Content-Disposition"] == 'attachment; filename="letter.html"'
    assert page["Content-Type"] == "application/octet-stream"
    assert "AL OTH 14/2099" in page.content.decode()
    assert at("odile").get(f"{address}/letter.docx").status_code == 404
    assert at("sunniva").get(f"{address}/letter.html").status_code == 403
    text = at("noor").text(address)
    assert "To work with:" in text
    assert f"{address}/letter.docx" in at("noor").get(address).content.decode()

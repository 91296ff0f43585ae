"""A letter's PDF is dropped onto the desk's page in a real browser, and the letter opens."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect
from tests.browser.axe import overflows, violations
from tests.browser.walking import leads_on
from tests.protocol.making import KEY, LETTER, OFFICE, OPENING
from tests.protocol.making import pdf as a_plain_pdf

from rapport.desk.inbox.models import Letter
from rapport.documents import services as documents
from rapport.exchange import services as exchange
from rapport.exchange.models import Contact
from rapport.protocol import package as packages
from rapport.protocol import pdf, sealing
from rapport.protocol.package import Heading

pytestmark = pytest.mark.django_db(transaction=True)

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")


@pytest.fixture
def page(lead_page: Page) -> Page:
    """The lead's desk, which knows the office."""
    Contact.objects.create(
        public_id=OFFICE,
        side="office",
        name="Special Procedures office",
        url="http://127.0.0.1:9",
        signing_key=KEY.verify_key().to_text(),
        encryption_key=OPENING.sealing_key().to_text(),
    )
    return lead_page


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    """The office's letter to this desk, as a PDF on a stick."""
    heading = Heading(
        package=uuid4(),
        sender=OFFICE,
        recipient=exchange.own_id(),
        number=1,
        matter=uuid4(),
        answers=None,
        made_at=LETTER.sent_at,
    )
    page = documents.render_pdf(
        documents.letter_html(LETTER),
        title=LETTER.subject,
        language=LETTER.language,
        made_at=LETTER.sent_at,
    )
    path = tmp_path / "letter.pdf"
    path.write_bytes(pdf.embed(packages.build(heading, LETTER, [page.part("letter.pdf")], KEY)))
    return path


def drop(page: Page, file: Path) -> None:
    """Drag a file from outside over the page's field, and let it go, as a hand does."""
    box = page.locator("input[type=file]").bounding_box()
    assert box
    session = page.context.new_cdp_session(page)
    place = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
    held = {"items": [], "files": [str(file)], "dragOperationsMask": 1}
    for step in ("dragEnter", "dragOver", "drop"):
        session.send("Input.dispatchDragEvent", {"type": step, "data": held, **place})


def test_a_dropped_letter_opens_with_its_days_and_its_receipt(page: Page, letter: Path) -> None:
    page.goto("/letters")
    leads_on(page.locator("main a[href='/letters/take-in']"))
    assert not violations(page)
    assert not overflows(page)

    drop(page, letter)
    leads_on(page.locator("main form button[type=submit]"))

    arrived = Letter.objects.get()
    expect(page).to_have_url(f"{page.url.split('/letters')[0]}/letters/{arrived.public_id}")
    expect(page.locator("h1")).to_contain_text(LETTER.subject)
    assert arrived.arrived_on - arrived.sent_on > timedelta(0)
    with page.expect_download() as waiting:
        page.locator("a[href$='receipt.rapport']").click()
    assert sealing.is_sealed(Path(waiting.value.path()).read_bytes())
    with page.expect_download() as waiting:
        page.locator("a[href$='letter.docx']").click()
    assert waiting.value.suggested_filename == "letter.docx"


def test_a_pdf_without_a_package_waits_to_be_confirmed(page: Page, tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(a_plain_pdf())
    page.goto("/letters/take-in")

    drop(page, path)
    leads_on(page.locator("main form button[type=submit]"))

    page.wait_for_url("**/letters/take-in/*")
    assert not violations(page)
    assert not overflows(page)
    assert not Letter.objects.exists()

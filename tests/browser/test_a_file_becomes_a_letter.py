"""Letters that came outside Rapport, in a real browser: dropped, confirmed by keyboard."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.browser.axe import overflows, violations
from tests.browser.walking import leads_on
from tests.reading.files import bomb

from rapport.desk.inbox.models import HandedFile, Letter
from rapport.directory.services import load_directory
from rapport.foundation import clock
from rapport.foundation.acts import SYSTEM, Act, Door

pytestmark = pytest.mark.django_db(transaction=True)

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

LETTERS = Path(__file__).parents[1] / "reading" / "letters" / "own"
MOST_KEYS = 12
"""So many keys confirm a clean letter, once it is dropped; a minute has room for many more."""


@pytest.fixture(autouse=True)
def _ahead(tmp_path: Path) -> Iterator[None]:
    """Let the clock stand after the letters of 2099, which bear their dates."""
    offset = tmp_path / "clock"
    offset.write_text(str(75 * 366 * 24 * 3600), encoding="ascii")
    clock.follow(offset)
    yield
    clock.follow(None)


@pytest.fixture
def page(_ahead: None, lead_page: Page) -> Page:
    """The lead's desk, which knows the mandates."""
    load_directory(Act(SYSTEM, clock.now(), Door.COMMAND))
    return lead_page


def hand_in(page: Page, name: str, data: bytes) -> None:
    """Choose a file on the page, and send it."""
    page.goto("/letters/take-in")
    file = {"name": name, "mimeType": "application/octet-stream", "buffer": data}
    page.locator("input[type=file]").set_input_files(file)  # type: ignore[arg-type]
    leads_on(page.locator("main form button[type=submit]").first)


def kept(name: str) -> bytes:
    """A letter of the labelled set."""
    return (LETTERS / name).read_bytes()


def test_letters_are_dropped_and_confirmed_by_keyboard(page: Page) -> None:
    hand_in(page, "letter.pdf", kept("en-01-current.pdf"))
    found = violations(page) + overflows(page)
    assert not found, "\n".join(found)
    keys = confirm_by_keyboard(page)
    assert keys <= MOST_KEYS
    letter = Letter.objects.get()
    assert page.url.endswith(f"/letters/{letter.public_id}")
    assert letter.questions.count() == len(HandedFile.objects.get().read["letter"]["questions"])
    assert not violations(page)
    assert not overflows(page)

    hand_in(page, "carta.pdf", kept("es-01-current.pdf"))
    assert confirm_by_keyboard(page) <= MOST_KEYS
    assert Letter.objects.get(language="es").questions.exists()

    hostile = bomb()
    hand_in(page, "letter.docx", hostile)
    expect(page.locator("main .notice.is-warn").first).to_be_visible()
    assert not violations(page)
    assert not overflows(page)
    assert HandedFile.objects.filter(refusal_code="reading.unpacks_too_far").exists()
    with page.expect_download() as waiting:
        page.locator("a[href$='/original']").click()
    assert Path(waiting.value.path()).read_bytes() == hostile


def test_a_scan_is_read(page: Page) -> None:
    hand_in(page, "scan.pdf", kept("en-13-scan.pdf"))

    assert not HandedFile.objects.get().refusal_code
    assert confirm_by_keyboard(page) <= 2 * MOST_KEYS
    assert Letter.objects.exists()


def confirm_by_keyboard(page: Page) -> int:
    """Fill what is missing where the focus stands, and confirm with Enter; return the keys."""
    keys = 0
    empty = page.evaluate(
        "() => document.activeElement.tagName === 'INPUT' && !document.activeElement.value"
    )
    if empty:
        name = page.evaluate("() => document.activeElement.name")
        typed = "60" if name == "period_days" else "A letter"
        page.keyboard.type(typed)
        keys += len(typed)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    return keys + 1

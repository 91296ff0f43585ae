"""A letter on paper in a real browser: sent, printed, posted, delivered; its answer, filed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer
from tests.browser.axe import overflows, violations
from tests.browser.walking import leads_on
from tests.mail.conftest import mail_on, server  # noqa: F401  fixtures of the office
from tests.noon import at_noon
from tests.office import letters
from tests.office.conftest import Office, office  # noqa: F401  the office of the cast
from tests.reading import scans

from rapport.accounts import services as accounts
from rapport.demo.cast import HOLLINBRAKE
from rapport.foundation import clock
from rapport.foundation.acts import SYSTEM, Act, Door
from rapport.journal.services import work_off
from rapport.office.communications import selectors
from rapport.office.communications.models import Letter, Reply
from rapport.office.communications.rules import Word

pytestmark = pytest.mark.django_db(transaction=True)

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

WIDTHS = (1280, 360)
PICTURES = os.environ.get("RAPPORT_PICTURES", "")
"""A folder for pictures of the pages, for whoever wants to look at them."""


@pytest.fixture(autouse=True)
def _noon(tmp_path: Path) -> Iterator[None]:
    """Let it be noon in Geneva when the test begins."""
    offset = tmp_path / "clock"
    offset.write_text(str(int(at_noon().total_seconds())), encoding="ascii")
    clock.follow(offset)
    yield
    clock.follow(None)


@pytest.fixture(params=["en", "ar"])
def secretariat(
    request: pytest.FixtureRequest,
    browser: Browser,
    live_server: LiveServer,
    office: Office,  # noqa: F811
    settings: Any,
) -> Iterator[Page]:
    """Mina, signed in, in a language."""
    settings.RAPPORT_URL = live_server.url
    settings.ALLOWED_HOSTS = ["localhost"]
    context = browser.new_context(base_url=live_server.url, bypass_csp=True)
    cookie = {"name": settings.LANGUAGE_COOKIE_NAME, "value": request.param}
    context.add_cookies([{**cookie, "url": live_server.url}])  # type: ignore[list-item]
    window = context.new_page()
    act = Act(SYSTEM, clock.now(), Door.COMMAND)
    window.goto(accounts.make_signin_link(act, person_id=office.people["mina"].public_id))
    leads_on(window.locator("main form button[type=submit]").first)
    yield window
    context.close()


def is_well(page: Page, name: str) -> None:
    """A page can be used by everybody, at the widths of a desk and of a telephone."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        found = violations(page) + overflows(page)
        assert not found, f"{name}, {width} px: " + "\n".join(found)
        if PICTURES:
            language = page.locator("html").get_attribute("lang")
            picture = Path(PICTURES) / f"paper-{name}-{language}-{width}.png"
            page.screenshot(path=picture, full_page=True)


def submit(page: Page) -> None:
    """Send the first form of the page."""
    leads_on(page.locator("main form button[type=submit]").first)


def download(page: Page, ending: str) -> bytes:
    """Follow a link to a file and return its bytes."""
    with page.expect_download() as waiting:
        page.locator(f"main a[href$='{ending}']").first.click()
    return Path(waiting.value.path()).read_bytes()


def test_a_letter_goes_on_paper_and_the_scan_of_its_answer_is_filed(
    secretariat: Page,
    office: Office,  # noqa: F811
) -> None:
    page = secretariat
    letter = letters.cleared(office, company=HOLLINBRAKE)
    today = Act(SYSTEM, clock.now(), Door.COMMAND).today

    sheet = _is_sent(page, letter)
    _is_posted_and_delivered(page)
    letter = Letter.objects.get(pk=letter.pk)
    assert selectors.standing_of(letter, clock.now()).word is Word.WAITING
    _is_answered(page, sheet)
    _is_filed(page, str(today))
    reply = Reply.objects.get(letter=letter)
    assert reply.received_on == today
    _is_taken_back(page, f"/letters/{letter.public_id}", f"/replies/{reply.public_id}")
    assert selectors.standing_of(letter, clock.now()).word is Word.UNFILED


def _is_sent(page: Page, letter: Letter) -> Image.Image:
    """Send it, look at what is printed, and return its answer sheet as it comes out."""
    page.goto(f"/letters/{letter.public_id}/transmit")
    is_well(page, "transmit")
    page.fill("[name=reference]", "AL OTH 14/2099")
    page.fill("[name=post_to]", "12 Cinder Lane\nHollinbrake")
    page.fill("[name=return_to]", "Palais\n1211 Genève 10")
    submit(page)
    work_off()
    page.reload()
    is_well(page, "letter")
    data = download(page, "/print.pdf")
    with pypdfium2.PdfDocument(data) as document:
        assert len(document) >= 3
        ends = (document[0], document[len(document) - 1])
        first, last = (one.get_textpage().get_text_range() for one in ends)
        assert "12 Cinder Lane" in first
        assert "1211 Genève 10" in last
        return ends[1].render(scale=200 / 72, grayscale=True).to_pil()


def _is_posted_and_delivered(page: Page) -> None:
    leads_on(page.locator("main a[href$='/posted']"))
    is_well(page, "posted")
    page.check("[name=way][value=courier]")
    page.fill("[name=carrier]", "Swift")
    page.fill("[name=tracking]", "SW 1")
    submit(page)
    leads_on(page.locator("main a[href$='/delivered']"))
    is_well(page, "delivered")
    page.fill("[name=taken_by]", "Post room")
    submit(page)
    is_well(page, "delivered-letter")


def _is_answered(page: Page, sheet: Image.Image) -> None:
    """Hand in the sheet as a poor scanner gives it, upside down, and a page of answers."""
    answer = scans.sheet(dpi=150, words="1. Fourteen accounts were looked at. ")
    page.goto("/scans")
    is_well(page, "scans")
    stack = scans.saved(scans.as_scanned(sheet, turn=182), answer, form="PDF")
    file = {"name": "scan.pdf", "mimeType": "application/pdf", "buffer": stack}
    page.set_input_files("[name=scan]", file)  # type: ignore[arg-type]
    submit(page)
    work_off()
    page.reload()
    is_well(page, "scans-waiting")
    leads_on(page.locator("main a[href*='/scans/parts/']"))
    is_well(page, "part")
    expect(page.locator("[name=letter]")).to_have_value("AL OTH 14/2099")
    submit(page)
    work_off()
    page.reload()


def _is_filed(page: Page, today: str) -> None:
    leads_on(page.locator("main a[href*='/mail/']"))
    is_well(page, "answer")
    page.fill("[name=dated_on]", today)
    page.check("[name=kind][value=substantive]")
    page.select_option("[name=stance_1]", "answered")
    page.fill("[name=answer_1]", "Fourteen accounts were looked at.")
    leads_on(page.locator("main form:has([name=answer_1]) button[type=submit]"))
    is_well(page, "filed")


def _is_taken_back(page: Page, letter: str, reply: str) -> None:
    """It was filed by mistake: take it back, and see it struck out."""
    page.goto(f"{letter}{reply}")
    is_well(page, "reply")
    leads_on(page.locator("a[href$='/take-back']"))
    is_well(page, "take-reply-back")
    page.fill("[name=because]", "It answers another letter.")
    submit(page)
    is_well(page, "message-again")
    expect(page.locator("main del").first).to_be_visible()
    page.goto(letter)
    is_well(page, "letter-struck")
    page.goto(f"{letter}{reply}")
    is_well(page, "reply-struck")

"""A company sends a large answer in a real browser: cut, closed, resumed, sent off, filed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect
from pytest_django.live_server_helper import LiveServer
from tests.browser.axe import overflows, violations
from tests.browser.walking import leads_on
from tests.mail.conftest import Scripted
from tests.office import letters
from tests.office.conftest import Office
from tests.office.test_letters_by_mail import code_in, send

from rapport.accounts import services as accounts
from rapport.demo.cast import HOLLINBRAKE
from rapport.foundation import clock
from rapport.foundation.acts import SYSTEM, Act, Door
from rapport.journal.services import work_off
from rapport.office.communications.models import Letter, Reply

pytestmark = pytest.mark.django_db(transaction=True)
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
MB = 1024 * 1024
pytest_plugins = ("tests.office.conftest",)


@pytest.fixture
def code(
    office: Office, mail_on: Any, server: Scripted, live_server: LiveServer, settings: Any
) -> str:
    """The upload code of a letter that went by e-mail."""
    settings.RAPPORT_DEMO = False
    settings.RAPPORT_URL = live_server.url
    settings.ALLOWED_HOSTS = ["localhost", "testserver"]
    send(office, letters.cleared(office, company=HOLLINBRAKE))
    work_off()
    settings.RAPPORT_DEMO = True
    return code_in(server)


@pytest.fixture(params=["en", "ar"])
def context(
    request: pytest.FixtureRequest, browser: Browser, live_server: LiveServer, settings: Any
) -> Iterator[BrowserContext]:
    """A browser in a language."""
    opened = browser.new_context(base_url=live_server.url)
    cookie = {"name": settings.LANGUAGE_COOKIE_NAME, "value": request.param}
    opened.add_cookies([{**cookie, "url": live_server.url}])  # type: ignore[list-item]
    yield opened
    opened.close()


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """A file of eleven megabytes: three pieces."""
    path = tmp_path / "answer.bin"
    path.write_bytes(bytes(range(256)) * (11 * MB // 256))
    return path


def enter(context: BrowserContext, code: str) -> Page:
    """Type the code."""
    page = context.new_page()
    page.goto("/upload")
    page.locator("#id_code").fill(code.lower())
    leads_on(page.locator("main form button[type=submit]"))
    assert page.url.endswith("/upload/files")
    return page


def test_a_cut_line_and_a_closed_browser_lose_nothing(
    context: BrowserContext, code: str, large: Path
) -> None:
    page = enter(context, code)
    sent: list[str] = []

    def second_is_cut(route: Route) -> None:
        if route.request.method == "PATCH":
            sent.append(route.request.headers["upload-offset"])
            if len(sent) >= 2:
                route.abort("connectionreset")
                return
        route.continue_()

    page.route("**/upload/tus/**", second_is_cut)
    page.locator("#chosen").set_input_files(large)
    said = page.locator("[data-say=waits]").text_content()
    expect(page.locator("[data-running] [data-state]")).to_have_text(said or "")
    page.close()  # the browser is closed; another day the same file is chosen again

    page = enter(context, code)
    expect(page.locator("[data-begun]")).to_have_count(1)
    again: list[str] = []

    def one_more_cut(route: Route) -> None:
        if route.request.method == "PATCH":
            again.append(route.request.headers["upload-offset"])
            if len(again) == 1:
                route.abort("connectionreset")
                return
        route.continue_()

    page.route("**/upload/tus/**", one_more_cut)
    page.locator("#chosen").set_input_files(large)
    here = page.locator("[data-running] [data-here]")
    expect(here).to_have_text(sha256(large.read_bytes()).hexdigest())
    same = page.locator("[data-say=same]").text_content()
    expect(page.locator("[data-running] [data-state]")).to_have_text(same or "")

    assert sent[0] == "0"
    assert set(again) == {str(4 * MB), str(8 * MB)}


def test_what_is_sent_off_is_filed_by_the_office(
    context: BrowserContext, code: str, large: Path, office: Office, settings: Any
) -> None:
    page = enter(context, code)
    page.locator("#chosen").set_input_files(large)
    leads_on(page.locator("[data-done] a"))
    page.locator("#id_sender").fill("Ada Brandt, counsel")
    page.locator("#id_text").fill("1. Yes, we did.")
    page.locator("section form button[type=submit].button:not(.is-quiet)").last.click()
    page.wait_for_url("**/upload/receipts/*")
    digest = sha256(large.read_bytes()).hexdigest()
    expect(page.locator("table")).to_contain_text(digest)
    work_off()

    act = Act(SYSTEM, clock.now(), Door.COMMAND)
    page.goto(accounts.make_signin_link(act, person_id=office.people["mina"].public_id))
    leads_on(page.locator("main form button[type=submit]").first)
    letter = Letter.objects.get()
    page.goto(f"/letters/{letter.public_id}")
    leads_on(page.locator(".timeline a[href*='/mail/']").first)
    expect(page.locator("main")).to_contain_text(digest)
    page.locator("main form button[type=submit]:not(.is-quiet)").last.click()

    page.wait_for_url(f"**/letters/{letter.public_id}")
    assert Reply.objects.count() == 1


@pytest.mark.parametrize("width", [1280, 360])
def test_the_pages_can_be_used_by_everybody(
    browser: Browser, live_server: LiveServer, code: str, large: Path, width: int
) -> None:
    opened = browser.new_context(
        base_url=live_server.url, bypass_csp=True, viewport={"width": width, "height": 800}
    )
    page = opened.new_page()
    page.goto("/upload")
    assert not violations(page)
    assert not overflows(page)
    page = enter(opened, code)
    page.locator("#chosen").set_input_files(large)
    expect(page.locator("[data-done]")).to_be_visible()
    assert not violations(page)
    assert not overflows(page)
    leads_on(page.locator("[data-done] a"))
    assert not violations(page)
    assert not overflows(page)
    opened.close()


def test_without_a_script_one_file_comes_at_once(
    browser: Browser, live_server: LiveServer, code: str, tmp_path: Path
) -> None:
    opened = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = enter(opened, code)
    small = tmp_path / "answer.txt"
    small.write_text("1. Yes.")
    assert not page.locator("[data-upload]").is_visible()

    page.locator("#plain_file").set_input_files(small)
    page.locator("[data-plain] button[type=submit]").click()

    expect(page.locator("main")).to_contain_text(sha256(small.read_bytes()).hexdigest())
    opened.close()

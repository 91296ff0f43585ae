"""Pages of every side in a browser: axe finds nothing, nothing sticks out at 320 px.

In English and in Arabic, so that both directions are looked at. `PAGES` grows with the rooms;
tests/journeys ask the same of pages with letters in them, with `violations` and `overflows`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.cache import cache
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer
from tests.browser.axe import overflows, violations
from tests.browser.walking import leads_on

from rapport.accounts import services
from rapport.foundation import clock
from rapport.foundation.acts import SYSTEM, Act, Door, Post

pytestmark = pytest.mark.django_db(transaction=True)

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

OPEN = ("/help", "/accessibility", "/privacy", "/no-such-page")
SIGNED_IN = ("/style", "/account", "/people", "/people/invite", "/account/second-factor")
PAGES = {
    "office": (*OPEN, "/sign-in", *SIGNED_IN),
    "desk": (*OPEN, "/sign-in", *SIGNED_IN),
    "archive": (*OPEN, *SIGNED_IN),
}
LANGUAGES = ("en", "ar")
SEEN = [
    pytest.param(side, language, id=f"{side}-{language}")
    for side in PAGES
    for language in LANGUAGES
]


@pytest.fixture
def window(
    browser: Browser, live_server: LiveServer, settings: Any, play: Any
) -> Iterator[Any]:
    """Open a window on a side in a language; signed in as its administrator if asked."""
    contexts = []

    def one(side: str, language: str, *, signed_in: bool) -> Page:
        play(side)
        settings.RAPPORT_URL = live_server.url
        settings.RAPPORT_DEMO = True
        settings.ALLOWED_HOSTS = ["localhost"]
        settings.CACHES = {
            "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
        }
        cache.clear()
        context = browser.new_context(base_url=live_server.url, bypass_csp=True)
        contexts.append(context)
        context.add_cookies(
            [{"name": settings.LANGUAGE_COOKIE_NAME, "value": language, "url": live_server.url}]
        )
        page = context.new_page()
        if signed_in:
            act = Act(SYSTEM, clock.now(), Door.COMMAND)
            person = services.add_person(
                act,
                name="Anneke Solberg-Tui",
                email="anneke@demonstration.invalid",
                posts=[Post("administrator")],
            )
            page.goto(services.make_signin_link(act, person_id=person.public_id))
            leads_on(page.locator("main form button[type=submit]").first)
        return page

    yield one
    for context in contexts:
        context.close()


@pytest.mark.parametrize(("side", "language"), SEEN)
def test_pages_are_accessible_and_fit_a_narrow_window(
    window: Any, side: str, language: str
) -> None:
    strange, known = (window(side, language, signed_in=one) for one in (False, True))

    found = []
    for address in PAGES[side]:
        page = known if address in SIGNED_IN else strange
        page.goto(address)
        assert urlsplit(page.url).path == address
        assert page.locator("html").get_attribute("lang") == language
        found += [f"{address}: {one}" for one in violations(page)]
        found += [f"{address} at 320 px: {one}" for one in overflows(page)]

    assert not found, "\n".join(found)


def test_faults_are_found_when_there_are_some(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content(
        "<!doctype html><html lang=en><title>Faults</title><main><h1>Faults</h1>"
        "<img src=data:,><div style='width: 50rem'>wide</div></main>"
    )

    found, out = violations(page), overflows(page)
    page.close()

    assert any(one.startswith("image-alt") for one in found)
    assert any(one.startswith("div") for one in out)

"""A desk in a real browser, for the tests of files that are dropped there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer
from tests.browser.walking import leads_on

from rapport.accounts import services as accounts
from rapport.foundation import clock
from rapport.foundation.acts import SYSTEM, Act, Door, Post


@pytest.fixture(params=["en", "ar"])
def lead_page(
    request: pytest.FixtureRequest,
    browser: Browser,
    live_server: LiveServer,
    settings: Any,
    play: Any,
) -> Iterator[Page]:
    """The human rights lead of a desk, signed in, in a language."""
    play("desk")
    settings.RAPPORT_URL = live_server.url
    settings.RAPPORT_DEMO = True
    settings.RAPPORT_UNIT = "demo-quillmoor"
    settings.ALLOWED_HOSTS = ["localhost"]
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    cache.clear()  # it is one for all tests of a process: others signed in this minute too
    act = Act(SYSTEM, clock.now(), Door.COMMAND)
    lead = accounts.add_person(
        act, name="Noor Halsted", email="noor@quillmoor.invalid", posts=[Post("lead")]
    )
    context = browser.new_context(base_url=live_server.url, bypass_csp=True)
    cookie = {"name": settings.LANGUAGE_COOKIE_NAME, "value": request.param}
    context.add_cookies([{**cookie, "url": live_server.url}])  # type: ignore[list-item]
    window = context.new_page()
    window.goto(accounts.make_signin_link(act, person_id=lead.public_id))
    leads_on(window.locator("main form button[type=submit]").first)
    yield window
    context.close()

"""A passkey is made and used in a real browser, with a virtual authenticator beside it.

The page's own policy (`script-src 'self'`) is in force: what it would block fails the test.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from playwright.sync_api import Browser, CDPSession, Page, expect
from pytest_django.live_server_helper import LiveServer
from tests.browser.walking import leads_on

from rapport.accounts import services
from rapport.accounts.models import Person
from rapport.foundation import clock
from rapport.foundation.acts import SYSTEM, Act, Door, Post
from rapport.journal.models import Entry

pytestmark = pytest.mark.django_db(transaction=True)

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")


@pytest.fixture
def site(live_server: LiveServer, settings: Any, play: Any) -> str:
    """A desk under a host name of its own: passkeys do not take numbers."""
    play("desk")
    address = live_server.url.replace("localhost", "desk-a.localhost")
    settings.RAPPORT_URL = address
    settings.RAPPORT_DEMO = False
    settings.ALLOWED_HOSTS = ["desk-a.localhost"]
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    cache.clear()
    return address


@pytest.fixture
def page(browser: Browser, site: str) -> Iterator[Page]:
    """A fresh window that fails the test when the policy blocks something."""
    context = browser.new_context(base_url=site)
    window = context.new_page()
    said: list[str] = []
    window.on("console", lambda message: said.append(message.text))
    yield window
    context.close()
    assert not [text for text in said if "Content Security Policy" in text]


def virtual_authenticator(page: Page) -> tuple[CDPSession, str]:
    """Plug in an authenticator that knows its person: resident keys, user verification."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    added = session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return session, added["authenticatorId"]


@pytest.fixture
def tomas() -> Person:
    """Counsel of Quillmoor."""
    return services.add_person(
        Act(SYSTEM, clock.now(), Door.COMMAND),
        name="Tomas Verrin",
        email="tomas@quillmoor.invalid",
        posts=[Post("counsel")],
    )


def come_in(page: Page, person: Person) -> None:
    """Open a fresh link and press its button."""
    act = Act(SYSTEM, clock.now(), Door.COMMAND)
    page.goto(services.make_signin_link(act, person_id=person.public_id))
    leads_on(page.get_by_role("button", name="Sign in", exact=True))


def make_passkey(page: Page, name: str) -> None:
    """Make a passkey on the page for it."""
    page.goto("/account/passkeys/add")
    page.get_by_label("Name of this passkey").fill(name)
    page.get_by_role("button", name="Make the passkey").click()


def test_a_passkey_is_made_and_then_signs_in_alone(page: Page, tomas: Person) -> None:
    virtual_authenticator(page)
    come_in(page, tomas)
    expect(page).to_have_url("/account/second-factor")

    leads_on(page.get_by_role("link", name="Make a passkey"))
    page.get_by_label("Name of this passkey").fill("work laptop")
    page.get_by_role("button", name="Make the passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Recovery codes")

    leads_on(page.get_by_role("button", name="Sign out"))
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(lambda url: "/sign-in" not in url)
    page.goto("/account")

    expect(page.get_by_text("Passkey work laptop", exact=False).first).to_be_visible()
    said = Entry.objects.filter(name="accounts.signed_in").last()
    assert said is not None
    assert said.values["by"] == "webauthn"


def test_after_a_link_the_passkey_is_the_second_factor(page: Page, tomas: Person) -> None:
    virtual_authenticator(page)
    come_in(page, tomas)
    make_passkey(page, "work laptop")
    expect(page.get_by_role("heading", level=1)).to_have_text("Recovery codes")
    leads_on(page.get_by_role("button", name="Sign out"))

    come_in(page, tomas)
    expect(page).to_have_url("/sign-in/second-factor")
    page.get_by_role("button", name="Use your passkey").click()
    page.wait_for_url(lambda url: "/sign-in" not in url)

    page.goto("/account")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your account")


def test_a_passkey_that_is_not_known_here_lets_nobody_in(page: Page, tomas: Person) -> None:
    virtual_authenticator(page)
    come_in(page, tomas)
    make_passkey(page, "lost laptop")
    expect(page.get_by_role("heading", level=1)).to_have_text("Recovery codes")
    leads_on(page.get_by_role("button", name="Sign out"))
    Authenticator.objects.all().delete()

    page.get_by_role("button", name="Sign in with a passkey").click()

    expect(page.get_by_text("This passkey is not known here.", exact=False)).to_be_visible()


def test_whoever_does_not_show_finger_or_pin_stays_outside(page: Page, tomas: Person) -> None:
    session, authenticator = virtual_authenticator(page)
    come_in(page, tomas)
    make_passkey(page, "work laptop")
    expect(page.get_by_role("heading", level=1)).to_have_text("Recovery codes")
    leads_on(page.get_by_role("button", name="Sign out"))
    session.send(
        "WebAuthn.setUserVerified", {"authenticatorId": authenticator, "isUserVerified": False}
    )

    page.get_by_role("button", name="Sign in with a passkey").click()

    expect(page.get_by_text("No passkey was used.", exact=False)).to_be_visible()


def test_without_script_the_page_names_the_other_way(browser: Browser, site: str) -> None:
    context = browser.new_context(base_url=site, java_script_enabled=False)
    page = context.new_page()

    page.goto("/sign-in")

    expect(
        page.get_by_text("This browser cannot use passkeys here.", exact=False)
    ).to_be_visible()
    expect(page.get_by_role("button", name="Send me a link")).to_be_visible()
    expect(page.get_by_role("button", name="Sign in with a passkey")).to_be_hidden()
    context.close()

"""Pages that Rapport has of itself: help, accessibility, privacy, and every component once."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from rapport.accounts import services
from rapport.foundation import clock
from rapport.foundation.acts import SYSTEM, Act, Door, Post

SIDES = ("office", "desk", "archive")


@pytest.fixture
def on(play: Any, settings: Any, db: None) -> Any:
    """Play a side as a stranger or signed in: `on("desk", signed_in=True)`."""

    def client(side: str, *, signed_in: bool = False) -> Client:
        play(side)
        settings.ALLOWED_HOSTS = ["testserver"]
        settings.RAPPORT_DEMO = True
        client = Client()
        if signed_in:
            act = Act(SYSTEM, clock.now(), Door.COMMAND)
            posts = [Post("administrator")]
            email = "anneke@demonstration.invalid"
            client.force_login(
                services.add_person(act, name="Anneke Solberg-Tui", email=email, posts=posts)
            )
        return client

    return client


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("page", ["help", "accessibility", "privacy"])
def test_what_rapport_says_of_itself_is_open_to_everybody(
    on: Any, side: str, page: str
) -> None:
    answer = on(side).get(f"/{page}")

    assert answer.status_code == 200
    assert answer.content.decode().count("<h1>") == 1


@pytest.mark.parametrize("side", SIDES)
def test_the_foot_leads_to_help_accessibility_and_privacy(on: Any, side: str) -> None:
    page = on(side).get("/help").content.decode()

    for address in ("/help", "/accessibility", "/privacy"):
        assert f'<a href="{address}">' in page


@pytest.mark.parametrize("side", SIDES)
def test_every_page_has_its_mark_as_an_icon(on: Any, side: str) -> None:
    page = on(side).get("/help").content.decode()

    assert '<link rel="icon" type="image/svg+xml" href="/static/web/mark' in page


@pytest.mark.parametrize("side", SIDES)
def test_an_administrator_finds_the_people_in_the_menu(on: Any, side: str) -> None:
    assert '<a href="/people">' in on(side, signed_in=True).get("/help").content.decode()
    assert '<a href="/people">' not in on(side).get("/help").content.decode()


def test_only_an_archive_tells_readers_that_searches_are_not_recorded(on: Any) -> None:
    assert "What you search for" in on("archive").get("/privacy").content.decode()
    assert "What you search for" not in on("desk").get("/privacy").content.decode()


@pytest.mark.parametrize("side", SIDES)
def test_the_style_page_shows_every_component(on: Any, side: str) -> None:
    page = on(side, signed_in=True).get("/style").content.decode()

    for name in ("line60", "draw mini", "today", "timeline", "sealed", "held", "why-not"):
        assert f'class="{name}' in page, name
    for name in ("summary", "field is-wrong", "confirm", "sees", "empty", "tabs", "cards"):
        assert f'class="{name}"' in page, name


def test_the_style_page_asks_for_a_sign_in(on: Any) -> None:
    answer = on("desk").get("/style")

    assert answer.status_code == 302
    assert answer["Location"].startswith("/sign-in")


@pytest.mark.parametrize("page", ["help", "style"])
def test_no_id_of_a_page_stands_twice(on: Any, page: str) -> None:
    words = on("desk", signed_in=True).get(f"/{page}").content.decode().split(' id="')[1:]

    ids = [word.partition('"')[0] for word in words]
    assert len(ids) == len(set(ids)), sorted(one for one in ids if ids.count(one) > 1)

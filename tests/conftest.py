"""Tests run with every side installed, in a home of their own, on the database named."""

from __future__ import annotations

import gc
import os
import tempfile
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

_home = tempfile.mkdtemp(prefix="rapport-tests-")
os.environ["RAPPORT_HOME"] = _home
os.environ["RAPPORT_SIDE"] = "all"
os.environ["RAPPORT_ID"] = "11111111-1111-4111-8111-111111111111"

import pytest  # noqa: E402  Django reads the environment above when it is first imported
from django.test import TransactionTestCase  # noqa: E402
from django.utils import translation  # noqa: E402
from hypothesis import HealthCheck  # noqa: E402
from hypothesis import settings as searches  # noqa: E402
from playwright.sync_api import Browser, expect, sync_playwright  # noqa: E402
from tests.emptying import take_away_all  # noqa: E402
from tests.together import open_to_threads  # noqa: E402

CHROMIUM_FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


PATIENCE_MILLISECONDS = 30_000
"""So long a browser waits for anything, as Playwright does by itself for most of it. A machine
that does much else may let one of our processes stand for seconds."""

searches.register_profile(
    "no clock", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
searches.load_profile("no clock")  # that this process stood still says nothing of an example

TOUCHES_THE_DATABASE = {"db", "transactional_db", "django_db_setup", "places"}
"""Fixtures of tests that come out otherwise on another database."""

STARTS_INSTALLATIONS = "tests/cli/"
"""Its commands run in processes of their own, where no fixture tells what they touch."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let what touches the database run apart from what never touches one."""
    parser.addoption("--database-only", action="store_true", help="what touches the database")
    parser.addoption("--database-none", action="store_true", help="what never touches one")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what was not asked for."""
    left_out = [
        item
        for item in items
        if config.getoption(
            "--database-none" if _touches_the_database(item) else "--database-only"
        )
    ]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        gone = set(left_out)
        items[:] = [item for item in items if item not in gone]


def pytest_configure() -> None:
    """Let tests with transactions of their own leave as little behind, in less time."""
    TransactionTestCase._fixture_teardown = take_away_all


def pytest_collection_finish() -> None:
    """Look for garbage seldom: what was loaded by now stays. Saves a fifth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


def _touches_the_database(item: pytest.Item) -> bool:
    fixtures = set(getattr(item, "fixturenames", ()))
    return (
        bool(fixtures & TOUCHES_THE_DATABASE)
        or item.get_closest_marker("django_db") is not None
        or item.nodeid.startswith(STARTS_INSTALLATIONS)
    )


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The machine's own Chromium; one for all tests: its driver cannot be started twice."""
    sandbox = () if os.geteuid() else ("--no-sandbox",)
    with sync_playwright() as playwright:
        path = os.environ.get("CHROMIUM", "/usr/bin/chromium")
        running = playwright.chromium.launch(
            executable_path=path, args=[*CHROMIUM_FLAGS, *sandbox]
        )
        expect.set_options(timeout=PATIENCE_MILLISECONDS)
        yield running
        running.close()


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, settings: object) -> Iterator[None]:
    """Give each test files and keys of its own."""
    settings.RAPPORT_HOME = tmp_path / "home"  # type: ignore[attr-defined]
    settings.RAPPORT_HOME.mkdir(mode=0o700)  # type: ignore[attr-defined]
    translation.activate("en")  # a page that was asked for in another language leaves it behind
    return


@pytest.fixture
def play(settings: object) -> object:
    """Play one side: its addresses, its wiring. `play("desk")`."""

    def one(side: str) -> None:
        settings.RAPPORT_SIDE = side  # type: ignore[attr-defined]
        settings.ROOT_URLCONF = f"rapport.config.urls.{side}"  # type: ignore[attr-defined]
        import_module("rapport.config.wiring").wire(side)

    return one


@pytest.fixture
def threads(transactional_db: None, tmp_path: Path) -> Iterator[None]:
    """Let threads act on the database of the test, each over a connection of its own."""
    with open_to_threads(tmp_path):
        yield

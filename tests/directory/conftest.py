"""A directory as a fresh installation has it, and small files to import into it."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.cache import cache

from rapport.directory import services
from rapport.foundation.acts import SYSTEM, Act, Door

TODAY = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)


def act(at: datetime = TODAY) -> Act:
    """A deed of the system, two days after the packaged facts were gathered."""
    return Act(SYSTEM, at, Door.COMMAND)


def book(**kinds: Any) -> bytes:
    """A file of the format rapport-directory with these lists."""
    return json.dumps({"format": "rapport-directory", "version": 1, **kinds}).encode()


@pytest.fixture
def loaded(db: None) -> services.Counts:
    """Load what comes with Rapport, the invented records too."""
    return services.load_directory(act(), demonstration=True)


@pytest.fixture
def archive(settings: Any, play: Callable[[str], None]) -> None:
    """Play an archive, which shows its directory to anybody."""
    _play(settings, play, "archive")


@pytest.fixture
def office(settings: Any, play: Callable[[str], None]) -> None:
    """Play an office, which shows its directory to its people."""
    _play(settings, play, "office")


def _play(settings: Any, play: Callable[[str], None], side: str) -> None:
    play(side)
    settings.RAPPORT_DEMO = True  # no second factor is asked for
    settings.ALLOWED_HOSTS = ["testserver"]
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    cache.clear()

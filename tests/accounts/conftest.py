"""A desk on which nobody sends mail, and some of the cast."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from tests.accounts.people import added

from rapport.accounts.models import Person
from rapport.foundation.acts import Post


@pytest.fixture(autouse=True)
def _a_desk(db: None, settings: Any, play: Callable[[str], None]) -> None:
    """Play a desk with a cache, and mail that stays here; a second factor is asked for."""
    play("desk")
    settings.RAPPORT_DEMO = False
    settings.RAPPORT_URL = "http://desk-a.localhost:8102"
    settings.ALLOWED_HOSTS = ["testserver", "desk-a.localhost"]
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    cache.clear()


@pytest.fixture
def sunniva() -> Person:
    """The administrator of Quillmoor's desk."""
    return added("Sunniva Okafor-Lund", Post("administrator"))


@pytest.fixture
def noor() -> Person:
    """The human rights lead."""
    return added("Noor Halsted", Post("lead"))


@pytest.fixture
def odile() -> Person:
    """An issue owner."""
    return added("Odile Kestane", Post("owner"))


@pytest.fixture
def in_demo(settings: Any) -> None:
    """In the demonstration no second factor is asked for."""
    settings.RAPPORT_DEMO = True

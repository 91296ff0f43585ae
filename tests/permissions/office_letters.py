"""What an office promises about its letters: rows that `office` adds to its table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from tests.permissions.table import Ask, Page

from rapport.accounts.models import Person

RULES: Final[Mapping[str, Ask]] = {}
PAGES: Final[tuple[Page, ...]] = ()


def stage(people: Mapping[str, Person], facts: dict[str, object]) -> None:
    """Add letters to the stage, and what their addresses name to the facts."""

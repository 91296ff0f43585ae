"""What an archive promises: everything in it is public; its administrator manages people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from tests.permissions.table import Ask, Page

from rapport.accounts.models import Person

SEATS: Final = ("administrator",)
MAY: Final[Mapping[str, frozenset[str]]] = {}
RULES: Final[Mapping[str, Ask]] = {}
PAGES: Final[tuple[Page, ...]] = ()


def stage(people: Mapping[str, Person]) -> dict[str, object]:
    """Put in the archive what the addresses name."""
    return {}

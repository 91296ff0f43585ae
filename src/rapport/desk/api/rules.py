"""What a key may be made for, and how much a program may ask at once."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from typing import Final


class Scope(StrEnum):
    """What a person lets a program do for them."""

    READ = "letters:read"
    ACKNOWLEDGE = "questions:acknowledge"
    WRITE = "answers:write"
    TELL = "offices:acknowledge"


MOST_AT_ONCE: Final = 100
USUALLY_AT_ONCE: Final = 50
ASKS_A_MINUTE: Final = 240
REMEMBERED: Final = timedelta(days=7)
"""For how long a second try under the same token is answered like the first."""

"""Signs that nobody sees but that change what is seen: shown by their number. Pure."""

from __future__ import annotations

import re
from typing import Final

_ORDERING: Final = "\u202a-\u202e\u2066-\u2069"
"""They turn around what follows them (UAX 9, explicit formatting)."""

_UNSEEN: Final = (
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u2028\u2029\u2060-\u2065\u206a-\u206f\u3164"
    "\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff"
)
_MARKS: Final = "\u061c\u200e\u200f"
"""Honest in a line of Arabic or Hebrew; in a file's name they can hide the ending."""

_IN_A_LINE: Final = re.compile(f"[{_ORDERING}{_UNSEEN}]")
_IN_A_NAME: Final = re.compile(f"[{_ORDERING}{_UNSEEN}{_MARKS}]")


def shown(line: str) -> str:
    """Return a stranger's line in which no sign reorders or hides: each stands as [U+202E]."""
    return _IN_A_LINE.sub(_number, line)


def shown_name(name: str) -> str:
    """Return the name of a stranger's file so: its ending stands where it is read."""
    return _IN_A_NAME.sub(_number, name)


def _number(found: re.Match[str]) -> str:
    return f"[U+{ord(found[0]):04X}]"

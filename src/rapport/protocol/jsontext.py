"""What a reader of JSON has to see to, beside what the schemas say."""

from __future__ import annotations

import json
from typing import Final

TWICE: Final = "two fields of one name"
NO_NUMBER: Final = "NaN or Infinity, which JSON does not have"


def trouble_in(text: bytes) -> str | None:
    """Say what is wrong with a JSON text that was read; None when nothing is.

    Readers differ in which of two fields of one name they take, and whether they take numbers
    that RFC 8259 does not know: what was signed has to say one thing to all.
    """
    found: list[str] = []

    def look(pairs: list[tuple[str, object]]) -> None:
        if len({name for name, _ in pairs}) != len(pairs):
            found.append(TWICE)

    json.loads(text, object_pairs_hook=look, parse_constant=lambda _: found.append(NO_NUMBER))
    return found[0] if found else None

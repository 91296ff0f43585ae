"""What a reader of JSON has to see to, beside what the schemas say."""

from __future__ import annotations

import json


def names_twice(text: bytes) -> bool:
    """Whether an object of a JSON text that was read has two fields of one name.

    Readers differ in which of the two they take: what was signed has to say one thing to all.
    """
    twice = False

    def look(pairs: list[tuple[str, object]]) -> None:
        nonlocal twice
        twice = twice or len({name for name, _ in pairs}) != len(pairs)

    json.loads(text, object_pairs_hook=look)
    return twice

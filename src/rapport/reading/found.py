"""What the reader says of a field: value, passage, place, and how sure it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from rapport.reading.text import Place


@dataclass(frozen=True, slots=True)
class Found:
    """A field that stands in a letter. What does not stand there has none, never a guess."""

    value: Any
    passage: str
    place: Place
    confidence: float

    def told(self) -> dict[str, Any]:
        """Return it as JSON holds it."""
        value = self.value.isoformat() if isinstance(self.value, date) else self.value
        return {
            "value": value,
            "passage": self.passage,
            "page": self.place.page,
            "line": self.place.line,
            "confidence": round(self.confidence, 2),
        }


def told(read: Any, fields: Iterable[str]) -> dict[str, Any]:
    """Return what was read in a document as JSON holds it: its looks, name, language, fields."""
    said: dict[str, Any] = {
        "looks": read.looks.value,
        "name": read.name,
        "language": read.language,
    }
    for name in fields:
        value = getattr(read, name)
        if isinstance(value, list):
            said[name] = [one.told() for one in value]
        else:
            said[name] = value.told() if value else None
    return said

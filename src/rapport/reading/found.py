"""What the reader says of a field: value, passage, place, and how sure it is."""

from __future__ import annotations

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

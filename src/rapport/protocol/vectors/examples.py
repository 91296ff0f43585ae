"""An example of every kind, by its name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from rapport.protocol.kinds import Document
from rapport.protocol.vectors import letters, rows, talks

EXAMPLES: Final[Mapping[str, Document]] = {
    one.KIND: one for one in (*letters.EXAMPLES, *talks.EXAMPLES, *rows.EXAMPLES)
}

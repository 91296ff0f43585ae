"""What is said of packages themselves: taken, or not."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from pydantic import AwareDatetime, StringConstraints

from rapport.protocol.kinds.common import NO_NUL, Document, Line


class Receipt(Document):
    """Says that a package arrived whole, was understood and is kept."""

    KIND = "receipt"

    package: UUID
    """The one that arrived."""
    received_at: AwareDatetime


class Rejection(Document):
    """Says that a package was not taken, why, and what to do. Nothing was changed by it."""

    KIND = "rejection"

    package: UUID | None
    """The one that was not taken; null when it could not be read."""
    rejected_at: AwareDatetime
    code: Line
    """For programs: see Delivery."""
    reason: Annotated[str, StringConstraints(max_length=2_000, pattern=NO_NUL)]
    """For people. It repeats no text of a letter or a reply."""

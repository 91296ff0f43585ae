"""Which tables are taken. What is of tomorrow would outrank all that come until then."""

from __future__ import annotations

from datetime import datetime

from rapport.foundation.errors import Refusal
from rapport.office.companies import errors
from rapport.protocol.matters import CLOCKS_DIFFER


def why_not_take(*, side: str, unit: str, sent_at: datetime, at: datetime) -> Refusal | None:
    """Say why a table that arrived is refused."""
    if side != "desk" or not unit:
        return errors.TableOfNobody()
    if sent_at > at + CLOCKS_DIFFER:
        return errors.TableFromTomorrow(sent_at=f"{sent_at:%Y-%m-%d %H:%M} UTC")
    return None

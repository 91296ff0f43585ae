"""Noon in Geneva: for tests that count days, so that no midnight comes between."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from rapport.foundation import clock
from rapport.foundation.acts import GENEVA, geneva_date


def at_noon(*, days: int = 0) -> timedelta:
    """How far noon in Geneva, today or so many days on, is from now."""
    now = clock.machine_now()
    noon = datetime.combine(geneva_date(now) + timedelta(days=days), time(12), GENEVA)
    return noon - now

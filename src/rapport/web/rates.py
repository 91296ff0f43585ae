"""How often something may be asked in a minute, counted for all processes in the database."""

from __future__ import annotations

from django.core.cache import cache

from rapport.foundation import clock

A_MINUTE = 60


def is_within(what: str, most: int) -> bool:
    """Count one more in this minute of the machine's clock; say whether it is within `most`."""
    minute = int(clock.machine_now().timestamp()) // A_MINUTE
    key = f"rate:{what}:{minute}"
    cache.add(key, 0, timeout=2 * A_MINUTE)
    try:
        return cache.incr(key) <= most
    except ValueError:  # it ran out between the two lines: a new minute
        return True

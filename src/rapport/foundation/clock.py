"""Read the time. Nothing else in Rapport does.

A demonstration may run beside the machine's time: a file holds the seconds to add, the same
file for all its sides. It is told from the past up to today, and moved forward from there.
Leases, sign-in links and sessions use machine_now, which cannot be moved.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

_ahead: Path | None = None


def follow(path: Path | None) -> None:
    """Add a file's seconds to every later reading; None goes back to the machine's time."""
    global _ahead  # noqa: PLW0603  one process, one clock
    _ahead = path


def ahead() -> timedelta:
    """Return how far the clock has been moved; zero outside demonstrations."""
    if _ahead is None:
        return timedelta(0)
    try:
        seconds = int(_ahead.read_text(encoding="ascii").strip() or 0)
    except FileNotFoundError:
        return timedelta(0)
    return timedelta(seconds=seconds)


def now() -> datetime:
    """Return the present instant, aware, in UTC, as this installation sees it."""
    return machine_now() + ahead()


def machine_now() -> datetime:
    """Return the machine's present instant, aware, in UTC."""
    return datetime.now(UTC)

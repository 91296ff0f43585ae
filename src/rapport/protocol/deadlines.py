"""The two clocks of a letter: when a reply is due, and from when it may be public."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

from rapport.foundation.acts import geneva_midnight

USUAL_PERIOD: Final = timedelta(days=60)
LAW_COMMENT_PERIOD: Final = timedelta(hours=48)


def reply_due_on(sent_on: date, period: timedelta = USUAL_PERIOD) -> date:
    """Return the last Geneva date on which a reply is in time.

    Counts calendar days, the day of sending being day 0; weekends and holidays count. The
    period is the one the letter states; an agreed extension never moves this date. Source:
    docs/domain/reply-clock.md.

    Raises ValueError for a period that is not one or more whole days.
    """
    if period < timedelta(days=1) or period % timedelta(days=1):
        raise ValueError("a reply period is one or more whole days")
    return sent_on + period


def public_from(due_on: date) -> datetime:
    """Return from when (UTC) letter and reply may be public: 00:00 Geneva of the day after."""
    return geneva_midnight(due_on + timedelta(days=1))


def public_from_for_law_comments(sent_at: datetime) -> datetime:
    """Return from when comments on a State's laws may be public: 48 hours after sending."""
    return sent_at + LAW_COMMENT_PERIOD


def day_number(sent_on: date, today: date) -> int:
    """Return the day of the period that a Geneva date is; the day of sending is day 0."""
    return (today - sent_on).days


def days_left(due_on: date, today: date) -> int:
    """Return how many days are left until the last day in time; negative once it has passed."""
    return (due_on - today).days

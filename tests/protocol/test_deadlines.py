"""A reply is due on a Geneva date; what is public from when is an instant."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapport.foundation.acts import GENEVA
from rapport.protocol import deadlines
from rapport.protocol.deadlines import day_number, days_left, public_from, reply_due_on

DAYS = st.dates(min_value=date(1946, 1, 1), max_value=date(9000, 1, 1))


@pytest.mark.parametrize(
    ("sent_on", "due_on"),
    [
        (date(2026, 3, 2), date(2026, 5, 1)),  # a holiday counts
        (date(2026, 1, 1), date(2026, 3, 2)),  # no leap day
        (date(2024, 1, 1), date(2024, 3, 1)),  # a leap day
        (date(2025, 12, 31), date(2026, 3, 1)),
    ],
)
def test_a_reply_is_due_on_day_sixty(sent_on: date, due_on: date) -> None:
    assert reply_due_on(sent_on) == due_on
    assert day_number(sent_on, due_on) == 60


@given(sent_on=DAYS, days=st.integers(1, 365))
def test_on_the_day_of_sending_the_whole_period_is_left(sent_on: date, days: int) -> None:
    due_on = reply_due_on(sent_on, timedelta(days))

    assert days_left(due_on, today=sent_on) == days
    assert day_number(sent_on, sent_on) == 0
    assert days_left(due_on, due_on) == 0
    assert days_left(due_on, due_on + timedelta(1)) == -1


@pytest.mark.parametrize("period", [timedelta(0), timedelta(-3), timedelta(hours=36)])
def test_a_period_is_whole_days(period: timedelta) -> None:
    with pytest.raises(ValueError, match="one or more whole days"):
        reply_due_on(date(2026, 3, 2), period)


@pytest.mark.parametrize(
    ("due_on", "instant"),
    [
        (date(2026, 5, 1), datetime(2026, 5, 1, 22, tzinfo=UTC)),  # summer in Geneva
        (date(2026, 1, 15), datetime(2026, 1, 15, 23, tzinfo=UTC)),  # winter
        (date(2026, 3, 28), datetime(2026, 3, 28, 23, tzinfo=UTC)),  # the clocks go forward
        (date(2026, 3, 29), datetime(2026, 3, 29, 22, tzinfo=UTC)),  # on the night after
        (date(2026, 10, 24), datetime(2026, 10, 24, 22, tzinfo=UTC)),
        (date(2026, 10, 25), datetime(2026, 10, 25, 23, tzinfo=UTC)),  # and back
    ],
)
def test_public_from_midnight_in_geneva(due_on: date, instant: datetime) -> None:
    assert public_from(due_on) == instant


@given(due_on=DAYS)
def test_the_due_date_has_passed_in_geneva_when_it_is_public(due_on: date) -> None:
    at = public_from(due_on)
    before = (at - timedelta(microseconds=1)).astimezone(GENEVA)

    assert at.astimezone(GENEVA).date() == due_on + timedelta(1)
    assert before.date() == due_on


def test_comments_on_laws_are_public_after_forty_eight_hours_whatever_the_clocks_do() -> None:
    sent_at = datetime(2026, 3, 28, 12, tzinfo=GENEVA)

    public = deadlines.public_from_for_law_comments(sent_at.astimezone(UTC))

    assert public == datetime(2026, 3, 30, 11, tzinfo=UTC)
    assert public - sent_at.astimezone(UTC) == timedelta(hours=48)

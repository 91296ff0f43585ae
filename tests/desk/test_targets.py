"""The desk's own dates on the way to day 60, by examples; no database."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from rapport.desk.routing.rules import (
    Standing,
    Target,
    add_working_days,
    is_late_without_owner,
    standing,
    target_dates,
)


def test_the_targets_of_sixty_days_are_those_of_the_plan() -> None:
    sent_on = date(2026, 3, 2)

    dates = target_dates(sent_on, sent_on + timedelta(days=6), date(2026, 5, 1))

    days = {target: (on - sent_on).days for target, on in dates.items()}
    assert days == {
        Target.LOGGED: 6,
        Target.ACKNOWLEDGED: 8,
        Target.OWNERS: 11,
        Target.FACTS: 25,
        Target.DRAFT: 35,
        Target.LEGAL: 42,
        Target.SIGN_OFF: 50,
        Target.SEND: 55,
    }


def test_two_working_days_after_a_friday_are_a_tuesday() -> None:
    assert add_working_days(date(2026, 3, 6), 2) == date(2026, 3, 10)


@given(
    sent_on=st.dates(min_value=date(2000, 1, 1), max_value=date(2090, 1, 1)),
    lost=st.integers(0, 80),
    period=st.integers(1, 365),
)
def test_no_target_lies_before_the_arrival_and_none_waits_for_an_earlier_one(
    sent_on: date, lost: int, period: int
) -> None:
    arrived_on = sent_on + timedelta(days=lost)

    dates = target_dates(sent_on, arrived_on, sent_on + timedelta(days=period))

    assert min(dates.values()) >= arrived_on
    back = [dates[one] for one in list(Target)[3:]]
    assert back == sorted(back)


def test_a_target_met_late_counts_as_missed() -> None:
    due_on = date(2026, 3, 10)

    assert standing(due_on, date(2026, 3, 10), date(2026, 3, 20)) is Standing.MET
    assert standing(due_on, date(2026, 3, 11), date(2026, 3, 20)) is Standing.MISSED
    assert standing(due_on, None, date(2026, 3, 10)) is Standing.AHEAD
    assert standing(due_on, None, date(2026, 3, 11)) is Standing.MISSED


def test_a_day_without_an_owner_is_late() -> None:
    arrived_at = datetime(2026, 3, 2, 12, tzinfo=UTC)

    assert not is_late_without_owner(arrived_at, arrived_at + timedelta(hours=24))
    assert is_late_without_owner(arrived_at, arrived_at + timedelta(hours=25))

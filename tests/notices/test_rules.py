"""Who is told when: Geneva's mornings, what is new, an hour of rest."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.notices.conftest import geneva

from rapport.accounts.rules import Notices, SeatInfo, notices_for, usual_notices
from rapport.foundation.acts import Post, geneva_date
from rapport.notices import rules
from rapport.notices.rules import Waits

NOON = datetime(2099, 3, 2, 12, tzinfo=UTC)
INSTANTS = st.datetimes(
    min_value=datetime(2099, 1, 1),  # noqa: DTZ001  the zone is given below
    max_value=datetime(2100, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)


@pytest.mark.parametrize(
    ("at", "due"),
    [
        (datetime(2099, 1, 15, 6, 59, 59, tzinfo=UTC), False),  # winter: one hour ahead of UTC
        (datetime(2099, 1, 15, 7, 0, tzinfo=UTC), True),
        (datetime(2099, 7, 15, 5, 59, 59, tzinfo=UTC), False),  # summer: two
        (datetime(2099, 7, 15, 6, 0, tzinfo=UTC), True),
        (datetime(2099, 3, 29, 5, 59, 59, tzinfo=UTC), False),  # the day it changes
        (datetime(2099, 3, 29, 6, 0, tzinfo=UTC), True),
        (datetime(2099, 10, 25, 6, 59, 59, tzinfo=UTC), False),
        (datetime(2099, 10, 25, 7, 0, tzinfo=UTC), True),
    ],
)
def test_the_morning_begins_at_eight_in_geneva(at: datetime, due: bool) -> None:
    assert rules.is_due(Notices.DAILY, None, at) is due


def test_after_midnight_in_geneva_the_next_morning_is_still_to_come() -> None:
    late, early = geneva("2099-07-15T23:59:59"), geneva("2099-07-16T00:00:00")

    assert geneva_date(early) == date(2099, 7, 16)
    assert not rules.is_due(Notices.DAILY, date(2099, 7, 15), late)
    assert not rules.is_due(Notices.DAILY, date(2099, 7, 15), early)
    assert rules.is_due(Notices.DAILY, date(2099, 7, 15), geneva("2099-07-16T08:00:00"))


@given(start=INSTANTS)
def test_in_any_two_days_of_looks_each_morning_comes_once(start: datetime) -> None:
    daily_on, mornings = None, []

    for step in range(2 * 24 * 4):
        at = start + step * timedelta(minutes=15)
        if rules.is_due(Notices.DAILY, daily_on, at):
            daily_on = geneva_date(at)
            mornings.append(daily_on)

    assert len(mornings) == len(set(mornings))
    assert 2 <= len(mornings) <= 3


def test_those_told_at_once_are_looked_at_each_time_and_others_never() -> None:
    assert rules.is_due(Notices.AT_ONCE, geneva_date(NOON), NOON)
    assert not rules.is_due(Notices.NONE, None, NOON)


def test_at_once_a_thing_is_told_once_and_each_morning_until_it_is_seen() -> None:
    facts = {"seen": {"a"}, "told": {"b"}}

    assert rules.news(Notices.AT_ONCE, {"a", "b", "c"}, **facts) == {"c"}
    assert rules.news(Notices.DAILY, {"a", "b", "c"}, **facts) == {"b", "c"}
    assert not rules.news(Notices.DAILY, {"a"}, **facts)


def test_a_notice_rests_for_an_hour_unless_it_was_followed() -> None:
    def rests(minutes: int, seen_at: datetime | None = None) -> bool:
        at = NOON + timedelta(minutes=minutes)
        return rules.must_rest(told_at=NOON, seen_at=seen_at, at=at)

    assert rests(59)
    assert rests(59, seen_at=NOON - timedelta(minutes=1))
    assert not rests(60)
    assert not rests(1, seen_at=NOON)
    assert not rules.must_rest(told_at=None, seen_at=None, at=NOON)


def test_a_notice_goes_for_a_day_unless_seen_or_overtaken() -> None:
    def goes(told_at: datetime | None = NOON, seen_at: datetime | None = None) -> bool:
        return rules.is_worth_writing(
            asked_at=NOON, told_at=told_at, seen_at=seen_at, at=NOON + timedelta(hours=23)
        )

    assert goes()
    assert goes(seen_at=NOON - timedelta(minutes=1))
    assert not goes(seen_at=NOON)
    assert not goes(told_at=NOON + timedelta(hours=1))
    assert not rules.is_worth_writing(
        asked_at=NOON, told_at=NOON, seen_at=None, at=NOON + timedelta(days=1)
    )


def test_what_is_kept_of_a_thing_says_nothing_and_is_another_one_for_each_person() -> None:
    waits = Waits("approve late 0", "AL OTH 14/2099")
    marks = {rules.mark_of(person, waits) for person in ("noor", "petra")}

    assert len(marks) == 2
    assert all(len(mark) == 16 and int(mark, 16) >= 0 for mark in marks)


def test_until_somebody_chooses_the_seat_told_most_often_decides() -> None:
    seats = {
        "lead": SeatInfo("Lead", notices=Notices.AT_ONCE),
        "counsel": SeatInfo("Counsel", notices=Notices.DAILY),
        "administrator": SeatInfo("Administrator"),
    }
    both = {Post("counsel"), Post("lead")}

    assert usual_notices(both, seats) is Notices.AT_ONCE
    assert usual_notices({Post("counsel"), Post("a former seat")}, seats) is Notices.DAILY
    assert usual_notices({Post("administrator")}, seats) is Notices.NONE
    assert notices_for(Notices.NONE, both, seats) is Notices.NONE
    assert notices_for(Notices.AT_ONCE, {Post("administrator")}, seats) is Notices.NONE

"""The day of an act is Geneva's, and the clock is moved by its file alone."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from rapport.foundation import clock
from rapport.foundation.acts import SYSTEM, Act, Actor, Door, Post
from rapport.foundation.errors import Refusal


def test_an_hour_before_midnight_utc_in_summer_is_the_next_day_in_geneva() -> None:
    act = Act(SYSTEM, datetime(2026, 7, 1, 23, 0, tzinfo=UTC), Door.PAGE)

    assert act.today == date(2026, 7, 2)


def test_the_units_of_a_seat_are_those_in_which_it_is_held() -> None:
    ilse = Actor("1", "Ilse", frozenset({Post("mandate_member", "a"), Post("secretariat")}))

    assert ilse.units("mandate_member") == {"a"}
    assert ilse.seats == {"mandate_member", "secretariat"}


@pytest.fixture
def clock_file(tmp_path: Path) -> Path:
    return tmp_path / "clock"


def test_the_clock_follows_its_file_and_the_machines_clock_does_not(clock_file: Path) -> None:
    clock_file.write_text("86400")
    clock.follow(clock_file)
    try:
        moved = clock.now() - clock.machine_now()
    finally:
        clock.follow(None)

    assert timedelta(days=1) - timedelta(seconds=5) < moved <= timedelta(days=1)


def test_a_clock_file_that_is_not_there_moves_nothing(clock_file: Path) -> None:
    clock.follow(clock_file)
    try:
        assert clock.ahead() == timedelta(0)
    finally:
        clock.follow(None)


def test_a_refusal_speaks_its_sentence_with_its_facts() -> None:
    class TooLate(Refusal):
        code = "test.too_late"
        text = "Day {day} has passed."

    assert str(TooLate(day=61)) == "Day 61 has passed."

"""`rapport worker` tends the database when it starts, and once a day from then on."""

from __future__ import annotations

import argparse
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rapport.cli import commands
from rapport.foundation import clock
from rapport.journal.models import Entry
from rapport.web import databases

pytestmark = pytest.mark.django_db


def optimised(rounds: int, seconds_a_round: int, monkeypatch: pytest.MonkeyPatch) -> int:
    """How often a worker has the database count its tables in so many rounds of work."""
    passed = {"rounds": 0}

    def work_off(**limits: Any) -> int:
        passed["rounds"] += 1
        if passed["rounds"] == rounds:
            raise KeyboardInterrupt
        return 1

    monkeypatch.setattr(commands.journal, "work_off", work_off)
    monkeypatch.setattr(
        commands.time, "monotonic", lambda: float(passed["rounds"] * seconds_a_round)
    )
    with CaptureQueriesContext(connection) as asked, pytest.raises(KeyboardInterrupt):
        commands.worker(argparse.Namespace())
    return sum("PRAGMA optimize" in one["sql"] for one in asked)


def test_the_database_is_tended_at_the_start_and_once_a_day(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    here = 1 if connection.vendor == "sqlite" else 0  # PostgreSQL does it by itself

    assert optimised(1, 60, monkeypatch) == 1 * here
    assert optimised(100, 60, monkeypatch) == 1 * here
    assert optimised(49, 60 * 60, monkeypatch) == 3 * here


def test_a_table_that_was_asked_is_counted() -> None:
    for number in range(30):
        Entry.objects.create(
            at=clock.now(), name="test", matter=str(number), actor_id="", door="test"
        )
    list(Entry.objects.filter(matter="7").order_by("at"))

    databases.tend()

    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM sqlite_stat1 WHERE tbl = 'journal_entry'")
            assert cursor.fetchone()[0] > 0

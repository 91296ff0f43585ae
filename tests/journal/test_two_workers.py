"""Two workers on one queue: each piece of work is done, and done once."""

from __future__ import annotations

import threading

import pytest
from django.db import transaction
from tests.together import at_once

from rapport.foundation.acts import Act
from rapport.journal import services
from rapport.journal.models import Job
from rapport.journal.rules import JobState

pytestmark = pytest.mark.usefixtures("threads")

PIECES = 30
done: list[int] = []
both_are_in = threading.Barrier(2)


@services.work("test.two_workers", what="work inside")
def inside(act: Act, *, piece: int) -> None:
    """Work whose effect and completion are one transaction."""
    done.append(piece)


@services.work("test.two_workers_outside", what="work outside", own_transactions=True)
def outside(act: Act, *, piece: int) -> None:
    """Work outside any transaction: until it is done by both at once, neither goes on."""
    both_are_in.wait(60)
    done.append(piece)


def ask(work: str) -> None:
    done.clear()
    with transaction.atomic():
        for piece in range(PIECES):
            services.enqueue(work, piece=piece)


@pytest.mark.parametrize("work", ["test.two_workers", "test.two_workers_outside"])
def test_two_workers_do_each_piece_once(work: str) -> None:
    ask(work)

    counts = at_once(*([lambda: services.work_off(limit=PIECES // 2)] * 2))

    assert counts == [PIECES // 2] * 2
    assert sorted(done) == list(range(PIECES))
    assert set(Job.objects.values_list("state", "attempts")) == {(JobState.DONE, 1)}


def test_the_same_work_asked_for_at_once_is_asked_for_once() -> None:
    def ask_once() -> None:
        with transaction.atomic():
            services.enqueue("test.two_workers", key="the one", piece=1)

    assert at_once(*[ask_once] * 4) == [None] * 4

    assert Job.objects.count() == 1

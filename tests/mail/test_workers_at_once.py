"""Several workers and one message: it is handed over once, whoever comes first."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.mail.conftest import Scripted, act
from tests.together import at_once

from rapport.foundation import clock
from rapport.journal.models import Entry, Job
from rapport.journal.rules import JobState
from rapport.journal.services import work_off
from rapport.mail import services
from rapport.mail.models import Outbound
from rapport.mail.rules import State

pytestmark = pytest.mark.usefixtures("threads")

Post = Callable[..., Outbound]


def test_two_workers_at_once_hand_each_message_over_once(
    threads: None, server: Scripted, post: Post
) -> None:
    for _ in range(4):
        post()

    at_once(work_off, work_off, work_off)
    Job.objects.filter(state=JobState.READY).update(run_at=clock.now())
    work_off()  # whoever found the database busy has put its message off

    ids = [line for body in server.taken for line in body.splitlines() if b"Message-ID" in line]
    assert len(ids) == len(set(ids)) == 4
    assert set(Outbound.objects.values_list("state", flat=True)) == {State.HANDED_OVER}
    assert Entry.objects.filter(name="mail.handed_over").count() == 4


def test_two_who_begin_one_message_at_once_hand_it_over_once(
    threads: None, server: Scripted, post: Post
) -> None:
    row = post()

    def hand_over() -> None:
        services.hand_over(act(), message=str(row.public_id))

    outcomes = at_once(hand_over, hand_over, hand_over)

    assert outcomes == [None] * 3
    row.refresh_from_db()
    assert (row.state, row.tries) == (State.HANDED_OVER, 1)
    assert len(server.taken) == 1, "who finds it begun asks a person, and sends nothing"


def test_two_who_settle_one_doubt_at_once_have_it_sent_once_more(
    threads: None, server: Scripted, post: Post
) -> None:
    server.says(".", "")
    row = post()
    work_off()
    server.says(".", "250 2.0.0 taken")

    def send_again() -> None:
        services.settle_doubt(act(), message=row.public_id, arrived=False)

    outcomes = at_once(send_again, send_again)
    at_once(work_off, work_off)

    assert sum(one is None for one in outcomes) == 1
    row.refresh_from_db()
    assert (row.state, len(server.taken)) == (State.HANDED_OVER, 2)

"""Events and reactions are written with the change; work is done at least once, or given up."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.db import transaction

from rapport.foundation import clock
from rapport.foundation.acts import SYSTEM, Act, Door
from rapport.foundation.events import Event
from rapport.journal import rules, services
from rapport.journal.models import Entry, Job
from rapport.journal.rules import JobState

pytestmark = pytest.mark.django_db(transaction=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class KettleBoiled(Event):
    """Only for these tests."""

    name = "test.kettle_boiled"

    cups: int


poured: list[int] = []


def pour(act: Act, event: KettleBoiled) -> None:
    """Note the cups."""
    poured.append(event.cups)


@services.work("test.spill", what="spill", max_attempts=2)
def spill(act: Act) -> None:
    """Fail every time, after writing something."""
    services.record(act, KettleBoiled(matter="kettle", cups=0))
    raise RuntimeError("spilt")


@pytest.fixture(autouse=True)
def _wired() -> None:
    poured.clear()
    services.wire([services.on(KettleBoiled, pour, what="pour")])


def an_act() -> Act:
    return Act(SYSTEM, clock.now(), Door.COMMAND)


def test_a_reaction_runs_once_after_the_commit() -> None:
    with transaction.atomic():
        services.record(an_act(), KettleBoiled(matter="kettle", cups=3))
        assert poured == []

    assert services.work_off() == 1
    assert services.work_off() == 0
    assert poured == [3]


def test_a_change_that_is_rolled_back_leaves_neither_entry_nor_work() -> None:
    with pytest.raises(RuntimeError), transaction.atomic():  # noqa: PT012  both belong to it
        services.record(an_act(), KettleBoiled(matter="kettle", cups=3))
        raise RuntimeError("the change failed")

    assert not Entry.objects.exists()
    assert not Job.objects.exists()


def test_an_event_outside_a_transaction_is_a_bug() -> None:
    with pytest.raises(RuntimeError, match="transaction"):
        services.record(an_act(), KettleBoiled(matter="kettle", cups=1))


def test_work_with_a_known_key_is_asked_for_once() -> None:
    services.enqueue("test.spill", key="one")
    services.enqueue("test.spill", key="one")

    assert Job.objects.count() == 1


def test_unknown_work_cannot_be_asked_for() -> None:
    with pytest.raises(LookupError):
        services.enqueue("test.no_such_work")


def test_failed_work_leaves_no_trace_waits_and_is_given_up() -> None:
    services.enqueue("test.spill")

    services.work_off()

    job = Job.objects.get()
    assert (job.state, job.attempts, job.trouble) == (JobState.READY, 1, "RuntimeError")
    assert job.run_at > clock.now()
    assert not Entry.objects.exists()

    Job.objects.update(run_at=clock.now())
    services.work_off()

    assert Job.objects.get().state is JobState.DEAD


def test_work_of_a_killed_worker_is_taken_up_when_its_lease_has_run_out() -> None:
    with transaction.atomic():
        services.record(an_act(), KettleBoiled(matter="kettle", cups=2))
    Job.objects.update(
        state=JobState.RUNNING,
        attempts=1,
        worker="gone:1",
        lease_until=clock.machine_now() - timedelta(seconds=1),
    )

    assert services.work_off() == 1
    assert poured == [2]


def test_work_under_a_living_lease_is_left_alone() -> None:
    with transaction.atomic():
        services.record(an_act(), KettleBoiled(matter="kettle", cups=2))
    Job.objects.update(
        state=JobState.RUNNING,
        worker="busy:1",
        lease_until=clock.machine_now() + rules.LEASE,
    )

    assert services.work_off() == 0


@services.work("test.steep", what="steep", own_transactions=True)
def steep(act: Act, *, lost: bool) -> None:
    """Take longer than a lease; perhaps somebody else has begun it meanwhile."""
    Job.objects.update(lease_until=clock.machine_now() - timedelta(seconds=1))
    if lost:
        Job.objects.update(worker="other:1")
    services.still_at_work()
    poured.append(services.work_off())  # whatever another worker would find to do


def test_long_work_that_gets_on_keeps_its_lease(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "RENEW_AFTER", timedelta(0))
    services.enqueue("test.steep", lost=False)

    assert services.work_off() == 1

    assert poured == [0]
    assert Job.objects.get().state is JobState.DONE


def test_work_whose_lease_another_has_stops(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "RENEW_AFTER", timedelta(0))
    services.enqueue("test.steep", lost=True)

    services.work_off(limit=1)

    assert poured == []
    job = Job.objects.get()
    assert (job.state, job.worker) == (JobState.RUNNING, "other:1")


def test_waits_double_and_end_at_an_hour() -> None:
    waits = [rules.wait_before(attempt) for attempt in range(1, 40)]

    assert waits[:3] == [timedelta(seconds=2), timedelta(seconds=4), timedelta(seconds=8)]
    assert max(waits) == rules.LONGEST_WAIT

"""Record events, subscribe reactions to them, ask for work and do it.

`record` writes the entry and the jobs of every subscribed reaction in the caller's transaction:
either the change, its entry and its reactions exist, or none of them. Work is done after the
commit, at least once; write it so that twice is as good as once.
"""

from __future__ import annotations

import logging
import os
import socket
from collections.abc import Callable, Iterable
from contextvars import ContextVar
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Final, TypeVar
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Q

from rapport.foundation import clock
from rapport.foundation.acts import SYSTEM, Act, Door
from rapport.foundation.events import Event
from rapport.journal import rules, selectors
from rapport.journal.events import WorkTriedAgain
from rapport.journal.models import Entry, Job
from rapport.journal.rules import JobState

log = logging.getLogger("rapport.journal")

Run = TypeVar("Run", bound=Callable[..., None])
E = TypeVar("E", bound=Event)


@dataclass(frozen=True, slots=True)
class Work:
    """A piece of work that can be asked for by name; `what` it does is a text to translate."""

    name: str
    what: str
    run: Callable[..., None]
    own_transactions: bool
    max_attempts: int


@dataclass(frozen=True, slots=True)
class Reaction:
    """One room's answer to another room's event; made by `on`, listed in config.wiring."""

    event: type[Event]
    work: Work


@dataclass(slots=True)
class _Held:
    """The job that this thread is doing, and until when its lease need not be renewed."""

    job: Job
    renew_at: datetime


_held: Final[ContextVar[_Held | None]] = ContextVar("held", default=None)
_known: Final[dict[str, Work]] = {}
_reactions: dict[str, list[Reaction]] = {}


def work(
    name: str, *, what: str, own_transactions: bool = False, max_attempts: int = 30
) -> Callable[[Run], Run]:
    """Give a function a name under which it can be queued.

    `what` it does is read by administrators where it was given up: it names no matter and no
    person. The function takes an act, then plain values by keyword. With own_transactions it
    runs outside any transaction and opens its own (HTTP, mail, rendering); without, its effect
    and its completion are one transaction.
    """

    def register(run: Run) -> Run:
        _known[name] = Work(name, what, run, own_transactions, max_attempts)
        return run

    return register


def on(
    event: type[E],
    react: Callable[[Act, E], None],
    *,
    what: str,
    own_transactions: bool = False,
) -> Reaction:
    """Subscribe a reaction to an event. Its module and function are its name, and stored.

    `what` it does is read by administrators, as with `work`.
    """
    name = f"{react.__module__.removeprefix('rapport.')}.{react.__name__}"

    def run(act: Act, **values: Any) -> None:
        react(act, event(**values))

    known = Work(name, what, run, own_transactions, max_attempts=30)
    _known[name] = known
    return Reaction(event, known)


def wire(reactions: Iterable[Reaction]) -> None:
    """Replace the subscriptions of this process; called once by the wiring of a side."""
    _reactions.clear()
    for reaction in reactions:
        _reactions.setdefault(reaction.event.name, []).append(reaction)


def record(act: Act, event: Event) -> Entry:
    """Write an event into the journal, ask for its reactions, in the caller's transaction."""
    if not connection.in_atomic_block:
        raise RuntimeError("an event is recorded in the transaction of its change")
    values = asdict(event)
    entry = Entry.objects.create(
        at=act.at,
        name=event.name,
        matter=event.matter,
        actor_id=act.actor.id,
        actor_name=act.actor.name,
        door=act.door.value,
        values=values,
    )
    for reaction in _reactions.get(event.name, ()):
        _put(reaction.work.name, values, f"{reaction.work.name}:{entry.pk}", act.at)
    return entry


def enqueue(
    name: str, *, key: str | None = None, run_at: datetime | None = None, **payload: object
) -> None:
    """Ask for named work, in the caller's transaction. A key that is known asks nothing."""
    if name not in _known:
        raise LookupError(f"no work is called {name!r}")
    _put(name, payload, key, run_at or clock.now())


def hurry(*keys: str) -> None:
    """Let waiting work be due now: what stood in its way is gone."""
    Job.objects.filter(key__in=keys, state=JobState.READY).update(run_at=clock.now())


def what_is(name: str) -> str:
    """Return what work of a name does, to be translated; empty for what is not known here."""
    return _known[name].what if name in _known else ""


@transaction.atomic
def try_again(act: Act, *, job_id: UUID) -> Job:
    """Have work done that was given up, at once; its tries begin anew, and the waits between.

    Raises NotTheAdministrator, WorkNotFound, NotGivenUp. Records WorkTriedAgain.
    """
    job = selectors.get_job(act.actor, job_id, lock=True)
    if refusal := rules.why_not_try_again(act.actor, job.state):
        raise refusal
    job.state, job.run_at, job.given_up_at = JobState.READY, clock.now(), None
    job.attempts_before = job.attempts  # these go on counting: a lease is known by them
    job.save(update_fields=["state", "run_at", "given_up_at", "attempts_before"])
    record(
        act,
        WorkTriedAgain(
            matter=str(job_id), work=job.work, attempts=job.attempts, trouble=job.trouble
        ),
    )
    return job


@transaction.atomic
def try_all_again(act: Act) -> int:
    """Have all work done that was given up; return how much that is.

    What somebody else has just had tried again is passed over. Raises NotTheAdministrator.
    Records WorkTriedAgain for each.
    """
    rows = list(selectors.given_up_seen_by(act.actor).select_for_update())
    for job in rows:
        try_again(act, job_id=job.public_id)
    return len(rows)


def _put(name: str, payload: dict[str, Any], key: str | None, run_at: datetime) -> None:
    if key is None:
        Job.objects.create(work=name, payload=payload, run_at=run_at)
    else:
        Job.objects.get_or_create(
            key=key, defaults={"work": name, "payload": payload, "run_at": run_at}
        )


def work_off(limit: int = 10_000) -> int:
    """Do the work that is due, until none is left or the limit reached; return how many ran."""
    worker = f"{socket.gethostname()}:{os.getpid()}"
    done = 0
    while done < limit and (job := _claim(worker)):
        _do(job, worker)
        done += 1
    return done


def _claim(worker: str) -> Job | None:
    now = clock.machine_now()
    due = Job.objects.filter(
        Q(state=JobState.READY, run_at__lte=clock.now())
        | Q(state=JobState.RUNNING, lease_until__lt=now)
    ).order_by("run_at", "id")
    if not due.exists():
        return None  # an idle worker takes no write lock
    with transaction.atomic():
        if connection.features.has_select_for_update_skip_locked:
            due = due.select_for_update(skip_locked=True)
        job = due.first()
        if job is None:
            return None
        job.state = JobState.RUNNING
        job.attempts += 1
        job.worker = worker
        job.lease_until = now + rules.LEASE
        job.save(update_fields=["state", "attempts", "worker", "lease_until"])
        return job


def _do(job: Job, worker: str) -> None:
    known = _known.get(job.work)
    tries = job.attempts - job.attempts_before
    if known is None or tries > known.max_attempts:
        trouble = rules.STOPPED if known else rules.UNKNOWN_WORK
        log.warning("work given up", extra=_said_of(job, trouble))
        _finish(job, worker, JobState.DEAD, trouble)
        return
    try:
        act = Act(SYSTEM, clock.now(), Door.SCHEDULE)
        _held.set(_Held(job, clock.machine_now() + rules.RENEW_AFTER))
        if known.own_transactions:
            known.run(act, **job.payload)
            _finish(job, worker, JobState.DONE)
        else:
            with transaction.atomic():
                known.run(act, **job.payload)
                if not _finish(job, worker, JobState.DONE):
                    raise RuntimeError("the lease was lost")
    except Exception as error:
        trouble = rules.trouble_of(error)
        log.warning(
            "work failed",
            extra=_said_of(job, trouble),
            exc_info=not isinstance(error, TryLater),
        )
        given_up = tries >= known.max_attempts
        _finish(job, worker, JobState.DEAD if given_up else JobState.READY, trouble)
    finally:
        _held.set(None)


def _said_of(job: Job, trouble: str) -> dict[str, str]:
    return {"work": job.work, "job": str(job.public_id), "trouble": trouble}


def still_at_work() -> None:
    """Renew the lease of the job that this thread is doing; nothing outside of one.

    For work with the outside that may take longer than a lease, said at each step forward: so
    that nobody else begins it as well while it gets on. Raises TryLater when the lease is lost.
    """
    held, now = _held.get(), clock.machine_now()
    if held is None or now < held.renew_at:
        return
    job = held.job
    mine = Job.objects.filter(
        pk=job.pk, worker=job.worker, state=JobState.RUNNING, attempts=job.attempts
    )
    if not mine.update(lease_until=now + rules.LEASE):
        raise TryLater
    held.renew_at = now + rules.RENEW_AFTER


class TryLater(Exception):
    """Work that cannot be done now and is no fault of ours: the other end is not there."""


def _finish(job: Job, worker: str, state: JobState, trouble: str = "") -> bool:
    changes: dict[str, Any] = {"state": state, "lease_until": None, "trouble": trouble[:200]}
    if state is JobState.READY:
        tries = job.attempts - job.attempts_before
        changes["run_at"] = clock.now() + rules.wait_before(tries)
    if state is JobState.DEAD:
        changes["given_up_at"] = clock.now()
    held = Job.objects.filter(
        pk=job.pk, worker=worker, state=JobState.RUNNING, attempts=job.attempts
    )
    return held.update(**changes) == 1

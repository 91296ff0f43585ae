"""Questions to the journal. What of it an actor may see, the room that owns the matter says."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from rapport.foundation import clock
from rapport.foundation.acts import Actor
from rapport.journal import rules
from rapport.journal.errors import WorkNotFound
from rapport.journal.events import Restored
from rapport.journal.models import Entry, Job
from rapport.journal.rules import JobState


def entries_about(*matters: str) -> QuerySet[Entry]:
    """Entries about the matters, oldest first. Ask only for matters that the actor may see."""
    return Entry.objects.filter(matter__in=matters).order_by("at", "id")


def last_acts(matters: Collection[str], since: datetime) -> dict[str, str]:
    """Return who (by id) did the last thing about each of the matters, if since then."""
    found = Entry.objects.filter(matter__in=matters, at__gte=since).order_by("at", "id")
    return dict(found.values_list("matter", "actor_id"))


def restored_at() -> datetime | None:
    """Return when the installation was last made again from a backup, or None."""
    last = Entry.objects.filter(name=Restored.name).order_by("-id").first()
    return last.at if last else None


def given_up() -> QuerySet[Job]:
    """Work that was given up and waits for a person, oldest first."""
    return Job.objects.filter(state=JobState.DEAD).order_by("run_at", "id")


def given_up_seen_by(actor: Actor) -> QuerySet[Job]:
    """Return what was given up for whoever looks after it. Raises NotTheAdministrator."""
    if refusal := rules.why_not_see_work(actor):
        raise refusal
    return given_up()


def get_job(actor: Actor, job_id: UUID, *, lock: bool = False) -> Job:
    """Return a piece of work. Raises NotTheAdministrator, WorkNotFound."""
    if refusal := rules.why_not_see_work(actor):
        raise refusal
    rows = Job.objects.select_for_update() if lock else Job.objects
    job = rows.filter(public_id=job_id).first()
    if job is None:
        raise WorkNotFound
    return job


def given_up_for(about: str, work: str) -> dict[UUID, datetime]:
    """Return since when work of a kind is given up, by the public id of what it is about.

    `about` names the value of the work that holds it, such as letter: the room that asked for
    work says with it on its pages what has not happened.
    """
    rows = given_up().filter(work=work)
    return {
        UUID(row.payload[about]): row.given_up_at or row.run_at
        for row in rows
        if about in row.payload  # asked for by another release, it may name it otherwise
    }


def overdue_jobs(seconds: int) -> int:
    """How many jobs have been due for longer than so many seconds."""
    limit = clock.now() - timedelta(seconds=seconds)
    return Job.objects.filter(state=JobState.READY, run_at__lt=limit).count()

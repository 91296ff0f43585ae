"""Questions to the journal. What of it an actor may see, the room that owns the matter says."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db.models import QuerySet

from rapport.foundation import clock
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


def overdue_jobs(seconds: int) -> int:
    """How many jobs have been due for longer than so many seconds."""
    limit = clock.now() - timedelta(seconds=seconds)
    return Job.objects.filter(state=JobState.READY, run_at__lt=limit).count()

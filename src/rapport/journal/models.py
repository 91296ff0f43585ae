"""Tables of the journal."""

from __future__ import annotations

from typing import ClassVar
from uuid import uuid4

from django.db import models

from rapport.journal.rules import JobState
from rapport.web.fields import EnumField


class Entry(models.Model):
    """One recorded event. Added, never edited or deleted."""

    at = models.DateTimeField()
    name = models.CharField(max_length=80)
    matter = models.CharField(max_length=120)
    actor_id = models.CharField(max_length=64)
    actor_name = models.CharField(max_length=200)
    door = models.CharField(max_length=16)
    values = models.JSONField(default=dict)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["matter", "id"], name="journal_entry_matter"),
            models.Index(fields=["name", "id"], name="journal_entry_name"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.matter}"


class Job(models.Model):
    """A piece of work: waiting, running, done, given up; the key keeps it from coming twice."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    work = models.CharField(max_length=120)
    payload = models.JSONField(default=dict)
    # Null means that it may be asked twice: many rows have none.
    key = models.CharField(max_length=250, null=True, unique=True)  # noqa: DJ001
    run_at = models.DateTimeField()
    state = EnumField(JobState, default=JobState.READY)
    attempts = models.PositiveIntegerField(default=0)
    attempts_before = models.PositiveIntegerField(
        default=0, help_text="made when somebody last had it tried again; these count no more"
    )
    lease_until = models.DateTimeField(null=True)
    worker = models.CharField(max_length=80, blank=True)
    trouble = models.CharField(
        max_length=200, blank=True, help_text="a code or the name of an error, never its text"
    )
    given_up_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["state", "run_at", "id"], name="journal_job_due"),
        ]

    def __str__(self) -> str:
        return f"{self.work} {self.state}"

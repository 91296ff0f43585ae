"""Tables of the notices. Marks stand for what waits; no word of it is kept here."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Told(models.Model):
    """What a person has seen on Today, what they were told of, and when."""

    person = models.OneToOneField("accounts.Person", on_delete=models.PROTECT, related_name="+")
    seen = models.JSONField(default=list, help_text="marks of what stood on Today")
    seen_at = models.DateTimeField(null=True, help_text="Today was opened last")
    told = models.JSONField(default=list, help_text="marks of what they were told of")
    told_at = models.DateTimeField(null=True, help_text="the last notice was decided on")
    daily_on = models.DateField(null=True, help_text="the last morning that was looked at")
    is_leaving = models.BooleanField(default=False, help_text="the server is being spoken to")

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return str(self.pk)


class Round(models.Model):
    """When it is looked next whether something new waits for anybody; one row."""

    name = models.CharField(max_length=20, unique=True)
    next_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name

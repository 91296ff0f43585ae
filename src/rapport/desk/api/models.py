"""The table of the interface for programs."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Done(models.Model):
    """What a program did under a tag of its choice, so that a second try does nothing."""

    program_key = models.ForeignKey(
        "accounts.ProgramKey", on_delete=models.PROTECT, related_name="+"
    )
    tag = models.CharField(max_length=100)
    asked = models.CharField(max_length=64, help_text="SHA-256 of what was asked")
    answer = models.JSONField(help_text="what was answered; no text of anybody's stands in it")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["program_key", "tag"], name="desk_api_done_once"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"

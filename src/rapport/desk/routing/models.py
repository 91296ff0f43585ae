"""Tables of routing."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from rapport.desk.routing.rules import Ending
from rapport.web.fields import EnumField


class Assignment(models.Model):
    """A question with an owner, from when until when, why it ended. Never deleted."""

    question = models.ForeignKey(
        "desk_inbox.Question", on_delete=models.PROTECT, related_name="assignments"
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    given_at = models.DateTimeField()
    acknowledged_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ending = EnumField(Ending, blank=True, default="")
    reason = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["given_at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["question"], condition=Q(ended_at=None), name="desk_routing_one_owner"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ending="")
                | (Q(ended_at__isnull=False) & ~Q(ending="")),
                name="desk_routing_ending",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question} {self.given_at:%Y-%m-%d}"

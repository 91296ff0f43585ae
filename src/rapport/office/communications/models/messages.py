"""What was said about a letter after it left: to the company, or by it."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from rapport.office.communications.models.letters import Letter
from rapport.protocol.matters import MatterKind
from rapport.web.fields import EnumField


class Message(models.Model):
    """A document about a letter as it left or came. Never edited."""

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="messages")
    kind = EnumField(MatterKind)
    is_ours = models.BooleanField()
    message = models.UUIDField(help_text="its id in the document, on both sides")
    answers = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    package = models.UUIDField(help_text="the package it went or came in")
    at = models.DateTimeField(help_text="when it was handed over, or came")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    document = models.TextField(help_text="the protocol's document, as JSON")

    class Meta:
        ordering: ClassVar = ["at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["letter", "message"], name="office_communications_message_once"
            ),
            models.CheckConstraint(
                condition=models.Q(is_ours=True, by__isnull=False)
                | models.Q(is_ours=False, by=None),
                name="office_communications_message_by_us",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["is_ours", "kind", "at"], name="office_communications_said"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.message}"

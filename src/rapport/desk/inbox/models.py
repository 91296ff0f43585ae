"""Tables of the inbox."""

from __future__ import annotations

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models

from rapport.protocol.kinds import LetterType
from rapport.protocol.matters import MatterKind
from rapport.web.fields import EnumField


class Letter(models.Model):
    """A letter as it came: the document whole, and the columns that lists and clocks need.

    Day 0 is sent_on. What was received is never edited; that it was taken on is added, and that
    the office withdrew it.
    """

    public_id = models.UUIDField(unique=True, default=uuid4, editable=False)
    sender = models.ForeignKey("exchange.Contact", on_delete=models.PROTECT, related_name="+")
    letter = models.UUIDField(help_text="its id at the office that wrote")
    package = models.UUIDField(
        unique=True, help_text="the package it came in, which a reply answers"
    )
    matter = models.UUIDField(db_index=True, help_text="the office's id of the matter")
    type = EnumField(LetterType)
    reference = models.CharField(max_length=80)
    language = models.CharField(max_length=2)
    subject = models.CharField(max_length=500)
    dated_on = models.DateField()
    sent_at = models.DateTimeField()
    sent_on = models.DateField()
    arrived_at = models.DateTimeField()
    arrived_on = models.DateField()
    reply_period_days = models.PositiveIntegerField()
    reply_due_on = models.DateField()
    public_from = models.DateTimeField()
    document = models.TextField(help_text="the protocol's document, as JSON")
    demonstration = models.BooleanField(default=False)
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["reply_due_on", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["sender", "letter"], name="desk_inbox_letter_once"),
            models.UniqueConstraint(
                fields=["sender", "reference"], name="desk_inbox_reference_once"
            ),
            models.CheckConstraint(
                condition=models.Q(reply_due_on__gt=models.F("sent_on")),
                name="desk_inbox_due_after_sending",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["reply_due_on", "id"], name="desk_inbox_due")]

    def __str__(self) -> str:
        return self.reference


class Question(models.Model):
    """A numbered question of a letter, and who answers it now.

    How it came to its owner is told by `routing`, which alone writes the column.
    """

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="questions")
    number = models.PositiveIntegerField()
    text = models.TextField()
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering: ClassVar = ["letter", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["letter", "number"], name="desk_inbox_question_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}"


class LetterFile(models.Model):
    """A file that came with a letter; its name is the part's."""

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="files")
    file = models.ForeignKey("documents.StoredFile", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=100)

    class Meta:
        ordering: ClassVar = ["letter", "name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["letter", "name"], name="desk_inbox_file_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Message(models.Model):
    """What was said about a letter after it came: to the office, or by it. Never edited."""

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
                fields=["letter", "message"], name="desk_inbox_message_once"
            ),
            models.CheckConstraint(
                condition=models.Q(is_ours=True, by__isnull=False)
                | models.Q(is_ours=False, by=None),
                name="desk_inbox_message_by_one_of_us",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.message}"

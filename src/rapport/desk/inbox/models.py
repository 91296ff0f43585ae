"""Tables of the inbox."""

from __future__ import annotations

from typing import ClassVar, Final
from uuid import uuid4

from django.conf import settings
from django.db import models

from rapport.desk.inbox.rules.handed import DayZero, HandedState
from rapport.protocol.kinds import LetterType
from rapport.protocol.matters import MatterKind
from rapport.web.fields import EnumField

IN_A_PACKAGE: Final = models.Q(
    sender__isnull=False,
    letter__isnull=False,
    package__isnull=False,
    matter__isnull=False,
    sent_at__isnull=False,
    joined_to=None,
)
IN_NO_PACKAGE: Final = models.Q(
    sender=None, letter=None, package=None, matter=None, confirmed=""
)


class HandedFile(models.Model):
    """A file handed in by a person that is no package: what was read in it, and what then.

    The file and what was read are never edited. A letter is made of it by a person alone.
    """

    public_id = models.UUIDField(unique=True, default=uuid4, editable=False)
    file = models.ForeignKey("documents.StoredFile", on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(
        max_length=64, unique=True, help_text="the same bytes are one row"
    )
    handed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    handed_at = models.DateTimeField()
    state = EnumField(HandedState, default=HandedState.WAITING)
    read = models.JSONField(null=True, help_text="as the reader told it; none when it refused")
    refusal_code = models.CharField(max_length=80, blank=True)
    refusal_facts = models.JSONField(default=dict)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True, help_text="why it was set aside")
    day_zero = EnumField(DayZero, blank=True, default="", help_text="how day 0 is known")
    corrected = models.JSONField(default=list, help_text="fields that a person put right")

    class Meta:
        ordering: ClassVar = ["-handed_at", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(read__isnull=True) ^ models.Q(refusal_code=""),
                name="desk_inbox_handed_read_or_refused",
            ),
            models.CheckConstraint(
                condition=models.Q(state=HandedState.WAITING.value)
                ^ models.Q(decided_by__isnull=False, decided_at__isnull=False),
                name="desk_inbox_handed_decided",
            ),
        ]

    def __str__(self) -> str:
        return str(self.public_id)


class Letter(models.Model):
    """A letter as it came: the document whole, and the columns that lists and clocks need.

    Day 0 is sent_on. What was received is never edited; that it was taken on is added, and that
    the office withdrew it. A letter came in a package of an office, or was handed in as a file
    and confirmed by a person: then there is no sender, and nothing of the office's is known.
    Where a person said that two are one letter, the one handed in has all that came in the
    package, and the package's own row only says what it was joined to.
    """

    public_id = models.UUIDField(unique=True, default=uuid4, editable=False)
    sender = models.ForeignKey(
        "exchange.Contact", on_delete=models.PROTECT, null=True, related_name="+"
    )
    handed = models.OneToOneField(
        HandedFile, on_delete=models.PROTECT, null=True, related_name="letter"
    )
    letter = models.UUIDField(null=True, help_text="its id at the office that wrote")
    package = models.UUIDField(
        unique=True, null=True, help_text="the package it came in, which a reply answers"
    )
    matter = models.UUIDField(
        db_index=True, null=True, help_text="the office's id of the matter"
    )
    type = EnumField(LetterType)
    reference = models.CharField(max_length=80)
    language = models.CharField(max_length=2)
    subject = models.CharField(max_length=500)
    dated_on = models.DateField()
    sent_at = models.DateTimeField(null=True, help_text="not known of a file handed in")
    sent_on = models.DateField()
    arrived_at = models.DateTimeField()
    arrived_on = models.DateField()
    reply_period_days = models.PositiveIntegerField()
    reply_due_on = models.DateField()
    public_from = models.DateTimeField()
    document = models.TextField(help_text="what came or was confirmed, as JSON")
    demonstration = models.BooleanField(default=False)
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True)
    confirmed = models.TextField(
        blank=True, help_text="what a person had confirmed before the package, as JSON"
    )
    joined_to = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="joined"
    )
    joined_at = models.DateTimeField(null=True)
    joined_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

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
            models.UniqueConstraint(
                fields=["reference"],
                condition=models.Q(sender=None, joined_to=None),
                name="desk_inbox_handed_reference_once",
            ),
            models.CheckConstraint(
                condition=(IN_A_PACKAGE & (models.Q(handed=None) ^ ~models.Q(confirmed="")))
                | (IN_NO_PACKAGE & models.Q(handed__isnull=False, joined_to=None))
                | (IN_NO_PACKAGE & models.Q(handed=None, joined_to__isnull=False)),
                name="desk_inbox_letter_in_a_package_or_handed_in",
            ),
            models.CheckConstraint(
                condition=models.Q(joined_to=None, joined_at=None, joined_by=None)
                | models.Q(
                    joined_to__isnull=False, joined_at__isnull=False, joined_by__isnull=False
                ),
                name="desk_inbox_joined_by_somebody",
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
    """A file that came with a letter, under its part's name; or that a person handed in."""

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="files")
    file = models.ForeignKey("documents.StoredFile", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=100)
    title = models.CharField(max_length=200, blank=True, help_text="what the office calls it")
    handed = models.ForeignKey(
        HandedFile,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        help_text="a person's file: no package holds it, and no signature",
    )

    class Meta:
        ordering: ClassVar = ["letter", "name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["letter", "name"], name="desk_inbox_file_once"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def shown(self) -> str:
        """The name that people see: what the office calls it, else its part's."""
        return self.title or self.name


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

"""Tables of the replies. Versions, notes, comments, steps are added, never edited."""

from __future__ import annotations

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q

from rapport.desk.replies.rules import Move, State
from rapport.protocol.kinds import PublicWish, ReplyKind, Stance
from rapport.web.fields import EnumField


class AnswerVersion(models.Model):
    """An answer to a question as somebody saved it. The latest one counts."""

    question = models.ForeignKey(
        "desk_inbox.Question", on_delete=models.PROTECT, related_name="versions"
    )
    number = models.PositiveIntegerField()
    stance = EnumField(Stance)
    text = models.TextField(blank=True)
    is_finished = models.BooleanField(default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["question", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["question", "number"], name="desk_replies_version_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}"


class LegalCheck(models.Model):
    """Counsel has read this version."""

    version = models.ForeignKey(AnswerVersion, on_delete=models.PROTECT, related_name="checks")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "by"], name="desk_replies_check_once"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d}"


class Comment(models.Model):
    """What somebody said about a question. Stays in the desk."""

    question = models.ForeignKey(
        "desk_inbox.Question", on_delete=models.PROTECT, related_name="comments"
    )
    text = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d}"


class PrivilegedNote(models.Model):
    """Counsel's note on a question, by version. Never in a package, a PDF or an export."""

    question = models.ForeignKey(
        "desk_inbox.Question", on_delete=models.PROTECT, related_name="+"
    )
    number = models.PositiveIntegerField()
    text = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["question", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["question", "number"], name="desk_replies_note_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}"


class Attachment(models.Model):
    """A file put to a question: it goes with the reply, or is evidence for the desk alone."""

    public_id = models.UUIDField(unique=True, default=uuid4, editable=False)
    question = models.ForeignKey(
        "desk_inbox.Question", on_delete=models.PROTECT, related_name="attachments"
    )
    file = models.ForeignKey("documents.StoredFile", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    goes_with_reply = models.BooleanField(default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    taken_away_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["at", "id"]

    def __str__(self) -> str:
        return str(self.public_id)


class Reply(models.Model):
    """A reply to a letter: being prepared, or fixed as the document that left."""

    public_id = models.UUIDField(unique=True, default=uuid4, editable=False)
    letter = models.ForeignKey(
        "desk_inbox.Letter", on_delete=models.PROTECT, related_name="replies"
    )
    number = models.PositiveIntegerField()
    state = EnumField(State, default=State.DRAFTING)
    round = models.PositiveIntegerField(default=0, help_text="how often approval was asked")
    kind = EnumField(ReplyKind)
    language = models.CharField(max_length=2)
    entity = models.CharField(max_length=500)
    signed_by = models.CharField(max_length=500)
    opening = models.TextField(blank=True)
    wish = EnumField(PublicWish, blank=True, default="")
    begun_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    begun_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, help_text="given to the outbox, or recorded")
    sent_on = models.DateField(null=True, help_text="the Geneva day on which it left")
    sent_way = models.CharField(
        max_length=500, blank=True, help_text="how a person sent it, as they recorded it"
    )
    document = models.TextField(blank=True, help_text="the protocol's document, as JSON")
    pdf = models.ForeignKey(
        "documents.StoredFile", on_delete=models.PROTECT, null=True, related_name="+"
    )
    pdf_trouble = models.CharField(max_length=80, blank=True, help_text="code: why without PDF")
    package = models.UUIDField(null=True, unique=True)
    received_at = models.DateTimeField(null=True)
    refused_at = models.DateTimeField(null=True)
    refusal_reason = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["letter", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["letter", "number"], name="desk_replies_reply_once"
            ),
            models.UniqueConstraint(
                fields=["letter"],
                condition=~Q(state=State.SENT.value),
                name="desk_replies_one_open",
            ),
            models.CheckConstraint(
                condition=Q(
                    state=State.SENT.value, sent_at__isnull=False, sent_on__isnull=False
                )
                | (
                    ~Q(state=State.SENT.value)
                    & Q(sent_at=None, sent_on=None, sent_way="", package=None)
                ),
                name="desk_replies_sent_at",
            ),
            models.CheckConstraint(
                condition=Q(sent_way="") | Q(package=None),
                name="desk_replies_sent_one_way",
            ),
        ]

    def __str__(self) -> str:
        return str(self.public_id)


class ReplyAnswer(models.Model):
    """The version of an answer that a round of approval is about; if approved, it leaves."""

    reply = models.ForeignKey(Reply, on_delete=models.PROTECT, related_name="answers")
    round = models.PositiveIntegerField()
    version = models.ForeignKey(AnswerVersion, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["reply", "round", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["reply", "round", "version"], name="desk_replies_answer_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round}"


class ReplyFile(models.Model):
    """A file that a round of approval is about, and that leaves if approved."""

    reply = models.ForeignKey(Reply, on_delete=models.PROTECT, related_name="files")
    round = models.PositiveIntegerField()
    attachment = models.ForeignKey(Attachment, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["reply", "round", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["reply", "round", "attachment"], name="desk_replies_file_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round}"


class ReplyStep(models.Model):
    """A step in a reply's life: who, when, and the reason where one was asked for."""

    reply = models.ForeignKey(Reply, on_delete=models.PROTECT, related_name="steps")
    round = models.PositiveIntegerField()
    move = EnumField(Move)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.move}"

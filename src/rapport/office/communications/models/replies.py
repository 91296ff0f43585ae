"""A company's replies, and what those who asked say of the answers."""

from __future__ import annotations

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q

from rapport.office.communications.models.letters import Letter, LetterQuestion
from rapport.office.communications.rules import Verdict
from rapport.protocol.kinds import PublicWish, ReplyKind
from rapport.web.fields import EnumField


class StandingReplies(models.Manager["Reply"]):
    """The replies that count: not those that were filed by mistake and taken back."""

    def get_queryset(self) -> models.QuerySet[Reply]:
        """Leave out what was struck."""
        return super().get_queryset().filter(struck_at=None)


class Reply(models.Model):
    """A reply as it came: the document whole, and the columns that lists and clocks need.

    One that was filed by mistake is kept, struck, and counts for nothing.
    """

    public_id = models.UUIDField(unique=True, default=uuid4, editable=False)
    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="replies")
    number = models.PositiveIntegerField()
    reply = models.UUIDField(help_text="its id at the desk that replied")
    package = models.UUIDField(unique=True, null=True)
    mail = models.UUIDField(null=True, help_text="the message in which it came")
    kind = EnumField(ReplyKind)
    wish = EnumField(PublicWish)
    dated_on = models.DateField()
    sent_at = models.DateTimeField()
    received_at = models.DateTimeField()
    received_on = models.DateField()
    kept_at = models.DateTimeField(
        help_text="when it was here as a reply: what came on paper or by mail is filed later"
    )
    answers = models.PositiveIntegerField(help_text="how many questions it answers")
    document = models.TextField(help_text="the protocol's document, as JSON")
    struck_at = models.DateTimeField(null=True, help_text="taken back: it counts no more")
    struck_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    because = models.CharField(max_length=500, blank=True, help_text="why it was taken back")

    objects: ClassVar[models.Manager[Reply]] = models.Manager()
    standing: ClassVar[StandingReplies] = StandingReplies()

    class Meta:
        ordering: ClassVar = ["letter", "number"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(package=None, mail__isnull=False)
                | Q(package__isnull=False, mail=None),
                name="office_communications_reply_one_way",
            ),
            models.CheckConstraint(
                condition=Q(struck_at=None) | Q(mail__isnull=False),
                name="office_communications_reply_struck",
            ),
            models.UniqueConstraint(
                fields=["mail"],
                condition=Q(struck_at=None),
                name="office_communications_reply_of_mail",
            ),
            models.UniqueConstraint(
                fields=["letter", "number"], name="office_communications_reply_number"
            ),
            models.UniqueConstraint(
                fields=["letter", "reply"], name="office_communications_reply_once"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["received_at", "id"], name="office_communications_came"),
        ]

    def __str__(self) -> str:
        return str(self.public_id)


class ReplyFile(models.Model):
    """A file that came with a reply: its part, its name at the company, its question."""

    reply = models.ForeignKey(Reply, on_delete=models.PROTECT, related_name="files")
    file = models.ForeignKey("documents.StoredFile", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=100)
    title = models.CharField(max_length=200)
    question = models.PositiveIntegerField(null=True)

    class Meta:
        ordering: ClassVar = ["reply", "name"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["reply", "name"], name="office_communications_reply_file_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Assessment(models.Model):
    """What somebody of those who asked says of the answer to a question. The latest counts."""

    reply = models.ForeignKey(Reply, on_delete=models.PROTECT, related_name="+")
    question = models.ForeignKey(LetterQuestion, on_delete=models.PROTECT, related_name="+")
    verdict = EnumField(Verdict)
    note = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["at", "id"]
        indexes: ClassVar = [
            models.Index(
                fields=["reply", "question", "id"], name="office_communications_verdict"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verdict}"

"""Tables of the mail. What left and what came never changes; what became of it is added."""

from __future__ import annotations

from typing import ClassVar
from uuid import uuid4

from django.db import models

from rapport.mail.rules import Delivery, Ending, Kind, Outcome, Purpose, Quarantine, Road, State
from rapport.web.fields import EnumField


class Address(models.Model):
    """The address of a matter: a token behind a plus. The newest is in use; others are old."""

    matter = models.UUIDField(db_index=True)
    token = models.CharField(max_length=32, unique=True)
    made_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["made_at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["matter"],
                condition=models.Q(retired_at=None),
                name="mail_one_address_in_use",
            ),
        ]

    def __str__(self) -> str:
        return str(self.matter)


class Outbound(models.Model):
    """A message on its way out: its bytes and its Message-ID are the same in every try."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    matter = models.UUIDField(db_index=True)
    address = models.ForeignKey(Address, on_delete=models.PROTECT, related_name="+")
    to = models.EmailField()
    purpose = EnumField(Purpose, default=Purpose.LETTER)
    message_id = models.CharField(max_length=255, unique=True)
    body = models.ForeignKey("documents.StoredFile", on_delete=models.PROTECT, related_name="+")
    replaces = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    posted_at = models.DateTimeField()
    state = EnumField(State, default=State.QUEUED)
    tries = models.PositiveIntegerField(default=0)
    server_said = models.CharField(max_length=500, blank=True)
    handed_over_at = models.DateTimeField(null=True)
    settled_by = models.CharField(max_length=200, blank=True, help_text="who settled a doubt")
    restored_at = models.DateTimeField(
        null=True, help_text="came out of a backup then, not accepted: perhaps it left since"
    )
    delivery = EnumField(Delivery, blank=True, default="")
    delivered_at = models.DateTimeField(null=True, help_text="a report that is believed came")
    ended_at = models.DateTimeField(null=True, help_text="refused, or came back")
    let_go_at = models.DateTimeField(null=True, help_text="told another way: nothing is left")
    let_go_by = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["posted_at", "id"]
        indexes: ClassVar = [models.Index(fields=["state", "id"], name="mail_outbound_state")]

    def __str__(self) -> str:
        return str(self.public_id)


class Inbound(models.Model):
    """An answer as it came: its bytes, what they say, and what a person did with it.

    Of what came by another road than e-mail `raw` is what came, or the list of what came.
    """

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    road = EnumField(Road, default=Road.EMAIL)
    raw = models.OneToOneField(
        "documents.StoredFile", on_delete=models.PROTECT, related_name="+"
    )
    size = models.PositiveBigIntegerField(help_text="bytes at the server")
    arrived_at = models.DateTimeField()
    kind = EnumField(Kind)
    matter = models.UUIDField(null=True, db_index=True)
    about = models.ForeignKey(
        Outbound, on_delete=models.PROTECT, null=True, related_name="+", help_text="answers it"
    )
    quarantine = EnumField(Quarantine, blank=True, default="")
    sender = models.CharField(max_length=254, blank=True)
    sender_name = models.CharField(max_length=200, blank=True)
    subject = models.CharField(max_length=500, blank=True)
    message_id = models.CharField(max_length=255, blank=True)
    said_at = models.DateTimeField(null=True, help_text="the date it bears")
    text = models.TextField(blank=True)
    is_cut = models.BooleanField(default=False)
    dkim = models.JSONField(default=list)
    results = models.TextField(blank=True, help_text="what our own server found of the sender")
    report = models.JSONField(default=list)
    is_own = models.BooleanField(default=False, help_text="our own mail server wrote it")
    exchangers = models.JSONField(default=list, help_text="of the domain reported on")
    disbelieved_at = models.DateTimeField(null=True, help_text="a report that counts no more")
    disbelieved_by = models.CharField(max_length=200, blank=True)
    disbelieved_because = models.CharField(max_length=500, blank=True)
    outcome = EnumField(Outcome, blank=True, default="")
    settled_at = models.DateTimeField(null=True)
    settled_by = models.CharField(max_length=200, blank=True)
    receipt_on = models.DateField(null=True, help_text="receipt acknowledged, as it says")
    receipt_by = models.CharField(max_length=200, blank=True, help_text="at the company")
    filed_with = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="+", help_text="as one reply"
    )

    class Meta:
        ordering: ClassVar = ["arrived_at", "id"]
        indexes: ClassVar = [
            models.Index(fields=["outcome", "quarantine", "id"], name="mail_inbound_waiting")
        ]

    def __str__(self) -> str:
        return str(self.public_id)


class InboundFile(models.Model):
    """A file that came with a message."""

    message = models.ForeignKey(Inbound, on_delete=models.PROTECT, related_name="files")
    number = models.PositiveIntegerField()
    file = models.ForeignKey("documents.StoredFile", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    read_at = models.DateTimeField(null=True, help_text="its text was got out, or could not be")
    read = models.JSONField(default=dict, help_text="the text, as `reading` tells it")
    trouble = models.CharField(max_length=80, blank=True, help_text="code: why without text")

    class Meta:
        ordering: ClassVar = ["message", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["message", "number"], name="mail_file_number"),
        ]

    def __str__(self) -> str:
        return f"{self.number}"


class Mailbox(models.Model):
    """How far a mailbox was read. Nothing in it is changed or deleted."""

    name = models.CharField(max_length=300, unique=True)
    validity = models.PositiveBigIntegerField(default=0)
    last_uid = models.PositiveBigIntegerField(default=0)
    next_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, help_text="last read to its end")
    trouble = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return self.name


class Withheld(models.Model):
    """A message that the server lists and did not hand out: those behind it were read on.

    Its number alone is known, and perhaps its size and its day: they help to find it there.
    """

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    mailbox = models.ForeignKey(Mailbox, on_delete=models.PROTECT, related_name="+")
    validity = models.PositiveBigIntegerField()
    uid = models.PositiveBigIntegerField()
    size = models.PositiveBigIntegerField(null=True, help_text="bytes, as the server says")
    came_at = models.DateTimeField(null=True, help_text="in the mailbox, as the server says")
    noted_at = models.DateTimeField()
    tries = models.PositiveIntegerField(default=1)
    next_at = models.DateTimeField()
    trouble = models.CharField(max_length=200, blank=True)
    ending = EnumField(Ending, blank=True, default="")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["noted_at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["mailbox", "validity", "uid"], name="mail_withheld_once"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["ending", "next_at"], name="mail_withheld_due"),
        ]

    def __str__(self) -> str:
        return f"{self.validity}/{self.uid}"

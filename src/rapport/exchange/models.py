"""Tables of the exchange."""

from __future__ import annotations

from typing import ClassVar
from uuid import uuid4

from django.db import models

from rapport.exchange.rules import KeptState, Road
from rapport.foundation import clock
from rapport.web.fields import EnumField


class OwnCard(models.Model):
    """A card of this installation; the newest counts. Its keys are files of the number."""

    number = models.PositiveBigIntegerField(unique=True)
    keys = models.PositiveIntegerField(help_text="1: signing.key; 2: signing.2.key; and so on")
    issued_at = models.DateTimeField()
    body = models.TextField()

    class Meta:
        ordering: ClassVar = ["number"]

    def __str__(self) -> str:
        return f"card {self.number}"


class Contact(models.Model):
    """Another installation, as its card says; and whether two people have compared the keys."""

    public_id = models.UUIDField(unique=True)
    side = models.CharField(max_length=16)
    name = models.CharField(max_length=200)
    url = models.CharField(max_length=300)
    signing_key = models.CharField(max_length=100)
    encryption_key = models.CharField(max_length=200, blank=True)
    earlier_key = models.CharField(
        max_length=100, blank=True, help_text="the signing key before, which signed the card"
    )
    earlier_until = models.DateTimeField(null=True, help_text="what was made before counts")
    unit = models.SlugField(max_length=80, blank=True, help_text="what it stands for here")
    card_number = models.PositiveBigIntegerField(default=0)
    card = models.TextField(blank=True, help_text="the card as it came")
    verified_at = models.DateTimeField(null=True)
    verified_by = models.CharField(max_length=200, blank=True)
    revoked_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True, help_text="their card ends")
    other_key_at = models.DateTimeField(null=True, help_text="a card with another key came")
    last_number = models.PositiveBigIntegerField(default=0)
    road = EnumField(Road, default=Road.PUSH, help_text="how our packages get to them")
    fetched_at = models.DateTimeField(null=True, help_text="they last fetched from us")
    we_collect = models.BooleanField(default=False, help_text="we fetch what they have for us")
    collect_due_at = models.DateTimeField(null=True)
    collect_failures = models.PositiveIntegerField(default=0)
    collect_said = models.CharField(max_length=200, blank=True)
    collected_at = models.DateTimeField(null=True, help_text="we last fetched all they had")

    class Meta:
        ordering: ClassVar = ["name", "public_id"]

    def __str__(self) -> str:
        return self.name

    @property
    def has_expired(self) -> bool:
        """Whether their card has ended: nothing more is sealed with its key."""
        return self.expires_at is not None and self.expires_at <= clock.now()


class Outgoing(models.Model):
    """A signed package on its way. Its bytes never change; what became of it is added."""

    package = models.UUIDField(unique=True)
    to = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=40)
    matter = models.UUIDField(db_index=True)
    body = models.ForeignKey("documents.StoredFile", on_delete=models.PROTECT, related_name="+")
    posted_at = models.DateTimeField()
    tries = models.PositiveIntegerField(default=0)
    last_said = models.CharField(max_length=200, blank=True)
    handed_at = models.DateTimeField(
        null=True, help_text="fetched by them, written to a folder"
    )
    again_at = models.DateTimeField(null=True, help_text="asked for again, not answered again")
    received_at = models.DateTimeField(null=True)
    refused_at = models.DateTimeField(null=True)
    refusal_code = models.CharField(max_length=80, blank=True)
    refusal_reason = models.CharField(max_length=2000, blank=True)
    answer = models.ForeignKey(
        "documents.StoredFile", on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["to", "number"], name="exchange_outgoing_row"),
            models.CheckConstraint(
                condition=models.Q(received_at=None) | models.Q(refused_at=None),
                name="exchange_outgoing_one_fate",
            ),
        ]
        ordering: ClassVar = ["posted_at", "id"]

    def __str__(self) -> str:
        return f"{self.kind} {self.package}"


class Unaddressed(models.Model):
    """A signed package for a company whose desk is not known here: it goes inside a PDF.

    It stands in nobody's row. When the company's desk takes it in later, that is added.
    """

    package = models.UUIDField(unique=True)
    kind = models.CharField(max_length=40)
    matter = models.UUIDField(db_index=True)
    unit = models.SlugField(max_length=80, help_text="the company it is for, as contacts say")
    body = models.ForeignKey("documents.StoredFile", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    taken_by = models.ForeignKey(Contact, on_delete=models.PROTECT, null=True, related_name="+")
    taken_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["made_at", "id"]

    def __str__(self) -> str:
        return f"{self.kind} {self.package}"


class Incoming(models.Model):
    """A package that came in and was answered. The same package gets the same answer again."""

    package = models.UUIDField()
    sender = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=40)
    matter = models.UUIDField(db_index=True)
    body = models.ForeignKey("documents.StoredFile", on_delete=models.PROTECT, related_name="+")
    arrived_at = models.DateTimeField()
    refusal_code = models.CharField(max_length=80, blank=True)
    answer = models.ForeignKey(
        "documents.StoredFile", on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["sender", "package"], name="exchange_incoming_once"
            ),
        ]
        ordering: ClassVar = ["arrived_at", "id"]

    def __str__(self) -> str:
        return f"{self.kind} {self.package}"


class Skipped(models.Model):
    """Numbers of a contact's row that will not come, as the contact itself has said."""

    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="+")
    first = models.PositiveBigIntegerField()
    last = models.PositiveBigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["contact", "first", "last"], name="exchange_skipped_once"
            ),
            models.CheckConstraint(
                condition=models.Q(first__lte=models.F("last")), name="exchange_skipped_forward"
            ),
        ]
        ordering: ClassVar = ["contact", "first", "last"]

    def __str__(self) -> str:
        return f"{self.first}-{self.last}"


class KeptAside(models.Model):
    """Bytes that could not be taken for a package of a known sender, kept with the reason."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    body = models.OneToOneField("documents.StoredFile", on_delete=models.PROTECT)
    code = models.CharField(max_length=80)
    first_at = models.DateTimeField()
    times = models.PositiveIntegerField(default=1)
    # No foreign key: it is what the bytes say of themselves, perhaps of nobody known here.
    sender = models.UUIDField(null=True)
    was_sealed = models.BooleanField(default=False)
    by_hand = models.BooleanField(default=False)
    state = EnumField(KeptState, default=KeptState.WAITING)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["first_at", "id"]

    def __str__(self) -> str:
        return f"{self.code} {self.first_at:%Y-%m-%d}"

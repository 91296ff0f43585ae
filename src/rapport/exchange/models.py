"""Tables of the exchange."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


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
    unit = models.SlugField(max_length=80, blank=True, help_text="what it stands for here")
    card_number = models.PositiveBigIntegerField(default=0)
    card = models.TextField(blank=True, help_text="the card as it came")
    verified_at = models.DateTimeField(null=True)
    verified_by = models.CharField(max_length=200, blank=True)
    revoked_at = models.DateTimeField(null=True)
    other_key_at = models.DateTimeField(null=True, help_text="a card with another key came")
    last_number = models.PositiveBigIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["name", "public_id"]

    def __str__(self) -> str:
        return self.name


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


class KeptAside(models.Model):
    """Bytes that could not be taken for a package of a known sender, kept with the reason."""

    body = models.OneToOneField("documents.StoredFile", on_delete=models.PROTECT)
    code = models.CharField(max_length=80)
    first_at = models.DateTimeField()
    times = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"{self.code} {self.first_at:%Y-%m-%d}"

"""Tables of the uploads: codes, deliveries, and their files while these come."""

from __future__ import annotations

from typing import ClassVar
from uuid import uuid4

from django.db import models
from django.db.models import F, Q


class Code(models.Model):
    """What opens the page for one letter. Of the code itself only its hash is kept."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    matter = models.UUIDField(db_index=True)
    reference = models.CharField(
        max_length=80, help_text="the letter's, as its company knows it"
    )
    code_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["made_at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["matter"], condition=Q(ends_at=None), name="office_uploads_one_code"
            ),
        ]

    def __str__(self) -> str:
        return str(self.public_id)


class Delivery(models.Model):
    """Files about a letter that belong together: being sent, or sent off as one answer."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    matter = models.UUIDField(db_index=True)
    begun_at = models.DateTimeField()
    moved_at = models.DateTimeField(help_text="when the last piece came")
    closed_at = models.DateTimeField(null=True)
    message = models.UUIDField(null=True, unique=True, help_text="as which answer it waits")

    class Meta:
        ordering: ClassVar = ["begun_at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["matter"], condition=Q(closed_at=None), name="office_uploads_one_open"
            ),
        ]

    def __str__(self) -> str:
        return str(self.public_id)


class Upload(models.Model):
    """A file of a delivery, and how much of it is on the disk for certain."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="uploads")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=200)
    size = models.PositiveBigIntegerField(help_text="bytes")
    here = models.PositiveBigIntegerField(default=0, help_text="bytes that came")
    sha256 = models.CharField(max_length=64, blank=True, help_text="of the whole file")

    class Meta:
        ordering: ClassVar = ["delivery", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["delivery", "number"], name="office_uploads_number"
            ),
            models.CheckConstraint(
                condition=Q(here__lte=F("size")) & (Q(sha256="") | Q(here=F("size"))),
                name="office_uploads_here",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}"

    @property
    def is_whole(self) -> bool:
        """Whether every byte is here and was hashed."""
        return bool(self.sha256)

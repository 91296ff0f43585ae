"""Tables of the documents."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from rapport.documents.rules import Verdict
from rapport.web.fields import EnumField


class StoredFile(models.Model):
    """Bytes kept under their SHA-256. The row comes after the bytes are on the disk."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=120)
    name = models.CharField(max_length=255)
    kept_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["sha256", "media_type", "name"], name="documents_file_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.public_id)


class VirusCheck(models.Model):
    """What a check for viruses said of bytes, whatever their names; or that they wait."""

    sha256 = models.CharField(max_length=64, unique=True)
    asked_at = models.DateTimeField()
    verdict = EnumField(Verdict, default=Verdict.WAITING)
    finding = models.CharField(max_length=200, blank=True, help_text="as the scanner calls it")
    checked_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(verdict=Verdict.FOUND.value) | models.Q(finding=""),
                name="documents_finding_of_found",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["verdict", "id"], name="documents_check_waiting")
        ]

    def __str__(self) -> str:
        return f"{self.verdict}"

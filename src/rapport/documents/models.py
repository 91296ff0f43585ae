"""Tables of the documents."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models


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

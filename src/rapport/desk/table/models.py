"""Tables of what is published: functions in the company's own words, no person of it."""

from __future__ import annotations

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q


class Draft(models.Model):
    """What is being prepared, one for the desk. Nobody outside sees it."""

    number = models.PositiveSmallIntegerField(unique=True, default=1)
    version = models.PositiveIntegerField(default=0)
    routes = models.JSONField(default=list, help_text="as the protocol's routes")
    fallback = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(number=1), name="desk_table_one_draft"),
        ]

    def __str__(self) -> str:
        return f"{self.version}"


class Version(models.Model):
    """A table that a person published, as it was signed; the newest takes the place of all."""

    public_id = models.UUIDField(
        unique=True, default=uuid4, editable=False, help_text="the message’s id"
    )
    number = models.PositiveIntegerField(unique=True)
    valid_from = models.DateField()
    document = models.TextField(help_text="the protocol's document, as JSON")
    answering = models.JSONField(
        default=list, help_text="who answered for what when it was published, by id"
    )
    open_package = models.UUIDField(unique=True, help_text="signed for whoever asks")
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering: ClassVar = ["-number"]

    def __str__(self) -> str:
        return f"{self.number}"


class Copy(models.Model):
    """A version on its way to one office."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="copies")
    contact = models.ForeignKey("exchange.Contact", on_delete=models.PROTECT, related_name="+")
    package = models.UUIDField(unique=True)

    class Meta:
        ordering: ClassVar = ["version", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "contact"], name="desk_table_copy_once"),
        ]

    def __str__(self) -> str:
        return f"{self.package}"

"""Tables of publishing. A version that left is not edited; what became of it is added."""

from __future__ import annotations

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q

from rapport.office.publishing.rules import Fate


class Publication(models.Model):
    """A public version of a letter and its replies, as a person confirmed it."""

    public_id = models.UUIDField(unique=True, default=uuid4, editable=False)
    letter = models.ForeignKey(
        "office_communications.Letter", on_delete=models.PROTECT, related_name="+"
    )
    version = models.PositiveIntegerField()
    document = models.TextField(help_text="the protocol's document, as JSON")
    fingerprint = models.CharField(max_length=64, help_text="of what it says, without its date")
    also_withheld = models.JSONField(default=list, help_text="words that a person withheld")
    names_withheld = models.PositiveIntegerField()
    archive = models.ForeignKey("exchange.Contact", on_delete=models.PROTECT, related_name="+")
    published_on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    package = models.UUIDField(null=True, unique=True)
    pdf_trouble = models.CharField(max_length=80, blank=True, help_text="code: why without PDF")
    received_at = models.DateTimeField(null=True)
    refused_at = models.DateTimeField(null=True)
    refusal_reason = models.TextField(blank=True)  # empty: stopped here, not by the archive

    class Meta:
        ordering: ClassVar = ["letter", "version"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["letter", "version"], name="office_publishing_version_once"
            ),
            models.CheckConstraint(
                condition=Q(received_at=None) | Q(refused_at=None),
                name="office_publishing_one_fate",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version}"

    @property
    def fate(self) -> Fate:
        """What became of it, derived from its dates."""
        if self.received_at:
            return Fate.RECEIVED
        if self.refused_at is None:
            return Fate.ON_ITS_WAY
        return Fate.REFUSED if self.refusal_reason else Fate.STOPPED

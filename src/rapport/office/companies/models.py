"""Tables of what companies published. Nothing here is changed: a later one is added."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class FunctionTable(models.Model):
    """Which functions of a company answer for what, as its desk signed it."""

    contact = models.ForeignKey("exchange.Contact", on_delete=models.PROTECT, related_name="+")
    message = models.UUIDField()
    package = models.UUIDField()
    valid_from = models.DateField()
    sent_at = models.DateTimeField(help_text="as the desk says: the latest counts")
    arrived_at = models.DateTimeField()
    document = models.TextField(help_text="the protocol's document, as JSON")

    class Meta:
        ordering: ClassVar = ["contact", "sent_at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["contact", "message"], name="office_companies_table_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.message}"

"""Tables of the cases."""

from __future__ import annotations

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models

from rapport.office.cases.rules import CaseState
from rapport.web.fields import EnumField


class Case(models.Model):
    """One situation. Its lead mandate is a slug of the directory; who else sees it: a share."""

    public_id = models.UUIDField(unique=True, default=uuid4, editable=False)
    title = models.CharField(max_length=300)
    summary = models.TextField(blank=True)
    mandate = models.SlugField(max_length=80)
    countries = models.JSONField(default=list, help_text="ISO 3166-1 alpha-3")
    state = EnumField(CaseState, default=CaseState.OPEN)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    searchable = models.TextField(blank=True, help_text="title and summary, folded, for search")
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-opened_at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(state=CaseState.OPEN.value, closed_at=None)
                | models.Q(state=CaseState.CLOSED.value, closed_at__isnull=False),
                name="office_cases_closed_at",
            ),
        ]

    def __str__(self) -> str:
        return str(self.public_id)


class CaseShare(models.Model):
    """A mandate that sees a case besides its lead."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="shares")
    mandate = models.SlugField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["case", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "mandate"], name="office_cases_share_once"),
        ]

    def __str__(self) -> str:
        return self.mandate

"""Tables of the consents. Answers are added, never edited."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from rapport.office.consents.rules import Gender, GivenBy, PersonKind, Purpose
from rapport.web.fields import EnumField


class CasePerson(models.Model):
    """A person whom a case is about. No foreign key to the case: it stands above."""

    case = models.UUIDField(db_index=True, help_text="the case's public id")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=200)
    kind = EnumField(PersonKind)
    gender = EnumField(Gender, default=Gender.UNKNOWN)
    is_minor = models.BooleanField(default=False)
    is_survivor = models.BooleanField(default=False, help_text="of sexual violence")
    note = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["case", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "number"], name="office_consents_person_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}"


class Consent(models.Model):
    """One answer of a person to one question. The latest counts; what was not asked is a no."""

    person = models.ForeignKey(CasePerson, on_delete=models.PROTECT, related_name="consents")
    purpose = EnumField(Purpose)
    recipient = models.SlugField(
        max_length=80, blank=True, help_text="a company; empty: each one"
    )
    answer = models.BooleanField()
    given_by = EnumField(GivenBy)
    given_on = models.DateField()
    note = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["person", "id"]

    def __str__(self) -> str:
        return f"{self.purpose} {self.answer}"

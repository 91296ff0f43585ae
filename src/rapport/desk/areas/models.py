"""Tables of the issue areas. A decision names its question and copies no text of a letter."""

from __future__ import annotations

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from rapport.desk.areas.rules import Origin
from rapport.web.fields import EnumField


class IssueArea(models.Model):
    """An issue area in a desk's own words, by language. It is switched off, never deleted."""

    public_id = models.UUIDField(unique=True, default=uuid4, editable=False)
    slug = models.SlugField(max_length=60, unique=True)
    titles = models.JSONField(default=dict)
    descriptions = models.JSONField(default=dict)
    words = models.JSONField(default=dict, help_text="telling words, with commas")
    position = models.PositiveIntegerField()
    packaged = models.BooleanField(default=False, help_text="came with Rapport")
    worded_at = models.DateTimeField(null=True, help_text="the desk's own wording since")
    switched_off_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["position", "id"]

    def __str__(self) -> str:
        return self.slug


class AreaThemes(models.Model):
    """A version of how an area stands to other catalogues; the next one is added to it.

    Those of a person outrank those of releases, which are kept beside them.
    """

    area = models.ForeignKey(IssueArea, on_delete=models.PROTECT, related_name="themes")
    number = models.PositiveIntegerField()
    origin = EnumField(Origin)
    release = models.PositiveIntegerField(
        help_text="the packaged version that it is or was made from; 0 without one"
    )
    lines = models.JSONField(default=list, help_text="catalogue, code, title, relation")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering: ClassVar = ["area", "number", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["area", "number"], name="desk_areas_themes_once"),
            models.UniqueConstraint(
                fields=["area", "release"],
                condition=Q(origin=Origin.PACKAGED.value),
                name="desk_areas_themes_one_a_release",
            ),
            models.CheckConstraint(
                condition=Q(origin=Origin.PACKAGED.value, made_by=None)
                | Q(origin=Origin.OWN.value, made_by__isnull=False),
                name="desk_areas_themes_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area_id} {self.number}"


class Responsibility(models.Model):
    """Who answers for an area; for one product or country of it, where they are given."""

    public_id = models.UUIDField(unique=True, default=uuid4, editable=False)
    area = models.ForeignKey(
        IssueArea, on_delete=models.PROTECT, related_name="responsibilities"
    )
    product = models.CharField(max_length=100, blank=True)
    country = models.CharField(max_length=3, blank=True, help_text="ISO 3166-1, three letters")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    deputy = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering: ClassVar = ["area", "product", "country", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["area", "product", "country"], name="desk_areas_one_answers"
            ),
            models.CheckConstraint(
                condition=Q(deputy=None) | ~Q(deputy=F("owner")), name="desk_areas_deputy"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area_id} {self.product} {self.country}".strip()


class Absence(models.Model):
    """Days on which a person is away: the first and the last, in Geneva's calendar."""

    public_id = models.UUIDField(unique=True, default=uuid4, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    from_on = models.DateField()
    until_on = models.DateField()

    class Meta:
        ordering: ClassVar = ["from_on", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until_on__gte=F("from_on")), name="desk_areas_absence_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_on} {self.until_on}"


class Decision(models.Model):
    """What people last decided on a question: its area, its owner. Goes with the question."""

    question = models.OneToOneField(
        "desk_inbox.Question", on_delete=models.CASCADE, related_name="+"
    )
    area = models.ForeignKey(IssueArea, on_delete=models.PROTECT, null=True, related_name="+")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering: ClassVar = ["-decided_at", "-id"]

    def __str__(self) -> str:
        return f"{self.question_id}"

"""What went on paper, what became of it, and the scans of what came on paper."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q

from rapport.office.communications.models.letters import Letter
from rapport.office.communications.rules import OnPaper, Recorded, ScanOutcome, Way
from rapport.web.fields import EnumField


def _who() -> models.ForeignKey[Any, Any]:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )


def _file() -> models.ForeignKey[Any, Any]:
    return models.ForeignKey(
        "documents.StoredFile", on_delete=models.PROTECT, null=True, related_name="+"
    )


class Posting(models.Model):
    """A letter on paper, or the word that it is withdrawn: each fact as a person recorded it.

    Its code names the letter to us on the paper that comes back, and says nothing to others.
    """

    public_id = models.UUIDField(unique=True, default=uuid4, editable=False)
    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="postings")
    purpose = EnumField(OnPaper)
    code = models.CharField(max_length=16, unique=True)
    to = models.TextField(help_text="address lines")
    return_to = models.TextField(help_text="where answers are to come, in lines")
    words = models.TextField(
        blank=True, help_text="why it is withdrawn, as the company reads it"
    )
    made_at = models.DateTimeField()
    made_by = _who()
    # what is printed
    printed = _file()
    pages = models.PositiveIntegerField(null=True)
    left_out = models.JSONField(default=list, help_text="names of files that are no PDF")
    # what became of it
    posted_on = models.DateField(null=True)
    way = EnumField(Way, blank=True, default="")
    carrier = models.CharField(max_length=200, blank=True)
    tracking = models.CharField(max_length=200, blank=True)
    posted_by = _who()
    delivered_on = models.DateField(null=True)
    taken_by = models.CharField(max_length=200, blank=True)
    proof = _file()
    delivered_by = _who()
    returned_on = models.DateField(null=True)
    return_reason = models.CharField(max_length=500, blank=True)
    returned_by = _who()

    class Meta:
        ordering: ClassVar = ["made_at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(posted_on__isnull=False) | Q(delivered_on=None, returned_on=None),
                name="office_communications_posted_first",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["posted_on", "id"], name="office_communications_posted"),
        ]

    def __str__(self) -> str:
        return str(self.public_id)


class Scan(models.Model):
    """Paper that came and was scanned, in the files in which it was handed in."""

    public_id = models.UUIDField(unique=True, default=uuid4, editable=False)
    reached_on = models.DateField(help_text="its date stamp")
    handed_in_at = models.DateTimeField()
    handed_in_by = _who()
    read_at = models.DateTimeField(null=True, help_text="its pages were looked at")
    looked = models.BooleanField(default=True, help_text="codes could be read here")

    class Meta:
        ordering: ClassVar = ["handed_in_at", "id"]

    def __str__(self) -> str:
        return str(self.public_id)


class ScanFile(models.Model):
    """A file of a scan, as it was handed in."""

    scan = models.ForeignKey(Scan, on_delete=models.PROTECT, related_name="files")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=200)
    file = models.ForeignKey("documents.StoredFile", on_delete=models.PROTECT, related_name="+")
    trouble = models.CharField(max_length=80, blank=True, help_text="code: why not looked at")
    facts = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar = ["scan", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["scan", "number"], name="office_communications_scan_file_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}"


class ScanPart(models.Model):
    """The pages of a scan from one sheet to the next; a person says where they belong.

    Where answers follow a sheet, the two are kept apart as well: our words are no answer.
    """

    public_id = models.UUIDField(unique=True, default=uuid4, editable=False)
    scan = models.ForeignKey(Scan, on_delete=models.PROTECT, related_name="parts")
    number = models.PositiveIntegerField()
    file = models.ForeignKey("documents.StoredFile", on_delete=models.PROTECT, related_name="+")
    sheet = _file()
    answer = _file()
    name = models.CharField(max_length=200)
    pages = models.PositiveIntegerField(help_text="0: they could not be counted")
    code = models.CharField(max_length=16, blank=True)
    posting = models.ForeignKey(
        Posting, on_delete=models.PROTECT, null=True, related_name="+", help_text="by its code"
    )
    outcome = EnumField(ScanOutcome, blank=True, default="")
    letter = models.ForeignKey(
        Letter, on_delete=models.PROTECT, null=True, related_name="+", help_text="confirmed"
    )
    message = models.UUIDField(null=True, db_index=True, help_text="kept as this answer")
    reached_on = models.DateField(null=True)
    settled_at = models.DateTimeField(null=True)
    settled_by = _who()

    class Meta:
        ordering: ClassVar = ["scan", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["scan", "number"], name="office_communications_scan_part_once"
            ),
            models.CheckConstraint(
                condition=Q(outcome=ScanOutcome.PLACED.value, letter__isnull=False)
                | ~Q(outcome=ScanOutcome.PLACED.value) & Q(letter=None, message=None),
                name="office_communications_scan_placed_whole",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["outcome", "id"], name="office_communications_scans"),
        ]

    def __str__(self) -> str:
        return str(self.public_id)


class StruckRecord(models.Model):
    """A record that was wrong, as it stood, and who struck it out, when and why.

    It counts for nothing and is never changed; what is right is recorded anew.
    """

    public_id = models.UUIDField(unique=True, default=uuid4, editable=False)
    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="struck")
    record = EnumField(Recorded)
    posting = models.ForeignKey(
        Posting, on_delete=models.PROTECT, null=True, related_name="struck"
    )
    part = models.ForeignKey(
        ScanPart, on_delete=models.PROTECT, null=True, related_name="struck"
    )
    # as it stood
    day = models.DateField(help_text="that it said")
    way = EnumField(Way, blank=True, default="")
    carrier = models.CharField(max_length=200, blank=True)
    tracking = models.CharField(max_length=200, blank=True)
    taken_by = models.CharField(max_length=200, blank=True)
    proof = _file()
    return_reason = models.CharField(max_length=500, blank=True)
    message = models.UUIDField(null=True, db_index=True, help_text="as which a scan was kept")
    recorded_by = _who()
    # who struck it out
    struck_at = models.DateTimeField()
    struck_by = _who()
    because = models.CharField(max_length=500)

    class Meta:
        ordering: ClassVar = ["struck_at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(
                    record=Recorded.PLACED.value,
                    posting=None,
                    part__isnull=False,
                    message__isnull=False,
                )
                | ~Q(record=Recorded.PLACED.value)
                & Q(posting__isnull=False, part=None, message=None),
                name="office_communications_struck_of_what",
            ),
        ]

    def __str__(self) -> str:
        return str(self.public_id)

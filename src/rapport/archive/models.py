"""Tables of the archive. Everything in them is public."""

from __future__ import annotations

from typing import ClassVar
from uuid import uuid4

from django.db import models
from django.db.models import Q

from rapport.archive.rules import AddresseeKind, Origin, Replied
from rapport.language.forms import LONGEST_KEY
from rapport.protocol.kinds import LetterType
from rapport.protocol.references import LONGEST_SLUG
from rapport.web.fields import EnumField
from rapport.web.search import LONGEST_WORD


class Letter(models.Model):
    """A letter of the record: as an office published it, or as a public source tells of it.

    The columns are what lists, filters and counts need, and no more: all are read through for
    them. What an office published stands whole in its versions; a record of a file has words
    and a source of its own. Folded text and words are made from them, never the other way.
    """

    slug = models.CharField(max_length=LONGEST_SLUG, unique=True)
    record = models.UUIDField(
        unique=True, default=uuid4, help_text="the publishing office's id"
    )
    origin = EnumField(Origin)
    type = EnumField(LetterType, blank=True)
    joint = models.BooleanField(default=False)
    reference = models.CharField(max_length=120, blank=True)
    language = models.CharField(max_length=2, default="en")
    subject = models.CharField(max_length=500, blank=True)
    addressee_kind = EnumField(AddresseeKind)
    addressee = models.CharField(max_length=500)
    company = models.SlugField(max_length=120, blank=True)
    country = models.CharField(
        max_length=3, blank=True, help_text="of a State written to, alpha-3"
    )
    sent = models.CharField(max_length=10, blank=True, help_text="a day, a month or a year")
    sent_on = models.DateField(null=True, help_text="the first day that it can mean")
    year = models.PositiveIntegerField(null=True)
    reply_due_on = models.DateField(null=True)
    public_on = models.DateField(null=True)
    replied_on = models.DateField(null=True)
    replied = EnumField(Replied)
    names_withheld = models.PositiveIntegerField(default=0)
    demonstration = models.BooleanField(default=False)
    # what an office published
    version = models.PositiveIntegerField(default=0, help_text="the one that is shown")
    publisher = models.ForeignKey(
        "exchange.Contact", on_delete=models.PROTECT, null=True, related_name="+"
    )
    # what a file said
    summary = models.TextField(blank=True)
    note = models.TextField(blank=True)
    code_source = models.CharField(
        max_length=200, blank=True, help_text="what the reference rests on"
    )
    source = models.CharField(max_length=500, blank=True)
    source_url = models.CharField(max_length=1000, blank=True)
    as_of = models.DateField(null=True, help_text="when the source was read")
    # for the reader's questions
    taken_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-sent_on", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(
                    origin=Origin.PUBLISHED.value, publisher__isnull=False, version__gte=1
                )
                | Q(origin=Origin.LOADED.value, publisher=None, version=0),
                name="archive_letter_of_one_origin",
            ),
            models.CheckConstraint(
                condition=Q(origin=Origin.PUBLISHED.value) | ~Q(source=""),
                name="archive_record_has_a_source",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["-sent_on", "id"], name="archive_by_date"),
            models.Index(fields=["company"], name="archive_by_company"),
            models.Index(fields=["country"], name="archive_by_country"),
            models.Index(fields=["public_on"], name="archive_by_publication"),
        ]

    def __str__(self) -> str:
        return self.slug


class Signatory(models.Model):
    """A mandate that signed a letter, by the title it had."""

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="signatories")
    place = models.PositiveIntegerField()
    mandate = models.SlugField(max_length=80)
    title = models.CharField(max_length=500)
    holder = models.CharField(max_length=500, blank=True)
    resolution = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering: ClassVar = ["letter", "place"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["letter", "place"], name="archive_signatory_place"),
            models.UniqueConstraint(
                fields=["mandate", "letter"], name="archive_signatory_once"
            ),
        ]

    def __str__(self) -> str:
        return self.mandate


class Paper(models.Model):
    """A PDF that came with the latest publication: the letter or a reply."""

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="papers")
    name = models.CharField(max_length=100)
    file = models.ForeignKey("documents.StoredFile", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["letter", "name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["letter", "name"], name="archive_paper_once"),
        ]

    def __str__(self) -> str:
        return self.name


class RecordFile(models.Model):
    """A file that a public record came with, as it was beside the record; and its text."""

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="files")
    place = models.PositiveIntegerField()
    path = models.CharField(max_length=300, help_text="below the folder of the records")
    file = models.ForeignKey("documents.StoredFile", on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=2, blank=True, help_text="of the text")
    trouble = models.CharField(max_length=80, blank=True, help_text="code: why without text")
    text = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["letter", "place"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["letter", "place"], name="archive_file_place"),
            models.UniqueConstraint(fields=["letter", "path"], name="archive_file_once"),
        ]

    def __str__(self) -> str:
        return self.path


class Version(models.Model):
    """A publication as it came. Versions are added, never edited; the latest is shown."""

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    package = models.UUIDField(unique=True)
    document = models.TextField(help_text="the protocol's document, as JSON")
    taken_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["letter", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["letter", "number"], name="archive_version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.number}"


class FoldedText(models.Model):
    """All that a letter says, folded, in which phrases are found."""

    letter = models.OneToOneField(
        Letter, on_delete=models.CASCADE, primary_key=True, related_name="folded"
    )
    text = models.TextField()
    kept_by = models.CharField(
        max_length=40, db_index=True, help_text="version of the analyser that made it and words"
    )

    def __str__(self) -> str:
        return f"{self.letter_id}"


class Word(models.Model):
    """A word by which a letter is found, and how much it counts there.

    The key is what it is found by in other forms, in one language; none in scripts and for
    numbers that have no forms. A word has a row for each key that it has in the letter.
    """

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="words")
    word = models.CharField(max_length=LONGEST_WORD)
    key = models.CharField(max_length=LONGEST_KEY, blank=True)
    weight = models.PositiveSmallIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["word", "letter", "key"], name="archive_word_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["key", "letter"], name="archive_by_key"),
        ]

    def __str__(self) -> str:
        return self.word

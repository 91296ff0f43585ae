"""Questions about single letters of the record, and about how many there are."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final
from uuid import UUID

from django.db.models import Count, F, QuerySet

from rapport.archive.errors import RecordNotFound
from rapport.archive.models import Letter, Paper, RecordFile, Signatory, Version
from rapport.archive.rules import AddresseeKind, Replied
from rapport.protocol.kinds import Publication

BATCH: Final = 200


@dataclass(frozen=True, slots=True)
class HowMany:
    """What the record holds, counted."""

    letters: int
    full_replies: int
    companies: int
    mandates: int


def find_letter(slug: str, *, lock: bool = False) -> Letter | None:
    """Return the letter under an address, or None."""
    rows = Letter.objects.select_for_update(of=("self",)) if lock else Letter.objects.all()
    return rows.select_related("publisher").filter(slug=slug).first()


def get_letter(slug: str) -> Letter:
    """Return the letter under an address, with those who signed it. Raises RecordNotFound."""
    rows = Letter.objects.select_related("publisher").prefetch_related("signatories")
    found = rows.filter(slug=slug).first()
    if found is None:
        raise RecordNotFound
    return found


def papers_of(letter: Letter) -> list[Paper]:
    """Return the PDFs of a published letter: the letter first, then its replies."""
    return list(Paper.objects.filter(letter=letter).select_related("file").order_by("name"))


def versions_of(letter: Letter) -> list[Version]:
    """Return the publications of a letter, the latest first."""
    return list(Version.objects.filter(letter=letter).order_by("-number"))


def get_paper(slug: str, name: str) -> Paper:
    """Return one PDF of a letter. Raises RecordNotFound."""
    rows = Paper.objects.select_related("file", "letter")
    found = rows.filter(letter__slug=slug, name=name).first()
    if found is None:
        raise RecordNotFound
    return found


def files_of(letter: Letter) -> list[RecordFile]:
    """Return the files that a public record came with, in their order; not their text."""
    rows = RecordFile.objects.filter(letter=letter).defer("text")
    return list(rows.select_related("file").order_by("place"))


def files_by_slug(slugs: Iterable[str]) -> dict[str, dict[str, RecordFile]]:
    """Return what is kept of the files of records, by the letters' addresses and by path."""
    rows = RecordFile.objects.filter(letter__slug__in=list(slugs))
    found: dict[str, dict[str, RecordFile]] = {}
    for row in rows.select_related("letter", "file").order_by("place"):
        found.setdefault(row.letter.slug, {})[row.path] = row
    return found


def get_file(slug: str, sha256: str) -> RecordFile:
    """Return one file of a record by its hash. Raises RecordNotFound."""
    rows = RecordFile.objects.select_related("file").defer("text").order_by("place")
    found = rows.filter(letter__slug=slug, file__sha256=sha256).first()
    if found is None:
        raise RecordNotFound
    return found


def find_record(record: UUID) -> Letter | None:
    """Return the letter that an office calls by this id, locked, or None."""
    return Letter.objects.select_for_update().filter(record=record).first()


def find_by_reference(reference: str) -> Letter | None:
    """Return the letter under a reference, or None."""
    return Letter.objects.filter(reference=reference).order_by("id").first()


def publications_of(letters: Iterable[Letter]) -> dict[int, Publication]:
    """Return what offices published, by the letters' rows; records of files have nothing."""
    shown = Version.objects.filter(letter__in=list(letters), number=F("letter__version"))
    return {one.letter_id: Publication.model_validate_json(one.document) for one in shown}


def text_of(letter: Letter) -> str:
    """Return what an office published as it came, or nothing for a record of a file."""
    shown = Version.objects.filter(letter=letter, number=letter.version).first()
    return shown.document if shown else ""


def newest(most: int) -> QuerySet[Letter]:
    """Return the letters that became public last; of what is not known, those sent last."""
    rows = Letter.objects.prefetch_related("signatories")
    return rows.order_by(
        F("public_on").desc(nulls_last=True), F("sent_on").desc(nulls_last=True), "-id"
    )[:most]


def how_many() -> HowMany:
    """Count what is in the record."""
    companies = Letter.objects.filter(addressee_kind=AddresseeKind.COMPANY)
    return HowMany(
        letters=Letter.objects.count(),
        full_replies=Letter.objects.filter(replied=Replied.FULL).count(),
        companies=companies.aggregate(n=Count("company", distinct=True))["n"],
        mandates=Signatory.objects.aggregate(n=Count("mandate", distinct=True))["n"],
    )


def letters_by_slug(slugs: Iterable[str]) -> dict[str, Letter]:
    """Return letters by their address, locked, with those who signed them."""
    rows = Letter.objects.select_for_update().filter(slug__in=list(slugs))
    return {one.slug: one for one in rows.prefetch_related("signatories", "files")}


def letters_by_row(pks: Collection[int]) -> list[Letter]:
    """Return letters by their rows, locked, with those who signed them."""
    rows = Letter.objects.select_for_update(of=("self",)).filter(pk__in=pks)
    rows = rows.prefetch_related("signatories", "files")
    return list(rows.order_by("id"))


def kept_by_another(version: str) -> list[int]:
    """Return the rows of some letters whose words were not kept by a version."""
    rows = Letter.objects.exclude(folded__kept_by=version).order_by("id")
    return list(rows.values_list("pk", flat=True)[:BATCH])


def in_batches() -> Iterator[list[int]]:
    """Yield the rows of all letters, some at a time."""
    rows = iter(Letter.objects.order_by("id").values_list("pk", flat=True))
    while batch := list(islice(rows, BATCH)):
        yield batch

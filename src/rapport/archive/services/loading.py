"""Load files of public records: good lines are kept, bad ones told; again changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from importlib import resources
from itertools import islice
from pathlib import Path
from typing import IO, Any, Final

from django.db import transaction

from rapport.archive import errors, rules, selectors
from rapport.archive.events import RecordsLoaded
from rapport.archive.models import Letter, RecordFile, Signatory
from rapport.archive.rules import Origin
from rapport.archive.schemas import Record
from rapport.archive.services.attaching import Attached, files_of
from rapport.archive.services.indexing import index
from rapport.archive.services.known import Known
from rapport.archive.services.reading import LineRefused, lines_of, read_line
from rapport.foundation.acts import Act
from rapport.journal.services import record

PACKAGED: Final = ("public-record.jsonl", "public-record-1990s.jsonl")
PACKAGED_AS_OF: Final = date(2026, 11, 23)
"""When the packaged facts were collected."""

LINES_AT_ONCE: Final = 200
Tell = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that was not taken: where it stands, and what is wrong with it."""

    file: str
    number: int
    reason: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.number}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Said:
    """What a person should know of a file that a line names."""

    file: str
    number: int
    what: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.number}: {self.what}"


@dataclass(slots=True)
class Counts:
    """What became of the lines that were read; empty ones do not count."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: list[BadLine] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)

    @property
    def lines(self) -> int:
        """How many lines were read so far."""
        return self.added + self.changed + self.unchanged + len(self.refused)


def load_packaged(act: Act, *, tell: Tell | None = None) -> Counts:
    """Load the public record that comes with Rapport. Loading it again changes nothing.

    Raises DirectoryEmpty. Records RecordsLoaded when something changed.
    """
    counts = Counts()
    for name in PACKAGED:
        with resources.files("rapport.archive").joinpath("data", name).open("rb") as file:
            _Loading(act, name, PACKAGED_AS_OF, counts).load(file, tell)
    _record(act, counts)
    return counts


def load_file(
    act: Act,
    *,
    file: IO[bytes],
    name: str,
    folder: Path | None = None,
    as_of: date | None = None,
    tell: Tell | None = None,
) -> Counts:
    """Load a file of public records, JSON Lines. What a bad line says is not kept; the rest is.

    Lines are kept some hundreds at a time: after an interruption the file is loaded again, and
    what was kept is found unchanged. `as_of` stands for lines that do not say when their source
    was read. In the folder are the files that lines name; what cannot be read of them is said,
    and so is what a letter states and its line lacks. Raises DirectoryEmpty. Records
    RecordsLoaded when something changed.
    """
    counts = Counts()
    _Loading(act, name, as_of, counts, folder).load(file, tell)
    _record(act, counts)
    return counts


def _record(act: Act, counts: Counts) -> None:
    if counts.added or counts.changed:
        told = RecordsLoaded(
            added=counts.added, changed=counts.changed, refused=len(counts.refused)
        )
        with transaction.atomic():
            record(act, told)


class _Loading:
    """One file on its way into the record."""

    def __init__(
        self,
        act: Act,
        name: str,
        as_of: date | None,
        counts: Counts,
        folder: Path | None = None,
    ) -> None:
        self.act, self.name, self.as_of, self.counts = act, name, as_of, counts
        self.folder = folder
        self.known = Known()
        self.seen: dict[str, int] = {}

    def load(self, file: IO[bytes], tell: Tell | None) -> None:
        """Keep the good lines, some at a time. Raises DirectoryEmpty."""
        if self.known.is_empty:
            raise errors.DirectoryEmpty
        lines = lines_of(file)
        while batch := list(islice(lines, LINES_AT_ONCE)):
            records = self._read(batch)
            files = self._files(records)
            with transaction.atomic():
                self._keep({slug: records[slug] for slug in files}, files)
            if tell:
                tell(self.counts.lines)

    def _read(self, batch: Sequence[tuple[int, bytes]]) -> dict[str, Record]:
        records: dict[str, Record] = {}
        for number, line in batch:
            try:
                one = read_line(line, self.known, self.as_of)
                if one.slug in self.seen:
                    first = self.seen[one.slug]
                    raise LineRefused(f"tells of the same letter as line {first}")
            except LineRefused as trouble:
                self._refuse(number, str(trouble))
            else:
                self.seen[one.slug] = number
                records[one.slug] = one
        return records

    def _files(self, records: Mapping[str, Record]) -> dict[str, list[Attached]]:
        """Keep and read the files that records name; without the records that are refused."""
        kept = selectors.files_by_slug(records)
        found: dict[str, list[Attached]] = {}
        for slug, one in records.items():
            number = self.seen[slug]
            try:
                files = files_of(one, self.folder, kept.get(slug, {}))
            except LineRefused as trouble:
                self._refuse(number, str(trouble))
                continue
            found[slug] = files.attached
            self.counts.said += [Said(self.name, number, what) for what in files.said]
        return found

    def _refuse(self, number: int, reason: str) -> None:
        self.counts.refused.append(BadLine(self.name, number, reason))

    def _keep(self, records: Mapping[str, Record], files: Mapping[str, list[Attached]]) -> None:
        here = selectors.letters_by_slug(records)
        fresh: list[Letter] = []
        for slug, one in records.items():
            letter, facts = here.get(slug), _facts(one, self.known)
            if letter and one.as_of is None:
                facts["as_of"] = letter.as_of  # silence takes no date back
            if letter and letter.origin is Origin.PUBLISHED:
                reason = "an office has published this letter here; what it published stands"
                self._refuse(self.seen[slug], reason)
            elif letter and _says(letter, facts, one) and _has(letter, files[slug]):
                self.counts.unchanged += 1
            else:
                self.counts.changed += letter is not None
                self.counts.added += letter is None
                fresh.append(self._save(slug, facts, one, files[slug]))
        index(fresh)

    def _save(
        self, slug: str, facts: dict[str, Any], one: Record, files: Sequence[Attached]
    ) -> Letter:
        now = {"changed_at": self.act.at}
        saved, _ = Letter.objects.update_or_create(
            slug=slug,
            defaults={**facts, **now},
            create_defaults={**facts, **now, "taken_at": self.act.at},
        )
        Signatory.objects.filter(letter=saved).delete()
        Signatory.objects.bulk_create(
            Signatory(
                letter=saved, place=place, mandate=mandate, title=self.known.titles[mandate]
            )
            for place, mandate in enumerate(one.mandates, 1)
        )
        RecordFile.objects.filter(letter=saved).delete()
        RecordFile.objects.bulk_create(
            RecordFile(
                letter=saved,
                place=place,
                path=each.path,
                file=each.stored,
                language=each.language,
                trouble=each.trouble,
                text=each.text,
            )
            for place, each in enumerate(files, 1)
        )
        return saved


def _facts(one: Record, known: Known) -> dict[str, Any]:
    sent_on = rules.first_day(one.sent_on or "")
    return {
        "origin": Origin.LOADED,
        "type": one.letter_type or "",
        "joint": one.joint,
        "reference": one.full_reference,
        "language": one.language,
        "subject": one.subject or "",
        "addressee_kind": one.addressee_kind,
        "addressee": one.addressee,
        "company": known.company(one),
        "country": one.country or "",
        "sent": one.sent_on or "",
        "sent_on": sent_on,
        "year": sent_on.year if sent_on else None,
        "public_on": one.public_on,
        "replied_on": one.replied_on,
        "replied": one.replied,
        "demonstration": one.demonstration,
        "summary": one.summary or "",
        "note": one.note or "",
        "code_source": one.code_source or "",
        "source": one.source,
        "source_url": one.url or "",
        "as_of": one.as_of,
    }


def _says(letter: Letter, facts: dict[str, Any], one: Record) -> bool:
    same = all(getattr(letter, name) == value for name, value in facts.items())
    return same and [each.mandate for each in letter.signatories.all()] == one.mandates


def _has(letter: Letter, files: Sequence[Attached]) -> bool:
    rows = list(letter.files.all())
    same = all(one.is_kept(row) for one, row in zip(files, rows, strict=False))
    return same and len(rows) == len(files)

"""The files that a record names: found beside its file, kept, and read for their text."""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from rapport.archive.models import RecordFile
from rapport.archive.schemas import NamedFile, Record
from rapport.archive.services.reading import LineRefused
from rapport.documents import services as documents
from rapport.documents.models import StoredFile
from rapport.foundation.errors import Refusal
from rapport.language.guessing import language_of
from rapport.reading import services as reader
from rapport.reading.flow import flowed
from rapport.reading.letter import Looks, ReadLetter, read_letter
from rapport.reading.text import ReadFile
from rapport.web.downloads import PDF

LONGEST_TEXT: Final = 200_000
"""Signs of a file's text that are kept and searched; far more than letters have."""

WITHIN: Final = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC
NO_LINK: Final = os.O_NOFOLLOW


@dataclass(frozen=True, slots=True)
class Attached:
    """A file of a record, kept; its text, or the code of why there is none."""

    path: str
    stored: StoredFile
    text: str = ""
    language: str = ""
    trouble: str = ""

    def is_kept(self, row: RecordFile) -> bool:
        """Whether a row says the same."""
        mine = (self.path, self.stored.pk, self.text, self.language, self.trouble)
        return mine == (row.path, row.file_id, row.text, row.language, row.trouble)


@dataclass(slots=True)
class Files:
    """The files of one record, and what a person should know of them."""

    attached: list[Attached]
    said: list[str]


def files_of(record: Record, folder: Path | None, kept: Mapping[str, RecordFile]) -> Files:
    """Keep and read what a record names; what is kept already and readable is not read again.

    Runs processes of its own, so never inside a transaction. Raises LineRefused for a file that
    is not there, is not the one meant, or changed since it was kept.
    """
    found = Files([], [])
    for named in record.files:
        data = _bytes_of(named, folder)
        digest = sha256(data).hexdigest()
        before = kept.get(named.path)
        _check(named, digest, before)
        if before and before.file.sha256 == digest and not before.trouble:
            found.attached.append(
                Attached(named.path, before.file, before.text, before.language)
            )
            continue
        kind = PDF if data.startswith(b"%PDF-") else "application/octet-stream"
        stored = documents.keep(data, media_type=kind, name=named.name)
        found.attached.append(_read(named.path, stored, data, record, found.said))
    return found


def hints(record: Record, letter: ReadLetter) -> list[str]:
    """Return what a letter states and its record lacks, for a person to look at."""
    if letter.looks is not Looks.LETTER:
        return []
    lacking = {
        "reference": (record.reference, letter.reference),
        "sent_on": (record.sent_on, letter.date),
        "type": (record.letter_type, letter.type),
    }
    said = [
        f"{name} {one.value}"
        for name, (told, one) in lacking.items()
        if not told and one is not None
    ]
    if not record.mandates and letter.mandates:
        signing = [str(one.value["mandate"]) for one in letter.mandates]
        said.append("mandates " + ", ".join(signing))
    return said


def _check(named: NamedFile, digest: str, before: RecordFile | None) -> None:
    if named.sha256 and named.sha256 != digest:
        raise LineRefused(f"{named.path} is not the file meant: its SHA-256 is {digest}")
    if before and before.file.sha256 != digest and not named.sha256:
        raise LineRefused(
            f"{named.path} has changed since it was kept, and what was kept stands. To take "
            f"the new one, say its sha256: {digest}"
        )


def _read(
    path: str, stored: StoredFile, data: bytes, record: Record, said: list[str]
) -> Attached:
    try:
        file = reader.text_of(data)
    except Refusal as refusal:
        said.append(f"{path} is kept without its text. {refusal} [{refusal.code}]")
        return Attached(path, stored, trouble=refusal.code)
    said += [f"{path} says {one}" for one in hints(record, read_letter(file))]
    text = _whole(file)
    if len(text) > LONGEST_TEXT:
        said.append(f"{path}: the first {LONGEST_TEXT} characters are searched, of {len(text)}")
        text = text[:LONGEST_TEXT]
    return Attached(path, stored, text, language_of(text).value)


def _whole(file: ReadFile) -> str:
    return "\n\n".join(flowed(one) for one in file.texts).replace("\0", "").strip()


def _bytes_of(named: NamedFile, folder: Path | None) -> bytes:
    """Read a file below a folder, through no link. Raises LineRefused."""
    if folder is None:
        raise LineRefused("names files, which need a folder: load it from a file, not from -")
    try:
        with ExitStack() as opened:
            handle = _opened(opened, os.open(folder, WITHIN))
            *folders, name = named.path.split("/")
            for step in folders:
                handle = _opened(opened, os.open(step, WITHIN | NO_LINK, dir_fd=handle))
            last = os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | NO_LINK
            handle = _opened(opened, os.open(name, last, dir_fd=handle))
            state = os.fstat(handle)
            if not stat.S_ISREG(state.st_mode):
                raise LineRefused(f"{named.path} is no file")
            if state.st_size > reader.LARGEST_FILE_BYTES:
                most = reader.LARGEST_FILE_BYTES // 1024**2
                raise LineRefused(f"{named.path} is larger than {most} MB")
            with os.fdopen(os.dup(handle), "rb") as file:
                return file.read(reader.LARGEST_FILE_BYTES)
    except OSError as trouble:
        reason = trouble.strerror or type(trouble).__name__
        raise LineRefused(f"{named.path} cannot be opened, or is a link ({reason})") from None


def _opened(stack: ExitStack, handle: int) -> int:
    stack.callback(os.close, handle)
    return handle

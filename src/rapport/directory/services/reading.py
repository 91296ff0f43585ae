"""Read records out of a file, and every mistake in them. Nothing here asks the database."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from pydantic import ValidationError

from rapport.directory import schemas
from rapport.directory.errors import DirectoryInvalid, FileUnreadable
from rapport.directory.rules import LARGEST_FILE_BYTES
from rapport.directory.schemas import DEMONSTRATION, KINDS, Record

Edition = dict[str, dict[str, Record]]
"""Records by kind and key: what a file holds, or what came with Rapport."""

EDITION_ON: Final = date(2026, 11, 23)
"""When the packaged data were gathered; the date of packaged records that give none."""

MISTAKES_LISTED: Final = 1000
PACKAGED: Final[Mapping[str, str]] = {
    "countries.json": "countries",
    "mandates.json": "mandates",
    "holders.json": "holders",
    schemas.COMPANIES: "companies",
    "sessions.json": "sessions",
}
DIALOGUES: Final = "dialogue-2021.json"


@dataclass(frozen=True, slots=True)
class Mistake:
    """Something in a file that cannot be used: where it stands, and what is wrong."""

    kind: str
    record: str
    field: str
    text: str

    def __str__(self) -> str:
        place = ", ".join(part for part in (self.kind, self.record, self.field) if part)
        return f"{place}: {self.text}"


@dataclass(slots=True)
class Mistakes:
    """The mistakes found so far; a file full of them is read no further than is of use."""

    found: list[Mistake] = field(default_factory=list)

    def add(self, kind: str, record: str, name: str, text: str) -> None:
        """Note one mistake. Raises DirectoryInvalid when there are too many to list."""
        self.found.append(Mistake(*map(_readable, (kind, record, name, text))))
        if len(self.found) >= MISTAKES_LISTED:
            self.refuse()

    def refuse(self) -> None:
        """Refuse when there are mistakes. Raises DirectoryInvalid, with all of them."""
        if self.found:
            raise DirectoryInvalid(
                count=len(self.found),
                mistakes="\n".join(map(str, self.found)),
                found=tuple(self.found),
            )


def read_packaged(mistakes: Mistakes, *, demonstration: bool) -> Edition:
    """Return what comes with Rapport, with the invented records or without."""
    edition = _empty()
    for name, kind in PACKAGED.items():
        _take(edition, {kind: _parsed(schemas.packaged(name), name)}, mistakes)
    _take(
        edition, _kinds_of(_parsed(schemas.packaged(DIALOGUES), DIALOGUES), DIALOGUES), mistakes
    )
    if demonstration:
        invented = _parsed(schemas.packaged(DEMONSTRATION), DEMONSTRATION)
        _take(edition, _kinds_of(invented, DEMONSTRATION), mistakes)
    return {kind: _dated(records) for kind, records in edition.items()}


def packaged_mandates() -> list[schemas.MandateRecord]:
    """Return the mandates that come with Rapport, for what works without an installation."""
    records = _packaged_records("mandates.json")
    return [one for one in records if isinstance(one, schemas.MandateRecord)]


def packaged_countries() -> list[schemas.CountryRecord]:
    """Return the countries that come with Rapport."""
    records = _packaged_records("countries.json")
    return [one for one in records if isinstance(one, schemas.CountryRecord)]


def packaged_companies() -> list[schemas.CompanyRecord]:
    """Return the companies that come with Rapport."""
    records = _packaged_records("companies.json")
    return [one for one in records if isinstance(one, schemas.CompanyRecord)]


def _packaged_records(name: str) -> Iterable[Record]:
    edition = _empty()
    mistakes = Mistakes()
    _take(edition, {PACKAGED[name]: _parsed(schemas.packaged(name), name)}, mistakes)
    mistakes.refuse()
    return edition[PACKAGED[name]].values()


def read_file(data: bytes, name: str, mistakes: Mistakes) -> Edition:
    """Return what a file of the format rapport-directory holds. Raises FileUnreadable."""
    edition = _empty()
    _take(edition, _kinds_of(_parsed(data, name), name), mistakes)
    return edition


def book_of(files: Mapping[str, bytes], *, name: str) -> bytes:
    """Return a folder's files as one file of the format, so that all are loaded or none.

    A file either is of the format itself, or a bare list named for its kind: mandates.json.
    Raises FileUnreadable.
    """
    if not files:
        raise FileUnreadable(file=name, reason="the folder holds no file that ends in .json")
    book: dict[str, Any] = {"format": schemas.FORMAT, "version": schemas.VERSION}
    for file, data in files.items():
        rows = _parsed(data, file)
        lists = (
            {PACKAGED[file]: rows}
            if file in PACKAGED and isinstance(rows, list)
            else _kinds_of(rows, file)
        )
        for kind, more in lists.items():
            if not isinstance(more, list):
                raise FileUnreadable(file=file, reason=f"its “{kind}” is not a list")
            book[kind] = [*book.get(kind, ()), *more]
    return json.dumps(book, ensure_ascii=False).encode()


def _readable(text: str) -> str:
    """Return what a file says as it can be shown: half of a sign is none that a page writes."""
    return text.encode("utf-8", "replace").decode()


def _empty() -> Edition:
    return {kind: {} for kind in KINDS}


def _dated(records: Mapping[str, Record]) -> dict[str, Record]:
    """Date packaged records that give no date; what is invented was never gathered."""
    return {
        key: record.model_copy(update={"as_of": EDITION_ON})
        if record.as_of is None and not record.demonstration
        else record
        for key, record in records.items()
    }


def _parsed(data: bytes, name: str) -> Any:
    if len(data) > LARGEST_FILE_BYTES:
        reason = f"it is larger than {LARGEST_FILE_BYTES // 1024**2} MB"
        raise FileUnreadable(file=name, reason=reason)
    if not data.strip():
        raise FileUnreadable(file=name, reason="it is empty")
    try:
        return json.loads(
            data.decode("utf-8-sig"),
            object_pairs_hook=_without_repetition,
            parse_constant=_no_number,
        )
    except UnicodeDecodeError:
        raise FileUnreadable(file=name, reason="it is not text in UTF-8") from None
    except RecursionError:
        raise FileUnreadable(file=name, reason="it is nested too deeply") from None
    except json.JSONDecodeError as trouble:
        reason = f"it is not JSON (line {trouble.lineno}: {trouble.msg})"
        raise FileUnreadable(file=name, reason=reason) from None
    except ValueError as trouble:
        raise FileUnreadable(file=name, reason=str(trouble)) from None


def _without_repetition(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    known = dict(pairs)
    if len(known) < len(pairs):
        raise ValueError("a field stands twice in one record")
    return known


def _no_number(text: str) -> None:
    raise ValueError(f"{text} is no number")


def _kinds_of(book: Any, name: str) -> Mapping[str, Any]:
    """Return a file's lists by kind, of a known format and version. Raises FileUnreadable."""
    if not isinstance(book, dict) or book.get("format") != schemas.FORMAT:
        reason = f'it does not say "format": "{schemas.FORMAT}"'
        raise FileUnreadable(file=name, reason=reason)
    if book.get("version") != schemas.VERSION:
        reason = f"only version {schemas.VERSION} of the format is known"
        raise FileUnreadable(file=name, reason=reason)
    return {kind: rows for kind, rows in book.items() if kind not in {"format", "version"}}


def _take(edition: Edition, lists: Mapping[str, Any], mistakes: Mistakes) -> None:
    for kind, rows in lists.items():
        if kind not in KINDS:
            mistakes.add(kind, "", "", f"no such kind of record; known are {', '.join(KINDS)}")
        elif not isinstance(rows, list):
            mistakes.add(kind, "", "", "is not a list")
        else:
            _take_records(edition[kind], kind, rows, mistakes)


def _take_records(
    shelf: dict[str, Record], kind: str, rows: Iterable[Any], mistakes: Mistakes
) -> None:
    for place, row in enumerate(rows, start=1):
        record = _record(kind, row, _named(kind, row, place), mistakes)
        if record is None:
            continue
        if record.key in shelf:
            mistakes.add(kind, record.key, "", "stands twice")
        shelf[record.key] = record


def _named(kind: str, row: Any, place: int) -> str:
    """Return how a mistake names a record: by its key if it has one, else by its place."""
    names = [name.rstrip("_") for name in KINDS[kind].names_itself]
    if isinstance(row, dict) and all(isinstance(row.get(name), str | int) for name in names):
        return "/".join(str(row[name]) for name in names)[:200]
    return f"no. {place}"


def _record(kind: str, row: Any, named: str, mistakes: Mistakes) -> Record | None:
    try:
        return KINDS[kind].model_validate_json(json.dumps(row))
    except ValidationError as trouble:
        for error in trouble.errors(include_url=False, include_input=False):
            name = ".".join(map(str, error["loc"]))
            mistakes.add(kind, named, name, error["msg"].removeprefix("Value error, "))
        return None

"""The text of a file: documents, pages, lines; and where in it something stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final


class Kind(StrEnum):
    """The kinds of file that are read."""

    PDF = "pdf"
    DOCX = "docx"
    EMAIL = "eml"
    TEXT = "txt"


class Note(StrEnum):
    """What a reader of a text should know of how it was got."""

    RECOGNISED = "recognised"  # by OCR, from pictures of pages
    SOME_PICTURES = "some_pictures"  # pages without text were left out
    ENCODING_GUESSED = "encoding_guessed"
    CARRIES_PACKAGE = "carries_package"  # a PDF that Rapport made


@dataclass(frozen=True, slots=True)
class Place:
    """Where a line stands: page and line, both from 1."""

    page: int
    line: int


@dataclass(frozen=True, slots=True)
class Text:
    """One document: its pages, each a list of lines."""

    name: str
    kind: Kind
    pages: tuple[tuple[str, ...], ...]
    notes: tuple[Note, ...] = ()

    @property
    def whole(self) -> str:
        """All lines of all pages."""
        return "\n".join(line for page in self.pages for line in page)


@dataclass(frozen=True, slots=True)
class ReadFile:
    """What a file held: its documents, an e-mail's own text first; an e-mail's headers."""

    kind: Kind
    texts: tuple[Text, ...]
    headers: dict[str, str] = field(default_factory=dict)
    left_out: tuple[tuple[str, str], ...] = ()
    """Attachments that could not be read: their names and the codes of why."""


HEADERS: Final = ("from", "to", "subject", "date")


def from_json(told: dict[str, Any]) -> ReadFile:
    """Return what the process of its own told."""
    return ReadFile(
        kind=Kind(told["kind"]),
        texts=tuple(
            Text(
                name=one["name"],
                kind=Kind(one["kind"]),
                pages=tuple(tuple(page) for page in one["pages"]),
                notes=tuple(Note(note) for note in one["notes"]),
            )
            for one in told["texts"]
        ),
        headers=told["headers"],
        left_out=tuple((name, code) for name, code in told["left_out"]),
    )

"""What the archive tells."""

from dataclasses import dataclass

from rapport.foundation.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterPublished(Event):
    """A letter that an office published is in the record. The matter is its address."""

    name = "archive.letter_published"

    reference: str
    version: int
    replies: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordsLoaded(Event):
    """Records of a file were added or changed."""

    name = "archive.records_loaded"

    matter: str = "archive"
    added: int
    changed: int
    refused: int

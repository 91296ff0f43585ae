"""What the table of functions tells. The matter is the version; of the draft, the desk."""

from dataclasses import dataclass

from rapport.foundation.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class TableSaved(Event):
    """The draft of the table was changed; nobody outside sees it."""

    name = "desk.table_saved"

    rows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TablePublished(Event):
    """A person published who answers for what; it takes the place of the table before."""

    name = "desk.table_published"

    number: int
    valid_from: str
    rows: int
    offices: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TableWithdrawn(Event):
    """A person took the published rows back: the fallback alone is left."""

    name = "desk.table_withdrawn"

    number: int
    offices: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TableSent(Event):
    """The published table was sent to offices that had not got it."""

    name = "desk.table_sent"

    number: int
    offices: int

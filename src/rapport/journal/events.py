"""What the journal tells of itself."""

from dataclasses import dataclass

from rapport.foundation.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored(Event):
    """The installation was made again from a backup: what came after it is not known here."""

    name = "journal.restored"

    as_of: str  # instant of the backup

"""What the journal tells of itself and of its work."""

from dataclasses import dataclass

from rapport.foundation.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkTriedAgain(Event):
    """Somebody had work tried again that was given up; the matter is the number of the work."""

    name = "journal.work_tried_again"

    work: str
    attempts: int
    trouble: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored(Event):
    """The installation was made again from a backup: what came after it is not known here."""

    name = "journal.restored"

    as_of: str  # instant of the backup

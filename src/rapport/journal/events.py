"""What the journal tells of its own work."""

from dataclasses import dataclass

from rapport.foundation.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkTriedAgain(Event):
    """Somebody had work tried again that was given up; the matter is the number of the work."""

    name = "journal.work_tried_again"

    work: str
    attempts: int
    trouble: str

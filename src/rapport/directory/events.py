"""What the directory tells the rest."""

from dataclasses import dataclass

from rapport.foundation.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectoryLoaded(Event):
    """Records were added, changed, or marked as no longer listed."""

    name = "directory.loaded"

    matter: str = "directory"
    added: int
    changed: int
    dropped: int

"""What the uploads tell. No name of a file, and no code."""

from dataclasses import dataclass

from rapport.foundation.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadCodeMade(Event):
    """A letter got an upload code; one that it had before opens nothing any more."""

    name = "upload.code_made"


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadRemoved(Event):
    """Files that were never sent off were removed after their time."""

    name = "upload.removed"

    files: int

"""The manifest of a backup and of an export: what is in it, and the hash of each of its files.

Format: docs/reference/formats/backup.md.
"""

from __future__ import annotations

from typing import Annotated, Final, Literal
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

BACKUP: Final = "rapport-backup"
EXPORT: Final = "rapport-export"
MANIFEST: Final = "manifest.json"
SETTINGS: Final = "settings.env"
SIDES: Final = ("office", "desk", "archive")
MEMBER_NAME: Final = (
    r"^(settings\.env"
    r"|keys/[a-z][a-z0-9.-]{0,60}"
    r"|files/[0-9a-f]{2}/[0-9a-f]{62}"
    r"|files/[0-9a-f]{64}(\.[a-z0-9]{1,10})?"
    r"|rows/[a-z0-9_]{1,60}\.[a-z0-9_]{1,60}\.jsonl)$"
)
"""Nothing else is taken out of a backup: no name leads out of the folder it goes into."""


class Member(BaseModel):
    """A file in a backup or an export. Rows are counted where it holds rows of a table."""

    model_config = ConfigDict(frozen=True)

    name: Annotated[str, Field(pattern=MEMBER_NAME)]
    size: Annotated[int, Field(ge=0)]
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    rows: int | None = None


class Contents(BaseModel):
    """Whose data it is, of which release, and every file in it."""

    model_config = ConfigDict(frozen=True)

    format: Literal["rapport-backup", "rapport-export"]
    version: Literal[1] = 1
    release: str
    made_at: AwareDatetime
    id: UUID
    side: Literal["office", "desk", "archive"]
    name: str
    migrations: list[str]
    members: list[Member]
    missing_files: list[str] = []
    """SHA-256 of stored files that were missing or damaged when this was made."""

    left_out: list[str] = []
    """Tables of an export that hold secrets or nothing of one's own, without their rows."""

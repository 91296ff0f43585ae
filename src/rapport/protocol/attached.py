"""What a letter or a reply tells of the files in its package: by what name, to which question.

Format: docs/reference/protocol/package.md, Files. A stranger says it: what is no name or number
is left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from pydantic import BaseModel

LONGEST_NAME: Final = 200
HIGHEST_NUMBER: Final = 999
"""The protocol's highest number of a question."""


@dataclass(frozen=True, slots=True)
class Told:
    """A file as the document calls it; an empty name where it says none."""

    name: str = ""
    question: int | None = None


def files_told(document: BaseModel) -> dict[str, Told]:
    """Return what a document says of its files, by the names of their parts."""
    listed = (document.model_extra or {}).get("files", [])
    rows = listed if isinstance(listed, list) else []
    return {
        str(one.get("part")): Told(_name(one.get("name")), _question(one.get("question")))
        for one in rows
        if isinstance(one, dict)
    }


def _name(said: object) -> str:
    """Return a name without the signs that no name has."""
    if not isinstance(said, str):
        return ""
    return "".join(sign for sign in said if sign.isprintable())[:LONGEST_NAME]


def _question(said: object) -> int | None:
    return said if type(said) is int and 1 <= said <= HIGHEST_NUMBER else None

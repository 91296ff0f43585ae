"""References of communications: read, printed, compared; never allocated here.

`TYPE ACTOR NUMBER/YEAR`, as in AL OTH 12/2021. A J before the type is a listing label for joint
letters, no part of the reference. Source: docs/domain/letter.md.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from rapport.protocol.kinds import LetterType

_FORM: Final = re.compile(
    r"\s*(J?(?P<type>AL|UA|OL))\s+(?P<actor>[A-Z]{3})\s+(?P<number>\d{1,4})\s*/\s*(?P<year>\d{4})\s*",
    re.ASCII | re.IGNORECASE,
)

LONGEST_SLUG: Final = 120


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference: the letter's type, the addressee's actor code, the number in the year."""

    type: LetterType
    actor: str
    number: int
    year: int

    def __str__(self) -> str:
        return f"{self.type.value} {self.actor} {self.number}/{self.year}"

    @property
    def key(self) -> tuple[str, int, int]:
        """What should be unique: the running number seems to be shared by all types."""
        return (self.actor, self.number, self.year)


def parse(text: str) -> Reference:
    """Read a reference. Raises ValueError for anything else."""
    found = _FORM.fullmatch(text)
    if not found or int(found["number"]) == 0:
        raise ValueError("a reference reads like AL OTH 12/2021")
    return Reference(
        LetterType(found["type"].upper()),
        found["actor"].upper(),
        int(found["number"]),
        int(found["year"]),
    )


def slug_of(*words: str) -> str:
    """Return words as a stable address: "AL OTH 12/2021" is al-oth-12-2021.

    Under it an archive shows a letter, and an office links to it.

    Words that leave no Latin letter or digit are told apart by the start of their SHA-256.
    """
    pieces = [_latin(word) or sha256(word.encode()).hexdigest()[:10] for word in words if word]
    return "-".join(pieces)[:LONGEST_SLUG].strip("-")


def _latin(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")

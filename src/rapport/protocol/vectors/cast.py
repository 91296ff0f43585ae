"""The three installations of the vectors, with keys that everybody knows."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from uuid import UUID

from rapport.protocol.cards import Card
from rapport.protocol.sealing import OpeningKey
from rapport.protocol.signing import SigningKey
from rapport.protocol.vectors import age

AT: Final = datetime(2099, 3, 2, 9, 0, tzinfo=UTC)
LETTER: Final = UUID("1e77e200-0000-4000-8000-000000000001")
REPLY: Final = UUID("2e91e700-0000-4000-8000-000000000001")
RECORD: Final = UUID("4ec04d00-0000-4000-8000-000000000001")


def signing_key(seed: int) -> SigningKey:
    """Return the key whose seed is one byte, 32 times."""
    return SigningKey.from_text(b64encode(bytes([seed]) * 32).decode())


@dataclass(frozen=True, slots=True)
class Installation:
    """A side of the vectors."""

    id: UUID
    side: str
    name: str
    unit: str
    signing: SigningKey
    opening: bytes

    @property
    def opening_key(self) -> OpeningKey:
        """Return the key that opens what is sealed for this side."""
        return OpeningKey.from_text(age.secret_text(self.opening))

    def card(
        self,
        number: int = 1,
        *,
        key: SigningKey | None = None,
        previous: SigningKey | None = None,
        **changes: object,
    ) -> Card:
        """Return this side's contact card, signed."""
        own = key or self.signing
        facts: dict[str, object] = {
            "id": self.id,
            "side": self.side,
            "name": self.name,
            "unit": self.unit,
            "addresses": [f"https://{self.side}.example"],
            "signing_key": own.verify_key().to_text(),
            "encryption_key": self.opening_key.sealing_key().to_text(),
            "number": number,
            "issued_at": AT,
        }
        return Card.model_validate({**facts, **changes}).signed(own, previous)


OFFICE: Final = Installation(
    UUID("0ff1ce00-0000-4000-8000-000000000001"),
    "office",
    "Special Procedures office",
    "",
    signing_key(7),
    bytes([11]) * 32,
)
DESK: Final = Installation(
    UUID("de5c0000-0000-4000-8000-000000000001"),
    "desk",
    "Quillmoor Social",
    "demo-quillmoor",
    signing_key(8),
    bytes([12]) * 32,
)
ARCHIVE: Final = Installation(
    UUID("a4c81fe0-0000-4000-8000-000000000001"),
    "archive",
    "Public archive",
    "",
    signing_key(9),
    bytes([13]) * 32,
)
STRANGER: Final = signing_key(10)
SIDES: Final = {one.side: one for one in (OFFICE, DESK, ARCHIVE)}

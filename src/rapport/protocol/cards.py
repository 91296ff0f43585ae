"""Contact cards: who an installation is, where it is reached, and its keys; signed by itself.

A card's bytes are canonical JSON: keys sorted, no spaces, UTF-8, as what was signed. A card
with new keys is signed by the keys before it as well, so that whoever knows those can take it.
Format: docs/reference/protocol/card.md.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from hashlib import sha256
from typing import Annotated, Final, Literal, Self
from uuid import UUID

from pydantic import (
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    field_validator,
)

from rapport.protocol.errors import CardUnreadable
from rapport.protocol.jsontext import trouble_in
from rapport.protocol.sealing import SealingKey
from rapport.protocol.signing import SigningKey, VerifyKey

DOMAIN: Final = b"rapport-card-v2\x00"
ROTATION_DOMAIN: Final = b"rapport-card-rotation-v2\x00"
CODE_DOMAIN: Final = b"rapport-verification-v1\x00"
LARGEST_CARD: Final = 64 * 1024
GROUPS: Final = 6
DIGITS: Final = 5
_SIGNATURES: Final = frozenset({"signature", "previous_signature"})

Name = Annotated[
    str, StringConstraints(min_length=1, max_length=200, pattern=r"^[^\x00-\x1f\x7f]*$")
]
Address = Annotated[
    str, StringConstraints(min_length=8, max_length=300, pattern=r"^https?://[\x21-\x7e]+$")
]
KeyText = Annotated[str, StringConstraints(min_length=20, max_length=200)]
SignatureText = Annotated[str, StringConstraints(max_length=100)]


class Card(BaseModel):
    """What another installation needs in order to exchange packages with this one."""

    model_config = ConfigDict(extra="allow", frozen=True)

    format: Literal["rapport-card"] = "rapport-card"
    version: Literal[2] = 2
    id: UUID
    side: Literal["office", "desk", "archive"]
    name: Name
    unit: Annotated[str, StringConstraints(max_length=80, pattern=r"^[a-z0-9-]*$")] = ""
    addresses: Annotated[list[Address], Field(min_length=1, max_length=10)]
    signing_key: KeyText
    encryption_key: KeyText
    number: Annotated[int, Field(ge=1, le=2**53)]
    issued_at: AwareDatetime
    expires_at: Annotated[
        AwareDatetime | Literal[""],
        Field(
            exclude_if=lambda end: end == "",
            json_schema_extra=lambda schema: schema.pop("default"),
        ),
    ] = ""
    """Left out, and not signed, where there is no end: cards made before this field hold."""
    revoked: bool = False
    previous_key: SignatureText = ""
    previous_signature: SignatureText = ""
    signature: SignatureText = ""

    @field_validator("signing_key")
    @classmethod
    def _signs(cls, text: str) -> str:
        VerifyKey.from_text(text)
        return text

    @field_validator("encryption_key")
    @classmethod
    def _seals(cls, text: str) -> str:
        SealingKey.from_text(text)
        return text

    def signed(self, key: SigningKey, previous: SigningKey | None = None) -> Self:
        """Return this card, signed by its own key and, after a rotation, by the one before."""
        card = self
        if previous is not None:
            old = previous.verify_key().to_text()
            card = card.model_copy(update={"previous_key": old})
            words = previous.sign(domain=ROTATION_DOMAIN, data=_signed_bytes(card))
            card = card.model_copy(update={"previous_signature": b64encode(words).decode()})
        own = key.sign(domain=DOMAIN, data=_signed_bytes(card))
        return card.model_copy(update={"signature": b64encode(own).decode()})

    def follows(self, known_key: str) -> bool:
        """Whether the owner of a known signing key has signed this card as what follows."""
        return self.previous_key == known_key and _verifies(
            known_key, self.previous_signature, ROTATION_DOMAIN, _signed_bytes(self)
        )

    def is_signed(self) -> bool:
        """Whether the card's own key has signed it as it is."""
        return _verifies(self.signing_key, self.signature, DOMAIN, _signed_bytes(self))

    def to_bytes(self) -> bytes:
        """Return the card as its one canonical file."""
        return _canonical(self, frozenset())


def read(data: bytes) -> Card:
    """Read a card and check that it is signed by its own key. Raises CardUnreadable."""
    if len(data) > LARGEST_CARD:
        raise CardUnreadable(reason="it is too long")
    try:
        card = Card.model_validate_json(data)
    except (ValidationError, ValueError, RecursionError) as trouble:
        raise CardUnreadable(reason=_first(trouble)) from trouble
    if said := trouble_in(data):
        raise CardUnreadable(reason=said)
    if not card.is_signed():
        raise CardUnreadable(reason="it was changed after it was signed")
    return card


def verification_code(*pairs: tuple[str, str]) -> str:
    """Return six groups of five digits, the same whoever of the two works it out.

    Each pair is an installation's signing key and encryption key, as their cards have them.
    """
    lines = sorted(f"{signing} {sealing}\n".encode() for signing, sealing in pairs)
    number = int.from_bytes(sha256(CODE_DOMAIN + b"".join(lines)).digest())
    digits = f"{number % 10 ** (GROUPS * DIGITS):0{GROUPS * DIGITS}d}"
    return " ".join(digits[at : at + DIGITS] for at in range(0, len(digits), DIGITS))


def _signed_bytes(card: Card) -> bytes:
    return _canonical(card, _SIGNATURES)


def _canonical(card: Card, without: frozenset[str]) -> bytes:
    fields = card.model_dump(mode="json", exclude=set(without))
    text = json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()


def _verifies(key: str, signature: str, domain: bytes, data: bytes) -> bool:
    try:
        made = b64decode(signature, validate=True)
        return VerifyKey.from_text(key).verifies(made, domain=domain, data=data)
    except ValueError:
        return False


def _first(trouble: Exception) -> str:
    if isinstance(trouble, ValidationError):
        error = trouble.errors(include_input=False, include_url=False)[0]
        where = ".".join(str(step) for step in error["loc"]) or "the file"
        return f"{where}: {error['msg']}"
    return "it is not JSON"

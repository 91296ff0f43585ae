"""Ed25519 keys and signatures (RFC 8032), each signature bound to what it is for."""

from __future__ import annotations

from base64 import b64decode, b64encode
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)


@dataclass(frozen=True, slots=True)
class VerifyKey:
    """A public key; its text is the base64 of its 32 bytes."""

    _key: Ed25519PublicKey

    @classmethod
    def from_text(cls, text: str) -> VerifyKey:
        """Read a key's text. Raises ValueError for anything else."""
        return cls(Ed25519PublicKey.from_public_bytes(b64decode(text, validate=True)))

    def to_text(self) -> str:
        """Return the key's text."""
        return b64encode(self._key.public_bytes_raw()).decode()

    def verifies(self, signature: bytes, *, domain: bytes, data: bytes) -> bool:
        """Whether this key's owner made the signature, for this purpose, over these bytes."""
        try:
            self._key.verify(signature, domain + data)
        except InvalidSignature:
            return False
        return True


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A private key; its text is the base64 of its 32-byte seed."""

    _key: Ed25519PrivateKey

    @classmethod
    def generate(cls) -> SigningKey:
        """Make a new key."""
        return cls(Ed25519PrivateKey.generate())

    @classmethod
    def from_text(cls, text: str) -> SigningKey:
        """Read a key's text. Raises ValueError for anything else."""
        return cls(Ed25519PrivateKey.from_private_bytes(b64decode(text, validate=True)))

    def to_text(self) -> str:
        """Return the key's text. It is a secret."""
        return b64encode(self._key.private_bytes_raw()).decode()

    def verify_key(self) -> VerifyKey:
        """Return the public key that verifies this key's signatures."""
        return VerifyKey(self._key.public_key())

    def sign(self, *, domain: bytes, data: bytes) -> bytes:
        """Return the 64-byte signature over the domain followed by the data."""
        return self._key.sign(domain + data)

    def __repr__(self) -> str:
        return "SigningKey(…)"

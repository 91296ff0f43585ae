"""One-time tokens: 256 random bits for the person, their hash for the database."""

from __future__ import annotations

import secrets
from hashlib import sha256


def new_token() -> str:
    """Return a token that cannot be guessed: 256 bits, as text for an address."""
    return secrets.token_urlsafe(32)


def hash_of(token: str) -> str:
    """Return what the database keeps of a token; a random token needs no salt."""
    return sha256(token.encode()).hexdigest()

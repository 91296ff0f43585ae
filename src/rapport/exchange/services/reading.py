"""Read packages of contacts: signed by the key on their card, or by the one before it.

Bytes are signed once and wait, perhaps for long; a rotation in between must not lose them. So
the key before a rotation counts for what was made before it, when it has signed the new card.
"""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from rapport.exchange import selectors
from rapport.exchange.models import Contact
from rapport.protocol import package as packages
from rapport.protocol.errors import SignatureWrong
from rapport.protocol.package import Package
from rapport.protocol.signing import VerifyKey


def answerable(sender: UUID) -> Contact | None:
    """Return somebody whom we could also answer: known, not revoked, with keys."""
    contact = selectors.find_contact(sender)
    usable = contact is not None and not contact.revoked_at and contact.encryption_key
    return contact if usable else None


def key_of(sender: UUID) -> VerifyKey | None:
    """Return the present key of somebody whom we could also answer."""
    contact = answerable(sender)
    return VerifyKey.from_text(contact.signing_key) if contact else None


def read(
    body: bytes,
    *,
    me: UUID | None,
    contact_of: Callable[[UUID], Contact | None] = answerable,
    by_hand: bool = False,
) -> Package:
    """Check a package and return what was signed. Raises as `package.read` does."""

    def key(sender: UUID) -> VerifyKey | None:
        contact = contact_of(sender)
        return VerifyKey.from_text(contact.signing_key) if contact else None

    try:
        return packages.read(body, key_of=key, me=me, by_hand=by_hand)
    except SignatureWrong as refusal:
        earlier = _earlier_key(body, contact_of)
        if earlier is None:
            raise
        try:
            return packages.read(body, key_of=lambda _sender: earlier, me=me, by_hand=by_hand)
        except SignatureWrong:
            raise refusal from None


def _earlier_key(body: bytes, contact_of: Callable[[UUID], Contact | None]) -> VerifyKey | None:
    """Return the key before the present one, if the package says that it is as old."""
    manifest, _members = packages.peek(body)
    contact = contact_of(manifest.sender)
    if contact is None or not contact.earlier_key or contact.earlier_until is None:
        return None
    if manifest.made_at >= contact.earlier_until:
        return None
    return VerifyKey.from_text(contact.earlier_key)

"""What goes back in the same breath: a signed receipt or rejection, sealed for its reader."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from rapport.exchange import selectors
from rapport.exchange.services.keys import own_id, own_key
from rapport.foundation.errors import Refusal
from rapport.protocol import package as packages
from rapport.protocol.kinds import Document, Receipt, Rejection
from rapport.protocol.package import NOBODY, Heading
from rapport.protocol.sealing import SealingKey, seal


@dataclass(frozen=True, slots=True)
class Answered:
    """A receipt or a rejection, signed, and for whom it is; empty when nothing goes back."""

    taken: bool
    body: bytes
    to: UUID = NOBODY
    refusal: Refusal | None = None
    again: bool = False
    """Whether the same package was answered before."""

    def sealed(self) -> bytes:
        """Return it sealed for its reader.

        For somebody without a key here, a rejection goes unsealed: it says nothing of what the
        package said, and settles nothing. Receipts are for known contacts alone.
        """
        if not self.body:
            return b""
        contact = selectors.find_contact(self.to)
        if contact is None or contact.revoked_at or not contact.encryption_key:
            if self.taken:
                raise RuntimeError("a receipt is sealed or not given")
            return self.body
        return seal(self.body, [SealingKey.from_text(contact.encryption_key)])


def confirm(package: UUID, sender: UUID, at: datetime) -> Answered:
    """Return the receipt for a package."""
    receipt = Receipt(package=package, received_at=at)
    return Answered(taken=True, body=_sign(receipt, package, sender, at), to=sender)


def reject(
    refusal: Refusal, package: UUID | None, sender: UUID | None, at: datetime
) -> Answered:
    """Return the rejection of a package, with code and reason."""
    rejection = Rejection(
        package=package, rejected_at=at, code=refusal.code, reason=str(refusal)[:2000]
    )
    to = sender or NOBODY
    body = _sign(rejection, package, to, at)
    return Answered(taken=False, body=body, to=to, refusal=refusal)


def _sign(document: Document, package: UUID | None, to: UUID, at: datetime) -> bytes:
    heading = Heading(
        package=uuid4(),
        sender=own_id(),
        recipient=to,
        number=0,  # answers go back in the same breath and stand in no row
        matter=package or NOBODY,
        answers=package,
        made_at=at,
    )
    return packages.build(heading, document, (), own_key())

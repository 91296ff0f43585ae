"""A contact card carried as a package."""

from __future__ import annotations

from typing import Self

from pydantic import model_validator

from rapport.protocol.cards import Card
from rapport.protocol.kinds.common import Document


class ContactCard(Document):
    """Tells a contact our card: new addresses, new keys, or that keys are void.

    It is taken by the rules for cards, whoever signed the package around it.
    """

    KIND = "contact_card"

    card: Card
    """The card as in its own file, its signatures with it."""

    @model_validator(mode="after")
    def _is_signed(self) -> Self:
        if not self.card.is_signed():
            raise ValueError("the card's own signature fits it")
        return self

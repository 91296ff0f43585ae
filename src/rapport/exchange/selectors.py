"""Questions to the exchange: who can be reached, and what became of a package."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from rapport.exchange.errors import ContactNotFound
from rapport.exchange.models import Contact, Incoming, KeptAside, Outgoing
from rapport.exchange.rules import why_not_address
from rapport.foundation.errors import Refusal


@dataclass(frozen=True, slots=True)
class Delivery:
    """The chain of facts about one posted package. "Received" only from a signed receipt."""

    package: UUID
    kind: str
    to: str
    posted_at: datetime
    tries: int
    last_said: str
    received_at: datetime | None
    refused_at: datetime | None
    refusal_code: str
    refusal_reason: str

    @property
    def is_open(self) -> bool:
        """Whether neither receipt nor rejection has come."""
        return self.received_at is None and self.refused_at is None


def get_contact(public_id: UUID, *, lock: bool = False) -> Contact:
    """Return the contact of an installation's id. Raises ContactNotFound."""
    rows = Contact.objects.select_for_update() if lock else Contact.objects
    contact = rows.filter(public_id=public_id).first()
    if contact is None:
        raise ContactNotFound
    return contact


def find_contact(public_id: UUID) -> Contact | None:
    """Return the contact of an installation's id, or None."""
    return Contact.objects.filter(public_id=public_id).first()


def contact_for(unit: str, side: str) -> Contact | None:
    """Return the installation of a side that stands for a company or mandate, or None."""
    return Contact.objects.filter(unit=unit, side=side).order_by("id").first() if unit else None


def contacts(side: str | None = None) -> QuerySet[Contact]:
    """Return the known installations, of one side or of all."""
    return Contact.objects.filter(side=side) if side else Contact.objects.all()


def why_not_reach(contact: Contact) -> Refusal | None:
    """Say what stands in the way of sending to a contact; None when nothing does."""
    return why_not_address(contact.url)


def deliveries_about(matter: UUID) -> list[Delivery]:
    """Return what became of a matter's packages, oldest first. Ask only for visible matters."""
    rows = (
        Outgoing.objects.filter(matter=matter).select_related("to").order_by("posted_at", "id")
    )
    return [_delivery(row) for row in rows]


def undelivered() -> list[Delivery]:
    """Return the packages without receipt or rejection, oldest first."""
    rows = Outgoing.objects.filter(received_at=None, refused_at=None)
    return [_delivery(row) for row in rows.select_related("to").order_by("posted_at", "id")]


def outgoing_body(package: UUID) -> Outgoing | None:
    """Return a posted package with its stored bytes, or None."""
    return Outgoing.objects.filter(package=package).select_related("body", "to").first()


def incoming_body(package: UUID, sender: UUID) -> Incoming | None:
    """Return a package that came in with its stored bytes, or None."""
    rows = Incoming.objects.filter(package=package, sender__public_id=sender)
    return rows.select_related("body", "answer").first()


def kept_aside_count() -> int:
    """Return how many refused things are kept aside."""
    return KeptAside.objects.count()


def _delivery(row: Outgoing) -> Delivery:
    return Delivery(
        package=row.package,
        kind=row.kind,
        to=row.to.name,
        posted_at=row.posted_at,
        tries=row.tries,
        last_said=row.last_said,
        received_at=row.received_at,
        refused_at=row.refused_at,
        refusal_code=row.refusal_code,
        refusal_reason=row.refusal_reason,
    )

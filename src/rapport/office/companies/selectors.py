"""Questions about what companies published: for everybody in the office, as it is public."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Min, Q

from rapport.exchange import selectors as exchange
from rapport.exchange.models import Contact
from rapport.office.companies.models import FunctionTable
from rapport.protocol.kinds import RoutingTable


@dataclass(frozen=True, slots=True)
class Statement:
    """A company's table, and who signed it."""

    document: RoutingTable
    row: FunctionTable
    contact: Contact

    @property
    def is_verified(self) -> bool:
        """Whether two people compared the keys that signed it."""
        return self.contact.verified_at is not None


@dataclass(frozen=True, slots=True)
class Published:
    """What a company published, on a day."""

    counting: Statement | None = None
    coming: Statement | None = None
    """The next one that takes its place, from a later day."""
    is_revoked: bool = False
    """The keys of the company's desk are void: nothing signed by them counts."""


def published_by(company: str, today: date) -> Published:
    """Return what a company (slug) published: the table that counts, and the next that will.

    The one sent last counts among those whose first day has come, whenever it arrived; what was
    sent before it never counts again.
    """
    contact = exchange.contact_for(company, "desk")
    if contact is None:
        return Published()
    if contact.revoked_at:
        return Published(is_revoked=True)
    rows = FunctionTable.objects.filter(contact=contact).order_by("-sent_at", "-id")
    counting = rows.filter(valid_from__lte=today).first()
    newer = rows.filter(valid_from__gt=today)
    if counting:
        later = Q(sent_at__gt=counting.sent_at) | Q(
            sent_at=counting.sent_at, id__gt=counting.pk
        )
        newer = newer.filter(later)
    first_day = newer.aggregate(day=Min("valid_from"))["day"]
    coming = newer.filter(valid_from=first_day).first()
    return Published(
        _statement(counting, contact) if counting else None,
        _statement(coming, contact) if coming else None,
    )


def find_message(contact: Contact, message: UUID) -> FunctionTable | None:
    """Return a contact's table by the id it came under, or None."""
    return FunctionTable.objects.filter(contact=contact, message=message).first()


def _statement(row: FunctionTable, contact: Contact) -> Statement:
    return Statement(RoutingTable.model_validate_json(row.document), row, contact)

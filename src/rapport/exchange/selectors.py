"""Questions to the exchange: who can be reached, and what became of a package."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet, Window
from django.db.models.functions import Lag

from rapport.documents.models import StoredFile
from rapport.exchange import rules
from rapport.exchange.errors import ContactNotFound, KeptNotFound, KeyChanged, NoAnswer
from rapport.exchange.events import ResendAnswered
from rapport.exchange.models import (
    Contact,
    Incoming,
    KeptAside,
    Outgoing,
    OwnCard,
    Skipped,
    Unaddressed,
)
from rapport.exchange.rules import Gap, KeptState, Road
from rapport.foundation.acts import Actor
from rapport.foundation.errors import Refusal
from rapport.journal import selectors as journal
from rapport.journal.models import Entry

_REVOKED_LAST = (F("revoked_at").asc(nulls_first=True),)
_UNANSWERED = Q(received_at=None, refused_at=None) | Q(again_at__isnull=False)


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
    why_waits: Refusal | None = None
    road: Road = Road.PUSH
    handed_at: datetime | None = None
    has_answer: bool = False  # signed, and kept as it came

    @property
    def is_open(self) -> bool:
        """Whether neither receipt nor rejection has come."""
        return self.received_at is None and self.refused_at is None


def get_contact(public_id: UUID, *, lock: bool = False) -> Contact:
    """Return the contact of an installation's id. Raises ContactNotFound."""
    rows = _locked() if lock else Contact.objects
    contact = rows.filter(public_id=public_id).first()
    if contact is None:
        raise ContactNotFound
    return contact


def find_contact(public_id: UUID, *, lock: bool = False) -> Contact | None:
    """Return the contact of an installation's id, or None."""
    rows = _locked() if lock else Contact.objects
    return rows.filter(public_id=public_id).first()


def _locked() -> QuerySet[Contact]:
    """Return contacts as they stay meanwhile; rows that name one may come and go all the same.

    Who holds a letter and names its sender in a row must not wait for a package of that sender,
    which waits for the letter.
    """
    return Contact.objects.select_for_update(no_key=True)


def contact_for(unit: str, side: str) -> Contact | None:
    """Return the installation of a side that stands for a company or mandate, or None."""
    rows = Contact.objects.filter(unit=unit, side=side)
    return rows.order_by(*_REVOKED_LAST, "id").first() if unit else None


def contacts(side: str | None = None) -> QuerySet[Contact]:
    """Return the known installations, of one side or of all."""
    return Contact.objects.filter(side=side) if side else Contact.objects.all()


def why_not_reach(contact: Contact) -> Refusal | None:
    """Say what stands in the way of sending to a contact; None when nothing does."""
    return _why_not_send(contact, contact.road)


def why_not_collect(contact: Contact) -> Refusal | None:
    """Say what stands in the way of fetching from a contact; None when nothing does."""
    return _why_not_send(contact, Road.PUSH)


def _why_not_send(contact: Contact, road: Road) -> Refusal | None:
    return rules.why_not_send(
        name=contact.name,
        url=contact.url,
        encryption_key=contact.encryption_key,
        is_verified=contact.verified_at is not None,
        is_revoked=contact.revoked_at is not None,
        has_expired=contact.has_expired,
        road=road,
    )


def contacts_to_collect_from(at: datetime) -> QuerySet[Contact]:
    """Return the contacts from whom it is time to fetch."""
    due = Q(collect_due_at=None) | Q(collect_due_at__lte=at)
    return Contact.objects.filter(due, we_collect=True, revoked_at=None).order_by("id")


def contacts_seen_by(actor: Actor) -> QuerySet[Contact]:
    """Return the known installations for whoever looks after them. Raises NotTheAdministrator.

    The revoked stand last.
    """
    if refusal := rules.why_not_manage_contacts(actor):
        raise refusal
    return Contact.objects.order_by(*_REVOKED_LAST, "name", "public_id")


def contact_seen_by(actor: Actor, public_id: UUID) -> Contact:
    """Return one contact. Raises NotTheAdministrator, ContactNotFound."""
    if refusal := rules.why_not_manage_contacts(actor):
        raise refusal
    return get_contact(public_id)


def history_of(contact: Contact) -> QuerySet[Entry]:
    """Return what was recorded about a contact, oldest first."""
    return journal.entries_about(str(contact.public_id))


def held_after_restore(contact: Contact) -> int:
    """Return how many packages a contact holds that we sent after a backup and then lost."""
    answers = history_of(contact).filter(name=ResendAnswered.name)
    return sum(int(entry.values["kept"]) for entry in answers)


def waiting_for(contact: Contact) -> QuerySet[Outgoing]:
    """Return the packages to a contact that have no answer yet, in the order of their row."""
    return Outgoing.objects.filter(_UNANSWERED, to=contact).order_by("number")


def ready_for(contact: Contact, *, after: int = 0) -> QuerySet[Outgoing]:
    """Return the packages above a number that can go to a contact now.

    Not those of a matter in which an earlier one still waits: they are taken in their order.
    """
    earlier = waiting_for(contact).filter(
        matter=OuterRef("matter"), number__lt=OuterRef("number"), number__lte=after
    )
    rows = waiting_for(contact).filter(~Exists(earlier), number__gt=after)
    return rows.select_related("body", "to")


def is_waiting(row: Outgoing) -> bool:
    """Whether a package has no answer yet, or none since it was asked for again."""
    return bool(row.again_at) or not (row.received_at or row.refused_at)


def has_earlier(row: Outgoing) -> bool:
    """Whether an earlier package of the same matter still waits for its answer."""
    return waiting_for(row.to).filter(matter=row.matter, number__lt=row.number).exists()


def posted_above(contact: Contact, number: int) -> QuerySet[Outgoing]:
    """Return the packages ever posted to a contact above a number, in order."""
    return Outgoing.objects.filter(to=contact, number__gt=number).order_by("number")


def numbers_from(contact: Contact, first: int, last: int) -> list[int]:
    """Return the numbers of a contact's row that are here, in a span, in order."""
    rows = Incoming.objects.filter(sender=contact, number__gte=first, number__lte=last)
    return list(rows.order_by("number").values_list("number", flat=True).distinct())


def gaps_from(contact: Contact) -> list[Gap]:
    """Return which numbers of a contact's row are missing, less those that will not come."""
    before = Window(Lag("number", default=0), order_by="number")
    rows = (
        Incoming.objects.filter(sender=contact, number__gt=0)
        .annotate(before=before)
        .filter(number__gt=F("before") + 1)
        .order_by("number", "id")
    )
    found = [Gap(row.before + 1, row.number - 1, row.arrived_at) for row in rows]
    skipped = Skipped.objects.filter(contact=contact).order_by("first", "last")
    return rules.without(found, skipped.values_list("first", "last"))


def whole_up_to(contact: Contact) -> int:
    """Return the last number up to which nothing of a contact's row is missing."""
    if gaps := gaps_from(contact):
        return gaps[0].first - 1
    last = Incoming.objects.filter(sender=contact).aggregate(last=Max("number"))["last"]
    return int(last or 0)


def has_gap_older_than(at: datetime) -> bool:
    """Whether a number of anybody's row is missing since before an instant."""
    return any(gap.since < at for one in Contact.objects.all() for gap in gaps_from(one))


def own_card_row(*, before_keys: int | None = None) -> OwnCard | None:
    """Return the newest card of this installation, or the newest with earlier keys, or None."""
    rows = OwnCard.objects.order_by("-number")
    return (rows.filter(keys__lt=before_keys) if before_keys else rows).first()


def deliveries_about(matter: UUID) -> list[Delivery]:
    """Return what became of a matter's packages, oldest first. Ask only for visible matters."""
    rows = (
        Outgoing.objects.filter(matter=matter).select_related("to").order_by("posted_at", "id")
    )
    return [_delivery(row) for row in rows]


def waiting_deliveries(contact: Contact) -> list[Delivery]:
    """Return what waits for a contact, in the order of their row."""
    return [_delivery(row) for row in waiting_for(contact).select_related("to")]


def refused_deliveries(contact: Contact, most: int) -> list[Delivery]:
    """Return what a contact did not take for good, the latest first, up to a number.

    Not what we stopped ourselves.
    """
    rows = Outgoing.objects.filter(to=contact, refused_at__isnull=False)
    rows = rows.exclude(refusal_code=rules.CALLED_OFF).select_related("to")
    return [_delivery(row) for row in rows.order_by("-refused_at", "-id")[:most]]


def signed_answer(matter: UUID, package: UUID) -> StoredFile:
    """Return the signed answer to a package of a matter, as it came.

    Ask only for visible matters. Raises NoAnswer.
    """
    rows = Outgoing.objects.filter(matter=matter, package=package).select_related("answer")
    row = rows.first()
    if row is None or row.answer is None:
        raise NoAnswer
    return row.answer


def find_posted_to(contact: UUID, package: UUID) -> Outgoing | None:
    """Return a package that was posted to a contact, or None."""
    row = outgoing_body(package)
    return row if row is not None and row.to.public_id == contact else None


def undelivered() -> list[Delivery]:
    """Return the packages without receipt or rejection, oldest first."""
    rows = Outgoing.objects.filter(received_at=None, refused_at=None)
    return [_delivery(row) for row in rows.select_related("to").order_by("posted_at", "id")]


def outgoing_body(package: UUID) -> Outgoing | None:
    """Return a posted package with its stored bytes, or None."""
    return Outgoing.objects.filter(package=package).select_related("body", "to").first()


def unaddressed_body(package: UUID, *, lock: bool = False) -> Unaddressed | None:
    """Return a package that was addressed to nobody with its stored bytes, or None."""
    rows = Unaddressed.objects.select_for_update(of=("self",)) if lock else Unaddressed.objects
    return rows.filter(package=package).select_related("body", "taken_by").first()


def incoming_body(package: UUID, sender: UUID) -> Incoming | None:
    """Return a package that came in with its stored bytes, or None."""
    rows = Incoming.objects.filter(package=package, sender__public_id=sender)
    return rows.select_related("body", "answer").first()


def kept_aside_count() -> int:
    """Return how many refused things are kept, those that were settled too."""
    return KeptAside.objects.count()


def kept_waiting() -> QuerySet[KeptAside]:
    """Return what is kept aside and waits for a person, oldest first."""
    return KeptAside.objects.filter(state=KeptState.WAITING).order_by("first_at", "id")


def kept_seen_by(actor: Actor) -> QuerySet[KeptAside]:
    """Return it for whoever looks after contacts. Raises NotTheAdministrator."""
    if refusal := rules.why_not_manage_contacts(actor):
        raise refusal
    return kept_waiting().select_related("body")


def kept_settled(actor: Actor) -> QuerySet[KeptAside]:
    """Return what is settled of it, the latest first. Raises NotTheAdministrator."""
    if refusal := rules.why_not_manage_contacts(actor):
        raise refusal
    rows = KeptAside.objects.exclude(state=KeptState.WAITING)
    return rows.order_by("-ended_at", "-id")


def get_kept(actor: Actor, kept_id: UUID, *, lock: bool = False) -> KeptAside:
    """Return one piece that was kept aside. Raises NotTheAdministrator, KeptNotFound."""
    if refusal := rules.why_not_manage_contacts(actor):
        raise refusal
    rows = KeptAside.objects.select_related("body")
    if lock:
        rows = rows.select_for_update(of=("self",))
    found = rows.filter(public_id=kept_id).first()
    if found is None:
        raise KeptNotFound
    return found


def contacts_by_id(ids: Iterable[UUID | None]) -> dict[UUID, Contact]:
    """Return the contacts among some ids."""
    wanted = {one for one in ids if one}
    return {one.public_id: one for one in Contact.objects.filter(public_id__in=wanted)}


def delivery_of(package: UUID) -> Delivery | None:
    """Return what became of one package, or None. Ask only for visible ones."""
    row = outgoing_body(package)
    return _delivery(row) if row else None


def _why_waits(row: Outgoing) -> Refusal | None:
    if row.received_at or row.refused_at:
        return None
    if refusal := why_not_reach(row.to):
        return refusal
    return KeyChanged(name=row.to.name) if row.to.other_key_at else None


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
        why_waits=_why_waits(row),
        road=row.to.road,
        handed_at=row.handed_at,
        has_answer=row.answer_id is not None,
    )

"""Make other installations known by their cards; compare, renew and revoke their keys."""

from __future__ import annotations

import http.client
import logging
from uuid import UUID

from django.db import transaction

from rapport.exchange import rules, selectors
from rapport.exchange.errors import (
    CardExpired,
    CardNotFetched,
    CardOurs,
    CardOutdated,
    CardRevoked,
    CodeWrong,
    ContactRevoked,
    KeyChanged,
)
from rapport.exchange.events import (
    ContactAdded,
    ContactChanged,
    ContactKeysRevoked,
    ContactVerified,
    RoadChanged,
)
from rapport.exchange.models import Contact
from rapport.exchange.rules import Road
from rapport.exchange.services import web
from rapport.exchange.services.keys import own_card, own_id
from rapport.foundation import clock
from rapport.foundation.acts import Act
from rapport.foundation.errors import Refusal, gettext_noop
from rapport.journal.services import enqueue, hurry, record, work
from rapport.protocol import cards
from rapport.protocol.cards import Card

log = logging.getLogger("rapport.exchange")


@transaction.atomic
def add_contact(act: Act, *, card: bytes, as_new: bool = False) -> Contact:
    """Make another installation known by its card, or bring what is known up to date.

    With as_new the card counts although another key is known: the contact is unverified again.
    Raises NotTheAdministrator, CardUnreadable, CardOurs, CardRevoked, CardOutdated, KeyChanged,
    ContactRevoked, AddressUnusable, AddressNotSecure. Records ContactAdded, ContactChanged or
    ContactKeysRevoked.
    """
    if refusal := rules.why_not_manage_contacts(act.actor):
        raise refusal
    read = cards.read(card)
    known = selectors.find_contact(read.id, lock=True)
    if known is not None and not as_new:
        return _renew(act, known, read)
    if refusal := _why_not_take(read):
        raise refusal
    if known is None:
        contact = _filled(Contact(public_id=read.id), read)
        contact.save()
        event = ContactAdded(
            matter=str(read.id), contact=str(contact.public_id), side=contact.side
        )
        record(act, event)
        return contact
    if (known.signing_key, known.encryption_key) != (read.signing_key, read.encryption_key):
        known.verified_at, known.verified_by = None, ""
    known.revoked_at = None
    known.earlier_key, known.earlier_until = "", None
    return _take(act, known, read, signed=False)


def _renew(act: Act, known: Contact, card: Card) -> Contact:
    """Take a newer card of a known installation, as far as the key that is known vouches."""
    same_key = known.signing_key == card.signing_key
    if not same_key and not card.follows(known.signing_key):
        raise KeyChanged(name=known.name)
    if card.revoked and same_key:
        return _revoke(act, known, by_their_card=True)
    if known.revoked_at:
        raise ContactRevoked(name=known.name)
    if known.card == card.to_bytes().decode():
        return known
    if card.number <= known.card_number:
        raise CardOutdated(name=known.name)
    if refusal := _why_not_take(card):
        raise refusal
    if not same_key:
        known.earlier_key = known.signing_key
        known.earlier_until = card.issued_at + rules.WHOLE_SECOND
    return _take(act, known, card, signed=True)


def _why_not_take(card: Card) -> Refusal | None:
    if card.id == own_id():
        return CardOurs()
    if card.revoked:
        return CardRevoked(name=card.name)
    if card.expires_at and card.expires_at <= clock.now():
        return CardExpired(name=card.name)
    return rules.why_not_address(card.addresses[0])


def _take(act: Act, contact: Contact, card: Card, *, signed: bool) -> Contact:
    before = (contact.signing_key, contact.encryption_key)
    _filled(contact, card).save()
    _hurry(contact)
    record(
        act,
        ContactChanged(
            matter=str(contact.public_id),
            contact=str(contact.public_id),
            number=card.number,
            new_keys=before != (card.signing_key, card.encryption_key),
            signed_by_known_key=signed,
        ),
    )
    return contact


def _filled(contact: Contact, card: Card) -> Contact:
    contact.side, contact.name, contact.unit = card.side, card.name, card.unit
    contact.url = card.addresses[0].rstrip("/")
    contact.signing_key, contact.encryption_key = card.signing_key, card.encryption_key
    contact.card_number, contact.card = card.number, card.to_bytes().decode()
    contact.expires_at, contact.other_key_at = card.expires_at or None, None
    return contact


def code_with(contact: Contact) -> str:
    """Return the code that both sides read to each other, from our keys and theirs."""
    card = own_card()
    return cards.verification_code(
        (card.signing_key, card.encryption_key),
        (contact.signing_key, contact.encryption_key),
    )


@transaction.atomic
def verify_contact(act: Act, *, contact_id: UUID, code: str) -> Contact:
    """Say that two people have compared this code by telephone: the keys are theirs.

    Raises NotTheAdministrator, ContactNotFound, ContactRevoked, CodeWrong. Records
    ContactVerified.
    """
    if refusal := rules.why_not_manage_contacts(act.actor):
        raise refusal
    contact = selectors.get_contact(contact_id, lock=True)
    if contact.revoked_at:
        raise ContactRevoked(name=contact.name)
    right = code_with(contact)
    if "".join(code.split()) != "".join(right.split()):
        raise CodeWrong
    contact.verified_at, contact.verified_by = act.at, act.actor.name
    contact.save(update_fields=["verified_at", "verified_by"])
    _hurry(contact)
    event = ContactVerified(matter=str(contact_id), contact=str(contact_id), code=right)
    record(act, event)
    return contact


@transaction.atomic
def revoke_contact(act: Act, *, contact_id: UUID) -> Contact:
    """Send nothing more to an installation and take nothing more from it.

    Raises NotTheAdministrator, ContactNotFound. Records ContactKeysRevoked.
    """
    if refusal := rules.why_not_manage_contacts(act.actor):
        raise refusal
    return _revoke(act, selectors.get_contact(contact_id, lock=True), by_their_card=False)


def _revoke(act: Act, contact: Contact, *, by_their_card: bool) -> Contact:
    if contact.revoked_at:
        return contact
    contact.revoked_at, contact.verified_at, contact.verified_by = act.at, None, ""
    contact.save(update_fields=["revoked_at", "verified_at", "verified_by"])
    matter = str(contact.public_id)
    record(act, ContactKeysRevoked(matter=matter, contact=matter, by_their_card=by_their_card))
    return contact


@transaction.atomic
def set_road(act: Act, *, contact_id: UUID, road: Road, we_collect: bool) -> Contact:
    """Choose how packages get to a contact, and whether we fetch what they have for us.

    What waits takes the new road. Raises NotTheAdministrator, ContactNotFound. Records
    RoadChanged.
    """
    if refusal := rules.why_not_manage_contacts(act.actor):
        raise refusal
    contact = selectors.get_contact(contact_id, lock=True)
    if (contact.road, contact.we_collect) == (road, we_collect):
        return contact
    contact.road, contact.we_collect = road, we_collect
    contact.collect_due_at, contact.collect_failures, contact.collect_said = None, 0, ""
    contact.save(
        update_fields=[
            "road",
            "we_collect",
            "collect_due_at",
            "collect_failures",
            "collect_said",
        ]
    )
    _hurry(contact)
    matter = str(contact_id)
    event = RoadChanged(matter=matter, contact=matter, road=road.value, we_collect=we_collect)
    record(act, event)
    return contact


def _hurry(contact: Contact) -> None:
    """Try at once what has waited for this contact."""
    packages = selectors.waiting_for(contact).values_list("package", flat=True)
    hurry(*(f"deliver:{package}" for package in packages))


def fetch_card(act: Act, *, url: str) -> bytes:
    """Return the card that an installation gives to anybody under its address.

    Raises NotTheAdministrator, AddressUnusable, AddressNotSecure, CardNotFetched.
    """
    if refusal := rules.why_not_manage_contacts(act.actor):
        raise refusal
    url = url.strip().rstrip("/")
    if refusal := rules.why_not_address(url):
        raise refusal
    try:
        status, body = web.ask(url, "GET", rules.CARD_PATH, most=cards.LARGEST_CARD)
    except (OSError, http.client.HTTPException) as trouble:
        raise CardNotFetched(url=url) from trouble
    if status != 200:
        raise CardNotFetched(url=url)
    return body


@work(
    "exchange.refresh_card",
    what=gettext_noop("Fetch the contact card of another installation."),
    own_transactions=True,
    max_attempts=1,
)
def refresh_card(act: Act, *, contact: str) -> None:
    """Fetch a contact's card and take it when the key that is known vouches for it.

    Otherwise nothing changes but a note that another key was shown.
    """
    known = selectors.find_contact(UUID(contact))
    if known is None or known.revoked_at:
        return
    try:
        body = fetch_card(act, url=known.url)
        if cards.read(body).id == known.public_id:
            add_contact(act, card=body)
    except KeyChanged:
        Contact.objects.filter(pk=known.pk, other_key_at=None).update(other_key_at=act.at)
    except Refusal as refusal:
        log.warning("a card was not renewed", extra={"code": refusal.code})


def ask_for_card(act: Act, contact: Contact) -> None:
    """Ask for a contact's card to be fetched, once a minute at most: strangers can cause it."""
    minute = int(act.at.timestamp()) // 60
    key = f"card:{contact.public_id}:{minute}"
    enqueue("exchange.refresh_card", key=key, contact=str(contact.public_id))

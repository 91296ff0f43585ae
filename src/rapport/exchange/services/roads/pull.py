"""Give a contact what waits here for it, when it comes to fetch: for those behind a firewall.

Who fetches proves it by the signature of a small sealed request; what they get is sealed for
their key. So a request that is played again gives nothing that others could open, and its
answer is of no use to whoever has not the key. Format: docs/reference/protocol/roads.md.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F

from rapport.documents import services as documents
from rapport.exchange import rules, selectors
from rapport.exchange.errors import KindNotServed, NotFetchedHere
from rapport.exchange.models import Contact, Outgoing
from rapport.exchange.rules import Road
from rapport.exchange.services.answers import Answered, reject
from rapport.exchange.services.incoming import ask_for_new_keys
from rapport.exchange.services.keys import opening_keys, own_id
from rapport.exchange.services.reading import key_of
from rapport.foundation import clock
from rapport.foundation.errors import Refusal
from rapport.protocol import package as packages
from rapport.protocol import sealing
from rapport.protocol.errors import PackageRefused as UnreadablePackage
from rapport.protocol.errors import SignatureWrong
from rapport.protocol.kinds import Collection
from rapport.protocol.package import Package
from rapport.protocol.sealing import SealingKey

log = logging.getLogger("rapport.exchange")


@dataclass(frozen=True, slots=True)
class Given:
    """What goes back to whoever came to fetch: a sealed package, nothing, or a rejection."""

    sealed: bytes = b""
    rejection: Answered | None = None


def give(body: bytes) -> Given:
    """Read a request to fetch, and return the first package above its number that can go."""
    at = clock.now()
    try:
        opened = sealing.open_sealed(body, opening_keys())
        read = packages.read(opened, key_of=key_of, me=own_id())
    except UnreadablePackage as refusal:
        log.warning("a request to fetch was refused", extra={"code": refusal.code})
        if isinstance(refusal, SignatureWrong):
            ask_for_new_keys(refusal.sender, at)
        return Given(rejection=reject(refusal, refusal.package, refusal.sender, at))
    contact = selectors.get_contact(read.manifest.sender)
    if why_not := _why_not(read, contact, at):
        manifest = read.manifest
        return Given(rejection=reject(why_not, manifest.package, manifest.sender, at))
    assert isinstance(read.document, Collection)  # or it was refused
    return _next(contact, read.document.after, at)


def _why_not(read: Package, contact: Contact, at: datetime) -> Refusal | None:
    if not isinstance(read.document, Collection):
        return KindNotServed(kind=read.document.KIND)
    if refusal := rules.why_not_answer_request(read.manifest.made_at, at):
        return refusal
    if contact.road is not Road.PULL:
        return NotFetchedHere()
    return selectors.why_not_reach(contact)


def _next(contact: Contact, after: int, at: datetime) -> Given:
    Contact.objects.filter(pk=contact.pk).update(fetched_at=at)
    row = selectors.ready_for(contact, after=after).first()
    if row is None:
        return Given()
    key = SealingKey.from_text(contact.encryption_key)
    sealed = sealing.seal(documents.read(row.body), [key])
    Outgoing.objects.filter(pk=row.pk).update(tries=F("tries") + 1, handed_at=at)
    return Given(sealed=sealed)

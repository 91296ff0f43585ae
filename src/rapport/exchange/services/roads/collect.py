"""Fetch what waits for us at another installation, and hand our answers in at its door.

One package at a time, each answered before the next is asked for: a road that is cut in
between costs the repetition of one.
"""

from __future__ import annotations

import http.client
import logging
from uuid import UUID, uuid4

from django.db.models import Q

from rapport.exchange import rules, selectors
from rapport.exchange.errors import NotCollected
from rapport.exchange.models import Contact
from rapport.exchange.services import web
from rapport.exchange.services.contacts import refresh_card
from rapport.exchange.services.incoming import take_in
from rapport.exchange.services.keys import opening_keys, own_id, own_key
from rapport.foundation.acts import Act
from rapport.journal.rules import wait_before
from rapport.protocol import package as packages
from rapport.protocol import sealing
from rapport.protocol.errors import PackageRefused as UnreadablePackage
from rapport.protocol.errors import SealedForAnother, SignatureWrong
from rapport.protocol.kinds import Collection, Rejection
from rapport.protocol.package import Heading
from rapport.protocol.sealing import SealingKey
from rapport.protocol.signing import VerifyKey

log = logging.getLogger("rapport.exchange")


def collect_due(act: Act) -> int:
    """Fetch from every contact for whom it is time; return how many packages came.

    Several workers may ask: one of them fetches from a contact, once a minute, and less often
    while it fails, up to an hour.
    """
    count = 0
    for contact in selectors.contacts_to_collect_from(act.at):
        due = Q(collect_due_at=None) | Q(collect_due_at__lte=act.at)
        mine = Contact.objects.filter(due, pk=contact.pk, we_collect=True)
        if not mine.update(collect_due_at=act.at + rules.COLLECT_EVERY):
            continue  # another worker is at it
        try:
            count += collect(act, contact_id=contact.public_id)
        except NotCollected:
            failures = contact.collect_failures + 1
            wait = max(rules.COLLECT_EVERY, wait_before(failures))
            Contact.objects.filter(pk=contact.pk).update(
                collect_failures=failures, collect_due_at=act.at + wait
            )
    return count


def collect(act: Act, *, contact_id: UUID) -> int:
    """Fetch what waits for us at a contact; return how many packages came.

    Raises ContactNotFound, NotCollected; the reason is kept for the contact's page.
    """
    contact = selectors.get_contact(contact_id)
    if refusal := selectors.why_not_collect(contact):
        _say(contact, refusal.code)
        raise NotCollected(name=contact.name, reason=str(refusal))
    try:
        count = _fetch_all(act, contact)
    except (OSError, http.client.HTTPException, UnreadablePackage) as trouble:
        is_ours = isinstance(trouble, UnreadablePackage | _Refused)
        reason = str(trouble) if is_ours else type(trouble).__name__
        _say(contact, reason)
        if isinstance(trouble, SignatureWrong | SealedForAnother):
            refresh_card(act, contact=str(contact.public_id))
        raise NotCollected(name=contact.name, reason=reason) from trouble
    done = {"collected_at": act.at, "collect_failures": 0, "collect_said": ""}
    Contact.objects.filter(pk=contact.pk).update(**done)
    return count


class _Refused(http.client.HTTPException):
    """The other side's answer to a request was a signed no."""


def _fetch_all(act: Act, contact: Contact) -> int:
    after = 0
    for count in range(rules.COLLECT_MOST):
        sealed = _ask(act, contact, after)
        if not sealed:
            return count
        opened = sealing.open_sealed(sealed, opening_keys())
        manifest, _members = packages.peek(opened)
        if manifest.sender != contact.public_id or manifest.number <= after:
            raise http.client.HTTPException("not what was asked for")
        answered = take_in(opened, was_sealed=True)
        if answered.body:
            _hand_in(contact, answered.sealed())
        after = manifest.number
    return rules.COLLECT_MOST


def _ask(act: Act, contact: Contact, after: int) -> bytes:
    """Return the next package that waits for us, sealed; empty when there is none."""
    heading = Heading(
        package=uuid4(),
        sender=own_id(),
        recipient=contact.public_id,
        number=0,  # stands in no row
        matter=own_id(),
        answers=None,
        made_at=act.at,
    )
    request = packages.build(heading, Collection(after=after), (), own_key())
    sealed = sealing.seal(request, [SealingKey.from_text(contact.encryption_key)])
    status, answer = web.ask(
        contact.url, "POST", rules.COLLECT_PATH, body=sealed, most=rules.LARGEST_BYTES
    )
    if status == http.client.NO_CONTENT:
        return b""
    if status == http.client.UNPROCESSABLE_ENTITY:
        raise _Refused(_reason(contact, answer))
    if status != http.client.OK:
        raise http.client.HTTPException(f"status {status}")
    return answer


def _reason(contact: Contact, answer: bytes) -> str:
    """Return what a rejection says, if it is one of theirs."""
    is_sealed = sealing.is_sealed(answer)
    opened = sealing.open_sealed(answer, opening_keys()) if is_sealed else answer
    key = VerifyKey.from_text(contact.signing_key)
    read = packages.read(
        opened, key_of=lambda sender: key if sender == contact.public_id else None, me=None
    )
    document = read.document
    return document.reason if isinstance(document, Rejection) else "no answer to a request"


def _hand_in(contact: Contact, answer: bytes) -> None:
    """Hand an answer in at their door; should it not arrive, the same package comes again."""
    status, _ = web.ask(
        contact.url, "POST", rules.DOOR_PATH, body=answer, most=rules.LARGEST_BYTES
    )
    if status != http.client.NO_CONTENT:
        raise http.client.HTTPException(f"status {status} to an answer")


def _say(contact: Contact, what: str) -> None:
    Contact.objects.filter(pk=contact.pk).update(collect_said=what[:200])

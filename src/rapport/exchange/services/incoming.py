"""Take in what others send: opened, checked, handled and answered in one transaction, once.

The same package again gets the same answer and changes nothing, however it was sealed.
"""

from __future__ import annotations

import logging
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F

from rapport.documents import services as documents
from rapport.documents.models import StoredFile
from rapport.exchange import rules, selectors
from rapport.exchange.errors import KindNotServed, RefusedBefore
from rapport.exchange.events import PackageArrived
from rapport.exchange.models import Contact, KeptAside
from rapport.exchange.models import Incoming as IncomingRow
from rapport.exchange.rules import KeptState
from rapport.exchange.services import reading
from rapport.exchange.services.answers import Answered, confirm, reject
from rapport.exchange.services.contacts import ask_for_card
from rapport.exchange.services.handlers import Incoming, handler_of
from rapport.exchange.services.keys import opening_keys, own_id
from rapport.exchange.services.rows import look_for_gap
from rapport.exchange.services.settling import take_answer
from rapport.foundation import clock
from rapport.foundation.acts import SYSTEM, Act, Actor, Door
from rapport.foundation.errors import Refusal
from rapport.journal.services import record
from rapport.protocol import package as packages
from rapport.protocol import sealing
from rapport.protocol.errors import NotSealed, SignatureWrong
from rapport.protocol.errors import PackageRefused as UnreadablePackage
from rapport.protocol.kinds import Collection, Receipt, Rejection
from rapport.protocol.package import Package

log = logging.getLogger("rapport.exchange")


def receive(body: bytes) -> Answered:
    """Open what came through the door, take it in, and give the answer that goes back.

    What did not come sealed is not taken. What cannot be opened is not kept: it would be other
    bytes each time, and the sender has it.
    """
    at = clock.now()
    try:
        opened = sealing.open_sealed(body, opening_keys())
    except UnreadablePackage as refusal:
        if isinstance(refusal, NotSealed):
            keep_aside(body, refusal.code, at)
        log.warning("what came could not be opened", extra={"code": refusal.code})
        return reject(refusal, None, None, at)
    return take_in(opened, was_sealed=True)


def take_in(body: bytes, *, was_sealed: bool = False, by_hand: bool = False) -> Answered:
    """Take in an opened package, and give the signed answer that goes back.

    A receipt when the package was checked and handled, a rejection with code and reason when
    not. By hand a letter addressed to nobody is taken too. A package seen before gets its first
    answer again. What is itself an answer settles the package it is about, and gets none; only
    when it came sealed.
    """
    at = clock.now()
    try:
        read = reading.read(body, me=own_id(), by_hand=by_hand)
    except UnreadablePackage as refusal:
        claimed = refusal.sender
        keep_aside(
            body, refusal.code, at, sender=claimed, was_sealed=was_sealed, by_hand=by_hand
        )
        if isinstance(refusal, SignatureWrong):
            ask_for_new_keys(claimed, at)
        return reject(refusal, refusal.package, claimed, at)
    if isinstance(read.document, Receipt | Rejection | Collection):
        return _take_answer(read, body, at, was_sealed=was_sealed)
    stored = documents.keep(body, media_type=rules.MEDIA_TYPE, name="package.rapport")
    with transaction.atomic():
        sender = selectors.get_contact(read.manifest.sender, lock=True)
        seen = selectors.incoming_body(read.manifest.package, sender.public_id)
        if seen is not None and seen.body_id == stored.pk:
            answer = documents.read(seen.answer)
            return Answered(
                not seen.refusal_code,
                answer,
                to=sender.public_id,
                refusal=_known(seen),
                again=True,
            )
        if seen is not None:
            return reject(packages.IdReused(), read.manifest.package, sender.public_id, at)
        answered, code = _handle(read, sender, at)
        look_for_gap(sender, read.manifest.number, at)
        IncomingRow.objects.create(
            package=read.manifest.package,
            sender=sender,
            number=read.manifest.number,
            kind=read.document.KIND,
            matter=read.manifest.matter,
            body=stored,
            arrived_at=at,
            refusal_code=code,
            answer=documents.keep(
                answered.body, media_type=rules.MEDIA_TYPE, name="answer.rapport"
            ),
        )
        _settle_kept(stored, at)
    return answered


def _take_answer(read: Package, body: bytes, at: datetime, *, was_sealed: bool) -> Answered:
    """Settle what an answer is about.

    An answer is never answered, or two sides would go on for ever; a refusal is for the log of
    whoever handed it in, and addressed to nobody.
    """
    try:
        if isinstance(read.document, Collection) or not was_sealed:
            raise KindNotServed(kind=read.document.KIND)
        take_answer(Act(SYSTEM, at, Door.PACKAGE), read, body)
    except Refusal as refusal:
        return reject(refusal, read.manifest.package, None, at)
    return Answered(taken=True, body=b"")


def _handle(read: Package, sender: Contact, at: datetime) -> tuple[Answered, str]:
    manifest, kind = read.manifest, read.document.KIND
    act = Act(Actor(id=str(sender.public_id), name=sender.name), at, Door.PACKAGE)
    incoming = Incoming(
        package=manifest.package,
        sender=sender,
        kind=kind,
        matter=manifest.matter,
        answers=manifest.answers,
        document=read.document,
        files=read.files,
        arrived_at=at,
    )
    try:
        with transaction.atomic():
            handler = handler_of(kind)
            if handler is None:
                raise KindNotServed(kind=kind)
            handler(act, incoming)
            record(
                act,
                PackageArrived(
                    matter=str(manifest.matter),
                    package=str(manifest.package),
                    kind=kind,
                    sender=sender.name,
                ),
            )
    except Refusal as refusal:
        log.warning("package refused", extra={"code": refusal.code, "kind": kind})
        return reject(refusal, manifest.package, sender.public_id, at), refusal.code
    return confirm(manifest.package, sender.public_id, at), ""


def _known(seen: IncomingRow) -> Refusal | None:
    """Return why a package was refused before; None when it was taken."""
    if not seen.refusal_code:
        return None
    said = packages.examine(documents.read(seen.answer)).document
    return RefusedBefore(reason=said.reason if isinstance(said, Rejection) else "")


def _settle_kept(stored: StoredFile, at: datetime) -> None:
    """Let what was kept aside of the same bytes wait no more."""
    same = KeptAside.objects.filter(body__sha256=stored.sha256, state=KeptState.WAITING)
    same.update(state=KeptState.TAKEN, ended_at=at)


def keep_aside(
    body: bytes,
    code: str,
    at: datetime,
    *,
    sender: UUID | None = None,
    was_sealed: bool = False,
    by_hand: bool = False,
) -> None:
    """Keep what could not be taken, with the reason, up to a number strangers cannot exceed.

    The sender is whom the bytes name, which proves nothing.
    """
    if selectors.kept_aside_count() >= rules.KEPT_ASIDE_MOST or len(body) > rules.LARGEST_BYTES:
        log.warning("refused bytes were not kept: too many or too large", extra={"code": code})
        return
    stored = documents.keep(body, media_type="application/octet-stream", name="kept-aside")
    with transaction.atomic():
        row, new = KeptAside.objects.get_or_create(
            body=stored,
            defaults={
                "code": code,
                "first_at": at,
                "sender": sender,
                "was_sealed": was_sealed,
                "by_hand": by_hand,
            },
        )
        if not new:
            KeptAside.objects.filter(pk=row.pk).update(times=F("times") + 1)


def ask_for_new_keys(sender: UUID | None, at: datetime) -> None:
    """Perhaps they have new keys: their card will say, and they will try again."""
    contact = selectors.find_contact(sender) if sender else None
    if contact is not None:
        ask_for_card(Act(SYSTEM, at, Door.PACKAGE), contact)

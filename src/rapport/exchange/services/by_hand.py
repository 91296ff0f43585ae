"""Take in a file that a person hands in: the same as when it comes through the door.

A PDF that carries its package, a package as it is or sealed; or the signed answer to one of
ours. What a PDF carries is opened first, outside a transaction; what cannot be opened is
refused, and kept aside when somebody has changed it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.db import transaction

from rapport.documents import services as documents
from rapport.exchange import rules, selectors
from rapport.exchange.errors import AnswerNotFinal, AnswerToNothing, ContactRevoked, KeyMissing
from rapport.exchange.events import FileHandedIn, PackageReceived
from rapport.exchange.models import Contact, Incoming, Outgoing, Unaddressed
from rapport.exchange.services import reading
from rapport.exchange.services.answers import Answered
from rapport.exchange.services.incoming import keep_aside, take_in
from rapport.exchange.services.keys import opening_keys, own_id
from rapport.exchange.services.settling import settle
from rapport.foundation.acts import Act
from rapport.journal.services import record
from rapport.protocol import package as packages
from rapport.protocol import pdf, sealing
from rapport.protocol.errors import (
    NotAPdf,
    PackageRefused,
    PdfEncrypted,
    PdfWithoutPackage,
    SealDamaged,
    SealedForAnother,
    TooLarge,
)
from rapport.protocol.kinds import Document, Receipt, Rejection
from rapport.protocol.package import Manifest, Package

NOT_KEPT: Final = (
    NotAPdf,
    PdfEncrypted,
    PdfWithoutPackage,
    SealDamaged,
    SealedForAnother,
    TooLarge,
)
"""Refusals of files that are no package, or not to be opened: their owner has them."""

ZIP: Final = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class HandedIn:
    """What a file held, and what became of it; posted when it was the answer to a package."""

    manifest: Manifest
    document: Document
    sender: Contact
    again: bool
    posted: Outgoing | Unaddressed | None = None


def hand_in(act: Act, *, data: bytes) -> HandedIn:
    """Take in what a file holds, once. The same again changes nothing, and says so.

    Raises what `pdf.extract`, `sealing.open_sealed` and `package.read` raise, the refusal of
    whoever takes this kind of package, AnswerToNothing, AnswerNotFinal. Records FileHandedIn.
    """
    body = _opened(act, data)
    try:
        read = reading.read(body, me=own_id(), by_hand=True)
    except PackageRefused:
        take_in(
            body, by_hand=True
        )  # as the door does: kept aside, perhaps the sender's card is asked for
        raise
    if isinstance(read.document, Receipt | Rejection):
        return _answer(act, read, body)
    with transaction.atomic():
        answered = take_in(body, by_hand=True)
        if answered.refusal is None and not answered.again:
            _tell(act, read)
    if answered.refusal is not None:
        raise answered.refusal
    return _handed_in(read, again=answered.again)


def _opened(act: Act, data: bytes) -> bytes:
    """Return the package that a file is or carries."""
    if len(data) > pdf.LARGEST_PDF:
        raise TooLarge(reason=f"at most {pdf.LARGEST_PDF} bytes are taken")
    try:
        if sealing.is_sealed(data):
            return sealing.open_sealed(data, opening_keys())
        if data.startswith(ZIP) and packages.MANIFEST.encode() in data:
            return data
        return pdf.extract(data)
    except NOT_KEPT:
        raise
    except PackageRefused as refusal:
        keep_aside(data, refusal.code, act.at, by_hand=True)
        raise


def _answer(act: Act, read: Package, body: bytes) -> HandedIn:
    """Take a signed answer that came back by hand: what was posted is settled by it."""
    answers = read.manifest.answers
    given = selectors.unaddressed_body(answers) if answers else None
    if given and isinstance(read.document, Receipt):
        return _answer_of_a_taker(act, read, given)
    posted = selectors.outgoing_body(answers) if answers else None
    if posted is None or posted.to.public_id != read.manifest.sender:
        raise AnswerToNothing
    if isinstance(read.document, Rejection) and read.document.code in rules.MENDABLE:
        raise AnswerNotFinal(reason=read.document.reason)
    again = bool(posted.received_at or posted.refused_at)
    settle(act, posted, read, body)
    return _handed_in(read, again=again, posted=posted)


def _answer_of_a_taker(act: Act, read: Package, given: Unaddressed) -> HandedIn:
    """Keep who took in what was addressed to nobody: the desk of the company it is for.

    Whose keys were not compared has not shown that it stands for the company.
    """
    with transaction.atomic():
        sender = selectors.get_contact(read.manifest.sender)
        given = selectors.unaddressed_body(given.package, lock=True) or given
        is_theirs = sender.side == "desk" and sender.unit == given.unit
        if not is_theirs or given.taken_by not in {None, sender}:
            raise AnswerToNothing
        if refusal := selectors.why_not_reach(sender):
            raise refusal
        again = given.taken_by is not None
        if not again:
            given.taken_by, given.taken_at = sender, act.at
            given.save(update_fields=["taken_by", "taken_at"])
            matter, package = str(given.matter), str(given.package)
            record(
                act,
                PackageReceived(
                    matter=matter, package=package, kind=given.kind, by=sender.name
                ),
            )
    return _handed_in(read, again=again, posted=given)


def _handed_in(
    read: Package, *, again: bool, posted: Outgoing | Unaddressed | None = None
) -> HandedIn:
    sender = selectors.get_contact(read.manifest.sender)
    return HandedIn(read.manifest, read.document, sender, again, posted)


def _tell(act: Act, read: Package) -> None:
    sender = selectors.get_contact(read.manifest.sender)
    record(
        act,
        FileHandedIn(
            matter=str(read.manifest.matter),
            package=str(read.manifest.package),
            kind=read.document.KIND,
            sender=sender.name,
        ),
    )


def answer_for(incoming: Incoming) -> bytes:
    """Return our signed answer to a package that came in, sealed for its sender, to send back.

    Each call seals anew. Raises ContactRevoked, KeyMissing.
    """
    sender = incoming.sender
    if sender.revoked_at:
        raise ContactRevoked(name=sender.name)
    if not sender.encryption_key:
        raise KeyMissing(name=sender.name)
    answer = documents.read(incoming.answer)
    taken = not incoming.refusal_code
    return Answered(taken=taken, body=answer, to=sender.public_id).sealed()

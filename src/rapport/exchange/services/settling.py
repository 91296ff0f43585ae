"""What becomes of a posted package when its signed answer is here, by whatever road it came."""

from __future__ import annotations

import http.client
from typing import cast

from django.db import transaction

from rapport.documents import services as documents
from rapport.exchange import rules, selectors
from rapport.exchange.errors import AnswerToNothing
from rapport.exchange.events import PackageReceived, PackageRefused, RefusedAgain
from rapport.exchange.models import Outgoing
from rapport.exchange.services import reading
from rapport.exchange.services.contacts import refresh_card
from rapport.exchange.services.keys import opening_keys, own_id
from rapport.foundation.acts import Act
from rapport.journal.services import hurry, record
from rapport.protocol import sealing
from rapport.protocol.errors import NotSealed
from rapport.protocol.kinds import Receipt, Rejection
from rapport.protocol.package import Package

THEIR_KEY_MAY_BE_NEW = frozenset({"package.sealed_for_another", "package.signature_wrong"})


def read_answer(answer: bytes, row: Outgoing) -> tuple[bytes, Package]:
    """Open and check an answer. Unsealed it may only ask for mending, and settles nothing."""
    is_sealed = sealing.is_sealed(answer)
    opened = sealing.open_sealed(answer, opening_keys()) if is_sealed else answer
    read = reading.read(
        opened,
        me=own_id() if is_sealed else None,
        contact_of=lambda sender: row.to if sender == row.to.public_id else None,
    )
    document = read.document
    if not isinstance(document, Receipt | Rejection):
        raise http.client.HTTPException("no answer to a package")
    if not is_sealed:
        if isinstance(document, Receipt) or document.code not in rules.MENDABLE:
            raise NotSealed
        return opened, read
    if read.manifest.answers != row.package:
        raise http.client.HTTPException("no answer to this package")
    return opened, read


def take_answer(act: Act, read: Package, answer: bytes) -> None:
    """Settle the package that an answer is about: one that came by itself, sealed and signed.

    The same answer again changes nothing. Raises AnswerToNothing.
    """
    answers = read.manifest.answers
    row = selectors.find_posted_to(read.manifest.sender, answers) if answers else None
    if row is None:
        raise AnswerToNothing
    if selectors.is_waiting(row):
        settle(act, row, read, answer)


def settle(act: Act, row: Outgoing, read: Package, answer: bytes) -> bool:
    """Keep what an answer says of a package; False when it has to be tried again."""
    document = read.document
    if isinstance(document, Rejection) and document.code in rules.MENDABLE:
        say(row, f"{document.code}: {document.reason}")
        if document.code in THEIR_KEY_MAY_BE_NEW:
            refresh_card(act, contact=str(row.to.public_id))
        return False
    _settle(act, row, read, answer)
    return True


def say(row: Outgoing, what: str) -> None:
    """Keep what was last said of a package that waits."""
    Outgoing.objects.filter(pk=row.pk).update(last_said=what[:200])


def _settle(act: Act, row: Outgoing, read: Package, answer: bytes) -> None:
    kept = documents.keep(answer, media_type=rules.MEDIA_TYPE, name="answer.rapport")
    document = read.document
    with transaction.atomic():
        _settle_again(act, row, read)
        open_row = Outgoing.objects.filter(pk=row.pk, received_at=None, refused_at=None)
        matter, package, by = str(row.matter), str(row.package), row.to.name
        if isinstance(document, Rejection):
            changed = open_row.update(
                refused_at=document.rejected_at,
                refusal_code=document.code[:80],
                refusal_reason=document.reason,
                answer=kept,
                last_said="",
            )
            event: PackageRefused | PackageReceived = PackageRefused(
                matter=matter,
                package=package,
                kind=row.kind,
                by=by,
                code=document.code,
                reason=document.reason,
            )
        else:
            document = cast("Receipt", document)  # nothing else answers a package
            changed = open_row.update(
                received_at=document.received_at, answer=kept, last_said=""
            )
            event = PackageReceived(matter=matter, package=package, kind=row.kind, by=by)
        if changed:
            record(act, event)
        let_go_on(row)


def _settle_again(act: Act, row: Outgoing, read: Package) -> None:
    """Note that what was asked for again was answered again; the first answer stays."""
    rows = Outgoing.objects.filter(pk=row.pk, again_at__isnull=False)
    document = read.document
    if rows.update(again_at=None) and isinstance(document, Rejection) and row.received_at:
        contact = str(row.to.public_id)
        record(
            act,
            RefusedAgain(
                matter=contact,
                contact=contact,
                package=str(row.package),
                code=document.code[:80],
            ),
        )


def let_go_on(row: Outgoing) -> None:
    """Let the packages of the same matter that waited behind this one go now."""
    behind = selectors.waiting_for(row.to).filter(matter=row.matter)
    hurry(*(f"deliver:{package}" for package in behind.values_list("package", flat=True)))

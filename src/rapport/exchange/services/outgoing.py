"""Post packages, and deliver them until the other side's signed answer is here.

At least once. The bytes are signed and stored with the change that caused them; the worker
seals them anew for each try, and sends them until a sealed receipt or rejection comes. Without
a key to seal for they wait: nothing ever goes in plain.
"""

from __future__ import annotations

import http.client
from collections.abc import Sequence
from typing import cast
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import F

from rapport.documents import services as documents
from rapport.exchange import rules, selectors
from rapport.exchange.events import PackagePosted, PackageReceived, PackageRefused
from rapport.exchange.models import Contact, Outgoing
from rapport.exchange.services import web
from rapport.exchange.services.contacts import refresh_card
from rapport.exchange.services.keys import opening_keys, own_id, own_key
from rapport.foundation.acts import Act
from rapport.journal.services import TryLater, enqueue, record, work
from rapport.protocol import package as packages
from rapport.protocol import sealing
from rapport.protocol.errors import NotSealed, SealedForAnother, SignatureWrong
from rapport.protocol.errors import PackageRefused as UnreadablePackage
from rapport.protocol.kinds import Document, Receipt, Rejection
from rapport.protocol.package import Heading, Package, Part
from rapport.protocol.sealing import SealingKey
from rapport.protocol.signing import VerifyKey

THEIR_KEY_MAY_BE_NEW = frozenset({"package.sealed_for_another", "package.signature_wrong"})


def post(
    act: Act,
    *,
    to: UUID,
    matter: UUID,
    document: Document,
    files: Sequence[Part] = (),
    answers: UUID | None = None,
) -> UUID:
    """Sign and number a package, put it into the outbox, ask for its delivery; return its id.

    Runs in the caller's transaction. To a contact without a usable key or address it waits, and
    its delivery says why. Raises ContactNotFound. Records PackagePosted.
    """
    contact = selectors.get_contact(to, lock=True)
    Contact.objects.filter(pk=contact.pk).update(last_number=F("last_number") + 1)
    contact.refresh_from_db(fields=["last_number"])
    heading = Heading(
        package=uuid4(),
        sender=own_id(),
        recipient=contact.public_id,
        number=contact.last_number,
        matter=matter,
        answers=answers,
        made_at=act.at,
    )
    body = packages.build(heading, document, files, own_key())
    Outgoing.objects.create(
        package=heading.package,
        to=contact,
        number=heading.number,
        kind=document.KIND,
        matter=matter,
        body=documents.keep(body, media_type=rules.MEDIA_TYPE, name="package.rapport"),
        posted_at=act.at,
    )
    enqueue("exchange.deliver", key=f"deliver:{heading.package}", package=str(heading.package))
    record(
        act,
        PackagePosted(
            matter=str(matter),
            package=str(heading.package),
            kind=document.KIND,
            to=contact.name,
        ),
    )
    return heading.package


@work("exchange.deliver", own_transactions=True, max_attempts=10_000)
def deliver(act: Act, *, package: str) -> None:
    """Send a posted package once, and keep the signed answer; TryLater when there is none."""
    row = selectors.outgoing_body(UUID(package))
    if row is None or row.received_at or row.refused_at:
        return
    if refusal := selectors.why_not_reach(row.to):
        _say(row, refusal.code)
        raise TryLater
    Outgoing.objects.filter(pk=row.pk).update(tries=F("tries") + 1)
    try:
        answer, read = _read_answer(_send(row.to, documents.read(row.body)), row)
    except (OSError, http.client.HTTPException, UnreadablePackage) as trouble:
        code = trouble.code if isinstance(trouble, UnreadablePackage) else ""
        _say(row, code or type(trouble).__name__)
        if isinstance(trouble, SignatureWrong | SealedForAnother):
            refresh_card(act, contact=str(row.to.public_id))
        raise TryLater from trouble
    if isinstance(read.document, Rejection) and read.document.code in rules.MENDABLE:
        _say(row, f"{read.document.code}: {read.document.reason}")
        if read.document.code in THEIR_KEY_MAY_BE_NEW:
            refresh_card(act, contact=str(row.to.public_id))
        raise TryLater
    settle(act, row, read, answer)


def _send(to: Contact, body: bytes) -> bytes:
    """Seal for a contact, send, return the answer. There is no way around the seal."""
    sealed = sealing.seal(body, [SealingKey.from_text(to.encryption_key)])
    status, answer = web.ask(
        to.url, "POST", rules.DOOR_PATH, body=sealed, most=rules.LARGEST_BYTES
    )
    if status not in {200, 422}:
        raise http.client.HTTPException(f"status {status}")
    return answer


def _read_answer(answer: bytes, row: Outgoing) -> tuple[bytes, Package]:
    """Open and check an answer. Unsealed it may only ask for mending, and settles nothing."""
    is_sealed = sealing.is_sealed(answer)
    opened = sealing.open_sealed(answer, opening_keys()) if is_sealed else answer
    key = VerifyKey.from_text(row.to.signing_key)
    contact = row.to.public_id
    read = packages.read(
        opened,
        key_of=lambda sender: key if sender == contact else None,
        me=own_id() if is_sealed else None,
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


def _say(row: Outgoing, what: str) -> None:
    Outgoing.objects.filter(pk=row.pk).update(last_said=what[:200])


def settle(act: Act, row: Outgoing, read: Package, answer: bytes) -> None:
    """Keep the signed answer to a posted package; the first one counts."""
    kept = documents.keep(answer, media_type=rules.MEDIA_TYPE, name="answer.rapport")
    document = read.document
    with transaction.atomic():
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
            document = cast("Receipt", document)  # _read_answer lets nothing else through
            changed = open_row.update(
                received_at=document.received_at, answer=kept, last_said=""
            )
            event = PackageReceived(matter=matter, package=package, kind=row.kind, by=by)
        if changed:
            record(act, event)


def call_off(act: Act, package: UUID) -> bool:
    """Stop sending a package to which no answer is here; say whether there was one to stop.

    Runs in the caller's transaction. Whether it had arrived before, nobody knows: what is sent
    instead has to be good in both cases.
    """
    unanswered = Outgoing.objects.filter(package=package, received_at=None, refused_at=None)
    return bool(
        unanswered.update(refused_at=act.at, refusal_code=rules.CALLED_OFF, last_said="")
    )

"""Post packages, deliver them until the other side's signed answer is here, take in others'.

Out: at least once. The bytes are signed and stored with the change that caused them; the worker
sends them until a receipt or a rejection comes. In: exactly once. A package is checked, handled
and answered in one transaction; the same package again gets the same answer and changes
nothing.
"""

from __future__ import annotations

import http.client
import json
import logging
import os
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final, cast
from urllib.parse import urlsplit
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction
from django.db.models import F
from pydantic import ValidationError

from rapport.documents import services as documents
from rapport.exchange import rules, selectors
from rapport.exchange.errors import CardUnreadable, KeyChanged, KindNotServed
from rapport.exchange.events import (
    ContactAdded,
    PackageArrived,
    PackagePosted,
    PackageReceived,
    PackageRefused,
)
from rapport.exchange.models import Contact, KeptAside, Outgoing
from rapport.exchange.models import Incoming as IncomingRow
from rapport.exchange.schemas import ContactCard
from rapport.foundation import clock
from rapport.foundation.acts import Act, Actor, Door
from rapport.foundation.errors import Refusal
from rapport.journal.services import TryLater, enqueue, record, work
from rapport.protocol import package as packages
from rapport.protocol.errors import PackageRefused as UnreadablePackage
from rapport.protocol.kinds import Document, Receipt, Rejection
from rapport.protocol.package import Heading, Package, Part
from rapport.protocol.signing import SigningKey, VerifyKey

log = logging.getLogger("rapport.exchange")

NOBODY_ID: Final = UUID(int=0)
CALLED_OFF: Final = "exchange.called_off"
MENDABLE: Final = frozenset(
    {
        "package.sender_unknown",
        "package.not_for_us",
        # Said of bytes that nobody proved to be ours: they were changed on the way, or another
        # sent them under our name. What we posted is good, and is sent again.
        "package.malformed",
        "package.part_altered",
        "package.signature_wrong",
        "package.too_large",
    }
)
"""Rejections that are no answer to what was posted, or none once something is mended."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """A package that is whole, signed by a known contact and addressed to us."""

    package: UUID
    sender: Contact
    kind: str
    matter: UUID
    answers: UUID | None
    document: Document
    files: Mapping[str, Part]
    arrived_at: datetime


@dataclass(frozen=True, slots=True)
class Answered:
    """What goes back to the sender in the same breath: a receipt or a rejection, signed."""

    taken: bool
    body: bytes


Handler = Callable[[Act, Incoming], None]
_handlers: dict[str, Handler] = {}


def serve(handlers: Mapping[str, Handler]) -> None:
    """Replace the kinds of package that this process takes; called once by a side's wiring."""
    _handlers.clear()
    _handlers.update(handlers)


def own_id() -> UUID:
    """Return the id of this installation."""
    return UUID(settings.RAPPORT_ID)


def own_key() -> SigningKey:
    """Return this installation's signing key; made on first use, 0600, never overwritten."""
    path = settings.RAPPORT_HOME / "keys" / "signing.key"
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix="signing.", suffix=".new")
        fresh = Path(name)  # mode 0600, and of nobody else: threads make the first key at once
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(SigningKey.generate().to_text())
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(fresh, path)  # whoever comes second uses the first one's key
        except FileExistsError:
            log.info("the signing key was made by somebody else")
        finally:
            fresh.unlink()
    return SigningKey.from_text(path.read_text(encoding="ascii").strip())


def own_card() -> ContactCard:
    """Return what others need in order to exchange packages with this installation."""
    return ContactCard(
        id=own_id(),
        side=settings.RAPPORT_SIDE,
        name=settings.RAPPORT_NAME,
        url=f"http://127.0.0.1:{settings.RAPPORT_PORT}",
        signing_key=own_key().verify_key().to_text(),
        unit=settings.RAPPORT_UNIT,
    )


@transaction.atomic
def add_contact(act: Act, *, card: bytes, new_key: bool = False) -> Contact:
    """Make another installation known by its card, or bring its name and address up to date.

    Another key takes the place of the known one only when a person says so by `new_key`. Raises
    CardUnreadable, KeyChanged, AddressUnusable, AddressNotLoopback. Records ContactAdded.
    """
    try:
        read = ContactCard.model_validate_json(card)
        VerifyKey.from_text(read.signing_key)
    except (ValidationError, ValueError) as trouble:
        reason = str(trouble).splitlines()[0] if str(trouble) else "it is not a contact card"
        raise CardUnreadable(reason=reason) from trouble
    if refusal := rules.why_not_address(read.url):
        raise refusal
    known = selectors.find_contact(read.id)
    key_changes = bool(known and known.signing_key != read.signing_key)
    if known and key_changes and not new_key:
        raise KeyChanged(name=known.name)
    contact, _ = Contact.objects.update_or_create(
        public_id=read.id,
        defaults={
            "side": read.side,
            "name": read.name,
            "url": read.url.rstrip("/"),
            "signing_key": read.signing_key,
            "unit": read.unit,
        },
    )
    record(act, ContactAdded(matter=str(read.id), side=read.side, new_key=key_changes))
    return contact


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

    Runs in the caller's transaction. Raises ContactNotFound, AddressNotLoopback. Records
    PackagePosted.
    """
    contact = selectors.get_contact(to, lock=True)
    if refusal := rules.why_not_address(contact.url):
        raise refusal
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
    Outgoing.objects.filter(pk=row.pk).update(tries=F("tries") + 1)
    try:
        answer = _send(row.to.url, documents.read(row.body))
        read = _read_answer(answer, row)
    except (OSError, http.client.HTTPException, UnreadablePackage) as trouble:
        _say(row, f"{type(trouble).__name__}")
        raise TryLater from trouble
    if isinstance(read.document, Rejection) and read.document.code in MENDABLE:
        _say(row, f"{read.document.code}: {read.document.reason}")
        raise TryLater
    _settle(act, row, read, answer)


def _send(url: str, body: bytes) -> bytes:
    parts = urlsplit(url)
    if refusal := rules.why_not_address(url):
        raise ConnectionRefusedError(str(refusal))
    maker = (
        http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    )
    connection = maker(parts.hostname or "", parts.port, timeout=rules.TIMEOUT_SECONDS)
    try:
        connection.request(
            "POST", rules.DOOR_PATH, body=body, headers={"Content-Type": rules.MEDIA_TYPE}
        )
        response = connection.getresponse()
        answer = response.read(rules.LARGEST_BYTES + 1)
    finally:
        connection.close()
    if response.status not in {200, 422}:
        raise http.client.HTTPException(f"status {response.status}")
    return answer


def _read_answer(answer: bytes, row: Outgoing) -> Package:
    key = VerifyKey.from_text(row.to.signing_key)
    contact = row.to.public_id
    read = packages.read(
        answer, key_of=lambda sender: key if sender == contact else None, me=own_id()
    )
    known = isinstance(read.document, Receipt | Rejection)
    if not known or read.manifest.answers != row.package:
        raise http.client.HTTPException("no answer to this package")
    return read


def _say(row: Outgoing, what: str) -> None:
    Outgoing.objects.filter(pk=row.pk).update(last_said=what[:200])


def _settle(act: Act, row: Outgoing, read: Package, answer: bytes) -> None:
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
    return bool(unanswered.update(refused_at=act.at, refusal_code=CALLED_OFF, last_said=""))


def receive(body: bytes) -> Answered:
    """Take in what came through the door, and give the signed answer that goes back.

    A receipt when the package was checked and handled, a rejection with code and reason when
    not. A package seen before gets its first answer again.
    """
    at = clock.now()
    try:
        read = packages.read(body, key_of=_key_of, me=own_id())
    except UnreadablePackage as refusal:
        keep_aside(body, refusal.code, at)
        return _reject(refusal, refusal.package, refusal.sender, at)
    if isinstance(read.document, Receipt | Rejection):
        refusal_: Refusal = KindNotServed(kind=read.document.KIND)
        return _reject(refusal_, read.manifest.package, read.manifest.sender, at)
    stored = documents.keep(body, media_type=rules.MEDIA_TYPE, name="package.rapport")
    with transaction.atomic():
        sender = selectors.get_contact(read.manifest.sender, lock=True)
        seen = selectors.incoming_body(read.manifest.package, sender.public_id)
        if seen is not None and seen.body_id == stored.pk:
            return Answered(not seen.refusal_code, documents.read(seen.answer))
        if seen is not None:
            return _reject(packages.IdReused(), read.manifest.package, sender.public_id, at)
        answered, code = _handle(read, sender, at)
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
    return answered


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
            handler = _handlers.get(kind)
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
        return _reject(refusal, manifest.package, sender.public_id, at), refusal.code
    receipt = Receipt(package=manifest.package, received_at=at)
    body = _sign(receipt, manifest.package, sender.public_id, at)
    return Answered(taken=True, body=body), ""


def keep_aside(body: bytes, code: str, at: datetime) -> None:
    """Keep what could not be taken, with the reason, up to a number strangers cannot exceed."""
    if selectors.kept_aside_count() >= rules.KEPT_ASIDE_MOST or len(body) > rules.LARGEST_BYTES:
        log.warning("refused bytes were not kept: too many or too large", extra={"code": code})
        return
    stored = documents.keep(body, media_type="application/octet-stream", name="kept-aside")
    with transaction.atomic():
        row, new = KeptAside.objects.get_or_create(
            body=stored, defaults={"code": code, "first_at": at}
        )
        if not new:
            KeptAside.objects.filter(pk=row.pk).update(times=F("times") + 1)


def _key_of(sender: UUID) -> VerifyKey | None:
    contact = selectors.find_contact(sender)
    return VerifyKey.from_text(contact.signing_key) if contact else None


def _reject(
    refusal: Refusal, package: UUID | None, sender: UUID | None, at: datetime
) -> Answered:
    rejection = Rejection(
        package=package, rejected_at=at, code=refusal.code, reason=str(refusal)[:2000]
    )
    return Answered(taken=False, body=_sign(rejection, package, sender or NOBODY_ID, at))


def _sign(document: Document, package: UUID | None, to: UUID, at: datetime) -> bytes:
    heading = Heading(
        package=uuid4(),
        sender=own_id(),
        recipient=to,
        number=0,  # answers go back in the same breath and stand in no row
        matter=package or NOBODY_ID,
        answers=package,
        made_at=at,
    )
    return packages.build(heading, document, (), own_key())


def read_card(card: ContactCard) -> str:
    """Return a card as the JSON text that `add_contact` takes."""
    return json.dumps(card.model_dump(mode="json"), indent=2, sort_keys=True)

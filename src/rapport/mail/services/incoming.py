"""Take messages in: keep the bytes as they came, find the matter, say what it is.

Nothing is lost and nothing answered: what belongs to no matter, or cannot be read, is kept in
quarantine with its reason until a person has looked.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from uuid import UUID

from django.conf import settings
from django.db import DatabaseError, OperationalError, transaction
from django.db.models import Q

from rapport.documents import services as documents
from rapport.documents.models import StoredFile
from rapport.documents.services.files import printable
from rapport.foundation.acts import Act
from rapport.journal.services import record
from rapport.mail import errors, rules, selectors
from rapport.mail.events import (
    MailAcknowledges,
    MailArrived,
    MailAssigned,
    MailMoved,
    MailReopened,
    MailSettled,
    MailTakenBack,
)
from rapport.mail.models import Inbound, InboundFile, Outbound
from rapport.mail.rules import REPORTS, TO_BE_FILED, Kind, Outcome, Quarantine, Road
from rapport.mail.services.fates import count_anew, count_bounce, count_delivery
from rapport.mail.services.files import have_files_read
from rapport.mail.services.reading import Read, Reader

log = logging.getLogger("rapport.mail")


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a message belongs: its matter, the message it is about, or why neither."""

    matter: UUID | None
    about: Outbound | None
    quarantine: Quarantine | None


def take_in(act: Act, raw: bytes, reader: Reader, *, size: int | None = None) -> bool:
    """Keep a message and what it says; say whether it is new. The same bytes come in once.

    `size` is given when the bytes are only the beginning of a message that is too large.
    Records MailArrived, and MailBounced when a message of ours came back.
    """
    if selectors.is_known(sha256(raw).hexdigest()):
        return False
    read = reader.read(raw)
    if size is not None:
        read = Read(trouble=Quarantine.TOO_LARGE, heading=read.heading, results=read.results)
    try:
        return _keep(act, raw, read, size or len(raw))
    except OperationalError:  # the database is away or busy: the message comes once more
        raise
    except (DatabaseError, ValueError) as trouble:  # no message stops those behind it
        log.warning("a message could not be kept as it was read: %s", type(trouble).__name__)
        return _keep(act, raw, Read(trouble=Quarantine.UNREADABLE), size or len(raw))


def _keep(act: Act, raw: bytes, read: Read, size: int) -> bool:
    with transaction.atomic():
        stored = documents.keep(raw, media_type=rules.EML, name="message.eml")
        if Inbound.objects.filter(raw=stored).exists():
            return False
        place = _place(read)
        message = _kept(act, stored.pk, read, place, size)
        _keep_files(message, read)
        if read.files and message.kind in {*rules.TO_BE_FILED, Kind.AUTO_REPLY}:
            have_files_read(message)
        _arrived(act, message)
        if message.kind is Kind.BOUNCE and place.about:
            count_bounce(act, place.about)
        if message.kind is Kind.DELIVERED and place.about and not message.quarantine:
            _count_delivery(act, message, place.about, read)
    return True


def _count_delivery(act: Act, message: Inbound, about: Outbound, read: Read) -> None:
    """Count a report that a message was delivered, if it is about its one address and proven.

    One that anybody can write is kept and shown, and counts for nothing.
    """
    delivery = rules.delivery_in(read.heading.reported, about.to)
    if delivery and rules.is_believed(selectors.trust_of(message)[0]):
        count_delivery(act, about, delivery)


def _arrived(act: Act, message: Inbound) -> None:
    event = MailArrived(
        matter=str(message.matter or message.public_id),
        message=str(message.public_id),
        road=message.road.value,
        kind=message.kind.value,
        quarantine=message.quarantine and message.quarantine.value,
    )
    record(act, event)


def _place(read: Read) -> _Place:
    """Find a message's matter: by the message of ours that it answers, then by our address.

    Where these name more than one matter, a person says which it is.
    """
    heading = read.heading
    tokens = rules.tokens_in(heading.to, settings.RAPPORT_MAIL_ADDRESS)
    addresses = [found for token in tokens if (found := selectors.find_address(token))]
    named = selectors.posted_as(rules.ids_in_order(heading))
    if not named and rules.kind_of(heading) in REPORTS:
        named = selectors.posted_in(heading.envelope)
    matters = {one.matter for one in addresses} | {one.matter for one in named}
    if len(matters) != 1:
        why = Quarantine.CONTRADICTS if matters else Quarantine.NO_MATTER
        return _Place(None, None, read.trouble or why)
    matter = matters.pop()
    about = named[0] if named else None
    if addresses and all(one.retired_at for one in addresses):
        return _Place(matter, about, read.trouble or Quarantine.OLD_ADDRESS)
    if about is None and rules.kind_of(heading) in REPORTS:
        reported = {one.address.lower() for one in heading.reported}
        about = selectors.last_posted(matter, to=reported)
    return _Place(matter, about, read.trouble)


def _kind(act: Act, read: Read, place: _Place) -> Kind:
    """Say what a message is; one that is marked automatic may be a reply all the same."""
    if read.trouble not in {None, Quarantine.TOO_LARGE}:
        return Kind.UNREADABLE
    kind = rules.kind_of(read.heading)
    if kind is not Kind.AUTO_REPLY or place.matter is None:
        return kind
    answered = place.about or selectors.last_posted(place.matter)
    after: timedelta | None = None
    if answered:
        after = act.at - (answered.handed_over_at or answered.posted_at)
    is_open = rules.may_be_reply(text=read.text, files=len(read.files), after=after)
    return Kind.MARKED_AUTOMATIC if is_open else kind


def _kept(act: Act, stored: int, read: Read, place: _Place, size: int) -> Inbound:
    heading = read.heading
    sent_to = rules.domain_of(place.about.to) if place.about else ""
    return Inbound.objects.create(
        raw_id=stored,
        size=size,
        arrived_at=act.at,
        kind=_kind(act, read, place),
        matter=place.matter,
        about=place.about,
        quarantine=place.quarantine or "",
        sender=heading.sender,
        sender_name=heading.sender_name,
        subject=heading.subject,
        message_id=heading.message_id,
        said_at=datetime.fromisoformat(heading.date) if heading.date else None,
        text=read.text,
        is_cut=read.is_cut,
        dkim=list(read.dkim),
        results=rules.trusted_results(read.results, settings.RAPPORT_MAIL_SERVER_NAME),
        report=[
            {
                "address": one.address,
                "action": one.action,
                "status": one.status,
                "diagnostic": one.diagnostic,
            }
            for one in heading.reported
        ],
        is_own=rules.is_from_own_server(read.received, settings.RAPPORT_MAIL_SERVER_NAME),
        exchangers=read.exchangers.get(sent_to, []),
    )


def _keep_files(message: Inbound, read: Read) -> None:
    for number, file in enumerate(read.files, 1):
        name = printable(file.name)[:200] or f"part-{number}"
        kept = documents.keep(file.data, media_type=file.media_type[:120], name=name)
        InboundFile.objects.create(message=message, number=number, file=kept, name=name)


@transaction.atomic
def take_in_files(
    act: Act,
    *,
    road: Road,
    matter: UUID,
    raw: bytes,
    media_type: str,
    files: Sequence[tuple[str, StoredFile]],
    sender: str = "",
    text: str = "",
    arrived_at: datetime | None = None,
) -> Inbound:
    """Keep an answer whose files came by another road; it is filed as one by e-mail is.

    `sender` is what somebody said of who sent it. The same bytes come in once by a road and
    about a matter: the second time changes nothing, unless the first was taken back. On paper
    it arrived earlier than the act. Records MailArrived.
    """
    known: Inbound | None = None
    while known is None or known.outcome == Outcome.TAKEN_BACK:  # a moment ago, by another
        before = selectors.times_taken_back(matter, road, sha256(raw).hexdigest())
        name = f"{road.value} {matter}" + (f" {before + 1}" if before else "")
        stored = documents.keep(raw, media_type=media_type, name=name)
        known = Inbound.objects.select_for_update().filter(raw=stored).first()
        if known is None:
            break
    else:
        return known
    message = Inbound.objects.create(
        road=road,
        raw=stored,
        size=stored.size,
        arrived_at=arrived_at or act.at,
        kind=Kind.ANSWER,
        matter=matter,
        sender_name=printable(rules.shown(sender))[:200],
        text=text.replace("\0", ""),
    )
    for number, (name, file) in enumerate(files, 1):
        shown = printable(rules.shown_name(name))[:200] or f"part-{number}"
        InboundFile.objects.create(message=message, number=number, file=file, name=shown)
    have_files_read(message)
    _arrived(act, message)
    return message


@transaction.atomic
def settle(
    act: Act, *, message: UUID, outcome: Outcome, together_with: Inbound | None = None
) -> Inbound:
    """Keep that a person filed a message, perhaps as one reply with another, or put it aside.

    Its bytes stay.

    Raises MessageNotFound, AlreadySettled. Records MailSettled.
    """
    row = selectors.get_inbound(message, lock=True)
    if row.outcome:
        raise errors.AlreadySettled
    row.outcome, row.settled_at, row.settled_by = outcome, act.at, act.actor.name[:200]
    row.filed_with = together_with
    row.save(update_fields=["outcome", "settled_at", "settled_by", "filed_with"])
    about = str(row.matter or row.public_id)
    record(act, MailSettled(matter=about, message=str(message), outcome=outcome.value))
    return row


@transaction.atomic
def acknowledge(act: Act, *, message: UUID, on: date, by: str) -> Inbound:
    """Keep that a message says that what it is about arrived: on which day, who says so.

    Raises MessageNotFound, AlreadySettled. Records MailAcknowledges.
    """
    row = selectors.get_inbound(message, lock=True)
    if row.outcome:
        raise errors.AlreadySettled
    row.outcome, row.settled_at = Outcome.ACKNOWLEDGES, act.at
    row.settled_by = act.actor.name[:200]
    row.receipt_on, row.receipt_by = on, printable(rules.shown(by))[:200]
    fields = ["outcome", "settled_at", "settled_by", "receipt_on", "receipt_by"]
    row.save(update_fields=fields)
    about = str(row.matter or row.public_id)
    record(act, MailAcknowledges(matter=about, message=str(message), receipt_on=str(on)))
    return row


@transaction.atomic
def take_back(act: Act, *, message: UUID) -> Inbound:
    """Keep that a message was put to its matter by mistake: it stays there and counts no more.

    Raises MessageNotFound, AlreadySettled of one that was filed or taken back. Records
    MailTakenBack.
    """
    row = selectors.get_inbound(message, lock=True)
    if row.outcome not in {"", Outcome.PUT_ASIDE, Outcome.ACKNOWLEDGES}:
        raise errors.AlreadySettled
    row.outcome, row.settled_at = Outcome.TAKEN_BACK, act.at
    row.settled_by = act.actor.name[:200]
    row.save(update_fields=["outcome", "settled_at", "settled_by"])
    about = str(row.matter or row.public_id)
    record(act, MailTakenBack(matter=about, message=str(message)))
    return row


@transaction.atomic
def reopen(act: Act, *, message: UUID) -> Inbound:
    """Have a message wait again that was filed or put aside; those filed with it too.

    Also one that was taken for an acknowledgement of receipt. Raises MessageNotFound,
    NotSettled. Records MailReopened.
    """
    row = selectors.get_inbound(message, lock=True)
    if row.outcome in {"", Outcome.TAKEN_BACK} or row.filed_with:
        raise errors.NotSettled
    rows = Inbound.objects.filter(Q(pk=row.pk) | Q(filed_with=row))
    rows.update(
        outcome="",
        settled_at=None,
        settled_by="",
        receipt_on=None,
        receipt_by="",
        filed_with=None,
    )
    about = str(row.matter or row.public_id)
    record(act, MailReopened(matter=about, message=str(message)))
    return row


@transaction.atomic
def move(act: Act, *, message: UUID, matter: UUID) -> Inbound:
    """Put an e-mail that waits to be filed to the matter that it is about, as a person said.

    What we sent about the other matter is not shown with it. Raises MessageNotFound,
    AlreadySettled, NotToMove. Records MailMoved of the one matter, MailAssigned of the other.
    """
    row = selectors.get_inbound(message, lock=True)
    if row.outcome:
        raise errors.AlreadySettled
    if row.road is not Road.EMAIL or row.kind not in TO_BE_FILED or row.quarantine:
        raise errors.NotToMove
    before = row.matter
    if before == matter:
        return row
    row.matter, row.about = matter, None
    row.save(update_fields=["matter", "about"])
    record(act, MailMoved(matter=str(before), message=str(message)))
    record(act, MailAssigned(matter=str(matter), message=str(message)))
    return row


@transaction.atomic
def assign(act: Act, *, message: UUID, matter: UUID) -> Inbound:
    """Keep which matter a message in quarantine belongs to, as a person said.

    Raises MessageNotFound, AlreadySettled. Records MailAssigned.
    """
    row = selectors.get_inbound(message, lock=True)
    if row.outcome or not row.quarantine:
        raise errors.AlreadySettled
    was_about = row.about
    if was_about and was_about.matter != matter:
        row.about = None  # what was sent about another matter is not shown here
    row.matter, row.quarantine = matter, ""
    if row.kind is Kind.UNREADABLE:
        row.kind = Kind.ANSWER  # a person has looked
    elif row.kind is Kind.AUTO_REPLY:
        row.kind = Kind.MARKED_AUTOMATIC  # a person has looked: it may be a reply
    row.save(update_fields=["matter", "about", "quarantine", "kind"])
    if was_about and row.about is None and row.kind is Kind.BOUNCE:
        count_anew(was_about)
    record(act, MailAssigned(matter=str(matter), message=str(message)))
    return row

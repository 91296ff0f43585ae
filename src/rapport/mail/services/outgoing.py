"""Post messages, and hand each over to our mail server once.

The bytes are made and kept with the change that caused them; the worker hands them over. Each
try is written down before the server is spoken to: one that nobody saw the end of is in doubt,
and waits for a person. A message is never sent again by itself after the server may have it.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address as Mailbox
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Final
from uuid import UUID, uuid4

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from rapport.documents import services as documents
from rapport.foundation.acts import Act
from rapport.foundation.errors import Refusal, gettext_noop
from rapport.journal import selectors as journal
from rapport.journal.services import TryLater, enqueue, record, work
from rapport.mail import errors, rules, selectors
from rapport.mail.events import (
    DoubtSettled,
    MailHandedOver,
    MailInDoubt,
    MailPerhapsLeft,
    MailPosted,
    MailRefused,
)
from rapport.mail.models import Outbound
from rapport.mail.rules import Fate, Purpose, State
from rapport.mail.services import smtp
from rapport.mail.services.addresses import address_for

log = logging.getLogger("rapport.mail")
MOST_MB: Final = 20
"""Of a message with its files as they travel: what mail servers commonly take."""

STOPPED: Final = "Rapport stopped while it handed the message over."


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with a message."""

    name: str
    media_type: str
    data: bytes


def why_not_to(address: str) -> Refusal | None:
    """Say why a message cannot go to an address."""
    try:
        validate_email(address)
    except ValidationError:
        return errors.AddressInvalid(address=address[:254] or "–")
    if not rules.is_plain_address(address):
        return errors.AddressInvalid(address=address[: rules.LONGEST_ADDRESS])
    local, _, domain = settings.RAPPORT_MAIL_ADDRESS.lower().rpartition("@")
    name, _, host = address.lower().rpartition("@")
    if local and host == domain and name.partition("+")[0] == local:
        return errors.OwnAddress(address=address)
    return None


def post_mail(
    act: Act,
    *,
    matter: UUID,
    to: str,
    subject: str,
    text: str,
    files: Sequence[Attachment] = (),
    replaces: Outbound | None = None,
    purpose: Purpose = Purpose.LETTER,
    decided_at: datetime | None = None,
) -> Outbound:
    """Write a message, keep its bytes, ask for its handing over; in the caller's transaction.

    One that was decided on before a backup that was restored since may have been written and
    have left after it: it is in doubt at once. Without an instant it is decided on now.
    Raises MailOff, MailNotForDemonstrations, MailNotSafe, AddressInvalid, OwnAddress,
    MessageTooLarge. Records MailPosted, perhaps MailPerhapsLeft.
    """
    if refusal := selectors.why_not_on() or why_not_to(to):
        raise refusal
    address = address_for(act, matter)
    ours = rules.address_with(settings.RAPPORT_MAIL_ADDRESS, address.token)
    message_id = f"<{uuid4()}@{ours.rpartition('@')[2]}>"
    headers = {"From": ours, "To": to, "Subject": subject, "Message-ID": message_id}
    body = _written(act, headers, text, files)
    if len(body) > MOST_MB * 1024 * 1024:
        raise errors.MessageTooLarge(size=len(body) // (1024 * 1024) + 1, most=MOST_MB)
    row = Outbound.objects.create(
        matter=matter,
        address=address,
        to=to,
        purpose=purpose,
        message_id=message_id,
        body=documents.keep(body, media_type=rules.EML, name="message.eml"),
        replaces=replaces,
        posted_at=act.at,
    )
    record(act, MailPosted(matter=str(matter), message=str(row.public_id)))
    restored_at = journal.restored_at()
    if restored_at and decided_at and decided_at <= restored_at:
        _perhaps_left(act, row, restored_at)
    else:
        _ask(row)
    return row


def _written(
    act: Act, headers: Mapping[str, str], text: str, files: Sequence[Attachment]
) -> bytes:
    message = EmailMessage(policy=SMTP)
    name = " ".join(settings.RAPPORT_NAME.split())
    message["From"] = Mailbox(name, addr_spec=headers["From"])
    message["To"] = Mailbox(addr_spec=headers["To"])
    message["Subject"] = " ".join(headers["Subject"].split())
    message["Date"] = format_datetime(act.at)
    message["Message-ID"] = headers["Message-ID"]
    message.set_content(text, cte="quoted-printable")
    for file in files:
        main, _, sub = file.media_type.partition("/")
        plain = main in {"application", "image", "audio", "video"} and sub.strip()
        message.add_attachment(
            file.data,
            maintype=main if plain else "application",
            subtype=sub if plain else "octet-stream",
            filename=file.name,
        )
    return message.as_bytes()


def _ask(row: Outbound) -> None:
    key = f"mail:{row.public_id}:{row.tries}"
    enqueue("mail.hand_over", key=key, message=str(row.public_id))


def ask_again(row: Outbound) -> None:
    """Ask for the handing over of a message whose work found it ended, in a transaction."""
    enqueue("mail.hand_over", message=str(row.public_id))


@work(
    "mail.hand_over",
    what=gettext_noop("Hand an e-mail over to the mail server."),
    own_transactions=True,
    max_attempts=10_000,
)
def hand_over(act: Act, *, message: str) -> None:
    """Hand a posted message over once; TryLater while the server has said no yes and no no.

    Records MailHandedOver, MailInDoubt or MailRefused.
    """
    row = _begun(act, UUID(message))
    if row is None:
        return
    if selectors.why_not_on():
        said = smtp.Said(Fate.LATER, "mail is off")
    else:
        said = smtp.send(
            sender=rules.address_with(settings.RAPPORT_MAIL_ADDRESS, row.address.token),
            to=row.to,
            body=documents.read(row.body),
            envelope=row.public_id.hex,
        )
    _ended(act, row, said)
    if said.fate is Fate.LATER:
        raise TryLater


def _begun(act: Act, message: UUID) -> Outbound | None:
    """Write down that a try begins; one that was begun before and never ended is in doubt."""
    with transaction.atomic():
        row = selectors.get_outbound(message, lock=True)
        if row.state is State.SENDING:
            _doubt(act, row, STOPPED)
            return None
        if row.state is not State.QUEUED:
            return None
        row.state, row.tries = State.SENDING, row.tries + 1
        row.save(update_fields=["state", "tries"])
    return row


def _ended(act: Act, begun: Outbound, said: smtp.Said) -> None:
    """Keep how a try ended. A yes counts also when it was thought to be in doubt meanwhile."""
    with transaction.atomic():
        row = selectors.get_outbound(begun.public_id, lock=True)
        if row.tries != begun.tries:
            return
        if row.state is State.BOUNCED and said.fate is Fate.ACCEPTED:
            row.handed_over_at, row.server_said = act.at, said.words[: rules.SHOWN_BYTES]
            row.save(update_fields=["handed_over_at", "server_said"])
        if row.state not in {State.SENDING, State.IN_DOUBT}:
            return
        if said.fate is Fate.IN_DOUBT:
            _doubt(act, row, said.words)
            return
        if said.fate is Fate.LATER and row.state is State.IN_DOUBT:
            return  # a person was asked already
        row.server_said = said.words[: rules.SHOWN_BYTES]
        facts = {"matter": str(row.matter), "message": str(row.public_id)}
        if said.fate is Fate.LATER:
            row.state = State.QUEUED
        elif said.fate is Fate.REFUSED:
            row.state, row.ended_at = State.REFUSED, act.at
            record(act, MailRefused(**facts))
        else:
            row.state, row.handed_over_at = State.HANDED_OVER, act.at
            record(act, MailHandedOver(**facts))
        row.save(update_fields=["state", "server_said", "handed_over_at", "ended_at"])


def _doubt(act: Act, row: Outbound, words: str) -> None:
    row.state, row.server_said = State.IN_DOUBT, words[: rules.SHOWN_BYTES]
    row.save(update_fields=["state", "server_said"])
    record(act, MailInDoubt(matter=str(row.matter), message=str(row.public_id)))


@transaction.atomic
def doubt_after_restore(act: Act) -> None:
    """Let no message leave by itself that waited when a backup was made which is restored now.

    Nobody here knows what left after that backup. Of one that was in doubt already it is noted
    that the doubt may have been settled since. Records MailPerhapsLeft for each.
    """
    for row in selectors.unsettled().select_for_update():
        _perhaps_left(act, row, act.at)


def _perhaps_left(act: Act, row: Outbound, restored_at: datetime) -> None:
    """Put a message in doubt; a try that is not known here counts as one."""
    row.state, row.restored_at, row.tries = State.IN_DOUBT, restored_at, row.tries + 1
    row.save(update_fields=["state", "restored_at", "tries"])
    record(act, MailPerhapsLeft(matter=str(row.matter), message=str(row.public_id)))


@transaction.atomic
def settle_doubt(act: Act, *, message: UUID, arrived: bool) -> Outbound:
    """Say of a message in doubt that it arrived, or have the same message sent once more.

    Raises MessageNotFound, NotInDoubt. Records DoubtSettled.
    """
    row = selectors.get_outbound(message, lock=True)
    if row.state is not State.IN_DOUBT:
        raise errors.NotInDoubt
    row.settled_by = act.actor.name[:200]
    if arrived:
        row.state, row.handed_over_at = State.HANDED_OVER, act.at
    else:
        row.state = State.QUEUED
        _ask(row)
    row.save(update_fields=["state", "settled_by", "handed_over_at"])
    facts = {"matter": str(row.matter), "message": str(row.public_id)}
    record(act, DoubtSettled(**facts, arrived=arrived))
    if arrived:
        record(act, MailHandedOver(**facts))
    return row

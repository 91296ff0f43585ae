"""Bring packages to a contact's address, and take the signed answer in the same breath."""

from __future__ import annotations

import http.client
from uuid import UUID

from django.db.models import F

from rapport.documents import services as documents
from rapport.exchange import rules, selectors
from rapport.exchange.errors import CardExpired
from rapport.exchange.models import Contact, Outgoing
from rapport.exchange.rules import Road
from rapport.exchange.services import web
from rapport.exchange.services.contacts import ask_for_card, refresh_card
from rapport.exchange.services.settling import read_answer, say, settle
from rapport.foundation.acts import Act
from rapport.foundation.errors import gettext_noop
from rapport.journal.services import TryLater, work
from rapport.protocol import sealing
from rapport.protocol.errors import PackageRefused as UnreadablePackage
from rapport.protocol.errors import SealedForAnother, SignatureWrong
from rapport.protocol.sealing import SealingKey


@work(
    "exchange.deliver",
    what=gettext_noop("Bring a signed package to another installation."),
    own_transactions=True,
    max_attempts=10_000,
)
def deliver(act: Act, *, package: str) -> None:
    """Send a posted package once, and keep the signed answer; TryLater when there is none.

    Packages of one matter go one after the other: one that waits holds back those behind it.
    What goes by another road waits for it here as well, should the road be changed.
    """
    row = selectors.outgoing_body(UUID(package))
    if row is None or not selectors.is_waiting(row):
        return
    if refusal := selectors.why_not_reach(row.to):
        say(row, refusal.code)
        if isinstance(refusal, CardExpired):
            ask_for_card(act, row.to)
        raise TryLater
    if row.to.road is not Road.PUSH or selectors.has_earlier(row):
        raise TryLater
    Outgoing.objects.filter(pk=row.pk).update(tries=F("tries") + 1)
    try:
        answer, read = read_answer(_send(row.to, documents.read(row.body)), row)
    except (OSError, http.client.HTTPException, UnreadablePackage) as trouble:
        code = trouble.code if isinstance(trouble, UnreadablePackage) else ""
        say(row, code or type(trouble).__name__)
        if isinstance(trouble, SignatureWrong | SealedForAnother):
            refresh_card(act, contact=str(row.to.public_id))
        raise TryLater from trouble
    if not settle(act, row, read, answer):
        raise TryLater


def _send(to: Contact, body: bytes) -> bytes:
    """Seal for a contact, send, return the answer. There is no way around the seal."""
    sealed = sealing.seal(body, [SealingKey.from_text(to.encryption_key)])
    status, answer = web.ask(
        to.url, "POST", rules.DOOR_PATH, body=sealed, most=rules.LARGEST_BYTES
    )
    if status not in {200, 422}:
        raise http.client.HTTPException(f"status {status}")
    return answer

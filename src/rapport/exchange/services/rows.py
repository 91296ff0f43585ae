"""Rows without gaps: see what is missing, ask for it, send it again, go on after a restore.

Each package has a number in the row from one installation to another. What a side has lost it
asks for by `resend_request`, an ordinary package; the other sends the same bytes again, and
says by `resend_answer` which numbers will not come. Whoever has them already gives the first
answer again, so asking too much does no harm.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import cast
from uuid import UUID

from django.db import transaction

from rapport.exchange import rules, selectors
from rapport.exchange.events import ResendAnswered, ResendAsked, ResendGiven
from rapport.exchange.models import Contact, Outgoing, Skipped
from rapport.exchange.services.handlers import Incoming, always
from rapport.exchange.services.outgoing import post
from rapport.foundation import clock
from rapport.foundation.acts import Act
from rapport.foundation.errors import gettext_noop
from rapport.journal.services import enqueue, hurry, record, work
from rapport.protocol.kinds import ResendAnswer, ResendRequest, Span
from rapport.protocol.kinds.rows import MOST_SPANS


@transaction.atomic
def ask_since(act: Act, *, contact_id: UUID, since: int | None = None) -> int:
    """Ask a contact for all packages above a number again; return the number.

    Without one: above the last number up to which nothing is missing. Raises
    NotTheAdministrator, ContactNotFound. Records ResendAsked.
    """
    if refusal := rules.why_not_manage_contacts(act.actor):
        raise refusal
    contact = selectors.get_contact(contact_id, lock=True)
    return _ask(act, contact, since, skipped=None)


def _ask(act: Act, contact: Contact, since: int | None, skipped: Span | None) -> int:
    number = selectors.whole_up_to(contact) if since is None else since
    post(
        act,
        to=contact.public_id,
        matter=contact.public_id,
        document=ResendRequest(since=number, skipped=skipped),
    )
    matter = str(contact.public_id)
    event = ResendAsked(
        matter=matter, contact=matter, since=number, after_restore=skipped is not None
    )
    record(act, event)
    return number


@transaction.atomic
def go_on_after_restore() -> int:
    """Leave the mark of a restore, once: nothing is posted yet. Return how many are asked.

    The rows to all contacts go on above every number that may have been used since the backup,
    and the worker will ask each contact for what was lost here.
    """
    at = clock.machine_now()
    contacts = list(selectors.contacts().select_for_update())
    for contact in contacts:
        fresh = rules.first_after_restore(contact.last_number, at)
        Contact.objects.filter(pk=contact.pk).update(last_number=fresh)
        Outgoing.objects.filter(to=contact, received_at=None, refused_at=None).update(
            handed_at=None
        )
        enqueue(
            "exchange.ask_after_restore",
            contact=str(contact.public_id),
            first=contact.last_number + 1,
            last=fresh,
        )
    return len(contacts)


@work(
    "exchange.ask_after_restore",
    what=gettext_noop(
        "After a restore, ask another installation for what came since the backup."
    ),
)
def ask_after_restore(act: Act, *, contact: str, first: int, last: int) -> None:
    """Ask a contact for all that came after the backup, and say where our row goes on."""
    known = selectors.get_contact(UUID(contact), lock=True)
    if known.revoked_at is None:
        _ask(act, known, None, Span(first=first, last=last))


def look_for_gap(sender: Contact, number: int, at: datetime) -> None:
    """Have a gap before a number looked at in an hour; most close by themselves before."""
    if number < 2 or selectors.numbers_from(sender, number - 1, number - 1):
        return
    key = f"gap:{sender.public_id}:{number - 1}"
    enqueue(
        "exchange.ask_for_gap",
        key=key,
        run_at=at + rules.GAP_PATIENCE,
        contact=str(sender.public_id),
        number=number - 1,
    )


@work(
    "exchange.ask_for_gap",
    what=gettext_noop("Ask another installation for packages whose numbers are missing here."),
)
def ask_for_gap(act: Act, *, contact: str, number: int) -> None:
    """Ask for what is still missing; nothing when it has come, or will not come."""
    known = selectors.get_contact(UUID(contact), lock=True)
    gaps = selectors.gaps_from(known)
    if known.revoked_at is None and any(gap.first <= number <= gap.last for gap in gaps):
        _ask(act, known, None, skipped=None)


@always("resend_request")
def give_again(act: Act, incoming: Incoming) -> None:
    """Send again what a contact has lost. Records ResendGiven."""
    document, contact = cast("ResendRequest", incoming.document), incoming.sender
    rows = list(selectors.posted_above(contact, document.since))
    void = [row.number for row in rows if row.refused_at]
    fresh = [row for row in rows if row.received_at and not row.again_at]
    pks = [row.pk for row in fresh]
    Outgoing.objects.filter(pk__in=pks).update(again_at=act.at, handed_at=None)
    open_rows = [row for row in rows if not row.received_at and not row.refused_at]
    Outgoing.objects.filter(pk__in=[row.pk for row in open_rows]).update(handed_at=None)
    hurry(*(f"deliver:{row.package}" for row in open_rows))
    for row in fresh:
        key = f"again:{row.package}:{incoming.package}"
        enqueue("exchange.deliver", key=key, package=str(row.package))
    kept: list[int] = []
    if document.skipped is not None:
        _skip(contact, [document.skipped])
        kept = selectors.numbers_from(contact, document.skipped.first, document.skipped.last)
    answer = ResendAnswer(void=_spans(void), kept=_spans(kept))
    post(
        act,
        to=contact.public_id,
        matter=contact.public_id,
        document=answer,
        answers=incoming.package,
    )
    matter, again = str(contact.public_id), len(fresh) + len(open_rows)
    event = ResendGiven(matter=matter, contact=matter, since=document.since, packages=again)
    record(act, event)


@always("resend_answer")
def note_answer(act: Act, incoming: Incoming) -> None:
    """Keep which numbers will not come, and that some of ours are held there. Records it."""
    document, contact = cast("ResendAnswer", incoming.document), incoming.sender
    _skip(contact, document.void)
    matter = str(contact.public_id)
    record(
        act,
        ResendAnswered(
            matter=matter,
            contact=matter,
            void=_count(document.void),
            kept=_count(document.kept),
        ),
    )


def _skip(contact: Contact, spans: Iterable[Span]) -> None:
    for span in spans:
        Skipped.objects.get_or_create(contact=contact, first=span.first, last=span.last)


def _spans(numbers: list[int]) -> list[Span]:
    return [Span(first=a, last=b) for a, b in rules.spans_of(numbers)][:MOST_SPANS]


def _count(spans: Iterable[Span]) -> int:
    return sum(span.last - span.first + 1 for span in spans)

"""What came and could not be taken: try it again once that is put right, or let it be."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from rapport.documents import services as documents
from rapport.exchange import rules, selectors
from rapport.exchange.events import KeptPutAside, KeptTaken
from rapport.exchange.models import KeptAside
from rapport.exchange.rules import KeptState
from rapport.exchange.services.incoming import take_in
from rapport.foundation.acts import Act
from rapport.journal.services import record


@transaction.atomic
def take_kept(act: Act, *, kept_id: UUID) -> KeptAside:
    """Take in what was kept aside, now that its sender is known, or has the right key here.

    As when it comes again by itself, and once: the sender, who goes on trying, gets the answer.
    Where it is still not to be trusted nothing changes. Raises NotTheAdministrator,
    KeptNotFound, KeptSettled, KeptForGood and what `package.read` raises. Records KeptTaken.
    """
    found = selectors.get_kept(act.actor, kept_id)
    if found.sender:  # first, as a package of theirs that comes in meanwhile does
        selectors.find_contact(found.sender, lock=True)
    row = selectors.get_kept(act.actor, kept_id, lock=True)
    if refusal := rules.why_not_take_kept(act.actor, row.state, row.code):
        raise refusal
    answered = take_in(documents.read(row.body), was_sealed=row.was_sealed, by_hand=row.by_hand)
    row.refresh_from_db()
    if row.state is KeptState.WAITING and answered.refusal:
        raise answered.refusal
    row.state, row.ended_at, row.ended_by = KeptState.TAKEN, act.at, act.actor.name
    row.save(update_fields=["state", "ended_at", "ended_by"])
    code = answered.refusal.code if answered.refusal else ""
    record(act, KeptTaken(matter=str(kept_id), code=row.code, refused=code))
    return row


@transaction.atomic
def put_kept_aside(act: Act, *, kept_id: UUID) -> KeptAside:
    """Say that nothing is to be done about what was kept aside: it stays, and counts no more.

    Raises NotTheAdministrator, KeptNotFound, KeptSettled. Records KeptPutAside.
    """
    row = selectors.get_kept(act.actor, kept_id, lock=True)
    if refusal := rules.why_not_settle_kept(act.actor, row.state):
        raise refusal
    row.state, row.ended_at, row.ended_by = KeptState.PUT_ASIDE, act.at, act.actor.name
    row.save(update_fields=["state", "ended_at", "ended_by"])
    record(act, KeptPutAside(matter=str(kept_id), code=row.code))
    return row

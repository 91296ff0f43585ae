"""What becomes of a message after it left: reports that it came back, and what people say."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from rapport.foundation.acts import Act
from rapport.journal.services import record
from rapport.mail import errors, selectors
from rapport.mail.events import (
    MailBounced,
    MailDelivered,
    MailHandedOver,
    MailLetGo,
    ReportDisbelieved,
)
from rapport.mail.models import Inbound, Outbound
from rapport.mail.rules import Delivery, Kind, State
from rapport.mail.services.outgoing import ask_again


def count_bounce(act: Act, about: Outbound) -> None:
    """Keep that a message came back, in the caller's transaction. Records MailBounced."""
    row = selectors.get_outbound(about.public_id, lock=True)
    if row.state in {State.REFUSED, State.BOUNCED}:
        return
    row.state, row.ended_at = State.BOUNCED, act.at  # it had left, whatever we thought
    row.save(update_fields=["state", "ended_at"])
    record(act, MailBounced(matter=str(row.matter), message=str(row.public_id)))


def count_delivery(act: Act, about: Outbound, delivery: Delivery) -> None:
    """Keep that a report says how far a message came, in the caller's transaction.

    Delivered says more than handed on; the same a second time says nothing. A message in doubt
    has left, as we know now. One that came back stays so. Records MailDelivered, perhaps
    MailHandedOver.
    """
    row = selectors.get_outbound(about.public_id, lock=True)
    if row.delivery in {delivery, Delivery.DELIVERED}:
        return
    facts = {"matter": str(row.matter), "message": str(row.public_id)}
    row.delivery, row.delivered_at = delivery, act.at
    if row.state is State.IN_DOUBT:
        row.state, row.handed_over_at = State.HANDED_OVER, act.at
        record(act, MailHandedOver(**facts))
    row.save(update_fields=["delivery", "delivered_at", "state", "handed_over_at"])
    record(act, MailDelivered(**facts, delivery=delivery.value))


@transaction.atomic
def disbelieve(act: Act, *, report: UUID, reason: str) -> Inbound:
    """Keep that a person does not believe a report that a message came back, and why.

    The report stays as it came. Unless another report says the same, the message counts as it
    did before: accepted by our server, or in doubt; never as delivered. A later report counts.
    Raises MessageNotFound, NotAReport, DisbelievedAlready. Records ReportDisbelieved.
    """
    row = selectors.get_inbound(report, lock=True)
    if row.kind is not Kind.BOUNCE or row.about is None:
        raise errors.NotAReport
    if row.disbelieved_at:
        raise errors.DisbelievedAlready
    row.disbelieved_at, row.disbelieved_by = act.at, act.actor.name[:200]
    row.disbelieved_because = reason
    row.save(update_fields=["disbelieved_at", "disbelieved_by", "disbelieved_because"])
    record(act, ReportDisbelieved(matter=str(row.about.matter), message=str(report)))
    count_anew(row.about)
    return row


def count_anew(about: Outbound) -> None:
    """Let a message no longer count as come back, unless a report that is believed says so.

    In the caller's transaction.
    """
    row = selectors.get_outbound(about.public_id, lock=True)
    if row.state is not State.BOUNCED or selectors.is_reported_back(row):
        return
    row.ended_at = None
    if row.handed_over_at:
        row.state = State.HANDED_OVER
    elif row.tries:
        row.state = State.IN_DOUBT  # nobody knows what became of the try: a person decides
    else:
        row.state = State.QUEUED
        ask_again(row)
    row.save(update_fields=["state", "ended_at"])


@transaction.atomic
def let_go(act: Act, *, message: UUID) -> Outbound:
    """Keep that nothing is left to do about a message that did not arrive.

    Raises MessageNotFound, NotEnded. Records MailLetGo.
    """
    row = selectors.get_outbound(message, lock=True)
    if row.state not in selectors.ENDED or row.let_go_at:
        raise errors.NotEnded
    row.let_go_at, row.let_go_by = act.at, act.actor.name[:200]
    row.save(update_fields=["let_go_at", "let_go_by"])
    record(act, MailLetGo(matter=str(row.matter), message=str(row.public_id)))
    return row

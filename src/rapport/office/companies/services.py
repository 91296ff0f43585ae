"""Take in what companies publish of themselves."""

from __future__ import annotations

from rapport.exchange.services import Incoming
from rapport.foundation.acts import Act
from rapport.journal.services import record
from rapport.office.companies import errors, rules, selectors
from rapport.office.companies.events import FunctionTableReceived
from rapport.office.companies.models import FunctionTable
from rapport.protocol.kinds import RoutingTable


def receive_table(act: Act, incoming: Incoming) -> None:
    """Keep a company's table of functions. Which one counts is asked when one is needed.

    Runs in the transaction that keeps the package. The same table again changes nothing. Raises
    TableOfNobody, TableFromTomorrow, TableAltered. Records FunctionTableReceived.
    """
    document, sender = incoming.document, incoming.sender
    if not isinstance(document, RoutingTable):
        raise TypeError("the exchange hands over by kind")
    if refusal := rules.why_not_take(
        side=sender.side, unit=sender.unit, sent_at=document.sent_at, at=incoming.arrived_at
    ):
        raise refusal
    body = document.model_dump_json()
    if known := selectors.find_message(sender, document.message):
        if known.document != body:
            raise errors.TableAltered
        return
    FunctionTable.objects.create(
        contact=sender,
        message=document.message,
        package=incoming.package,
        valid_from=document.valid_from,
        sent_at=document.sent_at,
        arrived_at=incoming.arrived_at,
        document=body,
    )
    received = FunctionTableReceived(
        matter=str(sender.public_id),
        message=str(document.message),
        valid_from=document.valid_from.isoformat(),
        rows=len(document.routes),
    )
    record(act, received)

"""Which event meets which reaction in a desk, and who takes which kind of package."""

from __future__ import annotations

from rapport.desk.inbox import services as inbox
from rapport.exchange.services import Handler
from rapport.journal.services import Reaction

REACTIONS: tuple[Reaction, ...] = ()

HANDLERS: dict[str, Handler] = {"letter": inbox.receive_letter}

"""Which event meets which reaction in an office, and who takes which kind of package."""

from __future__ import annotations

from rapport.exchange.services import Handler
from rapport.journal.services import Reaction
from rapport.office.communications import services as communications

REACTIONS: tuple[Reaction, ...] = ()

HANDLERS: dict[str, Handler] = {"reply": communications.receive_reply}

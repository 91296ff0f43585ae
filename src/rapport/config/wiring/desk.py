"""Which event meets which reaction in a desk, and who takes which kind of package."""

from __future__ import annotations

from rapport.desk.inbox import services as inbox
from rapport.desk.replies import reactions as replies
from rapport.exchange.events import PackageReceived, PackageRefused
from rapport.exchange.services import Handler
from rapport.journal.services import Reaction, on

REACTIONS: tuple[Reaction, ...] = (
    on(PackageReceived, replies.note_receipt),
    on(PackageRefused, replies.note_rejection),
)

HANDLERS: dict[str, Handler] = {"letter": inbox.receive_letter}

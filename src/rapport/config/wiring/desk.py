"""Which event meets which reaction in a desk, and who takes which kind of package."""

from __future__ import annotations

from rapport.desk.inbox import services as inbox
from rapport.desk.replies import reactions as replies
from rapport.desk.today import selectors as today
from rapport.directory.services import Beside
from rapport.exchange.events import PackageReceived, PackageRefused
from rapport.exchange.services import Handler
from rapport.journal.services import Reaction, on
from rapport.notices.services import WhatWaits

REACTIONS: tuple[Reaction, ...] = (
    on(PackageReceived, replies.note_receipt),
    on(PackageRefused, replies.note_rejection),
)

HANDLERS: dict[str, Handler] = {
    "letter": inbox.receive_letter,
    "extension_answer": inbox.receive_message,
    "clarification": inbox.receive_message,
    "withdrawal": inbox.receive_message,
    "follow_up": inbox.receive_message,
    "publication_notice": inbox.receive_message,
}

WHAT_WAITS: WhatWaits | None = today.what_waits

BESIDE_A_COMPANY: tuple[Beside, ...] = ()

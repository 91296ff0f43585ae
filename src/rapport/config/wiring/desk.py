"""Which event meets which reaction in a desk, and who takes which kind of package."""

from __future__ import annotations

from typing import Final

from rapport.desk.inbox import services as inbox
from rapport.desk.replies import reactions as replies
from rapport.desk.today import selectors as today
from rapport.directory.services import Beside, ContactInDoubt
from rapport.exchange.events import PackageReceived, PackageRefused
from rapport.exchange.services import Handler
from rapport.foundation.errors import gettext_noop
from rapport.journal.services import Reaction, on
from rapport.notices.services import WhatWaits

_ANSWERED: Final = gettext_noop(
    "Note on a reply that the office took it, or did not. Until then its page says that it is "
    "on its way."
)
REACTIONS: tuple[Reaction, ...] = (
    on(PackageReceived, replies.note_receipt, what=_ANSWERED),
    on(PackageRefused, replies.note_rejection, what=_ANSWERED),
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
CONTACT_IN_DOUBT: ContactInDoubt | None = None  # a desk writes to offices alone

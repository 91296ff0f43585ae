"""Which event meets which reaction in an archive, and who takes which kind of package."""

from __future__ import annotations

from rapport.archive import services as archive
from rapport.directory.services import Beside
from rapport.exchange.services import Handler
from rapport.journal.services import Reaction
from rapport.notices.services import WhatWaits

REACTIONS: tuple[Reaction, ...] = ()

HANDLERS: dict[str, Handler] = {"publication": archive.receive_publication}

WHAT_WAITS: WhatWaits | None = None  # a record asks nobody to do anything

BESIDE_A_COMPANY: tuple[Beside, ...] = ()

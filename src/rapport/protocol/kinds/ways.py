"""Who sends which kind to whom, and what answers it. Every package gets a receipt besides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

OFFICE: Final = "office"
DESK: Final = "desk"
ARCHIVE: Final = "archive"
ANY: Final = "any side"


@dataclass(frozen=True, slots=True)
class Way:
    """From which side a kind goes to which, and the kinds that may answer it."""

    ways: tuple[tuple[str, str], ...]
    answered_by: tuple[str, ...] = ()


_DOWN: Final = ((OFFICE, DESK),)
_UP: Final = ((DESK, OFFICE),)
_EITHER: Final = ((OFFICE, DESK), (DESK, OFFICE))
_OUT: Final = ((OFFICE, ARCHIVE),)

WAYS: Final[Mapping[str, Way]] = {
    "preview": Way(_DOWN, ("answer",)),
    "letter": Way(
        _DOWN,
        (
            "acknowledgement",
            "extension_request",
            "clarification",
            "redirect",
            "reply",
            "commitment_update",
        ),
    ),
    "acknowledgement": Way(_UP),
    "extension_request": Way(_UP, ("extension_answer",)),
    "extension_answer": Way(_DOWN),
    "reply": Way(_UP, ("follow_up", "clarification")),
    "follow_up": Way(_DOWN, ("clarification",)),
    "withdrawal": Way(_DOWN),
    "clarification": Way(_EITHER, ("clarification",)),
    "redirect": Way(_UP),
    "publication_notice": Way(_DOWN),
    "question": Way(_EITHER, ("answer",)),
    "answer": Way(_EITHER),
    "flag": Way(_UP, ("flag_answer",)),
    "flag_answer": Way(_DOWN),
    "call_for_input": Way(_DOWN, ("contribution",)),
    "contribution": Way(_UP),
    "dialogue_invitation": Way(_EITHER, ("answer",)),
    "dialogue_note": Way(_EITHER),
    "preservation_request": Way(_DOWN, ("preservation_answer",)),
    "preservation_answer": Way(_UP),
    "commitment_update": Way(_UP),
    "routing_table": Way(_UP),
    "publication": Way(_OUT),
    "correction": Way(_OUT),
    "take_down": Way(_OUT),
    "contact_card": Way(((ANY, ANY),)),
    "collection": Way(((ANY, ANY),)),
    "resend_request": Way(((ANY, ANY),), ("resend_answer",)),
    "resend_answer": Way(((ANY, ANY),)),
    "receipt": Way(((ANY, ANY),)),
    "rejection": Way(((ANY, ANY),)),
}

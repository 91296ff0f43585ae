"""The seats of a desk, and who may ever do what: a table for rules, tests, documents."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from rapport.foundation.acts import Actor


class Seat(StrEnum):
    """What a person is at a desk."""

    LEAD = "lead"
    OWNER = "owner"
    COUNSEL = "counsel"
    APPROVER = "approver"
    SPONSOR = "sponsor"
    ADMINISTRATOR = "administrator"


SEES_ALL: Final = frozenset({Seat.LEAD, Seat.COUNSEL, Seat.APPROVER, Seat.SPONSOR})
"""Seats that see every letter. An owner sees some, the administrator none."""

_SEES_SOME: Final = SEES_ALL | {Seat.OWNER}

READS_NOTES: Final = frozenset({Seat.LEAD, Seat.COUNSEL})
"""Seats that read counsel's privileged notes."""

_LEAD: Final = frozenset({Seat.LEAD})
_OWNER: Final = frozenset({Seat.OWNER})
_WRITERS: Final = frozenset({Seat.LEAD, Seat.OWNER})
_COUNSEL: Final = frozenset({Seat.COUNSEL})
_APPROVER: Final = frozenset({Seat.APPROVER})

MAY: Final[Mapping[str, frozenset[Seat]]] = {
    "hand_in_file": SEES_ALL,
    "confirm_letter": _LEAD,
    "set_file_aside": _LEAD,
    "put_file_with_letter": _LEAD,
    "join_letters": _LEAD,
    "acknowledge_letter": _LEAD,
    "send_acknowledgement": _LEAD,
    "request_extension": _LEAD,
    "send_clarification": _LEAD,
    "answer_message": _LEAD,
    "redirect_letter": _LEAD,
    "name_owners": _LEAD,
    "change_areas": _LEAD,
    "publish_table": _LEAD,
    "acknowledge_question": _OWNER,
    "hand_over_question": _OWNER,
    "return_question": _OWNER,
    "save_answer": _WRITERS,
    "attach_file": _WRITERS,
    "take_away_file": _WRITERS,
    "add_comment": frozenset({Seat.LEAD, Seat.OWNER, Seat.COUNSEL, Seat.APPROVER}),
    "write_note": _COUNSEL,
    "record_legal_check": _COUNSEL,
    "begin_reply": _LEAD,
    "edit_reply": _LEAD,
    "ask_approval": _LEAD,
    "take_back_reply": _LEAD,
    "approve_reply": _APPROVER,
    "return_reply": _APPROVER,
    "submit_reply": _LEAD,
    "record_reply_sent": _LEAD,
}


def may(actor: Actor, command: str) -> bool:
    """Say whether one of the actor's seats may ever do a command. Raises KeyError."""
    return bool(actor.seats & MAY[command])


def sees_letters(actor: Actor) -> bool:
    """Say whether one of the actor's seats sees letters at all; an administrator's does not."""
    return bool(actor.seats & _SEES_SOME)

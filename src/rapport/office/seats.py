"""The seats of an office, and who may ever do what: a table for rules, tests and documents.

The secretariat works for all mandates. A mandate member works for their own: what may be done
there is asked with the mandate, by `may_for`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Final

from rapport.foundation.acts import Actor


class Seat(StrEnum):
    """What a person is at an office."""

    MEMBER = "mandate_member"
    SECRETARIAT = "secretariat"
    ADMINISTRATOR = "administrator"


_SECRETARIAT: Final = frozenset({Seat.SECRETARIAT})
_MEMBER: Final = frozenset({Seat.MEMBER})
_BOTH: Final = frozenset({Seat.SECRETARIAT, Seat.MEMBER})

MAY: Final[Mapping[str, frozenset[Seat]]] = {
    # cases and the persons in them
    "open_case": _BOTH,
    "edit_case": _BOTH,
    "share_case": _BOTH,
    "close_case": _BOTH,
    "enter_person": _BOTH,
    "edit_person": _BOTH,
    "record_consent": _BOTH,
    # letters
    "draft_letter": _BOTH,
    "edit_letter": _BOTH,
    "save_part": _BOTH,
    "save_questions": _BOTH,
    "attach_file": _BOTH,
    "take_away_file": _BOTH,
    "circulate_letter": _BOTH,
    "ask_to_join": _BOTH,
    "join_letter": _MEMBER,
    "decline_to_join": _MEMBER,
    "return_to_draft": _BOTH,
    "clear_letter": _SECRETARIAT,
    "transmit_letter": _SECRETARIAT,
    "resend_letter": _SECRETARIAT,
    "settle_doubt": _SECRETARIAT,
    "disbelieve_report": _SECRETARIAT,
    "resend_withdrawal": _SECRETARIAT,
    "let_mail_go": _SECRETARIAT,
    "change_mail_address": _SECRETARIAT,
    "renew_upload_code": _SECRETARIAT,
    "take_out_infected": _SECRETARIAT,
    "file_mail": _SECRETARIAT,
    "put_mail_aside": _SECRETARIAT,
    "record_receipt": _SECRETARIAT,
    "reopen_mail": _SECRETARIAT,
    "move_mail": _SECRETARIAT,
    "take_reply_back": _SECRETARIAT,
    "assign_mail": _SECRETARIAT,
    "give_mail_up": _SECRETARIAT,
    "ask_for_mail": _SECRETARIAT,
    "record_posting": _SECRETARIAT,
    "record_delivery": _SECRETARIAT,
    "record_return": _SECRETARIAT,
    "strike_record": _SECRETARIAT,
    "post_again": _SECRETARIAT,
    "hand_in_scan": _SECRETARIAT,
    "place_scan": _SECRETARIAT,
    "put_scan_aside": _SECRETARIAT,
    "reopen_scan": _SECRETARIAT,
    "take_scan_back": _SECRETARIAT,
    "withdraw_letter": _BOTH,
    "close_letter": _BOTH,
    "assess_answer": _BOTH,
    "hand_in_file": _BOTH,
    "forget_learned": frozenset({Seat.SECRETARIAT, Seat.ADMINISTRATOR}),
    # what is said about a letter that has left
    "answer_extension": _BOTH,
    "send_clarification": _BOTH,
    "answer_message": _BOTH,
    "send_follow_up": _BOTH,
    # publishing
    "publish_letter": _SECRETARIAT,
    "announce_publication": _SECRETARIAT,
}
"""Commands, and the seats that may ever give them; the state of a matter may still say no."""


def may(actor: Actor, command: str) -> bool:
    """Say whether one of the actor's seats may ever do a command. Raises KeyError for none."""
    return bool(actor.seats & MAY[command])


def may_for(actor: Actor, command: str, mandates: Iterable[str]) -> bool:
    """Say whether the actor may do a command on what belongs to one of these mandates."""
    if Seat.SECRETARIAT in actor.seats and Seat.SECRETARIAT in MAY[command]:
        return True
    return Seat.MEMBER in MAY[command] and bool(mandates_of(actor) & frozenset(mandates))


def mandates_of(actor: Actor) -> frozenset[str]:
    """Return the mandates (slugs) whose member the actor is."""
    return actor.units(Seat.MEMBER)


def sees_all(actor: Actor) -> bool:
    """Say whether the actor sees the cases of every mandate."""
    return Seat.SECRETARIAT in actor.seats

"""Circulate a letter, ask other mandates to sign it, answer for them, take it back to draft."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from rapport.accounts import selectors as accounts
from rapport.directory import selectors as directory
from rapport.directory.rules import MandateStatus
from rapport.foundation.acts import Act
from rapport.foundation.errors import Refusal
from rapport.journal.services import record
from rapport.office.cases.services import share_case
from rapport.office.communications import errors, rules, selectors
from rapport.office.communications.events import (
    JoiningAsked,
    LetterCirculated,
    LetterReturned,
    MandateDeclined,
    MandateJoined,
)
from rapport.office.communications.models import Letter, Signature
from rapport.office.communications.rules import LIFE, Move, SignatureState
from rapport.office.communications.services.learning import note_decisions


@transaction.atomic
def ask_to_join(act: Act, *, letter_id: UUID, mandate: str, due_on: date) -> Signature:
    """Ask another mandate (slug) to sign, until a Geneva date; from now on it sees the case.

    Raises LetterNotFound, NotTheirLetter, WrongState, MandateNotInForce, AlreadySigns,
    DeadlinePast, CaseIsClosed. Records JoiningAsked.
    """
    letter = selectors.get_letter(act.actor, letter_id, lock=True)
    known = selectors.find_signature(letter, mandate)
    listed = directory.find_mandate(mandate)
    if refusal := rules.why_not_ask(
        act.actor,
        state=letter.state,
        mandate=letter.mandate,
        is_in_force=listed is not None and listed.status is MandateStatus.ACTIVE,
        signs=known.state if known else None,
        due_on=due_on,
        today=act.today,
    ):
        raise refusal
    share_case(act, case_id=letter.case.public_id, mandate=mandate)
    signature, _ = Signature.objects.update_or_create(
        letter=letter,
        mandate=mandate,
        defaults={
            "state": SignatureState.ASKED,
            "asked_at": act.at,
            "due_on": due_on,
            "answered_at": None,
            "answered_by": None,
            "reason": "",
        },
    )
    note_decisions(act, letter)
    _tell_asked(act, letter, signature, again=False)
    return signature


@transaction.atomic
def circulate_letter(act: Act, *, letter_id: UUID) -> Letter:
    """Fix the text and give it to the mandates that are asked, and to the secretariat.

    A mandate that had joined another text is asked anew. Raises LetterNotFound, NotTheirLetter,
    WrongState, and what the text lacks. Records LetterCirculated, JoiningAsked.
    """
    letter = selectors.get_letter(act.actor, letter_id, lock=True)
    if refusal := rules.why_not_circulate(
        act.actor,
        state=letter.state,
        mandate=letter.mandate,
        content=selectors.content_of(letter),
    ):
        raise refusal
    move(letter, Move.CIRCULATE)
    text = selectors.fingerprint_of(letter)
    joined = selectors.signatures_of(letter).filter(state=SignatureState.JOINED)
    for signature in joined.exclude(fingerprint=text):
        signature.state, signature.asked_at = SignatureState.ASKED, act.at
        signature.answered_at = signature.answered_by = None
        signature.save(update_fields=["state", "asked_at", "answered_at", "answered_by"])
        _tell_asked(act, letter, signature, again=True)
    asked = selectors.asked_count(letter)
    record(act, LetterCirculated(matter=str(letter_id), asked=asked))
    return letter


@transaction.atomic
def join_letter(act: Act, *, letter_id: UUID, mandate: str) -> Signature:
    """Sign a circulating letter as it stands, for a mandate (slug) that was asked.

    Raises LetterNotFound, NotTheirMandate, NotAsked, NotCirculating. Records MandateJoined.
    """
    letter, signature = _asked(act, letter_id, mandate, "join_letter")
    _answer(act, signature, SignatureState.JOINED, "")
    signature.fingerprint = selectors.fingerprint_of(letter)
    signature.save(update_fields=["fingerprint"])
    note_decisions(act, letter)
    record(act, MandateJoined(matter=str(letter_id), mandate=mandate))
    return signature


@transaction.atomic
def decline_to_join(act: Act, *, letter_id: UUID, mandate: str, reason: str) -> Signature:
    """Say, for a mandate (slug) that was asked, that it does not sign, and why.

    Raises LetterNotFound, NotTheirMandate, NotAsked, NotCirculating, ReasonMissing. Records
    MandateDeclined.
    """
    letter, signature = _asked(act, letter_id, mandate, "decline_to_join")
    if not reason.strip():
        raise errors.ReasonMissing
    _answer(act, signature, SignatureState.DECLINED, reason.strip())
    note_decisions(act, letter)
    record(act, MandateDeclined(matter=str(letter_id), mandate=mandate))
    return signature


@transaction.atomic
def return_to_draft(act: Act, *, letter_id: UUID) -> Letter:
    """Take a circulating or cleared letter back to draft, to change its text.

    Raises LetterNotFound, NotTheirLetter, WrongState. Records LetterReturned.
    """
    letter = selectors.get_letter(act.actor, letter_id, lock=True)
    if refusal := rules.why_not_return(act.actor, state=letter.state, mandate=letter.mandate):
        raise refusal
    move(letter, Move.RETURN)
    record(act, LetterReturned(matter=str(letter_id)))
    return letter


def move(letter: Letter, step: Move) -> None:
    """Take a locked letter one step on; the rule has been asked."""
    letter.state = LIFE[letter.state, step]
    letter.save(update_fields=["state"])


def _asked(act: Act, letter_id: UUID, mandate: str, command: str) -> tuple[Letter, Signature]:
    letter = selectors.get_letter(act.actor, letter_id, lock=True)
    signature = selectors.find_signature(letter, mandate)
    refusal: Refusal | None = rules.why_not_answer(
        act.actor,
        command,
        state=letter.state,
        mandate=mandate,
        signs=signature.state if signature else None,
    )
    if refusal or signature is None:
        raise refusal or errors.NotAsked()
    return letter, signature


def _answer(act: Act, signature: Signature, state: SignatureState, reason: str) -> None:
    signature.state, signature.reason = state, reason
    signature.answered_at, signature.answered_by = act.at, accounts.author_of(act)
    signature.save(update_fields=["state", "reason", "answered_at", "answered_by"])


def _tell_asked(act: Act, letter: Letter, signature: Signature, *, again: bool) -> None:
    record(
        act,
        JoiningAsked(
            matter=str(letter.public_id),
            mandate=signature.mandate,
            due_on=str(signature.due_on),
            again=again,
        ),
    )

"""Give questions to owners; let owners take them on, hand them over, return them."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction

from rapport.accounts import selectors as accounts
from rapport.accounts.models import Person
from rapport.desk.areas import selectors as issue_areas
from rapport.desk.areas.services import forget_decision, note_decision
from rapport.desk.inbox import selectors as inbox
from rapport.desk.inbox.models import Question
from rapport.desk.inbox.services import give_question
from rapport.desk.routing import rules, selectors
from rapport.desk.routing.errors import SameOwner
from rapport.desk.routing.events import (
    OwnerNamed,
    QuestionAcknowledged,
    QuestionHandedOver,
    QuestionReturned,
)
from rapport.desk.routing.models import Assignment
from rapport.desk.routing.rules import Ending
from rapport.foundation.acts import Act
from rapport.journal.services import record
from rapport.protocol import deadlines


@transaction.atomic
def name_owners(
    act: Act,
    *,
    letter_id: UUID,
    owners: Mapping[int, UUID],
    areas: Mapping[int, UUID] | None = None,
) -> int:
    """Give questions (by number) to owners (by public id); return how many changed hands.

    A question that is already with that owner stays as it is. Areas (by public id) say under
    which a question falls; suggestions learn from both. Raises LetterNotFound, NotTheLead,
    NotAnOwner, AreaNotFound. Records OwnerNamed for each, AreaChosen.
    """
    inbox.get_letter(act.actor, letter_id, lock=True)
    if refusal := rules.why_not_name_owners(act.actor):
        raise refusal
    chosen = areas or {}
    changed = 0
    for number in sorted({*owners, *chosen}):
        question = inbox.get_question(act.actor, letter_id, number, lock=True)
        person_id = owners.get(number, question.owner_id)
        changes = question.owner_id != person_id
        if changes and person_id:
            _name(act, question, selectors.get_owner(person_id))
        if changes or number in chosen:
            area = issue_areas.get_area(act.actor, chosen[number]) if number in chosen else None
            note_decision(act, question=question, owner=question.owner, area=area)
        changed += changes
    return changed


def _name(act: Act, question: Question, owner: Person) -> None:
    _end(act, question, Ending.CHANGED, "")
    _give(act, question, owner)
    record(
        act,
        OwnerNamed(
            matter=str(question.letter.public_id),
            question=question.number,
            owner=str(owner.public_id),
            owner_name=owner.name,
            day=deadlines.day_number(question.letter.sent_on, act.today),
        ),
    )


@transaction.atomic
def acknowledge_question(act: Act, *, letter_id: UUID, number: int) -> None:
    """Take on a question that was given to the actor.

    Raises LetterNotFound, NotYourQuestion, AlreadyTakenOn. Records QuestionAcknowledged.
    """
    question = inbox.get_question(act.actor, letter_id, number, lock=True)
    current = selectors.find_current(question)
    if refusal := rules.why_not_take_on(
        act.actor,
        number=number,
        owner=str(question.owner_id),
        acknowledged_at=current.acknowledged_at if current else None,
    ):
        raise refusal
    Assignment.objects.filter(question=question, ended_at=None).update(acknowledged_at=act.at)
    record(act, QuestionAcknowledged(matter=str(letter_id), question=number))


@transaction.atomic
def hand_over_question(
    act: Act, *, letter_id: UUID, number: int, owner_id: UUID, reason: str
) -> None:
    """Hand one's question over to another owner, with a reason. What was drafted goes along.

    Raises LetterNotFound, NotYourQuestion, ReasonMissing, NotAnOwner, SameOwner. Records
    QuestionHandedOver.
    """
    question = inbox.get_question(act.actor, letter_id, number, lock=True)
    if refusal := rules.why_not_give_away(
        act.actor, number=number, owner=str(question.owner_id), reason=reason
    ):
        raise refusal
    owner = selectors.get_owner(owner_id)
    if owner.public_id == question.owner_id:
        raise SameOwner(number=number, name=owner.name)
    _end(act, question, Ending.HANDED_OVER, reason)
    _give(act, question, owner)
    note_decision(act, question=question, owner=owner, area=None)
    record(
        act,
        QuestionHandedOver(
            matter=str(letter_id),
            question=number,
            owner=str(owner.public_id),
            owner_name=owner.name,
        ),
    )


@transaction.atomic
def return_question(act: Act, *, letter_id: UUID, number: int, reason: str) -> None:
    """Give one's question back to the human rights lead, with a reason.

    Raises LetterNotFound, NotYourQuestion, ReasonMissing. Records QuestionReturned.
    """
    question = inbox.get_question(act.actor, letter_id, number, lock=True)
    if refusal := rules.why_not_give_away(
        act.actor, number=number, owner=str(question.owner_id), reason=reason
    ):
        raise refusal
    _end(act, question, Ending.RETURNED, reason)
    give_question(question, None)
    forget_decision(question)
    record(act, QuestionReturned(matter=str(letter_id), question=number))


def carry_owner(gone: Question, kept: Question) -> None:
    """Let the owner of a locked question go on with the one that takes its place.

    Only the command that makes one letter of two calls it, for a question without an owner.
    """
    if gone.owner is None or kept.owner is not None:
        return
    Assignment.objects.filter(question=gone, ended_at=None).update(question=kept)
    give_question(kept, gone.owner)
    give_question(gone, None)


def _end(act: Act, question: Question, ending: Ending, reason: str) -> None:
    Assignment.objects.filter(question=question, ended_at=None).update(
        ended_at=act.at, ending=ending, reason=reason.strip()
    )


def _give(act: Act, question: Question, owner: Person) -> None:
    Assignment.objects.create(
        question=question,
        owner=owner,
        given_by=accounts.author_of(act),
        given_at=act.at,
    )
    give_question(question, owner)

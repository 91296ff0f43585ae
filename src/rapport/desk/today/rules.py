"""How a question and a letter stand, and what waits for whom; pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from rapport.desk.replies.rules import State
from rapport.desk.routing.rules import Standing, Target, TargetDate
from rapport.desk.seats import SEES_ALL, Seat
from rapport.foundation.acts import Actor
from rapport.protocol import deadlines
from rapport.protocol.kinds import Stance

SOON_DAYS: Final = 3
"""A target so few days ahead is soon."""


class QuestionState(StrEnum):
    """How far the answer to a question is."""

    NO_OWNER = "no_owner"
    GIVEN = "given"
    TAKEN_ON = "taken_on"
    DRAFTING = "drafting"
    FINISHED = "finished"
    READ = "read"
    DECLINED = "declined"


class LetterState(StrEnum):
    """How far the desk is with a letter."""

    ARRIVED = "arrived"
    TAKEN_ON = "taken_on"
    IN_WORK = "in_work"
    ANSWERED = "answered"
    IN_APPROVAL = "in_approval"
    APPROVED = "approved"
    HELD_UP = "held_up"
    HANDED_OVER = "handed_over"
    SENT = "sent"
    SENT_BY_WORD = "sent_by_word"
    NOT_TAKEN = "not_taken"
    WITHDRAWN = "withdrawn"


class Deed(StrEnum):
    """What somebody is asked to do with a letter."""

    ASK_ADMINISTRATOR = "ask_administrator"
    ANSWER = "answer"
    ACKNOWLEDGE = "acknowledge"
    NAME_OWNERS = "name_owners"
    CONFIRM = "confirm"
    CHASE = "chase"
    BEGIN_REPLY = "begin_reply"
    REWORK = "rework"
    COMPLETE = "complete"
    SEND = "send"
    SEND_AGAIN = "send_again"
    TAKE_ON = "take_on"
    WRITE = "write"
    FINISH = "finish"
    READ = "read"
    APPROVE = "approve"
    WATCH = "watch"


class Urgency(StrEnum):
    """How soon a deed is wanted; late is past one of the desk's own dates or the due date."""

    LATE = "late"
    SOON = "soon"
    LATER = "later"


DUE_BY: Final[Mapping[Deed, Target]] = {
    Deed.ACKNOWLEDGE: Target.ACKNOWLEDGED,
    Deed.CONFIRM: Target.ACKNOWLEDGED,
    Deed.NAME_OWNERS: Target.OWNERS,
    Deed.CHASE: Target.FACTS,
    Deed.BEGIN_REPLY: Target.LEGAL,
    Deed.REWORK: Target.SIGN_OFF,
    Deed.COMPLETE: Target.SIGN_OFF,
    Deed.SEND: Target.SEND,
    Deed.SEND_AGAIN: Target.SEND,
    Deed.TAKE_ON: Target.OWNERS,
    Deed.WRITE: Target.FACTS,
    Deed.FINISH: Target.DRAFT,
    Deed.READ: Target.LEGAL,
    Deed.APPROVE: Target.SIGN_OFF,
}
"""Which of the desk's own dates a deed belongs to."""


_BEFORE_SENDING: Final[Mapping[State, LetterState]] = {
    State.IN_APPROVAL: LetterState.IN_APPROVAL,
    State.APPROVED: LetterState.APPROVED,
}


@dataclass(frozen=True, slots=True)
class QuestionFacts:
    """A question with what is known of its answer; owner is a public id, empty for nobody."""

    number: int
    owner: str
    owner_name: str
    is_taken_on: bool
    version: int
    stance: Stance | None
    is_finished: bool
    is_read: bool

    @property
    def state(self) -> QuestionState:
        """How far the answer is. An answer that was saved outranks who has the question."""
        if self.version and self.is_finished:
            if self.is_read:
                return QuestionState.READ
            declined = self.stance is Stance.DECLINED
            return QuestionState.DECLINED if declined else QuestionState.FINISHED
        if self.version:
            return QuestionState.DRAFTING
        if not self.owner:
            return QuestionState.NO_OWNER
        return QuestionState.TAKEN_ON if self.is_taken_on else QuestionState.GIVEN


@dataclass(frozen=True, slots=True)
class ReplyFacts:
    """The reply that is open, or the last one: how it stands."""

    state: State
    is_interim: bool
    is_received: bool
    is_refused: bool
    is_by_word: bool  # a person recorded that they sent it; nothing proves it
    was_returned: bool
    is_held_up: bool  # it was sent off, and making its package was given up

    @property
    def is_full_and_left(self) -> bool:
        """Whether this is a full reply that has left and was not turned away."""
        return self.state is State.SENT and not self.is_interim and not self.is_refused


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """A letter as the rules see it, with the questions that the actor may know of."""

    sent_on: date
    reply_due_on: date
    is_acknowledged: bool
    is_confirmed: bool  # to the office: an acknowledgement has left
    is_withdrawn: bool
    came_outside: bool  # as a file: nothing can be told to the office from here
    asked: Sequence[date | None]  # what the office asks besides, and until when
    is_long_here: bool  # longer than a question may be without an owner
    questions: Sequence[QuestionFacts]
    targets: Sequence[TargetDate]
    replies: Sequence[ReplyFacts]

    @property
    def is_replied(self) -> bool:
        """Whether a full reply has left."""
        return any(reply.is_full_and_left for reply in self.replies)

    @property
    def is_held_up(self) -> bool:
        """Whether a reply that was sent off has not left, and is not tried again by itself."""
        return any(reply.is_held_up for reply in self.replies)

    @property
    def open_reply(self) -> ReplyFacts | None:
        """The reply that is being prepared, or None."""
        return next((one for one in self.replies if one.state is not State.SENT), None)

    @property
    def state(self) -> LetterState:
        """How far the desk is."""
        return _letter_state(self)


def _letter_state(facts: LetterFacts) -> LetterState:
    if facts.is_withdrawn:
        return LetterState.WITHDRAWN
    if full := next((one for one in facts.replies if one.is_full_and_left), None):
        return _state_of_what_left(full)
    reply = facts.open_reply
    if reply and reply.state in _BEFORE_SENDING:
        return _BEFORE_SENDING[reply.state]
    if facts.replies and facts.replies[-1].is_refused:
        return LetterState.NOT_TAKEN
    return _state_of_the_answers(facts)


def _state_of_what_left(full: ReplyFacts) -> LetterState:
    if full.is_held_up:
        return LetterState.HELD_UP
    if full.is_by_word:
        return LetterState.SENT_BY_WORD
    return LetterState.SENT if full.is_received else LetterState.HANDED_OVER


def _state_of_the_answers(facts: LetterFacts) -> LetterState:
    if facts.questions and all(one.is_finished for one in facts.questions):
        return LetterState.ANSWERED
    if any(one.version for one in facts.questions):
        return LetterState.IN_WORK
    return LetterState.TAKEN_ON if facts.is_acknowledged else LetterState.ARRIVED


def deeds_for(actor: Actor, facts: LetterFacts) -> dict[Deed, tuple[int, ...]]:
    """Return what a letter asks of an actor, with the numbers of the questions it is about.

    Nothing is left to do for a letter to which a full reply has left, or that was withdrawn,
    but to answer what the office asks besides, and to see that a reply leaves after all.
    """
    found: dict[Deed, tuple[int, ...]] = {}
    if facts.is_held_up and Seat.LEAD in actor.seats:
        found[Deed.ASK_ADMINISTRATOR] = ()
    if facts.asked and Seat.LEAD in actor.seats:
        found[Deed.ANSWER] = ()
    if facts.is_replied or facts.is_withdrawn:
        return found
    if Seat.LEAD in actor.seats:
        found |= _for_the_lead(facts)
    if Seat.OWNER in actor.seats:
        found |= _for_the_owner(actor, facts)
    if Seat.COUNSEL in actor.seats:
        found |= _numbers(Deed.READ, facts, lambda one: one.is_finished and not one.is_read)
    if Seat.APPROVER in actor.seats:
        reply = facts.open_reply
        if reply and reply.state is State.IN_APPROVAL:
            found[Deed.APPROVE] = ()
    return found


def _for_the_lead(facts: LetterFacts) -> dict[Deed, tuple[int, ...]]:
    found: dict[Deed, tuple[int, ...]] = {}
    if not facts.is_acknowledged:
        found[Deed.ACKNOWLEDGE] = ()
    elif not facts.is_confirmed and not facts.came_outside:
        found[Deed.CONFIRM] = ()
    found |= _numbers(Deed.NAME_OWNERS, facts, lambda one: one.state is QuestionState.NO_OWNER)
    if is_missed(facts, Target.FACTS):
        found |= _numbers(Deed.CHASE, facts, lambda one: bool(one.owner) and not one.version)
    found.update(dict.fromkeys(_with_the_reply(facts), ()))
    return found


def _with_the_reply(facts: LetterFacts) -> Iterator[Deed]:
    reply = facts.open_reply
    complete = all(one.is_finished for one in facts.questions)
    if reply is None:
        if facts.replies and facts.replies[-1].is_refused:
            yield Deed.SEND_AGAIN
        elif complete:
            yield Deed.BEGIN_REPLY
    elif reply.state is State.APPROVED:
        yield Deed.SEND
    elif reply.state is State.DRAFTING and reply.was_returned:
        yield Deed.REWORK
    elif reply.state is State.DRAFTING and (complete or reply.is_interim):
        yield Deed.COMPLETE


def _for_the_owner(actor: Actor, facts: LetterFacts) -> dict[Deed, tuple[int, ...]]:
    def theirs(*states: QuestionState) -> tuple[int, ...]:
        return tuple(
            one.number
            for one in facts.questions
            if one.owner == actor.id and one.state in states
        )

    found = {
        Deed.TAKE_ON: theirs(QuestionState.GIVEN),
        Deed.WRITE: theirs(QuestionState.TAKEN_ON),
        Deed.FINISH: theirs(QuestionState.DRAFTING),
    }
    return {deed: numbers for deed, numbers in found.items() if numbers}


def _numbers(
    deed: Deed, facts: LetterFacts, wanted: Callable[[QuestionFacts], bool]
) -> dict[Deed, tuple[int, ...]]:
    numbers = tuple(one.number for one in facts.questions if wanted(one))
    return {deed: numbers} if numbers else {}


def watches(actor: Actor, facts: LetterFacts, today: date) -> bool:
    """Say whether somebody who sees all is told that a letter is late or slipping."""
    if facts.is_replied or facts.is_withdrawn or not actor.seats & (SEES_ALL - {Seat.LEAD}):
        return False
    return today > facts.reply_due_on or any(
        one.standing is Standing.MISSED and one.met_on is None for one in facts.targets
    )


def target_of(facts: LetterFacts, deed: Deed) -> TargetDate | None:
    """Return the desk's own date that a deed belongs to, or None."""
    target = DUE_BY.get(deed)
    return next((one for one in facts.targets if one.target is target), None)


def is_missed(facts: LetterFacts, target: Target) -> bool:
    """Say whether one of the desk's own dates has gone by unmet."""
    return any(
        one.target is target and one.standing is Standing.MISSED and one.met_on is None
        for one in facts.targets
    )


_ALWAYS_LATE: Final = frozenset({Deed.ASK_ADMINISTRATOR, Deed.WATCH, Deed.SEND_AGAIN})


def urgency(facts: LetterFacts, deed: Deed, today: date) -> Urgency:
    """Say how soon a deed is wanted: by the due date first, then by the desk's own date."""
    if deed is Deed.ANSWER:
        return _urgency_of_answers(facts, today)
    if today > facts.reply_due_on or deed in _ALWAYS_LATE:
        return Urgency.LATE
    if deed is Deed.NAME_OWNERS and facts.is_long_here:
        return Urgency.LATE
    due = target_of(facts, deed)
    wanted_on = min(due.due_on, facts.reply_due_on) if due else facts.reply_due_on
    left = deadlines.days_left(wanted_on, today)
    if left < 0:
        return Urgency.LATE
    return Urgency.SOON if left <= SOON_DAYS else Urgency.LATER


def _urgency_of_answers(facts: LetterFacts, today: date) -> Urgency:
    """Say how soon the office is to be answered; what has no date of its own is soon."""
    wanted_on = min((on for on in facts.asked if on), default=None)
    if wanted_on is None:
        return Urgency.SOON
    left = deadlines.days_left(wanted_on, today)
    if left < 0:
        return Urgency.LATE
    return Urgency.SOON if left <= SOON_DAYS else Urgency.LATER


def sees_all(actor: Actor) -> bool:
    """Say whether the actor sees every letter, and every answer in the making."""
    return bool(actor.seats & SEES_ALL)

"""Letters with all that is known of them, read for many at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from rapport.desk.inbox import selectors as inbox
from rapport.desk.inbox.models import Letter, Message, Question
from rapport.desk.replies import selectors as replies
from rapport.desk.replies.models import Reply
from rapport.desk.replies.rules import State
from rapport.desk.routing import rules as routing_rules
from rapport.desk.routing import selectors as routing
from rapport.desk.routing.rules import Target, TargetDate
from rapport.desk.today.rules import LetterFacts, QuestionFacts, ReplyFacts
from rapport.foundation.acts import Actor, geneva_date
from rapport.protocol import deadlines
from rapport.protocol.kinds import FollowUp, ReplyKind
from rapport.protocol.matters import MatterKind


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question beside its facts; `is_open` says whether the actor may open it."""

    question: Question
    facts: QuestionFacts
    is_open: bool


@dataclass(frozen=True, slots=True)
class LetterRow:
    """A letter with its questions, its replies, and where it stands today."""

    letter: Letter
    facts: LetterFacts
    questions: Sequence[QuestionRow]
    replies: Sequence[Reply]
    asked: Sequence[Message]
    confirmed_at: datetime | None
    day: int
    days_left: int

    @property
    def replied_on(self) -> date | None:
        """The Geneva date on which a full reply left, or None; not one that is held up."""
        for reply, facts in zip(self.replies, self.facts.replies, strict=True):
            if reply.sent_on and facts.is_full_and_left and not facts.is_held_up:
                return reply.sent_on
        return None

    @property
    def days_late(self) -> int:
        """The days since the due date, while no full reply has left and one is expected."""
        return 0 if self.replied_on or self.letter.withdrawn_at else max(0, -self.days_left)

    @property
    def open_reply(self) -> Reply | None:
        """The reply that is being prepared and that the actor may know of, or None."""
        return next((one for one in self.replies if one.state is not State.SENT), None)

    @property
    def held_up_reply(self) -> Reply | None:
        """The reply that was sent off and has not left, or None."""
        pairs = zip(self.replies, self.facts.replies, strict=True)
        return next((reply for reply, facts in pairs if facts.is_held_up), None)

    @property
    def owners(self) -> list[str]:
        """The names of those who have a question of it now, each once."""
        return list(
            dict.fromkeys(row.facts.owner_name for row in self.questions if row.facts.owner)
        )


@dataclass(frozen=True, slots=True)
class _Known:
    """What the rooms know about the letters asked for, by row."""

    questions: Mapping[int, Sequence[Question]]
    open: frozenset[int]
    replies: Mapping[int, Sequence[Reply]]
    assigned: Mapping[int, Any]
    given: Mapping[int, datetime]
    latest: Mapping[int, Any]
    versions: Mapping[int, tuple[datetime, datetime | None]]
    checks: Mapping[int, datetime]
    read: set[int]
    approvals: Mapping[int, datetime]
    returned: set[int]
    held_up: Mapping[UUID, datetime]
    confirmed: Mapping[int, Message]
    asked: Mapping[int, Sequence[Message]]


def rows_of(actor: Actor, letters: Iterable[Letter], at: datetime) -> list[LetterRow]:
    """Return letters that the actor may see with all that stands around them, in their order.

    The number of queries does not grow with the number of letters.
    """
    wanted = list(letters)
    known = _known(actor, wanted)
    return [_row(letter, known, at) for letter in wanted]


def get_letter_row(actor: Actor, letter_id: UUID, at: datetime) -> LetterRow:
    """Return one letter with all that stands around it. Raises LetterNotFound."""
    return rows_of(actor, [inbox.get_letter(actor, letter_id)], at)[0]


def _known(actor: Actor, letters: Sequence[Letter]) -> _Known:
    questions: dict[int, list[Question]] = {}
    for question in inbox.questions_of(letters):
        questions.setdefault(question.letter_id, []).append(question)
    own = inbox.questions_visible_to(actor).filter(letter__in=letters)
    given: dict[int, list[Reply]] = {}
    every = list(replies.replies_to(actor, letters))
    for reply in every:
        given.setdefault(reply.letter_id, []).append(reply)
    asked: dict[int, list[Message]] = {}
    for message in inbox.open_messages(letters):
        asked.setdefault(message.letter_id, []).append(message)
    return _Known(
        questions=questions,
        open=frozenset(own.values_list("pk", flat=True)),
        replies=given,
        assigned=routing.current_of(letters),
        given=routing.first_given(letters),
        latest=replies.latest_of(letters),
        versions=replies.first_versions(letters),
        checks=replies.first_checks(letters),
        read=replies.checked_versions(letters),
        approvals=replies.first_approvals(letters),
        returned=replies.returned_of(letters),
        held_up=replies.held_up() if any(map(_may_be_held_up, every)) else {},
        confirmed=inbox.first_messages(letters, MatterKind.ACKNOWLEDGEMENT),
        asked=asked,
    )


def _row(letter: Letter, known: _Known, at: datetime) -> LetterRow:
    today = geneva_date(at)
    asked = known.questions.get(letter.pk, [])
    rows = [
        QuestionRow(question, _question_facts(question, known), question.pk in known.open)
        for question in asked
    ]
    given = known.replies.get(letter.pk, [])
    facts = LetterFacts(
        sent_on=letter.sent_on,
        reply_due_on=letter.reply_due_on,
        is_acknowledged=letter.acknowledged_at is not None,
        is_confirmed=letter.pk in known.confirmed,
        is_withdrawn=letter.withdrawn_at is not None,
        came_outside=inbox.came_outside(letter),
        asked=[_wanted_on(message) for message in known.asked.get(letter.pk, [])],
        is_long_here=routing_rules.is_late_without_owner(letter.arrived_at, at),
        questions=[row.facts for row in rows],
        targets=_targets(letter, known, given, today),
        replies=[_reply_facts(reply, known) for reply in given],
    )
    return LetterRow(
        letter=letter,
        facts=facts,
        questions=rows,
        replies=given,
        asked=known.asked.get(letter.pk, []),
        confirmed_at=known.confirmed[letter.pk].at if letter.pk in known.confirmed else None,
        day=deadlines.day_number(letter.sent_on, today),
        days_left=deadlines.days_left(letter.reply_due_on, today),
    )


def _wanted_on(message: Message) -> date | None:
    document = inbox.message_document(message)
    return document.answer_by if isinstance(document, FollowUp) else None


def _question_facts(question: Question, known: _Known) -> QuestionFacts:
    latest = known.latest.get(question.pk)
    assigned = known.assigned.get(question.pk)
    return QuestionFacts(
        number=question.number,
        owner=str(question.owner_id) if question.owner_id else "",
        owner_name=question.owner.name if question.owner else "",
        is_taken_on=bool(assigned and assigned.acknowledged_at),
        version=latest.number if latest else 0,
        stance=latest.stance if latest else None,
        is_finished=bool(latest and latest.is_finished),
        is_read=bool(latest and latest.pk in known.read),
    )


def _may_be_held_up(reply: Reply) -> bool:
    return reply.state is State.SENT and not reply.package and not reply.sent_way


def _reply_facts(reply: Reply, known: _Known) -> ReplyFacts:
    return ReplyFacts(
        state=reply.state,
        is_interim=reply.kind is ReplyKind.INTERIM,
        is_received=reply.received_at is not None,
        is_refused=reply.refused_at is not None,
        is_by_word=bool(reply.sent_way),
        was_returned=reply.pk in known.returned,
        is_held_up=reply.public_id in known.held_up,
    )


def _targets(
    letter: Letter, known: _Known, given: Sequence[Reply], today: date
) -> list[TargetDate]:
    dates = routing_rules.target_dates(letter.sent_on, letter.arrived_on, letter.reply_due_on)
    met = _met(letter, known, given)
    return [
        TargetDate(
            target,
            due_on,
            met.get(target),
            routing_rules.standing(due_on, met.get(target), today),
        )
        for target, due_on in dates.items()
    ]


def _met(letter: Letter, known: _Known, given: Sequence[Reply]) -> dict[Target, date]:
    asked = [question.pk for question in known.questions.get(letter.pk, [])]
    versions = [known.versions.get(row, (None, None)) for row in asked]
    left = [
        reply.sent_on
        for reply in given
        if reply.sent_on and reply.kind is not ReplyKind.INTERIM and not reply.refused_at
    ]
    reached: dict[Target, datetime | None] = {
        Target.LOGGED: letter.arrived_at,
        Target.ACKNOWLEDGED: letter.acknowledged_at,
        Target.OWNERS: _last([known.given.get(row) for row in asked]),
        Target.FACTS: _last([first for first, _ in versions]),
        Target.DRAFT: _last([finished for _, finished in versions]),
        Target.LEGAL: _last([known.checks.get(row) for row in asked]),
        Target.SIGN_OFF: known.approvals.get(letter.pk),
    }
    met = {target: geneva_date(at) for target, at in reached.items() if at}
    return met | ({Target.SEND: min(left)} if left else {})


def _last(instants: Sequence[datetime | None]) -> datetime | None:
    """Return when the last of several things was reached; None while one is missing."""
    reached = [at for at in instants if at is not None]
    return max(reached) if reached and len(reached) == len(instants) else None

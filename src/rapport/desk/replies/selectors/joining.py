"""What stands around two letters that may be one: the work on each question, the replies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapport.desk.areas import selectors as areas
from rapport.desk.inbox import rules as inbox_rules
from rapport.desk.inbox import selectors as inbox
from rapport.desk.inbox.models import Letter, Question
from rapport.desk.inbox.rules.joining import Asked, Fate, Pair
from rapport.desk.replies import rules
from rapport.desk.replies.models import (
    AnswerVersion,
    Attachment,
    Comment,
    PrivilegedNote,
    Reply,
)
from rapport.desk.replies.rules import State
from rapport.desk.routing import selectors as routing
from rapport.foundation.errors import Refusal


@dataclass(frozen=True, slots=True)
class Meeting:
    """Two letters question by question, and what in the work on them keeps them apart."""

    pairs: Sequence[Pair]
    why_not: Refusal | None
    is_signed_off: bool
    """Whether a reply to the file's letter waits to be sent."""


def meeting_of(here: Letter, there: Letter) -> Meeting:
    """Compare a letter from a file with one in a package; the lead asks, who sees both."""
    found = inbox_rules.pairs(*(_asked(letter) for letter in (here, there)))
    replies = list(Reply.objects.filter(letter__in=[here, there]).order_by("id"))
    states = {one.letter_id: one.state for one in replies if one.state is not State.SENT}
    return Meeting(
        found,
        inbox_rules.why_not_these_questions(found)
        or rules.why_not_join_replies(
            states.get(here.pk),
            states.get(there.pk),
            is_leaving=any(_is_leaving(one) for one in replies),
            changed=[one.number for one in found if one.fate is not Fate.SAME],
        ),
        is_signed_off=states.get(here.pk) is State.APPROVED,
    )


def _is_leaving(reply: Reply) -> bool:
    return reply.state is State.SENT and not reply.sent_way and reply.package is None


def _asked(letter: Letter) -> list[Asked]:
    questions = list(inbox.questions_of([letter]))
    written = _written(questions)
    touched = written | set(routing.first_given([letter])) | areas.decided_of(questions)
    return [
        Asked(
            number=one.number,
            text=one.text,
            owner=one.owner.name if one.owner else "",
            is_touched=one.pk in touched,
            is_written=one.pk in written,
        )
        for one in questions
    ]


def _written(questions: Sequence[Question]) -> set[int]:
    """Return the rows of the questions to which anybody ever put words or a file."""
    rows = (AnswerVersion, Comment, PrivilegedNote, Attachment)
    found: set[int] = set()
    for kind in rows:
        about = kind.objects.filter(question__in=questions).order_by()
        found |= set(about.values_list("question_id", flat=True))
    return found

"""When what was reached: for the targets of letters and the lists of Today."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet

from rapport.desk.inbox.models import Letter, Question
from rapport.desk.replies.models import AnswerVersion, Attachment, LegalCheck, Reply, ReplyStep
from rapport.desk.replies.rules import Move, State
from rapport.desk.replies.selectors.replies import replies_visible_to
from rapport.foundation.acts import Actor
from rapport.protocol.kinds import ReplyKind

FULL = Q(state=State.SENT, refused_at=None) & ~Q(kind=ReplyKind.INTERIM)


def without_full_reply(letters: QuerySet[Letter]) -> QuerySet[Letter]:
    """Keep the letters that are open: no full reply has left, or the office did not take it."""
    return letters.filter(~Exists(Reply.objects.filter(FULL, letter=OuterRef("pk"))))


def with_full_reply(letters: QuerySet[Letter]) -> QuerySet[Letter]:
    """Keep the letters to which a full reply has left."""
    return letters.filter(Exists(Reply.objects.filter(FULL, letter=OuterRef("pk"))))


def replies_to(actor: Actor, letters: Iterable[Letter]) -> QuerySet[Reply]:
    """Return the replies to letters that the actor may know of, the first first."""
    rows = replies_visible_to(actor).filter(letter__in=letters)
    return rows.order_by("letter_id", "number")


def first_versions(letters: Iterable[Letter]) -> dict[int, tuple[datetime, datetime | None]]:
    """Return when each question first had a version, and a finished one, by the question's row."""
    rows = (
        AnswerVersion.objects.filter(question__letter__in=letters)
        .order_by()
        .values("question")
        .annotate(first=Min("at"), finished=Min("at", filter=Q(is_finished=True)))
    )
    return {row["question"]: (row["first"], row["finished"]) for row in rows}


def first_checks(letters: Iterable[Letter]) -> dict[int, datetime]:
    """Return when counsel first read an answer to each question, by the question's row."""
    rows = (
        LegalCheck.objects.filter(version__question__letter__in=letters)
        .order_by()
        .values("version__question")
        .annotate(first=Min("at"))
    )
    return {row["version__question"]: row["first"] for row in rows}


def checked_versions(letters: Iterable[Letter]) -> set[int]:
    """Return the rows of the versions that counsel has read."""
    rows = LegalCheck.objects.filter(version__question__letter__in=letters).order_by()
    return set(rows.values_list("version_id", flat=True))


def first_approvals(letters: Iterable[Letter]) -> dict[int, datetime]:
    """Return when a full reply to each letter was first signed off, by the letter's row."""
    rows = (
        ReplyStep.objects.filter(reply__letter__in=letters, move=Move.APPROVE)
        .exclude(reply__kind=ReplyKind.INTERIM)
        .order_by()
        .values("reply__letter")
        .annotate(first=Min("at"))
    )
    return {row["reply__letter"]: row["first"] for row in rows}


def files_to(questions: Iterable[Question]) -> QuerySet[Attachment]:
    """Return the files of questions that the actor may see, those taken away left out."""
    kept = Attachment.objects.filter(question__in=questions, taken_away_at=None)
    return kept.select_related("file", "question", "by").order_by("question__number", "at", "id")


def file_counts(questions: Iterable[Question]) -> dict[int, int]:
    """Return how many files each question has, by the question's row."""
    kept = Attachment.objects.filter(question__in=questions, taken_away_at=None).order_by()
    rows = kept.values("question").annotate(files=Count("id"))
    return {row["question"]: row["files"] for row in rows}

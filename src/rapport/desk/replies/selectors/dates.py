"""When what was reached: for the targets of letters and the lists of Today."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Exists, Min, OuterRef, Q, QuerySet, Subquery

from rapport.desk.inbox.models import Letter
from rapport.desk.replies.models import AnswerVersion, LegalCheck, Reply, ReplyStep
from rapport.desk.replies.rules import Move, State
from rapport.desk.replies.selectors.replies import replies_visible_to
from rapport.foundation.acts import Actor
from rapport.protocol.kinds import ReplyKind

FULL = Q(state=State.SENT, refused_at=None) & ~Q(kind=ReplyKind.INTERIM)


def without_full_reply(letters: QuerySet[Letter]) -> QuerySet[Letter]:
    """Keep the letters that are open.

    No full reply has left, or the office did not take it; nor did it withdraw the letter.
    """
    letters = letters.filter(withdrawn_at=None)
    return letters.filter(~Exists(Reply.objects.filter(FULL, letter=OuterRef("pk"))))


def with_full_reply(letters: QuerySet[Letter]) -> QuerySet[Letter]:
    """Keep the letters that are not open: to which a full reply has left, or withdrawn ones."""
    replied = Exists(Reply.objects.filter(FULL, letter=OuterRef("pk")))
    return letters.filter(replied | Q(withdrawn_at__isnull=False))


def is_replied(letter: Letter) -> bool:
    """Tell whether a full reply to a letter has left."""
    return Reply.objects.filter(FULL, letter=letter).exists()


def replies_to(actor: Actor, letters: Iterable[Letter]) -> QuerySet[Reply]:
    """Return the replies to letters that the actor may know of, the first first."""
    rows = replies_visible_to(actor).filter(letter__in=letters)
    return rows.order_by("letter_id", "number")


def first_versions(letters: Iterable[Letter]) -> dict[int, tuple[datetime, datetime | None]]:
    """Return when each question, by row, first had a version, and a finished one."""
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


def returned_of(letters: Iterable[Letter]) -> set[int]:
    """Return the rows of the open replies whose last step was an approver's return."""
    newest = (
        ReplyStep.objects.filter(reply=OuterRef("reply"))
        .order_by("-at", "-id")
        .values("pk")[:1]
    )
    rows = ReplyStep.objects.filter(
        reply__letter__in=letters, pk=Subquery(newest), move=Move.RETURN
    ).exclude(reason="")
    return set(rows.order_by().values_list("reply_id", flat=True))

"""Questions about answers: their versions, checks, comments, files, and counsel's notes."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Count, Max, OuterRef, QuerySet, Subquery

from rapport.desk.inbox import selectors as inbox
from rapport.desk.inbox.models import Letter, Question
from rapport.desk.replies import rules
from rapport.desk.replies.errors import ReplyNotFound
from rapport.desk.replies.models import (
    AnswerVersion,
    Attachment,
    Comment,
    LegalCheck,
    PrivilegedNote,
)
from rapport.foundation.acts import Actor


def versions_of(question: Question) -> QuerySet[AnswerVersion]:
    """Return every version of an answer, the latest first."""
    return (
        AnswerVersion.objects.filter(question=question).select_related("by").order_by("-number")
    )


def find_latest(question: Question) -> AnswerVersion | None:
    """Return the version that counts, or None."""
    return versions_of(question).first()


def latest_of(letters: Iterable[Letter]) -> dict[int, AnswerVersion]:
    """Return the versions that count of letters' questions, by the question's row."""
    newest = (
        AnswerVersion.objects.filter(question=OuterRef("question"))
        .order_by()
        .values("question")
        .annotate(newest=Max("number"))
        .values("newest")
    )
    rows = AnswerVersion.objects.filter(question__letter__in=letters, number=Subquery(newest))
    return {
        row.question_id: row for row in rows.select_related("question", "by").order_by("id")
    }


def checks_of(version: AnswerVersion) -> QuerySet[LegalCheck]:
    """Return which counsel has read a version."""
    return LegalCheck.objects.filter(version=version).select_related("by").order_by("at", "id")


def comments_of(question: Question) -> QuerySet[Comment]:
    """Return the comments on a question, the first first."""
    return Comment.objects.filter(question=question).select_related("by").order_by("at", "id")


def notes_of(actor: Actor, question: Question) -> QuerySet[PrivilegedNote]:
    """Return counsel's notes, the latest first; none to those who may not know of them."""
    if not rules.reads_notes(actor):
        return PrivilegedNote.objects.none()
    notes = PrivilegedNote.objects.filter(question=question).select_related("by")
    return notes.order_by("-number")


def note_counts(actor: Actor, letter: Letter) -> dict[int, int]:
    """Return on which questions (by number) there is a note, with its version."""
    if not rules.reads_notes(actor):
        return {}
    notes = PrivilegedNote.objects.filter(question__letter=letter).order_by()
    found = notes.values("question__number").annotate(versions=Count("id"))
    return {row["question__number"]: row["versions"] for row in found}


def attachments_of(question: Question) -> QuerySet[Attachment]:
    """Return the files of a question that were not taken away."""
    kept = Attachment.objects.filter(question=question, taken_away_at=None)
    return kept.select_related("file", "by").order_by("at", "id")


def get_attachment(actor: Actor, attachment_id: UUID, *, lock: bool = False) -> Attachment:
    """Return one file of a question that the actor sees. Raises ReplyNotFound."""
    rows = Attachment.objects.filter(
        public_id=attachment_id, question__in=inbox.questions_visible_to(actor)
    ).select_related("file", "question__letter")
    if lock:
        rows = rows.select_for_update(of=("self",))
    found = rows.filter(taken_away_at=None).first()
    if found is None:
        raise ReplyNotFound
    return found

"""Counsel's privileged notes. Nothing that makes or sends a reply imports this file."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from rapport.accounts import selectors as accounts
from rapport.desk.inbox import selectors as inbox
from rapport.desk.replies import rules, selectors
from rapport.desk.replies.events import NoteWritten
from rapport.desk.replies.models import PrivilegedNote
from rapport.foundation.acts import Act
from rapport.journal.services import record


@transaction.atomic
def write_note(act: Act, *, letter_id: UUID, number: int, text: str) -> PrivilegedNote:
    """Write a privileged note on a question, as a new version; counsel and the lead read it.

    Raises LetterNotFound, NotCounsel, TextMissing, AnswerTooLong. Records NoteWritten.
    """
    question = inbox.get_question(act.actor, letter_id, number, lock=True)
    if refusal := rules.why_not_write_note(act.actor) or rules.why_not_this_text(text):
        raise refusal
    latest = selectors.notes_of(act.actor, question).first()
    note = PrivilegedNote.objects.create(
        question=question,
        number=latest.number + 1 if latest else 1,
        text=text.strip(),
        by=accounts.author_of(act),
        at=act.at,
    )
    record(act, NoteWritten(matter=str(letter_id), question=number, version=note.number))
    return note
